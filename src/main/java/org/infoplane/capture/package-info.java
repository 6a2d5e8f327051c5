/**
 * A training run of a Deeplearning4j network becomes a {@link org.infoplane.recording.Recording}.
 * The only package, with the data sets, that knows DL4J and ND4J.
 */
@NullMarked
package org.infoplane.capture;

import org.jspecify.annotations.NullMarked;
