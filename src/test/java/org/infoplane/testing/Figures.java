package org.infoplane.testing;

import static org.infoplane.Notebook.mutualInformation;
import static org.infoplane.Notebook.plotPlane;
import static org.infoplane.Notebook.transferEntropy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.infoplane.figure.DamageBars;
import org.infoplane.figure.DamageScatter;
import org.infoplane.figure.Drawable;
import org.infoplane.figure.EffectCurves;
import org.infoplane.figure.Plane;
import org.infoplane.measure.ActivationFunction;
import org.infoplane.measure.EffectiveInformation;
import org.infoplane.measure.LayerWeights;
import org.infoplane.measure.Resampling;
import org.infoplane.measure.UniformNoise;
import org.infoplane.paper.ClaimFigures;
import org.infoplane.query.RunAnswers;
import org.infoplane.query.Runs;
import org.infoplane.query.TransferEntropyQuery;
import org.infoplane.recording.LayerGraph;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.Recording;
import org.infoplane.result.DamageByFlow;
import org.infoplane.result.EffectResult;
import org.infoplane.result.KnockOutResult;
import org.infoplane.result.KnockedOut;
import org.infoplane.result.LayerEffect;
import org.infoplane.result.Moment;
import org.infoplane.symbol.Discretizer;

/** Each kind of figure, drawn anew at each call of {@code figure()}. */
public final class Figures {

  private static final LayerGraph GRAPH =
      new LayerGraph(
          List.of(
              new LayerInfo("input", "input", 3),
              new LayerInfo("first", "dense", 6),
              new LayerInfo("second", "dense", 4),
              new LayerInfo("output", "output", 2)));

  private static final int[] ALL = {1, 2, 3, 4, 5, 6, 7, 8};
  private static final int[] EVEN = {2, 4, 6, 8};

  private Figures() {}

  /** {@return a network that learns for eight epochs} */
  public static Recording run() {
    return run(1);
  }

  private static Recording run(long seed) {
    return Recordings.learning(
        seed,
        new LayerInfo("input", "input", 6),
        new LayerInfo("dense1", "dense", 8),
        new LayerInfo("dense2", "dense", 6),
        new LayerInfo("bottleneck", "dense", 3),
        new LayerInfo("output", "output", 4));
  }

  /** {@return all kinds} */
  public static Map<String, Drawable> all() {
    Map<String, Drawable> figures = ofRun(run(), "dense1", "dense2", "a third");
    figures.putAll(ofRuns());
    figures.putAll(ofResults());
    figures.putAll(ClaimFigures.all());
    return figures;
  }

  /**
   * {@return the kinds that a recording has by itself}
   *
   * @param third title of a plane
   */
  public static Map<String, Drawable> ofRun(Recording run, String from, String to, String third) {
    TransferEntropyQuery te = transferEntropy(run);
    Map<String, Drawable> figures = new LinkedHashMap<>();
    figures.put("neighbours", () -> plotPlane(te).figure());
    figures.put("input-output", () -> plotPlane(te).inputOutput().figure());
    figures.put("mutual-information", () -> plotPlane(te).mutualInformation().figure());
    figures.put("intervals", () -> plotPlane(te.interval(Resampling.jackknife(5))).figure());
    figures.put("curves", () -> te.curves().figure());
    figures.put("heat-map-te", () -> te.heatMap().figure());
    figures.put("heat-map-mi", () -> mutualInformation(run).heatMap().figure());
    figures.put("matrix", () -> te.from(from).to(to).matrix().figure());
    figures.put("network", () -> te.network().figure());
    figures.put("lag-curves", () -> te.lags(1, 4).curves().figure());
    figures.put("lag-heat-map", () -> te.from(from).to(to).lags(1, 4).heatMap().figure());
    figures.put("effective-network", () -> te.from(from).to(to).effectiveNetwork().figure());
    figures.put(
        "small-multiples",
        () ->
            plotPlane(te)
                .titled(to)
                .beside(plotPlane(te).titled(from), plotPlane(te).titled(third))
                .figure());
    return figures;
  }

  /** {@return the kinds of several runs} */
  public static Map<String, Drawable> ofRuns() {
    Runs three = Runs.of(run(1), run(2), run(3)).named("seed 1", "seed 2", "<b>seed</b> 3");
    RunAnswers te = three.ask(run -> transferEntropy(run));
    Recording other =
        Recordings.learning(
            4,
            new LayerInfo("input", "input", 6),
            new LayerInfo("dense1", "dense", 8),
            new LayerInfo("wide", "dense", 12),
            new LayerInfo("output", "output", 4));
    Map<String, Drawable> figures = new LinkedHashMap<>();
    figures.put("run-curves", () -> te.curves().figure());
    figures.put("run-mean", () -> te.curves().mean().figure());
    figures.put(
        "run-difference",
        () ->
            Runs.of(run(1), other)
                .named("deep", "wide")
                .ask(run -> transferEntropy(run).epochs(run == other ? EVEN : ALL))
                .curves()
                .difference()
                .figure());
    figures.put(
        "run-information", () -> three.ask(run -> mutualInformation(run)).curves().figure());
    figures.put("run-planes", () -> three.plane(run -> plotPlane(run)).figure());
    figures.put("run-mean-plane", () -> three.plane(run -> plotPlane(run)).mean().figure());
    return figures;
  }

  /** The kinds that ask the network itself. */
  private static Map<String, Drawable> ofResults() {
    KnockOutResult damage = damage();
    EffectResult effects = effects();
    Map<String, Drawable> figures = new LinkedHashMap<>();
    figures.put("damage-bars", () -> DamageBars.of(damage).figure());
    figures.put(
        "damage-scatter",
        () -> DamageScatter.of(damage, "information flow", byFlow(damage)).figure());
    figures.put("effect-curves", () -> EffectCurves.of(effects).figure());
    figures.put("causal-plane", () -> Plane.of(effects, "").figure());
    return figures;
  }

  private static KnockOutResult damage() {
    SplittableRandom random = new SplittableRandom(3);
    List<KnockedOut> units = new ArrayList<>();
    List<KnockedOut> layers = new ArrayList<>();
    for (LayerInfo layer : GRAPH.layers().subList(0, 3)) {
      double whole = 0;
      for (int unit = 0; unit < layer.units(); unit++) {
        double rise = random.nextDouble(-0.02, 0.3);
        whole += rise;
        units.add(
            new KnockedOut(layer.name(), OptionalInt.of(unit), 0.4 + rise, 0.8, rise, rise / 2));
      }
      layers.add(new KnockedOut(layer.name(), OptionalInt.empty(), 0.4 + whole, 0.7, whole, 0.1));
    }
    return new KnockOutResult(
        GRAPH,
        new Moment(30, 300, true),
        "mean of the unit",
        true,
        200,
        0.4,
        0.85,
        units,
        layers,
        Recipe.empty());
  }

  private static List<DamageByFlow> byFlow(KnockOutResult damage) {
    SplittableRandom random = new SplittableRandom(4);
    return damage.layers().stream()
        .map(
            layer -> {
              List<KnockedOut> units =
                  damage.units().stream().filter(u -> u.layer().equals(layer.layer())).toList();
              return new DamageByFlow(
                  layer.layer(),
                  IntStream.range(0, units.size()).boxed().toList(),
                  units.stream().map(u -> random.nextDouble()).toList(),
                  units.stream().map(KnockedOut::lossDamage).toList(),
                  0.4,
                  0.1,
                  0.7);
            })
        .toList();
  }

  private static EffectResult effects() {
    List<LayerEffect> effects = new ArrayList<>();
    for (int epoch = 1; epoch <= 4; epoch++) {
      for (int layer = 1; layer < 3; layer++) {
        LayerInfo from = GRAPH.layers().get(layer - 1);
        LayerInfo to = GRAPH.layers().get(layer);
        effects.add(
            new LayerEffect(
                new Moment(epoch, 10 * epoch, true),
                from.name(),
                to.name(),
                "-1 to 1",
                Optional.of(effect(epoch, from.units(), to.units())),
                ""));
      }
    }
    return new EffectResult(GRAPH, "noise of 500 samples", 3, effects, Recipe.empty());
  }

  private static EffectiveInformation effect(int epoch, int inputs, int outputs) {
    SplittableRandom random = new SplittableRandom(epoch);
    double[][] weights = new double[inputs][outputs];
    for (double[] row : weights) {
      for (int i = 0; i < outputs; i++) {
        row[i] = epoch * random.nextDouble(-1, 1);
      }
    }
    return EffectiveInformation.againstPermutedWeights(
        LayerWeights.of(weights, new double[outputs], ActivationFunction.tanh()),
        3,
        1,
        UniformNoise.on(inputs, -1, 1, 500, 2),
        Discretizer.equalWidth(4, -1, 1),
        Discretizer.equalWidth(4, -1, 1));
  }
}
