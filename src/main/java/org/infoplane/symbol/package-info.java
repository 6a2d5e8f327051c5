/**
 * Values become symbols, symbols become counts. Needs nothing but the JDK.
 *
 * <p>A {@link org.infoplane.symbol.Discretizer} is a rule; fitted on {@link
 * org.infoplane.symbol.Values} it becomes an {@link org.infoplane.symbol.Encoding} with frozen
 * edges, which turns values into packed {@link org.infoplane.symbol.Symbols}. An {@link
 * org.infoplane.symbol.Embedding} of two series of symbols is counted into {@link
 * org.infoplane.symbol.Counts}, the only thing a discrete measure needs.
 */
@NullMarked
package org.infoplane.symbol;

import org.jspecify.annotations.NullMarked;
