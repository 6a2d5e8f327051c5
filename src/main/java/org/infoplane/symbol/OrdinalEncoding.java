package org.infoplane.symbol;

import java.util.Arrays;

/** The rank order of some samples of a unit, numbered by its Lehmer code. */
final class OrdinalEncoding extends Encoding {

  private final int order;
  private final int delay;

  OrdinalEncoding(int order, int delay, int units) {
    super(units, factorial(order));
    this.order = order;
    this.delay = delay;
  }

  private static int factorial(int n) {
    return n < 2 ? 1 : n * factorial(n - 1);
  }

  @Override
  public Symbols encode(Values values) {
    requireUnits(values);
    long far = (order - 1L) * delay;
    if (values.samples() <= far) {
      throw new IllegalArgumentException(
          "samples must be at least %s for ordinal patterns of order %s and delay %s, got %s"
              .formatted(far + 1, order, delay, values.samples()));
    }
    int[][] patterns = new int[units()][values.samples() - (int) far];
    for (int unit = 0; unit < patterns.length; unit++) {
      int one = unit;
      Arrays.setAll(patterns[unit], first -> pattern(values, one, first));
    }
    boolean[] dead = new boolean[units()];
    for (int unit = 0; unit < dead.length; unit++) {
      dead[unit] = Arrays.stream(column(values, unit)).allMatch(value -> value == 0);
    }
    SymbolsBuilder builder = new SymbolsBuilder(units(), alphabet()).append(patterns);
    builder.countOrigin(new Symbols.Origin(dead, new long[units()]), true);
    return builder.finish();
  }

  private int pattern(Values values, int unit, int first) {
    int code = 0;
    for (int i = 0; i < order; i++) {
      int laterAndSmaller = 0;
      for (int j = i + 1; j < order; j++) {
        if (values.get(first + j * delay, unit) < values.get(first + i * delay, unit)) {
          laterAndSmaller++;
        }
      }
      code = code * (order - i) + laterAndSmaller;
    }
    return code;
  }
}
