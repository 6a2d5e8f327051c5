package org.infoplane.query;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.infoplane.figure.EffectCurves;
import org.infoplane.figure.Plane;
import org.infoplane.figure.PlotlyFigure;
import org.infoplane.measure.EffectiveInformation;
import org.infoplane.measure.Interventions;
import org.infoplane.measure.LayerWeights;
import org.infoplane.measure.UniformNoise;
import org.infoplane.measure.statistics.Stop;
import org.infoplane.recording.Progress;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.Recording;
import org.infoplane.recording.TimeAxis;
import org.infoplane.result.EffectResult;
import org.infoplane.result.LayerEffect;
import org.infoplane.result.LayerPair;
import org.infoplane.result.Moment;
import org.infoplane.result.RunSeries;
import org.infoplane.symbol.Discretizer;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.Table;

/**
 * Effective information of the weights between adjacent layers while the network learns: that of
 * the layer as a whole, that of its parts, sensitivity and degeneracy, in bits, with uniform noise
 * as input. It depends on the weights, not on the data. Immutable; each step returns a new query;
 * the result is computed on first use and kept.
 *
 * <p>By default: all recorded moments; all adjacent layers that are joined by a single dense layer;
 * 10,000 samples of noise, seed 1, on the range of the activation function of the source layer
 * (tanh -1 to 1, sigmoid and softmax 0 to 1; input, ReLU and identity have none: the range of each
 * unit on the probe); 8 bins of equal width on the range of either side, as in the paper for small
 * networks (on the observed range if there is no other); 9 permutations of the weights as null. 64
 * inputs to 12 units take some seconds a moment. Layers of more than 128 inputs are left out, since
 * the time grows with the square of the inputs; {@link #widest} raises that limit. Each layer left
 * out has a row with the reason.
 *
 * @see <a href="https://arxiv.org/abs/2010.13871">Marrow, Michaud and Hoel 2020</a>
 */
public final class EffectiveInformationQuery extends TableAnswer implements RunQuery {

  private static final long SEED_OF_WEIGHTS = 42;

  private final Recording run;
  private final IntFunction<Interventions> moments;
  private @Nullable EffectResult known;
  // Set in the step that makes a copy, never after it is returned.
  private int samples = 10_000;
  private long seed = 1;
  private int bins = 8;
  private int permutations = 9;
  private int widest = 128;
  private int[] epochs = {}; // none for all

  private EffectiveInformationQuery(Recording run, IntFunction<Interventions> moments) {
    this.run = run;
    this.moments = moments;
  }

  /**
   * Queries a recording and its network.
   *
   * @param run with a probe
   * @param moments the network at each snapshot of the probe, by index
   * @return all dense layers, all moments
   * @throws IllegalArgumentException if there is no probe
   */
  public static EffectiveInformationQuery of(Recording run, IntFunction<Interventions> moments) {
    requireNonNull(run, "run must not be null");
    requireNonNull(moments, "moments must not be null");
    run.track(TimeAxis.PROBE);
    return new EffectiveInformationQuery(run, moments);
  }

  private EffectiveInformationQuery copy(Consumer<EffectiveInformationQuery> step) {
    EffectiveInformationQuery next = new EffectiveInformationQuery(run, moments);
    next.samples = samples;
    next.seed = seed;
    next.bins = bins;
    next.permutations = permutations;
    next.widest = widest;
    next.epochs = epochs;
    step.accept(next);
    return next;
  }

  /**
   * {@return a new query with other noise}
   *
   * @param samples of noise, at least 100; 10,000 by default
   * @param seed the same seed gives the same noise
   * @throws IllegalArgumentException if there are fewer than 100
   */
  public EffectiveInformationQuery samples(int samples, long seed) {
    Require.atLeast(100, "samples", samples);
    return copy(
        next -> {
          next.samples = samples;
          next.seed = seed;
        });
  }

  /**
   * {@return a new query with other bins of inputs and outputs}
   *
   * @param bins of equal width on the range, at least 2
   * @throws IllegalArgumentException if there are fewer than 2
   */
  public EffectiveInformationQuery bins(int bins) {
    Require.atLeast(2, "bins", bins);
    return copy(next -> next.bins = bins);
  }

  /**
   * {@return a new query with another null}
   *
   * @param permutations of the weights, seed 42; 0 for no null
   * @throws IllegalArgumentException if it is negative
   */
  public EffectiveInformationQuery permutations(int permutations) {
    Require.atLeast(0, "permutations", permutations);
    return copy(next -> next.permutations = permutations);
  }

  /**
   * {@return a new query with another limit on the width of layers}
   *
   * @param inputs the most inputs of a layer that is not left out, at least 1
   * @throws IllegalArgumentException if it is below 1
   */
  public EffectiveInformationQuery widest(int inputs) {
    Require.atLeast(1, "inputs", inputs);
    return copy(next -> next.widest = inputs);
  }

  /**
   * {@return a new query of some epochs}
   *
   * @param epochs recorded ones, at least one
   * @throws IllegalArgumentException if there is none, or one was not recorded
   */
  public EffectiveInformationQuery epochs(int... epochs) {
    requireNonNull(epochs, "epochs must not be null");
    int[] chosen = Require.epochs(run.track(TimeAxis.PROBE), epochs);
    return copy(next -> next.epochs = chosen);
  }

  /**
   * {@return one row per moment and pair of adjacent layers: EI of the patterns of all outputs,
   * missing if these are too many (the warnings say so); EI of the parts, sensitivity, and
   * degeneracy, which is sensitivity - EI of the parts, each with bias and mean under permuted
   * weights; warnings. All information is in bits}
   */
  @Override
  public Table table() {
    return Tables.effects(result().effects());
  }

  /**
   * {@return a figure of EI where it is known, EI of the parts, sensitivity and degeneracy against
   * epoch, a line per pair of layers, its null dotted}
   */
  public PlotlyFigure curves() {
    return EffectCurves.of(result());
  }

  /**
   * {@return the causal plane: sensitivity on x, degeneracy of the parts on y, a trajectory per
   * layer, coloured by epoch}
   */
  public Plane plane() {
    return Plane.of(result(), "");
  }

  /**
   * {@return the result as values}
   *
   * @throws IllegalArgumentException if no dense layer is left
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public synchronized EffectResult result() {
    if (known == null) {
      known = measured();
    }
    return known;
  }

  private EffectResult measured() {
    List<Moment> all = Moment.of(run.track(TimeAxis.PROBE).snapshots());
    int[] wanted =
        IntStream.range(0, all.size())
            .filter(s -> LayerReader.isWanted(all.get(s).epoch(), epochs))
            .toArray();
    List<LayerPair> pairs = FlowQuery.adjacent(run);
    List<LayerEffect> effects = new ArrayList<>();
    Progress progress = Progress.ofNotebook();
    for (int i = 0; i < wanted.length; i++) {
      Interventions network = moments.apply(wanted[i]);
      for (LayerPair pair : pairs) {
        progress.update("effective information", i, wanted.length, "moment", "");
        Stop.ifInterrupted();
        effects.add(effect(network, all.get(wanted[i]), pair));
      }
      requireSome(effects);
    }
    progress.update("effective information", wanted.length, wanted.length, "moment", "");
    return new EffectResult(
        run.graph(),
        "noise of %s samples, seed %s, %s bins".formatted(samples, seed, bins),
        permutations,
        List.copyOf(effects),
        recipe());
  }

  private static void requireSome(List<LayerEffect> effects) {
    Require.that(
        effects.stream().anyMatch(effect -> effect.measured().isPresent()),
        "Effective information cannot be measured for any pair of layers: %s. Record two layers joined by a single dense layer, or raise widest(inputs).",
        effects.isEmpty()
            ? "there is one layer only"
            : effects.stream()
                .map(effect -> effect.label() + " " + effect.leftOut())
                .collect(Collectors.joining("; ")));
  }

  private LayerEffect effect(Interventions network, Moment at, LayerPair pair) {
    String from = run.layers().get(pair.from()).name();
    String to = run.layers().get(pair.to()).name();
    Optional<LayerWeights> dense = network.dense(pair.from(), pair.to());
    if (dense.isEmpty() || dense.get().inputs() > widest) {
      String why =
          dense.isEmpty()
              ? "left out: not a dense layer alone between them"
              : "left out: %1$s inputs, more than %2$s; widest(%1$s) includes it, but takes longer"
                  .formatted(dense.get().inputs(), widest);
      return new LayerEffect(at, from, to, "", Optional.empty(), why);
    }
    LayerWeights layer = dense.get();
    Optional<Interventions.Range> range = network.range(pair.from());
    UniformNoise noise =
        range
            .map(r -> UniformNoise.on(layer.inputs(), r.low(), r.high(), samples, seed))
            .orElseGet(() -> UniformNoise.onRangeOf(network.observed(pair.from()), samples, seed));
    Discretizer inputs = equalWidth(range);
    Discretizer outputs = equalWidth(network.range(pair.to()));
    return new LayerEffect(
        at,
        from,
        to,
        range
            .map(r -> "%s to %s, of the activation".formatted(r.low(), r.high()))
            .orElse("range of each unit on the probe"),
        Optional.of(
            permutations == 0
                ? EffectiveInformation.of(layer, noise, inputs, outputs)
                : EffectiveInformation.againstPermutedWeights(
                    layer, permutations, SEED_OF_WEIGHTS, noise, inputs, outputs)),
        "");
  }

  private Discretizer equalWidth(Optional<Interventions.Range> range) {
    return range
        .map(r -> Discretizer.equalWidth(bins, r.low(), r.high()))
        .orElseGet(() -> Discretizer.equalWidth(bins));
  }

  /** {@return the recipe of the recording, with noise, bins and null} */
  public Recipe recipe() {
    return run.recipe()
        .with("time axis", TimeAxis.PROBE)
        .with(
            "noise",
            "uniform on the range of the activation function, else of each unit on the probe, %s samples, seed %s"
                .formatted(samples, seed))
        .with("bins of noise and outputs", bins + " of equal width")
        .with("widest layer", widest + " inputs")
        .with(
            "null",
            permutations == 0
                ? "none"
                : "permuted weights x %s, seed %s".formatted(permutations, SEED_OF_WEIGHTS));
  }

  @Override
  public RunSeries series(String name) {
    requireNonNull(name, "name must not be null");
    return RunSeries.of(name, result());
  }

  @Override
  public Map<String, String> settings() {
    return Runs.settings(recipe(), run.recipe(), List.of());
  }
}
