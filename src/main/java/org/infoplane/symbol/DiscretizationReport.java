package org.infoplane.symbol;

import java.util.Locale;

/**
 * Diagnostics of a discretization: a threshold that silences a layer, or a range that misses it, is
 * the most common cause of a meaningless information plane.
 *
 * @param units number of series
 * @param constantUnits units with a constant symbol; no information flows from or to these
 * @param deadUnits units whose values are all 0
 * @param values number of values, over all units
 * @param outside values outside the range of the encoding
 */
public record DiscretizationReport(
    int units, int constantUnits, int deadUnits, long values, long outside) {

  /** {@return the share of values outside the range, 0 to 1} */
  public double outsideShare() {
    return (double) outside / values;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d units: %d constant, %d dead (always 0); %d of %d values (%.2f %%) outside the range",
        units,
        constantUnits,
        deadUnits,
        outside,
        values,
        100 * outsideShare());
  }
}
