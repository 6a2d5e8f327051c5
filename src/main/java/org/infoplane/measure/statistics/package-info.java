/**
 * Statistics of small series, such as values over epochs or over seeds: rank correlation, sign
 * test, false discovery rate, phases of fitting and compression, seeded draws. Works on arrays, and
 * depends on no other package.
 *
 * <p>A null argument is a {@link NullPointerException} that names it.
 */
@NullMarked
package org.infoplane.measure.statistics;

import org.jspecify.annotations.NullMarked;
