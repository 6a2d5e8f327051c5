/**
 * Turns a training run into a {@link org.infoplane.recording.Recording}: the schedule, what is
 * kept, and the API through which any program pushes its activations. Independent of
 * Deeplearning4j.
 */
@NullMarked
package org.infoplane.capture;

import org.jspecify.annotations.NullMarked;
