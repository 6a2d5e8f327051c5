package org.infoplane.measure;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.stream.IntStream;
import org.infoplane.symbol.Values;

/** Checks and warnings common to all estimators of layers. */
final class Layers {

  private Layers() {}

  static Values requireTwo(Values layer) {
    requireNonNull(layer, "layer must not be null");
    if (layer.samples() < 2) {
      throw new IllegalArgumentException(
          "layer must have at least 2 samples, got %s".formatted(layer.samples()));
    }
    return layer;
  }

  static int constantUnits(Values layer) {
    return (int)
        IntStream.range(0, layer.units())
            .parallel()
            .filter(unit -> isConstant(layer, unit))
            .count();
  }

  private static boolean isConstant(Values layer, int unit) {
    double first = layer.get(0, unit);
    return IntStream.range(1, layer.samples()).allMatch(i -> layer.get(i, unit) == first);
  }

  /** A view of one unit. */
  static Values unit(Values layer, int unit) {
    return Values.view(layer.samples(), 1, (sample, one) -> layer.get(sample, unit));
  }

  static List<Warning> constant(String role, Values layer) {
    return Warning.ofConstantUnits(role, constantUnits(layer), layer.units());
  }

  /** I(X;T) of a layer that is a function of the input. */
  static Estimate infinite(Values layer, String estimator) {
    return Estimate.plain(Double.NaN, estimator, layer.samples())
        .with(List.of(Warning.ofDeterministicLayer()));
  }
}
