package org.infoplane.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.infoplane.recording.EpochMetrics;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.Recording;
import org.infoplane.recording.Snapshot;
import org.infoplane.recording.TimeAxis;
import org.infoplane.recording.Track;
import org.infoplane.symbol.Coding;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Symbols;

/** Recordings made by hand, without a network. */
public final class Recordings {

  private Recordings() {}

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
    List<Coding> codings = symbols.stream().map(Symbols::coding).toList();
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
                    new Snapshot(1, symbols, List.of(), List.of(), Partition.of(label), starts),
                    new Snapshot(2, symbols, List.of(), List.of(), Partition.of(label), starts)),
                Optional.empty()),
            new Track(
                TimeAxis.PROBE,
                List.of(
                    new Snapshot(
                        0, symbols, patterns, codings, Partition.of(label), new int[] {0})),
                Optional.of(Partition.of(unique(400))))),
        List.of(new EpochMetrics(1, 1.5, 0.5, 1.6, 0.4), new EpochMetrics(2, 1.0, 0.7, 1.2, 0.6)),
        Recipe.empty().with("bins", "by hand"));
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
        assertThat(symbols(a.symbols(layer))).isEqualTo(symbols(e.symbols(layer)));
        assertThat(a.symbols(layer).coding()).isEqualTo(e.symbols(layer).coding());
        assertThat(a.binning(layer)).isEqualTo(e.binning(layer));
        assertThat(a.patterns(layer).map(Recordings::groups))
            .isEqualTo(e.patterns(layer).map(Recordings::groups));
      }
    }
  }

  private static List<Integer> groups(Partition groups) {
    return IntStream.range(0, groups.samples()).mapToObj(groups::get).toList();
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
