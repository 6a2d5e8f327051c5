/**
 * Figures of {@linkplain org.infoplane.result results}: planes, curves, heat maps and networks; and
 * pages and files of figures and tables that work offline, since they carry Plotly's script and a
 * static picture of each figure.
 *
 * <p>A null argument throws a {@link NullPointerException} that names it.
 */
@NullMarked
package org.infoplane.figure;

import org.jspecify.annotations.NullMarked;
