package org.infoplane.testing;

import java.util.List;
import java.util.Optional;
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

  private static int[] unique(int samples) {
    int[] numbers = new int[samples];
    for (int i = 0; i < samples; i++) {
      numbers[i] = i;
    }
    return numbers;
  }
}
