package org.infoplane.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.infoplane.recording.EpochMetrics;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.Recording;
import org.infoplane.recording.Snapshot;
import org.infoplane.recording.TimeAxis;
import org.infoplane.recording.Track;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Segments;
import org.infoplane.symbol.Values;

/**
 * Recordings with random values and batches of random lengths; each layer follows the one before.
 */
final class RandomRecordings {

  private RandomRecordings() {}

  static Recording of(long seed, int samples, int epochs, int... units) {
    return of(seed, samples, epochs, Segments.whole(), units);
  }

  static Recording of(long seed, int samples, int epochs, Segments sequences, int... units) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Snapshot> training = new ArrayList<>();
    List<Snapshot> probe = new ArrayList<>();
    List<EpochMetrics> metrics = new ArrayList<>();
    Partition inputs = Partition.of(ids(random, samples, 20));
    for (int epoch = 1; epoch <= epochs; epoch++) {
      training.add(snapshot(random, epoch, samples, units).ofSequences(sequences));
      probe.add(snapshot(random, epoch, samples, units).ofSequences(sequences));
      metrics.add(new EpochMetrics(epoch, 1.0 / epoch, 0.5, 1.5 / epoch, 0.4));
    }
    List<LayerInfo> layers = new ArrayList<>();
    for (int l = 0; l < units.length; l++) {
      layers.add(new LayerInfo("layer" + l, "dense", units[l]));
    }
    return new Recording(
        layers,
        List.of(
            new Track(TimeAxis.TRAINING_ORDER, training, Optional.empty()),
            new Track(TimeAxis.PROBE, probe, Optional.of(inputs))),
        metrics,
        Recipe.empty().with("seed", seed));
  }

  private static Snapshot snapshot(SplittableRandom random, int epoch, int samples, int... units) {
    List<Snapshot.Layer> layers = new ArrayList<>();
    float[][] before = new float[samples][1];
    for (int size : units) {
      float[][] values = new float[samples][size];
      for (int t = 0; t < samples; t++) {
        for (int unit = 0; unit < size; unit++) {
          float past = t == 0 ? 0 : before[t - 1][unit % before[t - 1].length];
          values[t][unit] = (float) (random.nextDouble() + 0.5 * past);
        }
      }
      before = values;
      float[] rows = new float[samples * size];
      for (int t = 0; t < samples; t++) {
        System.arraycopy(values[t], 0, rows, t * size, size);
      }
      layers.add(Snapshot.Layer.of(Values.ofRows(rows, size)));
    }
    return new Snapshot(
        epoch, layers, Partition.of(ids(random, samples, 3)), batches(random, samples));
  }

  private static int[] ids(SplittableRandom random, int samples, int groups) {
    int[] ids = new int[samples];
    for (int i = 0; i < samples; i++) {
      ids[i] = i < groups ? i : random.nextInt(groups);
    }
    return ids;
  }

  /** Of 1 to 40 samples. */
  private static int[] batches(SplittableRandom random, int samples) {
    List<Integer> starts = new ArrayList<>(List.of(0));
    for (int next = 1 + random.nextInt(40); next < samples; next += 1 + random.nextInt(40)) {
      starts.add(next);
    }
    return starts.stream().mapToInt(Integer::intValue).toArray();
  }
}
