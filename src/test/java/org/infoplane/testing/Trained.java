package org.infoplane.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.infoplane.capture.Keeping;
import org.infoplane.capture.RunRecorder;
import org.infoplane.capture.TrainingMoment;
import org.infoplane.recording.EpochMetrics;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.Recording;
import org.infoplane.recording.TimeAxis;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Values;
import tech.tablesaw.api.Table;

/**
 * A made-up training of three layers, the same each time, whatever is kept of it: epochs 1 to 4 of
 * 100 samples in training order, 0 to 4 of 60 examples on the probe. A hidden unit follows the
 * input one sample later and at once; of the output one unit is always 0, and others often.
 */
public final class Trained {

  public static final int EPOCHS = 4;
  public static final int SAMPLES = 100;
  public static final int EXAMPLES = 60;

  public static final List<LayerInfo> LAYERS =
      List.of(
          new LayerInfo("input", "input", 4),
          new LayerInfo("hidden", "dense", 5),
          new LayerInfo("output", "output", 3));

  /** Bytes of the values of an epoch in training order, 12 units of 4 bytes. */
  public static final long ORDER_BYTES = 4800;

  /** And of a look at the probe. */
  public static final long PROBE_BYTES = 2880;

  private static final int[] STARTS = {0, 30, 60, 85};

  private Trained() {}

  /** First samples of the mini-batches. */
  public static int[] starts() {
    return STARTS.clone();
  }

  /** What a layer does in training order. */
  public static Values inOrder(int epoch, int layer) {
    return layers(100 + epoch, SAMPLES, epoch / 4.0).get(layer);
  }

  /** What it does with the examples of the probe. */
  public static Values onProbe(int epoch, int layer) {
    return layers(7, EXAMPLES, epoch / 4.0).get(layer);
  }

  /** Classes of the examples: 3 of them. */
  public static Partition labels() {
    Values input = onProbe(0, 0);
    return Partition.of(
        IntStream.range(0, EXAMPLES)
            .map(i -> (input.get(i, 0) > 0 ? 1 : 0) + (input.get(i, 1) > 0.5 ? 1 : 0))
            .toArray());
  }

  private static List<Values> layers(long seed, int samples, double weight) {
    SplittableRandom random = new SplittableRandom(seed);
    float[][] rows = new float[3][];
    for (int layer = 0; layer < rows.length; layer++) {
      rows[layer] = new float[samples * LAYERS.get(layer).units()];
    }
    for (int i = 0; i < samples; i++) {
      for (int u = 0; u < 4; u++) {
        double before = i == 0 ? 0 : rows[0][4 * (i - 1) + u];
        rows[0][4 * i + u] = (float) (0.5 * before + random.nextDouble(-1, 1));
      }
      for (int u = 0; u < 5; u++) {
        double late = i == 0 ? 0 : rows[0][4 * (i - 1) + u % 4];
        double now = rows[0][4 * i + (u + 1) % 4];
        rows[1][5 * i + u] =
            (float) Math.tanh(weight * (late + now) + 0.2 * random.nextDouble(-1, 1));
      }
      for (int u = 0; u < 3; u++) {
        double late = i == 0 ? 0 : rows[1][5 * (i - 1) + u];
        rows[2][3 * i + u] =
            u == 2 ? 0 : (float) Math.max(0, late + 2 * weight * rows[1][5 * i + u + 2]);
      }
    }
    List<Values> all = new ArrayList<>();
    for (int layer = 0; layer < rows.length; layer++) {
      all.add(Values.ofRows(rows[layer], LAYERS.get(layer).units()));
    }
    return all;
  }

  /** Recorded by a program that does not say how many epochs will come. */
  public static Recording recorded(Keeping keeping) {
    try (RunRecorder run = RunRecorder.of(LAYERS, keeping, Recipe.empty())) {
      start(run);
      epochs(run, 1, EPOCHS);
      return run.finish();
    }
  }

  /** Recorded by one that says it. */
  public static Recording announced(Keeping keeping) {
    try (RunRecorder run = RunRecorder.of(LAYERS, keeping, Recipe.empty())) {
      run.expect(TimeAxis.TRAINING_ORDER, EPOCHS);
      run.expect(TimeAxis.PROBE, EPOCHS + 1);
      start(run);
      epochs(run, 1, EPOCHS);
      return run.finish();
    }
  }

  /** Declares the probe and looks at it before training. */
  public static void start(RunRecorder run) {
    run.probe(TimeAxis.PROBE, Partition.ofDistinctRows(onProbe(0, 0)));
    look(run, 0);
    run.endEpoch(0, metrics(0));
  }

  /** Trains some epochs. */
  public static void epochs(RunRecorder run, int first, int last) {
    for (int epoch = first; epoch <= last; epoch++) {
      order(run, epoch);
      look(run, epoch);
      run.endEpoch(4 * epoch, metrics(epoch));
    }
  }

  private static EpochMetrics metrics(int epoch) {
    return new EpochMetrics(epoch, 2.0 - epoch / 4.0, 0.5, 2.5 - epoch / 4.0, 0.25);
  }

  /** Pushes the mini-batches of an epoch. */
  public static void order(RunRecorder run, int epoch) {
    TrainingMoment moment = new TrainingMoment(TimeAxis.TRAINING_ORDER, epoch, 4 * epoch);
    for (int batch = 0; batch < STARTS.length; batch++) {
      int end = batch + 1 < STARTS.length ? STARTS[batch + 1] : SAMPLES;
      for (int layer = 0; layer < LAYERS.size(); layer++) {
        Values rows = inOrder(epoch, layer).slice(STARTS[batch], end);
        run.push(LAYERS.get(layer).name(), rows, moment);
      }
    }
    run.complete(moment, Partition.of(IntStream.range(0, SAMPLES).map(i -> i % 3).toArray()));
  }

  /** Pushes a look at the probe. */
  public static void look(RunRecorder run, int epoch) {
    TrainingMoment moment = new TrainingMoment(TimeAxis.PROBE, epoch, 4 * epoch);
    for (int layer = 0; layer < LAYERS.size(); layer++) {
      run.push(LAYERS.get(layer).name(), onProbe(epoch, layer), moment);
    }
    run.complete(moment, labels());
  }

  /** All that a table says: the names of its columns, then each cell as it is, not rounded. */
  public static List<List<Object>> cells(Table table) {
    List<List<Object>> all = new ArrayList<>();
    all.add(List.copyOf(table.columnNames()));
    for (int row = 0; row < table.rowCount(); row++) {
      int at = row;
      all.add(
          IntStream.range(0, table.columnCount())
              .mapToObj(column -> table.get(at, column))
              .toList());
    }
    return all;
  }
}
