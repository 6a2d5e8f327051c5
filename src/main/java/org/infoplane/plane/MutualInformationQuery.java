package org.infoplane.plane;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.infoplane.measure.Estimate;
import org.infoplane.measure.MutualInformation;
import org.infoplane.measure.Shuffle;
import org.infoplane.measure.Unit;
import org.infoplane.recording.Progress;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.Recording;
import org.infoplane.recording.Snapshot;
import org.infoplane.recording.TimeAxis;
import org.infoplane.recording.Track;
import org.infoplane.symbol.Partition;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * What each layer knows of the input and of the label: plug-in mutual information of the binned
 * activations on the probe examples, in bits. Immutable; what was computed once is kept.
 *
 * @see <a href="https://arxiv.org/abs/1703.00810">Shwartz-Ziv and Tishby 2017</a>
 */
public final class MutualInformationQuery implements Showable {

  /**
   * One layer at one epoch.
   *
   * @param epoch 0 is before training
   * @param layer its name
   * @param input I(X;T)
   * @param label I(T;Y)
   * @param entropy H(T)
   * @param saturated every example has a pattern of its own, so I(X;T) is log2 of their number,
   *     whatever the layer does
   */
  record Point(
      int epoch,
      String layer,
      Estimate input,
      Estimate label,
      Estimate entropy,
      boolean saturated) {}

  private record Key(int snapshot, int layer) {}

  private final Recording run;
  private final Shuffle shuffle;
  private final Partition inputs;
  private final Map<Key, Point> known = new ConcurrentHashMap<>();

  private MutualInformationQuery(Recording run, Shuffle shuffle) {
    this.run = run;
    this.shuffle = shuffle;
    Track track = run.track(TimeAxis.PROBE);
    this.inputs =
        track
            .inputs()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "This recording has no inputs of its probe. Record it with onProbe(examples)."));
  }

  /**
   * Asks a recording.
   *
   * @param run recorded with {@code onProbe(examples)}
   * @return all layers, with 20 shuffles of the samples as null
   * @throws IllegalArgumentException if there is no probe
   */
  public static MutualInformationQuery of(Recording run) {
    return new MutualInformationQuery(run, new Shuffle(20, 42));
  }

  /**
   * Sets the null: the samples of X, or of T against Y, are shuffled.
   *
   * @param surrogates how many shuffles; 0 for none; the smallest p-value is 1 / (1 + surrogates)
   * @param seed the same seed gives the same numbers
   * @return a new query
   */
  public MutualInformationQuery shuffles(int surrogates, long seed) {
    return new MutualInformationQuery(run, new Shuffle(surrogates, seed));
  }

  /**
   * One row an epoch and layer.
   *
   * @return columns epoch, layer; I(X;T) and I(T;Y), each with bias, null mean and p-value; H(T)
   *     with its bias; information in bits; saturated: every example has a pattern of its own, and
   *     I(X;T) says nothing
   */
  public Table table() {
    IntColumn epoch = IntColumn.create("epoch");
    StringColumn layer = StringColumn.create("layer");
    IntColumn samples = IntColumn.create("samples");
    List<DoubleColumn> input = columns("I(X;T)");
    List<DoubleColumn> label = columns("I(T;Y)");
    DoubleColumn entropy = DoubleColumn.create("H(T) [bits]");
    DoubleColumn entropyBias = DoubleColumn.create("H(T) bias [bits]");
    BooleanColumn saturated = BooleanColumn.create("saturated");
    for (Point point : points()) {
      epoch.append(point.epoch());
      layer.append(point.layer());
      samples.append((int) point.input().samples());
      append(input, point.input());
      append(label, point.label());
      entropy.append(point.entropy().in(Unit.BITS));
      entropyBias.append(point.entropy().bias(Unit.BITS));
      saturated.append(point.saturated());
    }
    Table table = Table.create("mutual information, probe", epoch, layer, samples);
    input.forEach(table::addColumns);
    label.forEach(table::addColumns);
    return table.addColumns(entropy, entropyBias, saturated);
  }

  private static List<DoubleColumn> columns(String name) {
    return List.of(
        DoubleColumn.create(name + " [bits]"),
        DoubleColumn.create(name + " bias [bits]"),
        DoubleColumn.create(name + " null mean [bits]"),
        DoubleColumn.create(name + " p"));
  }

  private static void append(List<DoubleColumn> columns, Estimate estimate) {
    columns.get(0).append(estimate.in(Unit.BITS));
    columns.get(1).append(estimate.bias(Unit.BITS));
    columns.get(2).append(estimate.nullMean(Unit.BITS));
    columns.get(3).append(estimate.pValue());
  }

  /**
   * What made these numbers.
   *
   * @return the recording's recipe with estimator and null
   */
  public Recipe recipe() {
    return run.recipe()
        .with("time axis", TimeAxis.PROBE)
        .with("estimator", "plug-in mutual information of binned activations")
        .with("null", shuffle.surrogates() == 0 ? "none" : "global " + shuffle);
  }

  /** H(X), the ceiling of I(X;T). */
  Estimate inputEntropy() {
    return MutualInformation.entropy(inputs);
  }

  /** H(Y), the ceiling of I(T;Y). */
  Estimate labelEntropy() {
    return MutualInformation.entropy(run.track(TimeAxis.PROBE).snapshots().get(0).labels());
  }

  List<Point> points() {
    List<Point> points = new ArrayList<>();
    Progress progress = Progress.ofNotebook();
    int all = run.track(TimeAxis.PROBE).snapshots().size();
    for (int s = 0; s < all; s++) {
      for (int l = 0; l < run.layers().size(); l++) {
        progress.update("mutual information", s, all, "");
        points.add(known.computeIfAbsent(new Key(s, l), this::measure));
      }
    }
    progress.update("mutual information", all, all, "");
    return points;
  }

  private Point measure(Key key) {
    Snapshot at = run.track(TimeAxis.PROBE).snapshots().get(key.snapshot());
    Partition pattern = at.patterns(key.layer()).orElseThrow();
    return new Point(
        at.epoch(),
        run.layers().get(key.layer()).name(),
        MutualInformation.between(inputs, pattern, shuffle),
        MutualInformation.between(at.labels(), pattern, shuffle),
        MutualInformation.entropy(pattern),
        pattern.groups() == pattern.samples());
  }

  @Override
  public String html() {
    return TableHtml.of(table());
  }

  @Override
  public String toString() {
    return table().printAll();
  }
}
