package org.infoplane.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.infoplane.recording.EpochMetrics;
import org.infoplane.recording.Fact;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.Recording;
import org.infoplane.recording.Snapshot;
import org.infoplane.recording.TimeAxis;
import org.infoplane.recording.Track;
import org.infoplane.symbol.DiscretizationReport;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Symbols;
import org.infoplane.symbol.Values;

/** Recordings made by hand, without a network. */
public final class Recordings {

  private Recordings() {}

  /**
   * A moment whose layers are packed.
   *
   * @param patterns of bins, and what binning did; empty if there are none
   */
  public static Snapshot snapshot(
      int epoch,
      List<Symbols> symbols,
      List<Partition> patterns,
      List<DiscretizationReport> codings,
      Partition labels,
      int[] starts) {
    List<Snapshot.Layer> layers = new ArrayList<>();
    for (int i = 0; i < symbols.size(); i++) {
      layers.add(
          patterns.isEmpty()
              ? Snapshot.Layer.of(symbols.get(i))
              : Snapshot.Layer.of(symbols.get(i), patterns.get(i), codings.get(i)));
    }
    return new Snapshot(epoch, layers, labels, starts);
  }

  /**
   * Three layers of one unit on both axes, epochs 1 and 2: {@code in -> mid} copies with lag 1, all
   * else is independent.
   */
  public static Recording copying(String middle) {
    int[] in = Series.random(31, 1, 400, 2)[0];
    int[] mid = Series.delayed(in);
    int[] out = Series.random(32, 1, 400, 2)[0];
    int[] label = Series.random(33, 1, 400, 4)[0];
    List<Symbols> symbols = List.of(Series.binary(in), Series.binary(mid), Series.binary(out));
    List<Partition> patterns =
        List.of(Partition.of(unique(400)), Partition.of(label), Partition.of(out));
    List<DiscretizationReport> codings = symbols.stream().map(Symbols::discretization).toList();
    int[] starts = {0, 100, 200, 300};
    return new Recording(
        List.of(
            new LayerInfo("input", "input", 1),
            new LayerInfo(middle, "dense", 1),
            new LayerInfo("output", "output", 1)),
        List.of(
            new Track(
                TimeAxis.TRAINING_ORDER,
                List.of(
                    snapshot(1, symbols, List.of(), List.of(), Partition.of(label), starts),
                    snapshot(2, symbols, List.of(), List.of(), Partition.of(label), starts)),
                Optional.empty()),
            new Track(
                TimeAxis.PROBE,
                List.of(
                    snapshot(0, symbols, patterns, codings, Partition.of(label), new int[] {0})),
                Optional.of(Partition.of(unique(400))))),
        List.of(new EpochMetrics(1, 1.5, 0.5, 1.6, 0.4), new EpochMetrics(2, 1.0, 0.7, 1.2, 0.6)),
        Recipe.empty().with(new Fact.Bins("by hand")));
  }

  /**
   * A network that learns, without one: from epoch to epoch a unit copies a unit of the layer
   * before more often, one sample later in training order and at once on the probe, where the first
   * layer copies the bits of the label. Epochs 1 to 8 of 300 samples in training order, 0 to 8 of
   * 128 on the probe.
   */
  public static Recording learning(long seed, LayerInfo... layers) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] labels = Series.random(seed, 1, 128, 4)[0];
    int[] starts = {0, 100, 200};
    List<Snapshot> training = new ArrayList<>();
    List<Snapshot> probe = new ArrayList<>();
    List<EpochMetrics> metrics = new ArrayList<>();
    for (int epoch = 0; epoch <= 8; epoch++) {
      double learned = 1 - Math.exp(-epoch / 3.0);
      Partition free = Partition.of(Series.random(seed + epoch, 1, 300, 4)[0]);
      if (epoch > 0) {
        List<Symbols> late = copies(random, new int[300], 1, 0.8 * learned, layers);
        training.add(snapshot(epoch, late, List.of(), List.of(), free, starts));
      }
      List<Symbols> atOnce = copies(random, labels, 0, 0.9 * learned, layers);
      probe.add(
          snapshot(
              epoch,
              atOnce,
              atOnce.stream().map(Partition::ofRows).toList(),
              atOnce.stream().map(Symbols::discretization).toList(),
              Partition.of(labels),
              new int[] {0}));
      metrics.add(
          new EpochMetrics(
              epoch, 2 - learned, 0.3 + 0.6 * learned, 2 - 0.8 * learned, 0.3 + 0.5 * learned));
    }
    return new Recording(
        List.of(layers),
        List.of(
            new Track(TimeAxis.TRAINING_ORDER, training, Optional.empty()),
            new Track(TimeAxis.PROBE, probe, Optional.of(Partition.of(unique(128))))),
        metrics,
        Recipe.empty().with(new Fact.Bins("30 bins of equal width from -1 to 1")));
  }

  private static List<Symbols> copies(
      SplittableRandom random, int[] labels, int lag, double often, LayerInfo... layers) {
    List<Symbols> all = new ArrayList<>();
    int[][] before = {labels, Arrays.stream(labels).map(label -> label >> 1).toArray()};
    for (LayerInfo layer : layers) {
      int[][] units = new int[layer.units()][labels.length];
      for (int unit = 0; unit < units.length; unit++) {
        int[] source = before[unit % before.length];
        double share = often * (unit + 1) / units.length;
        for (int i = 0; i < labels.length; i++) {
          boolean copied = i >= lag && random.nextDouble() < share;
          units[unit][i] = copied ? source[i - lag] & 1 : random.nextInt(2);
        }
      }
      all.add(Series.binary(units));
      before = units;
    }
    return all;
  }

  /** Equal in everything that can be asked. */
  public static void assertEqual(Recording actual, Recording expected) {
    assertThat(actual).hasToString(expected.toString());
    assertEqual(actual, expected, expected.recipe());
  }

  /** Equal in everything but the recipe. */
  public static void assertEqual(Recording actual, Recording expected, Recipe recipe) {
    assertThat(actual.layers()).isEqualTo(expected.layers());
    assertThat(actual.metrics()).isEqualTo(expected.metrics());
    assertThat(actual.recipe().entries()).isEqualTo(recipe.entries());
    for (TimeAxis axis : TimeAxis.values()) {
      assertThat(actual.has(axis)).isEqualTo(expected.has(axis));
      if (expected.has(axis)) {
        assertEqual(actual.track(axis), expected.track(axis), expected.layers().size());
      }
    }
  }

  private static void assertEqual(Track actual, Track expected, int layers) {
    assertThat(actual.inputs().map(Recordings::groups))
        .isEqualTo(expected.inputs().map(Recordings::groups));
    assertThat(actual.snapshots()).hasSameSizeAs(expected.snapshots());
    for (int i = 0; i < actual.snapshots().size(); i++) {
      Snapshot a = actual.snapshots().get(i);
      Snapshot e = expected.snapshots().get(i);
      assertThat(a.epoch()).isEqualTo(e.epoch());
      assertThat(a.iteration()).isEqualTo(e.iteration());
      assertThat(a.sequences()).isEqualTo(e.sequences());
      assertThat(a.samples()).isEqualTo(e.samples());
      assertThat(a.batchStarts()).isEqualTo(e.batchStarts());
      assertThat(groups(a.labels())).isEqualTo(groups(e.labels()));
      for (int layer = 0; layer < layers; layer++) {
        assertThat(a.hasValues(layer)).isEqualTo(e.hasValues(layer));
        if (e.hasValues(layer)) {
          assertThat(values(a.values(layer))).isEqualTo(values(e.values(layer)));
          continue;
        }
        assertThat(symbols(a.symbols(layer))).isEqualTo(symbols(e.symbols(layer)));
        assertThat(a.symbols(layer).discretization()).isEqualTo(e.symbols(layer).discretization());
        assertThat(a.binning(layer)).isEqualTo(e.binning(layer));
        assertThat(a.patterns(layer).map(Recordings::groups))
            .isEqualTo(e.patterns(layer).map(Recordings::groups));
      }
    }
  }

  private static List<Integer> groups(Partition groups) {
    return IntStream.range(0, groups.samples()).mapToObj(groups::get).toList();
  }

  private static double[][] values(Values all) {
    double[][] columns = new double[all.units()][all.samples()];
    all.columns(0, columns);
    return columns;
  }

  private static List<List<Integer>> symbols(Symbols all) {
    return IntStream.range(0, all.units())
        .mapToObj(
            unit -> IntStream.range(0, all.samples()).mapToObj(i -> all.get(unit, i)).toList())
        .toList();
  }

  private static int[] unique(int samples) {
    int[] numbers = new int[samples];
    for (int i = 0; i < samples; i++) {
      numbers[i] = i;
    }
    return numbers;
  }
}
