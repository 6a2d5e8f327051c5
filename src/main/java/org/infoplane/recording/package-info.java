/**
 * The immutable result of a training run: the symbols of each layer at each epoch, accuracy and
 * loss beside, and the recipe that made them. Safe to hold across notebook cells; knows no network.
 *
 * <p>A null argument is a {@link NullPointerException} that names it.
 */
@NullMarked
package org.infoplane.recording;

import org.jspecify.annotations.NullMarked;
