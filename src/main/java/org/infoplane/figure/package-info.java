/**
 * Figures and tables as pages and pictures: Plotly's script that travels with the page, a static
 * picture beside each figure, files. Knows nothing of recordings and measures.
 *
 * <p>A null argument is a {@link NullPointerException} that names it.
 */
@NullMarked
package org.infoplane.figure;

import org.jspecify.annotations.NullMarked;
