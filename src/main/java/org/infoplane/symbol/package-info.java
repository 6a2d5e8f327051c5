/**
 * Discretization, embedding and counting of states.
 *
 * <p>A {@link org.infoplane.symbol.Discretizer} fitted on {@link org.infoplane.symbol.Values} is an
 * {@link org.infoplane.symbol.Encoding}, which maps values to packed {@link
 * org.infoplane.symbol.Symbols}. An {@link org.infoplane.symbol.Embedding} turns series into
 * transitions, and a {@link org.infoplane.symbol.Partition} groups these by state: the sizes of its
 * groups are all that a discrete measure needs.
 */
@NullMarked
package org.infoplane.symbol;

import org.jspecify.annotations.NullMarked;
