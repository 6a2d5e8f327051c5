/** Activations that another program saved as arrays of numpy become a recording. */
@NullMarked
package org.infoplane.capture.numpy;

import org.jspecify.annotations.NullMarked;
