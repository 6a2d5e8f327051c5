package org.infoplane.measure;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import org.infoplane.Turns;
import org.infoplane.symbol.Discretizer;
import org.infoplane.symbol.Encoding;
import org.infoplane.symbol.Values;

/**
 * Says what information flow through a dense layer costs by the rank-one update of its
 * pre-activations, beside a forward pass for each unit, and how both grow; the two take turns.
 * Medians.
 */
public final class FlowCosts {

  private static final int SHOTS = 5;

  private FlowCosts() {}

  /** Prints a line a size. */
  public static void main(String[] args) {
    System.out.printf("%s threads%n", ForkJoinPool.getCommonPoolParallelism() + 1);
    for (int units : new int[] {16, 32, 64, 128}) {
      compare(units, 1_000);
    }
    for (int samples : new int[] {500, 2_000, 4_000}) {
      compare(64, samples);
    }
  }

  private static void compare(int units, int samples) {
    SplittableRandom random = new SplittableRandom(1);
    double[][] rows = new double[samples][units];
    for (double[] row : rows) {
      Arrays.setAll(row, unit -> random.nextDouble(-1, 1));
    }
    double[][] weights = new double[units][units];
    for (double[] row : weights) {
      Arrays.setAll(row, unit -> random.nextGaussian() / Math.sqrt(units));
    }
    Values source = Values.ofRows(rows);
    LayerWeights layer = LayerWeights.of(weights, new double[units], ActivationFunction.tanh());
    Intervention update = Intervention.ofDense(source, layer);
    Intervention pass = new ForwardPass(source, layer);
    Encoding from = Discretizer.quantiles(4).fit(source);
    Encoding to = Discretizer.quantiles(4).fit(update.target());
    double[] seconds =
        Turns.medians(
            2,
            SHOTS,
            () -> InformationFlow.of(update, from, to).flow(1).meanNats(),
            () -> InformationFlow.of(pass, from, to).flow(1).meanNats(),
            () -> InformationFlow.of(update, from, to).inContext().meanNats());
    double one = seconds[0];
    System.out.printf(
        "%s -> %s units, %s samples: rank-one %.1f ms (%.0f ns a pair and sample), forward passes %.2f x, in context over all values %.2f x%n",
        units,
        units,
        samples,
        1e3 * one,
        1e9 * one / units / units / samples,
        seconds[1] / one,
        seconds[2] / one);
  }

  /** The whole layer anew for each unit: what any layer can do. */
  private record ForwardPass(Values source, LayerWeights layer) implements Intervention {
    @Override
    public Values target() {
      return layer.apply(source);
    }

    @Override
    public Values target(int unit, int[] draw) {
      return layer.apply(
          Values.view(
              source.samples(),
              source.units(),
              (sample, i) -> source.get(i == unit ? draw[sample] : sample, i)));
    }
  }
}
