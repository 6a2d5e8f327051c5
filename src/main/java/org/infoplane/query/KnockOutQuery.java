package org.infoplane.query;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
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
 * The damage of each unit, and of each layer as a whole: how far the loss rises, and the accuracy
 * falls, when it is knocked out and the rest of the network runs on as it is. Immutable; each step
 * returns a new query; measured once, when it is first asked.
 *
 * <p>Without any step it asks for all layers before the output at the last recorded moment, units
 * held at their mean over the examples; of a layer with more than 64 units 64 are drawn with seed
 * 1, the layer as a whole has all of them. {@code units(...)} chooses. The loss is the
 * cross-entropy, in nats, where the output is a softmax over classes; else what the network was
 * trained with, without regularisation.
 *
 * @see <a href="https://doi.org/10.1023/A:1010933404324">Breiman 2001</a>
 */
public final class KnockOutQuery extends TableAnswer {

  private static final int UNITS = 64;

  private final Recording run;
  private final IntFunction<Ablation> moments;
  private final KnockOut how;
  private final int moment;
  private final List<String> names; // of layers; none for all before the output
  private final LayerReader layers;
  private final boolean chosen; // units
  private @Nullable KnockOutResult known;

  private KnockOutQuery(
      Recording run,
      IntFunction<Ablation> moments,
      KnockOut how,
      int moment,
      List<String> names,
      LayerReader layers,
      boolean chosen) {
    this.run = run;
    this.moments = moments;
    this.how = how;
    this.moment = moment;
    this.names = names;
    this.layers = layers;
    this.chosen = chosen;
  }

  /**
   * Asks a recording and the network that it is of.
   *
   * @param run with a probe
   * @param moments the network at each snapshot of the probe, by number
   * @return all layers before the output, at the last moment
   * @throws IllegalArgumentException if there is no probe
   */
  public static KnockOutQuery of(Recording run, IntFunction<Ablation> moments) {
    requireNonNull(run, "run must not be null");
    requireNonNull(moments, "moments must not be null");
    int last = run.track(TimeAxis.PROBE).snapshots().size() - 1;
    return new KnockOutQuery(
        run, moments, KnockOut.atMean(), last, List.of(), LayerReader.of(run), false);
  }

  private KnockOutQuery with(KnockOut other) {
    return new KnockOutQuery(run, moments, other, moment, names, layers, chosen);
  }

  /** {@return units held at their mean over the examples, the default} */
  public KnockOutQuery atMean() {
    return with(KnockOut.atMean());
  }

  /** {@return units held at 0} */
  public KnockOutQuery atZero() {
    return with(KnockOut.atZero());
  }

  /**
   * {@return units permuted over the examples, all by one permutation: a whole layer of a chain
   * then gives each example the output of another, so that all layers have the same damage}
   *
   * @param seed the same seed gives the same numbers
   */
  public KnockOutQuery permuted(long seed) {
    return with(KnockOut.permuted(seed));
  }

  /**
   * Asks about another moment.
   *
   * @param epoch a recorded one; of several moments of it the last
   * @return a new query
   * @throws IllegalArgumentException if it was not recorded
   */
  public KnockOutQuery epoch(int epoch) {
    Snapshot at = run.track(TimeAxis.PROBE).at(epoch);
    return new KnockOutQuery(run, moments, how, snapshots().lastIndexOf(at), names, layers, chosen);
  }

  /**
   * Asks about some layers.
   *
   * @param wanted their names
   * @return a new query
   * @throws IllegalArgumentException if there is no name, or no layer of that name was recorded
   */
  public KnockOutQuery layers(String... wanted) {
    requireNonNull(wanted, "wanted must not be null");
    if (wanted.length == 0) {
      throw new IllegalArgumentException("Asked to knock out no layers. Pass at least one name.");
    }
    Arrays.stream(wanted).forEach(run::layer);
    return new KnockOutQuery(run, moments, how, moment, List.of(wanted), layers, chosen);
  }

  /**
   * Asks about some units of each layer.
   *
   * @param units such as {@code sampled(32, 1)}, or {@code all()}
   * @return a new query; layers as a whole keep all of their units
   * @throws IllegalArgumentException if a layer has no such unit
   */
  public KnockOutQuery units(UnitSelection units) {
    requireNonNull(units, "units must not be null");
    return new KnockOutQuery(run, moments, how, moment, names, layers.units(units), true);
  }

  private List<Snapshot> snapshots() {
    return run.track(TimeAxis.PROBE).snapshots();
  }

  /** The numbers of the units of a layer that are asked about. */
  private int[] units(int layer) {
    boolean wide = !chosen && run.layers().get(layer).units() > UNITS;
    return (wide ? layers.units(UnitSelection.sampled(UNITS, 1)) : layers).units(layer);
  }

  /**
   * One row a unit.
   *
   * @return columns layer, unit; loss and accuracy without it; damage in loss, in nats where it is
   *     a cross-entropy, and in accuracy
   */
  @Override
  public Table table() {
    KnockOutResult result = result();
    return numbers(
        Rows.of("damage of units, " + words(result), result.units())
            .text("layer", KnockedOut::layer)
            .optionalWhole("unit", KnockedOut::unit),
        result);
  }

  /**
   * One row a layer, switched off as a whole; the title has loss and accuracy of the network as it
   * is.
   *
   * @return columns layer, units; loss and accuracy without it; damage in loss and in accuracy
   */
  public Table layerTable() {
    KnockOutResult result = result();
    return numbers(
        Rows.of(
                "damage of layers, %s, %s".formatted(words(result), intact(result)),
                result.layers())
            .text("layer", KnockedOut::layer)
            .whole("units", row -> run.layers().get(run.layer(row.layer())).units()),
        result);
  }

  private static String intact(KnockOutResult result) {
    return String.format(
        Locale.ROOT, "intact: loss %.4f, accuracy %.3f", result.loss(), result.accuracy());
  }

  private static String words(KnockOutResult result) {
    return "%s, %s".formatted(result.instead(), result.at());
  }

  private static Table numbers(Rows<KnockedOut> rows, KnockOutResult result) {
    return rows.number(result.lossInWords(), KnockedOut::loss)
        .number("accuracy", KnockedOut::accuracy)
        .number(result.damageInWords(), KnockedOut::lossDamage)
        .number("damage in accuracy", KnockedOut::accuracyDamage)
        .table();
  }

  /**
   * {@return a figure: the damage of each unit in the loss, a bar a unit, by layer; at the right
   * that of each layer as a whole, on an axis of its own}
   */
  public PlotlyFigure figure() {
    return DamageBars.of(result());
  }

  /**
   * Puts damage beside what flows out of each unit at the same epoch.
   *
   * @param flow of the same network, such as {@code informationFlow(run).toClass()}; of each layer
   *     that it asks about
   * @return their rank correlation in each layer, and a scatter figure
   * @throws IllegalArgumentException if the flow is of other layers, of whole layers, or of another
   *     epoch
   */
  public KnockOutBesideFlow beside(FlowQuery<?> flow) {
    requireNonNull(flow, "flow must not be null");
    return KnockOutBesideFlow.of(this, flow);
  }

  /**
   * {@return the numbers as values}
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
    int[] asked =
        names.isEmpty()
            ? IntStream.range(0, run.layers().size()).filter(l -> !network.isOutput(l)).toArray()
            : names.stream().mapToInt(run::layer).distinct().toArray();
    if (asked.length == 0) {
      throw new IllegalArgumentException(
          "Asked for the damage of layers before the output, but the output alone was recorded. Record the layers before it too.");
    }
    Ablation.Score intact = network.intact();
    List<KnockedOut> units = new ArrayList<>();
    List<KnockedOut> whole = new ArrayList<>();
    int all = Arrays.stream(asked).map(layer -> units(layer).length + 1).sum();
    Progress progress = Progress.ofNotebook();
    for (int layer : asked) {
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

  /** {@return the recording's recipe with what was knocked out, and how} */
  public Recipe recipe() {
    Recipe recipe =
        run.recipe().with("time axis", TimeAxis.PROBE).with("knocked out", "each " + how);
    return chosen
        ? layers.addUnits(recipe)
        : recipe.with("units", "%s of each wider layer, seed 1".formatted(UNITS));
  }
}
