package org.infoplane.symbol;

import java.util.Arrays;
import java.util.Locale;

/** floor(value / width), counted from the smallest fitted value. */
record BinWidth(double width) implements Discretizer {

  BinWidth {
    if (!(width > 0) || Double.isInfinite(width)) {
      throw new IllegalArgumentException(
          "width must be positive and finite, got %s".formatted(width));
    }
  }

  @Override
  public Encoding fit(Values values) {
    Encoding.requireFinite(values);
    int units = values.units();
    double[] first = new double[units];
    double[] last = new double[units];
    double most = 2;
    for (int unit = 0; unit < units; unit++) {
      double[] column = Encoding.column(values, unit);
      double low = Arrays.stream(column).min().orElseThrow();
      double high = Arrays.stream(column).max().orElseThrow();
      first[unit] = Math.floor(low / width);
      last[unit] = Math.floor(high / width);
      double bins = last[unit] - first[unit] + 1;
      if (!(bins <= Symbols.LARGEST_ALPHABET)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "Bins of width %s for unit %s, from %s to %s, are %.0f; at most %s are possible. Pass a larger width.",
                width,
                unit,
                low,
                high,
                bins,
                Symbols.LARGEST_ALPHABET));
      }
      most = Math.max(most, bins);
    }
    return new WidthEncoding(width, first, last, (int) most);
  }

  @Override
  public String toString() {
    return "bins of width " + width;
  }
}
