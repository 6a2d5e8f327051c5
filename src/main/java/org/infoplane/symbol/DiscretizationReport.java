package org.infoplane.symbol;

import java.util.Locale;

/**
 * What a coding did to its values: a threshold that silences a layer, or a range that misses it, is
 * the commonest way to a meaningless plane.
 *
 * @param units how many series there are
 * @param constantUnits how many of them never change their symbol; no information flows from or to
 *     these
 * @param deadUnits how many of them were 0 in every sample, before coding
 * @param values how many values were coded, in all units
 * @param outside how many of them lay outside the range that the coding was made for
 */
public record DiscretizationReport(
    int units, int constantUnits, int deadUnits, long values, long outside) {

  /**
   * {@return how much of the data the range misses: values outside divided by all values, 0 to 1}
   */
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
