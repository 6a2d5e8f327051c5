/**
 * A training run becomes a {@link org.infoplane.recording.Recording}: what is recorded when, and
 * the door through which any program hands over its activations. Knows no Deeplearning4j.
 */
@NullMarked
package org.infoplane.capture;

import org.jspecify.annotations.NullMarked;
