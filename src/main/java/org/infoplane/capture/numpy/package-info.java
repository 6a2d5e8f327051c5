/** Turns activations that another program saved as numpy arrays into a recording. */
@NullMarked
package org.infoplane.capture.numpy;

import org.jspecify.annotations.NullMarked;
