package org.infoplane.query;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.infoplane.figure.DamageBars;
import org.infoplane.figure.PlotlyFigure;
import org.infoplane.figure.Rows;
import org.infoplane.measure.Ablation;
import org.infoplane.measure.KnockOut;
import org.infoplane.measure.statistics.Stop;
import org.infoplane.recording.Progress;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.Recording;
import org.infoplane.recording.Snapshot;
import org.infoplane.recording.TimeAxis;
import org.infoplane.result.KnockOutResult;
import org.infoplane.result.KnockedOut;
import org.infoplane.result.Moment;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.Table;

/**
 * The damage of each unit, and of each layer as a whole: the rise of the loss and the fall of the
 * accuracy when it is knocked out and the rest of the network is left as it is. Immutable; each
 * step returns a new query; the result is computed on first use and kept.
 *
 * <p>By default: all layers before the output at the last recorded moment, units held at their mean
 * over the examples; of a layer with more than 64 units 64 are drawn with seed 1, and the layer as
 * a whole has all of them. {@code units(...)} chooses others. The loss is the cross-entropy, in
 * nats, if the output is a softmax over classes; else the loss of the training, without
 * regularisation.
 *
 * @see <a href="https://doi.org/10.1023/A:1010933404324">Breiman 2001</a>
 */
public final class KnockOutQuery extends TableAnswer {

  private static final int UNITS = 64;

  private final Recording run;
  private final IntFunction<Ablation> moments;
  private @Nullable KnockOutResult known;
  // Set in the step that makes a copy, never after it is returned.
  private KnockOut how = KnockOut.atMean();
  private int moment;
  private int[] asked = {}; // layers; none for all before the output
  private LayerReader layers;
  private boolean chosen; // units

  private KnockOutQuery(Recording run, IntFunction<Ablation> moments) {
    this.run = run;
    this.moments = moments;
    this.moment = run.track(TimeAxis.PROBE).snapshots().size() - 1;
    this.layers = LayerReader.of(run);
  }

  /**
   * Queries a recording and its network.
   *
   * @param run with a probe
   * @param moments the network at each snapshot of the probe, by index
   * @return all layers before the output, at the last moment
   * @throws IllegalArgumentException if there is no probe
   */
  public static KnockOutQuery of(Recording run, IntFunction<Ablation> moments) {
    requireNonNull(run, "run must not be null");
    requireNonNull(moments, "moments must not be null");
    return new KnockOutQuery(run, moments);
  }

  private KnockOutQuery copy(Consumer<KnockOutQuery> step) {
    KnockOutQuery next = new KnockOutQuery(run, moments);
    next.how = how;
    next.moment = moment;
    next.asked = asked;
    next.layers = layers;
    next.chosen = chosen;
    step.accept(next);
    return next;
  }

  /** {@return a new query with units held at their mean over the examples, the default} */
  public KnockOutQuery atMean() {
    return copy(next -> next.how = KnockOut.atMean());
  }

  /** {@return a new query with units held at 0} */
  public KnockOutQuery atZero() {
    return copy(next -> next.how = KnockOut.atZero());
  }

  /**
   * {@return a new query with units permuted over the examples, all by one permutation: a whole
   * layer of a chain then gives each example the output of another, so that all layers have the
   * same damage}
   *
   * @param seed the same seed gives the same result
   */
  public KnockOutQuery permuted(long seed) {
    return copy(next -> next.how = KnockOut.permuted(seed));
  }

  /**
   * {@return a new query of another moment}
   *
   * @param epoch a recorded one; the last of several moments of it
   * @throws IllegalArgumentException if it was not recorded
   */
  public KnockOutQuery epoch(int epoch) {
    Snapshot at = run.track(TimeAxis.PROBE).at(epoch);
    return copy(next -> next.moment = snapshots().lastIndexOf(at));
  }

  /**
   * {@return a new query of some layers}
   *
   * @param wanted their names, at least one
   * @throws IllegalArgumentException if there is no name, or no such layer was recorded
   */
  public KnockOutQuery layers(String... wanted) {
    requireNonNull(wanted, "wanted must not be null");
    Require.that(wanted.length > 0, "layers(...) needs at least one name.");
    int[] named = Arrays.stream(wanted).mapToInt(run::layer).distinct().toArray();
    return copy(next -> next.asked = named);
  }

  /**
   * {@return a new query of some units of each layer; layers as a whole keep all of theirs}
   *
   * @param units such as {@code sampled(32, 1)}, or {@code all()}
   * @throws IllegalArgumentException if a layer has no such unit
   */
  public KnockOutQuery units(UnitSelection units) {
    requireNonNull(units, "units must not be null");
    return copy(
        next -> {
          next.layers = layers.units(units);
          next.chosen = true;
        });
  }

  private List<Snapshot> snapshots() {
    return run.track(TimeAxis.PROBE).snapshots();
  }

  private int[] units(int layer) {
    boolean wide = !chosen && run.layers().get(layer).units() > UNITS;
    return (wide ? layers.units(UnitSelection.sampled(UNITS, 1)) : layers).units(layer);
  }

  /**
   * {@return one row per unit: loss and accuracy without it; damage in loss, in nats if it is a
   * cross-entropy, and in accuracy}
   */
  @Override
  public Table table() {
    KnockOutResult result = result();
    return damage(
        Rows.of("damage of units, " + words(result), result.units())
            .text("layer", KnockedOut::layer)
            .optionalWhole("unit", KnockedOut::unit),
        result);
  }

  /**
   * {@return one row per layer, knocked out as a whole: loss and accuracy without it; damage in
   * loss and in accuracy. The title has loss and accuracy of the intact network}
   */
  public Table layerTable() {
    KnockOutResult result = result();
    String title =
        String.format(
            Locale.ROOT,
            "damage of layers, %s, intact: loss %.4f, accuracy %.3f",
            words(result),
            result.loss(),
            result.accuracy());
    return damage(
        Rows.of(title, result.layers())
            .text("layer", KnockedOut::layer)
            .whole("units", row -> run.layers().get(run.layer(row.layer())).units()),
        result);
  }

  private static String words(KnockOutResult result) {
    return "%s, %s".formatted(result.instead(), result.at());
  }

  private static Table damage(Rows<KnockedOut> rows, KnockOutResult result) {
    return rows.number(result.lossInWords(), KnockedOut::loss)
        .number("accuracy", KnockedOut::accuracy)
        .number(result.damageInWords(), KnockedOut::lossDamage)
        .number("damage in accuracy", KnockedOut::accuracyDamage)
        .table();
  }

  /**
   * {@return a figure of the damage of each unit in the loss, a bar per unit, by layer; on the
   * right that of each layer as a whole, on an axis of its own}
   */
  public PlotlyFigure figure() {
    return DamageBars.of(result());
  }

  /**
   * {@return a comparison of the damage with the flow out of each unit at the same epoch: their
   * rank correlation in each layer, and a scatter figure}
   *
   * @param flow of the same network, such as {@code informationFlow(run).toClass()}; its source
   *     layers are compared
   * @throws IllegalArgumentException if the flow is of other layers, of whole layers, or of another
   *     epoch
   */
  public KnockOutBesideFlow beside(FlowQuery<?> flow) {
    requireNonNull(flow, "flow must not be null");
    return KnockOutBesideFlow.of(this, flow);
  }

  /**
   * {@return the result as values}
   *
   * @throws IllegalArgumentException if the output is to be knocked out
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public synchronized KnockOutResult result() {
    if (known == null) {
      known = measured();
    }
    return known;
  }

  private KnockOutResult measured() {
    Ablation network = moments.apply(moment);
    int[] wanted =
        asked.length == 0
            ? IntStream.range(0, run.layers().size()).filter(l -> !network.isOutput(l)).toArray()
            : asked;
    Require.that(
        wanted.length > 0,
        "Only layers before the output can be knocked out, and the output alone was recorded. Record layers before it too.");
    Ablation.Score intact = network.intact();
    List<KnockedOut> units = new ArrayList<>();
    List<KnockedOut> whole = new ArrayList<>();
    int all = Arrays.stream(wanted).map(layer -> units(layer).length + 1).sum();
    Progress progress = Progress.ofNotebook();
    for (int layer : wanted) {
      whole.add(damage(layer, OptionalInt.empty(), intact, network.without(layer, how)));
      for (int unit : units(layer)) {
        progress.update("damage", units.size() + whole.size(), all, "knock-out", "");
        Stop.ifInterrupted();
        units.add(damage(layer, OptionalInt.of(unit), intact, network.without(layer, unit, how)));
      }
    }
    progress.update("damage", all, all, "knock-out", "");
    return new KnockOutResult(
        run.graph(),
        Moment.of(snapshots()).get(moment),
        how.toString(),
        network.isCrossEntropy(),
        snapshots().get(moment).samples(),
        intact.loss(),
        intact.accuracy(),
        List.copyOf(units),
        List.copyOf(whole),
        recipe());
  }

  private KnockedOut damage(
      int layer, OptionalInt unit, Ablation.Score intact, Ablation.Score without) {
    return new KnockedOut(
        run.layers().get(layer).name(),
        unit,
        without.loss(),
        without.accuracy(),
        without.loss() - intact.loss(),
        intact.accuracy() - without.accuracy());
  }

  Recording run() {
    return run;
  }

  /** {@return the recipe of the recording, with what was knocked out, and how} */
  public Recipe recipe() {
    Recipe recipe =
        run.recipe().with("time axis", TimeAxis.PROBE).with("knocked out", "each " + how);
    return chosen
        ? layers.words().addUnits(recipe)
        : recipe.with("units", "%s of each wider layer, seed 1".formatted(UNITS));
  }
}
