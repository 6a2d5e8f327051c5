/**
 * Questions to a recording: how much passes from layer to layer, what layers know. The answers are
 * {@linkplain org.infoplane.result results}, shown as tables and figures.
 *
 * <p>A null argument is a {@link NullPointerException} that names it.
 */
@NullMarked
package org.infoplane.query;

import org.jspecify.annotations.NullMarked;
