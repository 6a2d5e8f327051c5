/**
 * How results show themselves in a notebook: adapters to the kernels, whose interfaces are {@code
 * provided}.
 */
@NullMarked
package org.infoplane.jupyter;

import org.jspecify.annotations.NullMarked;
