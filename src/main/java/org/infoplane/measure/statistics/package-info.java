/**
 * Statistics of small series, such as values over epochs or over seeds: rank correlation, sign
 * test, false discovery rate, phases of a curve, seeded draws. Knows no network and no information.
 *
 * <p>A null argument is a {@link NullPointerException} that names it.
 */
@NullMarked
package org.infoplane.measure.statistics;

import org.jspecify.annotations.NullMarked;
