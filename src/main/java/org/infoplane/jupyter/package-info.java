/** Adapters that show results in notebook kernels, whose interfaces are {@code provided}. */
@NullMarked
package org.infoplane.jupyter;

import org.jspecify.annotations.NullMarked;
