/**
 * Data sets and driven networks of the experiments, made or read without any download;
 * mini-batches.
 */
@NullMarked
package org.infoplane.data;

import org.jspecify.annotations.NullMarked;
