/**
 * Values become symbols, symbols become groups of equal states. Needs nothing but the JDK.
 *
 * <p>A {@link org.infoplane.symbol.Discretizer} is a rule; fitted on {@link
 * org.infoplane.symbol.Values} it becomes an {@link org.infoplane.symbol.Encoding} with frozen
 * edges, which turns values into packed {@link org.infoplane.symbol.Symbols}. An {@link
 * org.infoplane.symbol.Embedding} cuts series into transitions, whose states are counted by a
 * {@link org.infoplane.symbol.Partition}, the one counting kernel: the sizes of its groups are all
 * that a discrete measure needs.
 */
@NullMarked
package org.infoplane.symbol;

import org.jspecify.annotations.NullMarked;
