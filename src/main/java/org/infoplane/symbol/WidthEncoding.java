package org.infoplane.symbol;

import java.util.Optional;

/** floor(value / width) from the first bin of each unit; values outside go to the nearest bin. */
final class WidthEncoding extends PointEncoding {

  private final double width;
  private final double[] first;
  private final double[] last;

  WidthEncoding(double width, double[] first, double[] last, int alphabet) {
    super(first.length, alphabet);
    this.width = width;
    this.first = first;
    this.last = last;
  }

  @Override
  int symbol(int unit, double value) {
    double bin = Math.floor(value / width);
    return (int) (Math.max(first[unit], Math.min(last[unit], bin)) - first[unit]);
  }

  @Override
  public Optional<Coder> monotone() {
    return Optional.of(this::symbol);
  }

  @Override
  boolean isOutside(int unit, double value) {
    double bin = Math.floor(value / width);
    return bin < first[unit] || bin > last[unit];
  }

  @Override
  WidthEncoding forUnits(int units) {
    return new WidthEncoding(width, every(units, first[0]), every(units, last[0]), alphabet());
  }
}
