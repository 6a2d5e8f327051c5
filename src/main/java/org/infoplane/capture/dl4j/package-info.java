/**
 * Records the networks of Deeplearning4j while they train. The only package, with the data sets,
 * that knows DL4J and ND4J.
 */
@NullMarked
package org.infoplane.capture.dl4j;

import org.jspecify.annotations.NullMarked;
