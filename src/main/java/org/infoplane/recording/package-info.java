/**
 * The immutable result of a training run: activations or symbols of each layer at each recorded
 * moment, accuracy and loss, and a recipe. Safe to hold across notebook cells.
 *
 * <p>A null argument is a {@link NullPointerException} that names it.
 */
@NullMarked
package org.infoplane.recording;

import org.jspecify.annotations.NullMarked;
