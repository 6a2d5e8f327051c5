package org.infoplane.query;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.infoplane.figure.DamageScatter;
import org.infoplane.figure.PlotlyFigure;
import org.infoplane.figure.Rows;
import org.infoplane.measure.LayerTransfer;
import org.infoplane.measure.nulls.Null;
import org.infoplane.measure.statistics.ConfidenceInterval;
import org.infoplane.measure.statistics.RankCorrelation;
import org.infoplane.measure.statistics.Stop;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.Snapshot;
import org.infoplane.result.DamageByFlow;
import org.infoplane.result.KnockOutResult;
import org.infoplane.result.KnockedOut;
import org.infoplane.result.LayerPair;
import tech.tablesaw.api.Table;

/**
 * The damage of units compared with the flow out of each: does a unit that tells more do more
 * damage when it is knocked out? Immutable.
 */
public final class KnockOutBesideFlow extends TableAnswer {

  private static final int FEWEST = 3;
  private static final int RESAMPLES = 2000;
  private static final long SEED = 42;

  private final KnockOutResult damage;
  private final String flow;
  private final List<DamageByFlow> layers;

  private KnockOutBesideFlow(KnockOutResult damage, String flow, List<DamageByFlow> layers) {
    this.damage = damage;
    this.flow = flow;
    this.layers = layers;
  }

  static KnockOutBesideFlow of(KnockOutQuery query, FlowQuery<?> flow) {
    List<LayerInfo> ofDamage = query.run().layers();
    Require.that(
        ofDamage.equals(flow.run().layers()),
        "The damage is of layers %s, the flow of layers %s. Query both from one recording, or from one network.",
        ofDamage.stream().map(LayerInfo::name).toList(),
        flow.run().layers().stream().map(LayerInfo::name).toList());
    Require.that(
        !flow.asked.whole,
        "The flow is of whole layers, and the damage of units. Leave ofWholeLayers() out.");
    // No null: ranks are compared, not tested.
    TransferSettings asked =
        flow.asked.copy(
            next -> {
              next.chosen = Null.none();
              next.resampling = null;
              next.epochs = new int[0];
            });
    Map<Integer, List<LayerPair>> bySource = new LinkedHashMap<>();
    flow.layerPairs().stream()
        .filter(LayerPair::forward)
        .forEach(pair -> bySource.computeIfAbsent(pair.from(), l -> new ArrayList<>()).add(pair));
    KnockOutResult damage = query.result();
    int snapshot = snapshot(asked, damage.at().epoch(), damage.at().iteration());
    List<DamageByFlow> layers = new ArrayList<>();
    for (KnockedOut whole : damage.layers()) {
      int layer = damage.graph().index(whole.layer());
      if (bySource.containsKey(layer)) {
        Stop.ifInterrupted();
        layers.add(
            compared(
                whole.layer(),
                outOf(asked, snapshot, bySource.get(layer)),
                damage.units().stream().filter(u -> u.layer().equals(whole.layer())).toList()));
      }
    }
    Require.that(
        !layers.isEmpty(),
        "The flow has no source layer that was knocked out. Query the flow from these layers: %s.",
        damage.layers().stream().map(KnockedOut::layer).toList());
    String words = asked.kind() + (asked.toClass() ? " to the class" : "");
    return new KnockOutBesideFlow(damage, words, List.copyOf(layers));
  }

  /** The same moment, or the last one of the epoch on another axis. */
  private static int snapshot(TransferSettings asked, int epoch, int iteration) {
    List<Snapshot> all = asked.snapshots();
    List<Integer> ofEpoch =
        asked.moments().stream().filter(s -> all.get(s).epoch() == epoch).toList();
    Require.that(
        !ofEpoch.isEmpty(),
        "The damage is of epoch %s, which the flow does not have: it has epochs %s. Query the damage of one of these: epoch(n).",
        epoch,
        asked.moments().stream().map(s -> all.get(s).epoch()).distinct().toList());
    return ofEpoch.stream()
        .filter(s -> all.get(s).iteration() == iteration)
        .findFirst()
        .orElse(ofEpoch.get(ofEpoch.size() - 1));
  }

  /** The flow out of each unit, in nats. */
  private static Map<Integer, Double> outOf(
      TransferSettings asked, int snapshot, List<LayerPair> pairs) {
    Map<Integer, Double> sums = new LinkedHashMap<>();
    for (LayerPair pair : pairs) {
      LayerTransfer te = new TransferMeasure(asked, snapshot, pair).units().te();
      List<Integer> sources = asked.sources(pair);
      for (int i = 0; i < sources.size(); i++) {
        int source = i;
        double sum = IntStream.range(0, te.targets()).mapToDouble(t -> te.nats(source, t)).sum();
        sums.merge(sources.get(i), sum, Double::sum);
      }
    }
    return sums;
  }

  private static DamageByFlow compared(
      String layer, Map<Integer, Double> flow, List<KnockedOut> damage) {
    List<KnockedOut> both =
        damage.stream()
            .filter(unit -> !Double.isNaN(flow.getOrDefault(unit.unit().orElseThrow(), Double.NaN)))
            .toList();
    List<Integer> units = both.stream().map(unit -> unit.unit().orElseThrow()).toList();
    double[] x = units.stream().mapToDouble(unit -> requireNonNull(flow.get(unit))).toArray();
    double[] y = both.stream().mapToDouble(KnockedOut::lossDamage).toArray();
    double correlation = Double.NaN;
    ConfidenceInterval interval = ConfidenceInterval.unknown("too few units");
    if (x.length >= FEWEST) {
      RankCorrelation ranks = RankCorrelation.of(x, y);
      correlation = ranks.value();
      interval = ranks.interval(1, RESAMPLES, SEED);
    }
    return new DamageByFlow(
        layer,
        units,
        Arrays.stream(x).boxed().toList(),
        Arrays.stream(y).boxed().toList(),
        correlation,
        interval.low(),
        interval.high());
  }

  /**
   * {@return one row per layer: Spearman's rank correlation of the damage in loss with the flow out
   * of each unit, summed over its targets, and its 95 % interval by a bootstrap over units, 2000
   * resamples of seed 42}
   */
  @Override
  public Table table() {
    return Rows.of("damage and " + flow + ", " + damage.at(), layers)
        .text("layer", DamageByFlow::layer)
        .whole("units", layer -> layer.units().size())
        .number("rank correlation", DamageByFlow::correlation)
        .number("from", DamageByFlow::low)
        .number("to (95 %)", DamageByFlow::high)
        .table();
  }

  /** {@return a figure of damage against flow, a point per unit, a colour per layer} */
  public PlotlyFigure figure() {
    return DamageScatter.of(damage, flow, layers);
  }

  /** {@return the result as values, one per layer} */
  public List<DamageByFlow> result() {
    return layers;
  }
}
