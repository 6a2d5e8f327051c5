package org.infoplane.symbol;

import java.util.Arrays;
import java.util.Locale;

/** floor(value / width), counted from the smallest value that it was fitted on. */
record BinWidth(double width) implements Discretizer {

  BinWidth {
    if (!(width > 0) || Double.isInfinite(width)) {
      throw new IllegalArgumentException(
          "Asked for bins of width %s. Pass a finite number above 0.".formatted(width));
    }
  }

  @Override
  public Encoding fit(Values values) {
    Encoding.requireNumbers(values);
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
                "Asked for bins of width %s for unit %s, which goes from %s to %s: %.0f bins. Pass a larger width; %s bins are the most.",
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
