package org.infoplane.symbol;

import java.util.Arrays;

/**
 * A fitted {@link Discretizer}: frozen edges, one sorted array a unit. The symbol of a value is the
 * number of edges that it passes.
 */
public final class Encoding {

  private enum Pass {
    ABOVE,
    AT_LEAST,
    MAGNITUDE_AT_LEAST
  }

  private final double[][] edges;
  private final Pass pass;

  private Encoding(double[][] edges, Pass pass) {
    this.edges = edges;
    this.pass = pass;
  }

  static Encoding above(double[][] edges) {
    return new Encoding(edges, Pass.ABOVE);
  }

  static Encoding atLeast(double[][] edges) {
    return new Encoding(edges, Pass.AT_LEAST);
  }

  static Encoding magnitude(double[][] edges) {
    return new Encoding(edges, Pass.MAGNITUDE_AT_LEAST);
  }

  static double[][] same(int units, double edge) {
    double[][] edges = new double[units][];
    Arrays.fill(edges, new double[] {edge});
    return edges;
  }

  /**
   * Number of units.
   *
   * @return how many columns the encoding is for
   */
  public int units() {
    return edges.length;
  }

  /**
   * Number of symbols.
   *
   * @return the size of the alphabet, 2 for a binary rule
   */
  public int alphabet() {
    return edges[0].length + 1;
  }

  /**
   * Encodes one number.
   *
   * @param unit column, from 0
   * @param value any number but NaN
   * @return the symbol, from 0 to {@code alphabet() - 1}
   */
  public int symbol(int unit, double value) {
    double[] steps = edges[unit];
    double v = pass == Pass.MAGNITUDE_AT_LEAST ? Math.abs(value) : value;
    if (steps.length == 1) {
      return (pass == Pass.ABOVE ? v > steps[0] : v >= steps[0]) ? 1 : 0;
    }
    int low = 0;
    int high = steps.length;
    while (low < high) { // first edge that is not passed
      int middle = (low + high) >>> 1;
      if (pass == Pass.ABOVE ? v > steps[middle] : v >= steps[middle]) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /**
   * Encodes a matrix.
   *
   * @param values {@code samples x units()}, no NaN
   * @return as many symbols
   * @throws IllegalArgumentException if the units differ, there is no sample, or a value is NaN
   */
  public Symbols encode(Values values) {
    return new SymbolsBuilder(this).append(values).build();
  }

  static void requireNumbers(Values values) {
    if (values.samples() == 0 || values.units() == 0) {
      throw new IllegalArgumentException(
          "Asked to discretise %d samples of %d units. Pass at least one of each."
              .formatted(values.samples(), values.units()));
    }
    for (int sample = 0; sample < values.samples(); sample++) {
      for (int unit = 0; unit < values.units(); unit++) {
        if (Double.isNaN(values.get(sample, unit))) {
          throw new IllegalArgumentException(
              "Unit %d is NaN in sample %d. Pass numbers: NaN has no symbol."
                  .formatted(unit, sample));
        }
      }
    }
  }
}
