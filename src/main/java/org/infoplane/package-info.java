/**
 * infoplane measures the information that the layers of a neural network carry, and pass to each
 * other, during training. The entry point is {@link org.infoplane.Notebook}.
 */
@NullMarked
package org.infoplane;

import org.jspecify.annotations.NullMarked;
