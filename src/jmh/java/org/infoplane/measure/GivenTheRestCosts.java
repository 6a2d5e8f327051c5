package org.infoplane.measure;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import org.infoplane.Turns;
import org.infoplane.data.Wires;
import org.infoplane.measure.nulls.Null;
import org.infoplane.symbol.Discretizer;
import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.Symbols;
import org.infoplane.symbol.Segments;
import org.infoplane.symbol.Values;

/**
 * Says what transfer entropy given the rest costs beside the pairwise pass over the same data, and
 * how both grow; the two take turns, so that a machine that slows down slows both. Then the greedy
 * selection for 40 binary targets. Medians.
 */
public final class GivenTheRestCosts {

  private static final int SHOTS = 9;

  private GivenTheRestCosts() {}

  /** Prints a line a size. */
  public static void main(String[] args) {
    System.out.printf("%s threads%n", ForkJoinPool.getCommonPoolParallelism() + 1);
    for (int units : new int[] {20, 40, 80, 160}) {
      compare(units, 8_000, true);
    }
    for (int samples : new int[] {2_000, 4_000, 16_000}) {
      compare(40, samples, true);
    }
    compare(40, 8_000, false);
    compare(160, 8_000, false);
    nulls();
    greedy();
  }

  private static Values noise(int units, int samples, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] rows = new double[samples][units];
    for (double[] row : rows) {
      Arrays.setAll(row, unit -> random.nextGaussian());
    }
    return Values.ofRows(rows);
  }

  private static void compare(int units, int samples, boolean inside) {
    Values from = noise(units, samples, 1);
    Values to = inside ? from : noise(units, samples, 2);
    Values input = noise(1, samples, 3);
    Embedding embedding = Embedding.oneStep();
    double[] seconds =
        Turns.medians(
            5,
            SHOTS,
            () -> GivenTheRest.gaussian(from, to, input, embedding, inside).meanNats(),
            () -> PairwiseGaussianTransferEntropy.between(from, to, embedding).meanNats());
    System.out.printf(
        "%s units, %s samples, %s: given the rest %.2f ms, pairwise %.2f ms, ratio %.2f%n",
        units,
        samples,
        inside ? "inside a layer" : "between two",
        1e3 * seconds[0],
        1e3 * seconds[1],
        seconds[0] / seconds[1]);
  }

  private static void nulls() {
    Values layer = noise(40, 8_000, 1);
    LayerTransfer all = GivenTheRest.gaussian(layer, layer, null, Embedding.oneStep(), true);
    double[] seconds =
        Turns.medians(2, SHOTS, () -> all.against(Null.circularShift(20, 1), Segments.whole()));
    System.out.printf("a surrogate of 40 units, 8000 samples: %.2f ms%n", 1e3 * seconds[0] / 20);
  }

  private static void greedy() {
    Wires wires = Wires.of(10_000, 1);
    Symbols states = Discretizer.median().fit(wires.states()).encode(wires.states());
    Symbols input = Discretizer.median().fit(wires.input()).encode(wires.input());
    for (int shot = 0; shot < 3; shot++) {
      double one =
          Turns.seconds(
              () ->
                  GivenTheRest.greedy(states, states, input, Embedding.oneStep(), true, 200, 0.05, 1)
                      .meanNats());
      System.out.printf("greedy, 40 binary targets of 10,000 steps, 200 surrogates: %.2f s%n", one);
    }
  }
}
