/** Data sets of the experiments, read without any download, and mini-batches of them. */
@NullMarked
package org.infoplane.data;

import org.jspecify.annotations.NullMarked;
