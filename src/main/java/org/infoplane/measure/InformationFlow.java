package org.infoplane.measure;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.infoplane.measure.statistics.Draws;
import org.infoplane.measure.statistics.Parallel;
import org.infoplane.symbol.Encoding;
import org.infoplane.symbol.Symbols;
import org.infoplane.symbol.Values;

/**
 * Information flow from one layer to another by intervention: one unit of the source at a time
 * takes its value from another sample, all others stay as observed. Unlike observed mutual
 * information, the flow excludes common causes. Immutable; interventions run on each call.
 *
 * <p>The flow of a pair is I(S<sub>i</sub> ; T<sub>j</sub>) under the intervention; the flow <em>in
 * context</em> is conditioned on all other units. For an exclusive or the first is 0, as single
 * inputs carry no information, and the second 1 bit.
 *
 * @see <a href="https://doi.org/10.1142/S0219525908001465">Ay and Polani 2008</a>
 */
public final class InformationFlow {

  private static final int DRAWS = 64;
  private static final long SEED = 1;
  private static final int OF_FLOW = Integer.MAX_VALUE; // not the number of any surrogate

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
   * @param intervention on the source layer
   * @param source encoding of the source
   * @param target encoding of the target, also under interventions and in the null
   * @throws IllegalArgumentException if units or samples differ, a value is NaN or infinite, or a
   *     symbol spans several samples
   */
  public static InformationFlow of(Intervention intervention, Encoding source, Encoding target) {
    requireNonNull(intervention, "intervention must not be null");
    requireNonNull(source, "source must not be null");
    requireNonNull(target, "target must not be null");
    Values from = intervention.source();
    Values to = intervention.target();
    if (from.samples() != to.samples()) {
      throw new IllegalArgumentException(
          "intervention must have as many samples of source and target, got %s and %s"
              .formatted(from.samples(), to.samples()));
    }
    return new InformationFlow(intervention, target, symbols(source, from), symbols(target, to));
  }

  private static Symbols symbols(Encoding encoding, Values values) {
    Symbols symbols = encoding.encode(values);
    if (symbols.samples() != values.samples()) {
      throw new IllegalArgumentException(
          "An encoding of information flow must span one sample, got ordinal patterns: under an intervention samples have no order. Use a rule such as median().");
    }
    return symbols;
  }

  static int[] requireDraw(int[] draw, int samples) {
    if (draw.length != samples) {
      throw new IllegalArgumentException(
          "draw must have a number from 0 to %s for each of %s samples, got %s numbers"
              .formatted(samples - 1, samples, draw.length));
    }
    for (int n = 0; n < samples; n++) {
      if (draw[n] < 0 || draw[n] >= samples) {
        throw new IllegalArgumentException(
            "draw must be from 0 to %s, got %s in sample %s".formatted(samples - 1, draw[n], n));
      }
    }
    return draw;
  }

  /**
   * {@return the flow of every pair of units by one random draw, a permutation}
   *
   * @param seed the same seed gives the same draw
   * @throws IllegalArgumentException if interventions change the target's shape, or a value is NaN
   *     or infinite
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public LayerTransfer flow(long seed) {
    return flow(Draws.shuffled(seed, OF_FLOW, source.samples()));
  }

  /**
   * {@return the flow of {@code source x target} pairs by one draw; it has no intervals} The bias
   * of a pair is (a - 1)(b - 1) / 2n nats for a and b observed symbols; its analytic p-value is
   * that of Pearson's test, where calibrated. Surrogates permute the unit's symbols against the
   * target without intervention. {@code transitions()} is the number of samples.
   *
   * @param draw {@code int[samples]}: on sample {@code n} each unit in turn takes its value of
   *     sample {@code draw[n]}; p-values assume a random permutation
   * @throws IllegalArgumentException if the draw does not fit, interventions change the target's
   *     shape, or a value is NaN or infinite
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public LayerTransfer flow(int[] draw) {
    requireNonNull(draw, "draw must not be null");
    int[] kept = requireDraw(draw.clone(), source.samples());
    Symbols[] done = new Symbols[source.units()];
    Parallel.forEach(done.length, unit -> done[unit] = done(unit, kept));
    return new PairByPair(new FlowLayers(source, target, source.reorder(kept), done));
  }

  private Symbols done(int unit, int[] draw) {
    Values values = intervention.target(unit, draw);
    if (values.samples() != target.samples() || values.units() != target.units()) {
      throw new IllegalArgumentException(
          "Intervention.target(unit, draw) must return %s samples x %s units like target(), got %s x %s"
              .formatted(target.samples(), target.units(), values.samples(), values.units()));
    }
    return targetEncoding.encode(values);
  }

  /**
   * {@return the flow in context of {@code source x target} pairs; it has no intervals} It is the
   * entropy of the target's symbol over the draws, averaged over the samples. With D draws its bias
   * is about the mean of -(m - 1) / 2D nats, m the observed symbols of a sample. Its null is
   * identically 0, so it has no p-value, and is NaN against any surrogates.
   *
   * @param draws {@code int[draws][samples]}, at least one, each as in {@link #flow(int[])}
   * @throws IllegalArgumentException if there is no draw or one does not fit, interventions change
   *     the target's shape, or a value is NaN or infinite
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public LayerTransfer inContext(int[][] draws) {
    requireNonNull(draws, "draws must not be null");
    if (draws.length == 0) {
      throw new IllegalArgumentException("draws must be at least 1, got 0; 16 is a good start");
    }
    int[][] kept =
        draws(draws.length, number -> requireDraw(draws[number].clone(), source.samples()));
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
   * {@return the flow in context, as {@link #inContext(int[][])}, over all values of the unit if
   * possible} That is for at most 64 samples, and for a dense layer ({@link Intervention#ofDense},
   * or some of its units) with a {@linkplain ActivationFunction#isMonotone() monotone} activation
   * and a {@linkplain Encoding#monotone() monotone} encoding, by bisection. Otherwise it is over 64
   * random draws of seed 1. The estimates say which.
   *
   * @throws IllegalArgumentException if interventions change the target's shape, or a value is NaN
   *     or infinite
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
    if (n <= DRAWS) {
      return counted(
          draws(n, by -> IntStream.range(0, n).map(sample -> (sample + by) % n).toArray()),
          "all %s values".formatted(n));
    }
    return counted(
        draws(DRAWS, number -> Draws.shuffled(SEED, number, n)),
        "%s random draws of %s values, seed %s".formatted(DRAWS, n, SEED));
  }

  private static int[][] draws(int count, IntFunction<int[]> draw) {
    return IntStream.range(0, count).mapToObj(draw).toArray(int[][]::new);
  }

  @Override
  public String toString() {
    return "information flow, %s -> %s units, %s samples, not measured yet: call flow(seed) or inContext()"
        .formatted(source.units(), target.units(), source.samples());
  }
}
