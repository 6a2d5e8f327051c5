package org.infoplane.measure;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.infoplane.measure.statistics.Draws;
import org.infoplane.measure.statistics.Parallel;
import org.infoplane.symbol.Encoding;
import org.infoplane.symbol.Symbols;
import org.infoplane.symbol.Values;

/**
 * Information flow from one layer to another, asked by doing: a unit of the source takes the value
 * that it has on another sample, all others stay as observed, one unit at a time. What the target
 * then tells of the value came through the wires, not from a common cause, as observed mutual
 * information may. Immutable: it keeps the observed symbols, and intervenes when it is asked.
 *
 * <p>The flow of a pair is I(S<sub>i</sub> ; T<sub>j</sub>) under the intervention. It is 0 of an
 * exclusive or, whose inputs each tell nothing alone; the flow <em>in context</em> is the same with
 * all other units known, and 1 bit there.
 *
 * @see <a href="https://doi.org/10.1142/S0219525908001465">Ay and Polani 2008</a>
 */
public final class InformationFlow {

  private static final int DRAWS = 64;
  private static final long SEED = 1;
  private static final int OF_FLOW = Integer.MAX_VALUE; // no surrogate of that seed has it

  private final Intervention intervention;
  private final Encoding targetEncoding;
  private final Symbols source;
  private final Symbols target;

  private InformationFlow(
      Intervention intervention, Encoding targetEncoding, Symbols source, Symbols target) {
    this.intervention = intervention;
    this.targetEncoding = targetEncoding;
    this.source = source;
    this.target = target;
  }

  /**
   * {@return the flow, not measured yet}
   *
   * @param intervention a layer and what comes of it
   * @param source how values of the source become symbols, fitted on what is observed
   * @param target how values of the target become symbols, fitted on what is observed: the same
   *     edges under interventions and in the null
   * @throws IllegalArgumentException if units or samples differ, a value is NaN or infinite, or a
   *     symbol looks at several samples
   */
  public static InformationFlow of(Intervention intervention, Encoding source, Encoding target) {
    requireNonNull(intervention, "intervention must not be null");
    requireNonNull(source, "source must not be null");
    requireNonNull(target, "target must not be null");
    Values from = intervention.source();
    Values to = intervention.target();
    if (from.samples() != to.samples()) {
      throw new IllegalArgumentException(
          "Asked for the information flow from %s samples to %s. Pass an intervention with as many of both."
              .formatted(from.samples(), to.samples()));
    }
    return new InformationFlow(intervention, target, symbols(source, from), symbols(target, to));
  }

  private static Symbols symbols(Encoding encoding, Values values) {
    Symbols symbols = encoding.encode(values);
    if (symbols.samples() != values.samples()) {
      throw new IllegalArgumentException(
          "Asked for the information flow of ordinal patterns, but a sample that is intervened on has no others before it. Use a rule that looks at one value, such as median().");
    }
    return symbols;
  }

  static int[] requireDraw(int[] draw, int samples) {
    boolean fits = draw.length == samples;
    for (int sample : draw) {
      fits &= sample >= 0 && sample < samples;
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "Asked for a draw of %s numbers of %s samples. Pass one from 0 to %s for each sample."
              .formatted(draw.length, samples, samples - 1));
    }
    return draw;
  }

  /**
   * {@return the flow of every pair of units by one random draw, a permutation}
   *
   * @param seed the same seed gives the same numbers
   * @throws IllegalArgumentException if the target under interventions has other samples or units,
   *     or a value that is NaN or infinite
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public LayerTransfer flow(long seed) {
    return flow(Draws.shuffled(seed, OF_FLOW, source.samples()));
  }

  /**
   * The flow of every pair of units by one draw. The bias of a pair is (a - 1)(b - 1) / 2n nats for
   * a and b symbols that are seen, its analytic p-value that of Pearson's test, where this is
   * calibrated. Surrogates put the unit's symbols in orders of their own against the target that
   * was not intervened on: independent by construction. {@code transitions()} are the samples.
   *
   * @param draw {@code int[samples]}: on sample {@code n} each unit in turn has its value of sample
   *     {@code draw[n]}; p-values are those of a random permutation
   * @return flow of {@code source x target} pairs; it has no intervals
   * @throws IllegalArgumentException if the draw does not fit, or the target under interventions
   *     has other samples or units, or a value that is NaN or infinite
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public LayerTransfer flow(int[] draw) {
    requireNonNull(draw, "draw must not be null");
    int[] kept = requireDraw(draw.clone(), source.samples());
    Symbols[] done = new Symbols[source.units()];
    Parallel.forEach(done.length, unit -> done[unit] = done(unit, kept));
    return new PairByPair(FlowLayers.of(source, target, source.reorder(kept), done));
  }

  private Symbols done(int unit, int[] draw) {
    Values values = intervention.target(unit, draw);
    if (values.samples() != target.samples() || values.units() != target.units()) {
      throw new IllegalArgumentException(
          "Asked for the information flow to %s samples x %s units, but under an intervention there are %s x %s. Fix Intervention.target(unit, draw)."
              .formatted(target.samples(), target.units(), values.samples(), values.units()));
    }
    return targetEncoding.encode(values);
  }

  /**
   * The flow in context: for each sample the entropy of the target's symbol over the draws, its
   * mean over the samples. With D draws it is low by about the mean of (m - 1) / 2D nats, m the
   * symbols seen of a sample. It has no chance level of its own, since its null is identically 0:
   * no p-value, and NaN against any surrogates.
   *
   * @param draws {@code int[draws][samples]}, at least one, each as in {@link #flow(int[])}
   * @return flow in context of {@code source x target} pairs; it has no intervals
   * @throws IllegalArgumentException if there is no draw, one does not fit, or the target under
   *     interventions has other samples or units, or a value that is NaN or infinite
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public LayerTransfer inContext(int[][] draws) {
    requireNonNull(draws, "draws must not be null");
    if (draws.length == 0) {
      throw new IllegalArgumentException(
          "Asked for the flow in context of no draws. Pass at least one, 16 are a beginning.");
    }
    int[][] kept =
        Arrays.stream(draws)
            .map(draw -> requireDraw(draw.clone(), source.samples()))
            .toArray(int[][]::new);
    return counted(kept, draws.length == 1 ? "1 draw" : draws.length + " draws");
  }

  private LayerTransfer counted(int[][] draws, String words) {
    FlowInContext context = new FlowInContext(source, target, draws.length, words);
    Parallel.forEach(
        source.units(),
        unit -> {
          Symbols[] done = new Symbols[draws.length];
          Arrays.setAll(done, number -> done(unit, draws[number]));
          context.count(unit, done);
        });
    return context;
  }

  /**
   * The flow in context, over all values that the unit has on the probe if that can be done: of a
   * dense layer ({@link Intervention#ofDense}, or some of its units) with a {@linkplain
   * ActivationFunction#isMonotone() monotone} activation and a {@linkplain Encoding#monotone()
   * monotone} encoding, where each switch of a symbol is looked for by halving, and of at most 64
   * samples. Else over 64 random draws of seed 1. The estimates say which.
   *
   * @return as {@link #inContext(int[][])}
   * @throws IllegalArgumentException if the target under interventions has other samples or units,
   *     or a value that is NaN or infinite
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public LayerTransfer inContext() {
    int n = source.samples();
    UnitSubset some = intervention instanceof UnitSubset units ? units : null;
    int[] sources = some == null ? Draws.identity(source.units()) : some.sources;
    int[] targets = some == null ? Draws.identity(target.units()) : some.targets;
    if ((some == null ? intervention : some.all) instanceof DenseIntervention dense
        && dense.isMonotone()
        && targetEncoding.monotone().isPresent()) {
      Encoding.Coder coder = targetEncoding.monotone().get();
      FlowInContext context = new FlowInContext(source, target, n, "all %s values".formatted(n));
      Parallel.forEach(
          source.units(),
          unit -> context.sweep(unit, dense.new Sweep(sources[unit], targets, coder)));
      return context;
    }
    return n <= DRAWS
        ? counted(rotations(n), "all %s values".formatted(n))
        : counted(
            IntStream.range(0, DRAWS)
                .mapToObj(number -> Draws.shuffled(SEED, number, n))
                .toArray(int[][]::new),
            "%s random draws of %s values, seed %s".formatted(DRAWS, n, SEED));
  }

  /** On each sample each value once. */
  private static int[][] rotations(int n) {
    int[][] draws = new int[n][n];
    for (int d = 0; d < n; d++) {
      int by = d;
      Arrays.setAll(draws[d], sample -> (sample + by) % n);
    }
    return draws;
  }

  @Override
  public String toString() {
    return "information flow, %s -> %s units, %s samples, not measured yet: call flow(seed) or inContext()"
        .formatted(source.units(), target.units(), source.samples());
  }
}
