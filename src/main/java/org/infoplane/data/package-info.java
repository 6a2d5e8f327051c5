/**
 * Data sets and driven networks for experiments, generated or read from files, and mini-batches.
 */
@NullMarked
package org.infoplane.data;

import org.jspecify.annotations.NullMarked;
