package org.infoplane.measure;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.function.Supplier;
import org.infoplane.measure.statistics.Draws;
import org.infoplane.symbol.Values;
import org.jspecify.annotations.Nullable;

/** {@linkplain MutualInformation Mutual information} of real values. */
public final class ContinuousMutualInformation
    extends ContinuousInformation<ContinuousMutualInformation> {

  private ContinuousMutualInformation(
      Points<ContinuousMutualInformation> points,
      ContinuousEstimator estimator,
      @Nullable Inference asked) {
    super(points, estimator, asked);
  }

  static ContinuousMutualInformation of(Values a, Values b) {
    requireNonNull(a, "a must not be null");
    requireNonNull(b, "b must not be null");
    requireSame(a.samples(), b.samples());
    return of(points("first", a), points("second", b), () -> Memory.ofBoth(a, b));
  }

  private static ContinuousMutualInformation of(
      double[][] a, double[][] b, Supplier<List<Warning>> memory) {
    int[] times = Draws.identity(a[0].length);
    return new ContinuousMutualInformation(
        new Points<>(
            a,
            b,
            new double[0][],
            times,
            times.length,
            moved -> {
              Inference.requireOneMoves(moved.wholeSamples());
              return of(a, moved.source(b), memory);
            },
            memory),
        DEFAULT,
        null);
  }

  @Override
  ContinuousMutualInformation of(
      Points<ContinuousMutualInformation> observed,
      ContinuousEstimator chosen,
      @Nullable Inference inference) {
    return new ContinuousMutualInformation(observed, chosen, inference);
  }

  @Override
  public String toString() {
    return "mutual information of real values, not measured yet: call estimate()";
  }
}
