/**
 * The immutable result of a training run: the symbols of each layer at each epoch, accuracy and
 * loss beside, and the recipe that made them. Safe to hold across notebook cells; knows no network.
 */
@NullMarked
package org.infoplane.recording;

import org.jspecify.annotations.NullMarked;
