/**
 * Queries of a recording: information from layer to layer, and of layers about input and label.
 * They give {@linkplain org.infoplane.result results}, shown as tables and figures.
 *
 * <p>A null argument is a {@link NullPointerException} that names it.
 */
@NullMarked
package org.infoplane.query;

import org.jspecify.annotations.NullMarked;
