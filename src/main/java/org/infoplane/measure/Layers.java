package org.infoplane.measure;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.stream.IntStream;
import org.infoplane.symbol.Values;

/** What is looked for in the values of any layer. */
final class Layers {

  private Layers() {}

  static Values requireTwo(Values layer) {
    requireNonNull(layer, "layer must not be null");
    if (layer.samples() < 2) {
      throw new IllegalArgumentException(
          "Asked for the information of a layer of %s samples. Pass at least 2."
              .formatted(layer.samples()));
    }
    return layer;
  }

  /** How many units never change. */
  static int constantUnits(Values layer) {
    return (int)
        IntStream.range(0, layer.units())
            .parallel()
            .filter(unit -> isConstant(layer, unit))
            .count();
  }

  private static boolean isConstant(Values layer, int unit) {
    double first = layer.get(0, unit);
    for (int sample = 1; sample < layer.samples(); sample++) {
      if (layer.get(sample, unit) != first) {
        return false;
      }
    }
    return true;
  }

  static List<Warning> constant(String role, Values layer) {
    return Warning.ofConstantUnits(role, constantUnits(layer), layer.units());
  }

  /** I(X;T) of numbers that follow from one another. */
  static Estimate infinite(Values layer, String estimator) {
    return Estimate.plain(Double.NaN, estimator, layer.samples())
        .with(List.of(Warning.ofDeterministicLayer()));
  }
}
