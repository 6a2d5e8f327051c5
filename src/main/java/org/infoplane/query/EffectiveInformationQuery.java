package org.infoplane.query;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.infoplane.figure.EffectCurves;
import org.infoplane.figure.Plane;
import org.infoplane.figure.PlotlyFigure;
import org.infoplane.figure.Rows;
import org.infoplane.measure.EffectiveInformation;
import org.infoplane.measure.Estimate;
import org.infoplane.measure.Interventions;
import org.infoplane.measure.LayerWeights;
import org.infoplane.measure.UniformNoise;
import org.infoplane.measure.Unit;
import org.infoplane.measure.Warning;
import org.infoplane.measure.statistics.Stop;
import org.infoplane.recording.Progress;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.Recording;
import org.infoplane.recording.Snapshot;
import org.infoplane.recording.TimeAxis;
import org.infoplane.result.EffectResult;
import org.infoplane.result.LayerEffect;
import org.infoplane.result.LayerPair;
import org.infoplane.result.Moment;
import org.infoplane.symbol.Discretizer;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.Table;

/**
 * What the weights between adjacent layers can tell, when all inputs of a layer are uniform noise:
 * effective information, that of the parts, sensitivity and degeneracy, in bits, while the network
 * learns. It asks the weights, not the data. Immutable; each step returns a new query; measured
 * once, when it is first asked.
 *
 * <p>Without any step: all recorded moments, all adjacent layers with a dense layer and nothing
 * else between; noise of 10,000 samples, seed 1, on the range of the activation function of the
 * layer before (tanh -1 to 1, sigmoid and softmax 0 to 1; input, ReLU and identity have none: each
 * unit's range on the probe); 8 bins of equal width on the range of either side, as the authors
 * took for small networks (without a range, on what each unit shows); and 9 permutations of the
 * weights as null. 64 inputs to 12 units take some seconds a moment. A layer of more than 128
 * inputs is left out, since the time grows with their square; {@link #widest} raises that. What is
 * left out has a row with the reason.
 *
 * @see <a href="https://arxiv.org/abs/2010.13871">Marrow, Michaud and Hoel 2020</a>
 */
public final class EffectiveInformationQuery extends TableAnswer {

  private static final long SEED_OF_WEIGHTS = 42;

  /**
   * What is asked.
   *
   * @param epochs none for all
   */
  private record Asked(
      int samples, long seed, int bins, int permutations, int widest, List<Integer> epochs) {}

  private final Recording run;
  private final IntFunction<Interventions> moments;
  private final Asked asked;
  private @Nullable EffectResult known;

  private EffectiveInformationQuery(
      Recording run, IntFunction<Interventions> moments, Asked asked) {
    this.run = run;
    this.moments = moments;
    this.asked = asked;
  }

  /**
   * Asks a recording and the network that it is of.
   *
   * @param run with a probe
   * @param moments the network at each snapshot of the probe, by number
   * @return all dense layers, all moments
   * @throws IllegalArgumentException if there is no probe
   */
  public static EffectiveInformationQuery of(Recording run, IntFunction<Interventions> moments) {
    requireNonNull(run, "run must not be null");
    requireNonNull(moments, "moments must not be null");
    run.track(TimeAxis.PROBE);
    return new EffectiveInformationQuery(run, moments, new Asked(10_000, 1, 8, 9, 128, List.of()));
  }

  private EffectiveInformationQuery with(Asked other) {
    return new EffectiveInformationQuery(run, moments, other);
  }

  /**
   * Chooses the noise.
   *
   * @param samples how many, at least 100
   * @param seed the same seed gives the same noise
   * @return a new query
   * @throws IllegalArgumentException if there are fewer
   */
  public EffectiveInformationQuery samples(int samples, long seed) {
    if (samples < 100) {
      throw new IllegalArgumentException(
          "Asked for effective information of %s samples of noise. Pass at least 100, better 10,000."
              .formatted(samples));
    }
    return with(
        new Asked(samples, seed, asked.bins, asked.permutations, asked.widest, asked.epochs));
  }

  /**
   * Chooses the bins of inputs and outputs.
   *
   * @param bins of equal width on the range, at least 2
   * @return a new query
   * @throws IllegalArgumentException if there are fewer
   */
  public EffectiveInformationQuery bins(int bins) {
    if (bins < 2) {
      throw new IllegalArgumentException(
          "Asked for effective information in %s bins. Pass at least 2.".formatted(bins));
    }
    return with(
        new Asked(asked.samples, asked.seed, bins, asked.permutations, asked.widest, asked.epochs));
  }

  /**
   * Chooses the null.
   *
   * @param permutations of the weights, seed 42; 0 for no null
   * @return a new query
   * @throws IllegalArgumentException if the number is negative
   */
  public EffectiveInformationQuery permutations(int permutations) {
    if (permutations < 0) {
      throw new IllegalArgumentException(
          "Asked for %s permutations of the weights. Pass 0 for no null, or more."
              .formatted(permutations));
    }
    return with(
        new Asked(asked.samples, asked.seed, asked.bins, permutations, asked.widest, asked.epochs));
  }

  /**
   * Chooses which layers are too wide.
   *
   * @param inputs most inputs of a layer that is not left out, at least 1
   * @return a new query
   * @throws IllegalArgumentException if the number is below 1
   */
  public EffectiveInformationQuery widest(int inputs) {
    if (inputs < 1) {
      throw new IllegalArgumentException(
          "Asked for layers of at most %s inputs. Pass at least 1.".formatted(inputs));
    }
    return with(
        new Asked(asked.samples, asked.seed, asked.bins, asked.permutations, inputs, asked.epochs));
  }

  /**
   * Asks about some epochs only.
   *
   * @param epochs recorded ones
   * @return a new query
   * @throws IllegalArgumentException if one was not recorded
   */
  public EffectiveInformationQuery epochs(int... epochs) {
    requireNonNull(epochs, "epochs must not be null");
    int[] chosen = LayerReader.requireEpochs(run.track(TimeAxis.PROBE), epochs);
    return with(
        new Asked(
            asked.samples,
            asked.seed,
            asked.bins,
            asked.permutations,
            asked.widest,
            Arrays.stream(chosen).boxed().toList()));
  }

  /**
   * One row an epoch and pair of adjacent layers.
   *
   * @return columns epoch (and iteration, if an epoch has several moments), from, to, noise; EI of
   *     the patterns of all outputs, missing where these are too many (the warnings say so); EI of
   *     the parts with its bias, mean and deviation under permuted weights, and p-value;
   *     sensitivity with its bias and mean under permuted weights; degeneracy, sensitivity - EI of
   *     the parts, with the same; all in bits; warnings
   */
  @Override
  public Table table() {
    List<LayerEffect> effects = result().effects();
    Rows<LayerEffect> rows =
        Rows.of("effective information", effects).whole("epoch", row -> row.at().epoch());
    if (!effects.stream().allMatch(row -> row.at().byEpoch())) {
      rows.whole("iteration", row -> row.at().iteration());
    }
    rows.text("from", LayerEffect::from)
        .text("to", LayerEffect::to)
        .text("noise", LayerEffect::noise);
    bits(rows, "EI", EffectiveInformation::joint, Estimate::nats);
    bits(rows, "EI parts", EffectiveInformation::parts, Estimate::nats);
    bits(rows, "EI parts, bias", EffectiveInformation::parts, Estimate::biasNats);
    ofNull(rows, "EI parts", EffectiveInformation::parts);
    bits(
        rows,
        "EI parts, null deviation",
        EffectiveInformation::parts,
        parts -> parts.significance().nullDeviation());
    rows.number(
        "p (EI parts)", row -> row.measured().map(m -> m.parts().pValue()).orElse(Double.NaN));
    bits(rows, "sensitivity", EffectiveInformation::sensitivity, Estimate::nats);
    bits(rows, "sensitivity, bias", EffectiveInformation::sensitivity, Estimate::biasNats);
    ofNull(rows, "sensitivity", EffectiveInformation::sensitivity);
    bits(rows, "degeneracy", EffectiveInformation::degeneracyOfParts, Estimate::nats);
    bits(rows, "degeneracy, bias", EffectiveInformation::degeneracyOfParts, Estimate::biasNats);
    ofNull(rows, "degeneracy", EffectiveInformation::degeneracyOfParts);
    return rows.text("warnings", EffectiveInformationQuery::words).table();
  }

  private static void ofNull(
      Rows<LayerEffect> rows, String name, Function<EffectiveInformation, Estimate> of) {
    bits(rows, name + ", null mean", of, estimate -> estimate.significance().nullMean());
  }

  private static void bits(
      Rows<LayerEffect> rows,
      String name,
      Function<EffectiveInformation, Estimate> of,
      ToDoubleFunction<Estimate> nats) {
    rows.number(
        name + " [bits]",
        row ->
            row.measured()
                .map(m -> Unit.BITS.fromNats(nats.applyAsDouble(of.apply(m))))
                .orElse(Double.NaN));
  }

  private static String words(LayerEffect row) {
    return row.measured()
        .map(
            m ->
                Stream.of(m.joint(), m.parts(), m.sensitivity())
                    .flatMap(estimate -> estimate.warnings().stream())
                    .map(Warning::words)
                    .distinct()
                    .collect(Collectors.joining("; ")))
        .orElse(row.leftOut());
  }

  /**
   * {@return a figure: EI where it is known, EI of the parts, sensitivity and degeneracy against
   * epoch, a line a pair of layers, its null dotted}
   */
  public PlotlyFigure curves() {
    return EffectCurves.of(result());
  }

  /**
   * {@return the causal plane: sensitivity across, degeneracy of the parts up, a trajectory a
   * layer, coloured by epoch}
   */
  public Plane plane() {
    return Plane.of(result(), "");
  }

  /**
   * {@return the numbers as values}
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
    List<Snapshot> snapshots = run.track(TimeAxis.PROBE).snapshots();
    List<Moment> all = Moment.of(snapshots);
    List<Integer> wanted =
        IntStream.range(0, snapshots.size())
            .filter(s -> asked.epochs.isEmpty() || asked.epochs.contains(all.get(s).epoch()))
            .boxed()
            .toList();
    List<LayerPair> pairs = new ArrayList<>();
    for (int layer = 0; layer < run.layers().size(); layer++) {
      for (int input : run.graph().inputs(layer)) {
        pairs.add(new LayerPair(input, layer));
      }
    }
    List<LayerEffect> effects = new ArrayList<>();
    Progress progress = Progress.ofNotebook();
    for (int s : wanted) {
      Interventions network = moments.apply(s);
      for (LayerPair pair : pairs) {
        progress.update("effective information", wanted.indexOf(s), wanted.size(), "moment", "");
        Stop.ifInterrupted();
        effects.add(effect(network, all.get(s), pair));
      }
      requireSome(effects);
    }
    progress.update("effective information", wanted.size(), wanted.size(), "moment", "");
    return new EffectResult(
        run.graph(),
        "noise of %s samples, seed %s, %s bins".formatted(asked.samples, asked.seed, asked.bins),
        asked.permutations,
        List.copyOf(effects),
        recipe());
  }

  private static void requireSome(List<LayerEffect> effects) {
    if (effects.stream().allMatch(effect -> effect.measured().isEmpty())) {
      throw new IllegalArgumentException(
          "Asked for effective information, but no pair of layers is left: %s. Record two layers with a dense layer and nothing else between them, or raise widest(inputs)."
              .formatted(
                  effects.isEmpty()
                      ? "there is one layer only"
                      : effects.stream()
                          .map(effect -> effect.label() + " " + effect.leftOut())
                          .collect(Collectors.joining("; "))));
    }
  }

  private LayerEffect effect(Interventions network, Moment at, LayerPair pair) {
    String from = run.layers().get(pair.from()).name();
    String to = run.layers().get(pair.to()).name();
    Optional<LayerWeights> layer = network.dense(pair.from(), pair.to());
    if (layer.isEmpty() || layer.get().inputs() > asked.widest) {
      String why =
          layer.isEmpty()
              ? "left out: not a dense layer alone between them"
              : "left out: %s inputs, more than %s; widest(%s) takes them, and its time"
                  .formatted(layer.get().inputs(), asked.widest, layer.get().inputs());
      return new LayerEffect(at, from, to, "", Optional.empty(), why);
    }
    Optional<Interventions.Range> range = network.range(pair.from());
    UniformNoise noise =
        range
            .map(
                r ->
                    UniformNoise.on(
                        layer.get().inputs(), r.low(), r.high(), asked.samples, asked.seed))
            .orElseGet(
                () ->
                    UniformNoise.onRangeOf(
                        network.observed(pair.from()), asked.samples, asked.seed));
    Discretizer inputs = bins(range);
    Discretizer outputs = bins(network.range(pair.to()));
    return new LayerEffect(
        at,
        from,
        to,
        range
            .map(r -> "%s to %s, of the activation".formatted(r.low(), r.high()))
            .orElse("range of each unit on the probe"),
        Optional.of(
            asked.permutations == 0
                ? EffectiveInformation.of(layer.get(), noise, inputs, outputs)
                : EffectiveInformation.againstPermutedWeights(
                    layer.get(), asked.permutations, SEED_OF_WEIGHTS, noise, inputs, outputs)),
        "");
  }

  private Discretizer bins(Optional<Interventions.Range> range) {
    return range
        .map(r -> Discretizer.equalWidth(asked.bins, r.low(), r.high()))
        .orElseGet(() -> Discretizer.equalWidth(asked.bins));
  }

  /** {@return the recording's recipe with noise, bins and null} */
  public Recipe recipe() {
    return run.recipe()
        .with("time axis", TimeAxis.PROBE)
        .with(
            "noise",
            "uniform on the range of the activation function, else of each unit on the probe, %s samples, seed %s"
                .formatted(asked.samples, asked.seed))
        .with("bins of noise and outputs", asked.bins + " of equal width")
        .with("widest layer", asked.widest + " inputs")
        .with(
            "null",
            asked.permutations == 0
                ? "none"
                : "permuted weights x %s, seed %s".formatted(asked.permutations, SEED_OF_WEIGHTS));
  }
}
