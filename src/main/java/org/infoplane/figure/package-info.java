/**
 * Every picture: planes, curves, heat maps and networks, made of {@linkplain org.infoplane.result
 * results}; and how figures and tables become pages and files that work offline: Plotly's script
 * travels with the page, a static picture beside each figure.
 *
 * <p>A null argument is a {@link NullPointerException} that names it.
 */
@NullMarked
package org.infoplane.figure;

import org.jspecify.annotations.NullMarked;
