package org.infoplane.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.infoplane.measure.nulls.ChiSquare;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.measure.nulls.ValueSurrogates;
import org.infoplane.measure.statistics.Draws;
import org.infoplane.measure.statistics.Parallel;
import org.infoplane.symbol.History;
import org.infoplane.symbol.Segments;
import org.infoplane.symbol.Values;

/** All pairs of units, each given all other units, by one regression. Immutable. */
final class GaussianGivenTheRest extends ConditionedLayers<Values> {

  private static final String NAME = "Gaussian given the rest";
  private static final int MIN_TRANSITIONS = 10;

  private final boolean together; // inside, and the source is not a surrogate
  private final Lazy<BlockRegression> fit = new Lazy<>(this::regress);
  private final Lazy<BlockRegression.Permuted> permuted =
      new Lazy<>(() -> fit.get().new Permuted());

  GaussianGivenTheRest(ConditionedData<Values> data) {
    this(data, data.inside());
  }

  private GaussianGivenTheRest(ConditionedData<Values> data, boolean together) {
    super(data, data.from().units(), data.to().units(), data.to().samples());
    this.together = together;
    if (times.length < MIN_TRANSITIONS) {
      throw new IllegalArgumentException(
          "transitions must be at least %s for Gaussian transfer entropy given the rest, got %s. Pass longer series."
              .formatted(MIN_TRANSITIONS, times.length));
    }
  }

  private BlockRegression regress() {
    double[][] targets = series(data.to());
    double[][] sources = together ? targets : series(data.from());
    int[] ofSource = steps(embedding().source());
    IntStream ofTarget = Arrays.stream(steps(embedding().target()));
    int[] ofOthers =
        together
            ? ofTarget.filter(step -> Arrays.binarySearch(ofSource, step) < 0).toArray()
            : ofTarget.toArray();
    List<double[]> regressors = new ArrayList<>();
    Values input = data.input();
    if (input != null) {
      add(series(input), new int[] {0}, regressors);
    }
    add(targets, ofOthers, regressors);
    int first = regressors.size();
    add(sources, ofSource, regressors);
    int length = ofSource.length;
    int[][] blocks = new int[sources.length][];
    Arrays.setAll(
        blocks, s -> IntStream.range(first + s * length, first + (s + 1) * length).toArray());
    double[][] nexts = new double[targets.length][];
    Arrays.setAll(nexts, t -> cut(targets[t], 0));
    return new BlockRegression(regressors.toArray(double[][]::new), nexts, blocks);
  }

  private void add(double[][] series, int[] steps, List<double[]> regressors) {
    for (double[] one : series) {
      for (int step : steps) {
        regressors.add(cut(one, step));
      }
    }
  }

  private static double[][] series(Values layer) {
    double[][] series = new double[layer.units()][layer.samples()];
    Parallel.forEach(series.length, u -> layer.columns(u, new double[][] {series[u]}));
    return series;
  }

  private static int[] steps(History history) {
    return IntStream.range(0, history.length())
        .map(i -> history.lag() + i * history.delay())
        .toArray();
  }

  private double[] cut(double[] series, int step) {
    return Arrays.stream(times).mapToDouble(t -> series[t - step]).toArray();
  }

  private boolean isLive(int pair) {
    int source = pair / targets();
    BlockRegression all = fit.get();
    return (all.isCollinear(source) || all.dimensions(source) > 0)
        && !all.isConstant(pair % targets());
  }

  @Override
  int nonConstantPairs() {
    return (int)
        IntStream.range(0, sources() * targets()).filter(p -> exists(p) && isLive(p)).count();
  }

  @Override
  double[] nats() {
    return ofPairs(pair -> fit.get().nats(pair / targets(), pair % targets()));
  }

  /** Reorders the residuals of the source; if values or targets change too, all is fitted anew. */
  @Override
  double[] natsOf(Surrogates surrogates, int number, Segments batches) {
    if (surrogates instanceof ValueSurrogates || surrogates.movesWholeSamples() || isShrunk()) {
      return moved(surrogates, number, batches).nats();
    }
    int n = times.length;
    int[] order = Draws.requirePermutation(surrogates.order(number, ofTimes(batches), n), n);
    return permuted.get().nats(order);
  }

  /** The same segments, of transitions instead of samples. */
  private Segments ofTimes(Segments batches) {
    int[] starts =
        IntStream.range(0, batches.count())
            .map(b -> Arrays.binarySearch(times, batches.start(b)))
            .map(at -> at < 0 ? -at - 1 : at)
            .filter(start -> start < times.length)
            .distinct()
            .toArray();
    return Segments.startingAt(starts);
  }

  @Override
  GaussianGivenTheRest moved(Surrogates surrogates, int number, Segments batches) {
    int n = samples();
    SurrogateSeries moved =
        surrogates instanceof ValueSurrogates changing
            ? SurrogateSeries.changed(changing, number, batches)
            : SurrogateSeries.inOrder(
                Draws.requirePermutation(surrogates.order(number, batches, n), n),
                surrogates.movesWholeSamples());
    GaussianGivenTheRest other =
        new GaussianGivenTheRest(
            data.changed(moved::source, moved::other, embedding()),
            together && moved.wholeSamples());
    if (other.isShrunk() && !isShrunk()) {
      throw new IllegalArgumentException(
          "Inside a layer of %s units, surrogates by %s are regressors beside %s others, too many for %s transitions. Use a null that reorders, such as circularShift(99, seed), or longer series."
              .formatted(sources(), surrogates, fit.get().rank(), times.length));
    }
    return other;
  }

  private boolean isShrunk() {
    return fit.get().shrinkage() > 0;
  }

  private GaussianGivenTheRest only(RetainedSamples kept) {
    return new GaussianGivenTheRest(
        data.changed(kept::of, kept::of, kept.of(embedding())), together);
  }

  @Override
  Estimate get(int source, int target, double nats) {
    if (isShrunk()) {
      return Estimate.plain(nats, NAME, times.length).with(List.of(ofShrinkage()));
    }
    int pair = source * targets() + target;
    return Estimate.plain(nats, NAME, times.length, 0, biasNats(pair))
        .tested("F-test", ChiSquare.of(pValue(pair, nats), freedom(), dimensions(pair)));
  }

  @Override
  Estimate infinite() {
    return Estimate.plain(Double.NaN, NAME, times.length)
        .with(
            List.of(
                new Warning(
                    Warning.Kind.INFINITE,
                    "not determined: the source is a linear combination of the other units and the input, or these determine the target exactly; leave such units out, or add noise to them")));
  }

  @Override
  Warning ofInfinite(long infinite, int pairs) {
    BlockRegression all = fit.get();
    return new Warning(
        Warning.Kind.INFINITE,
        "not determined: %s of %s sources are linear combinations of the other units and the input, and %s of %s targets are determined by these exactly; %s of %s pairs are NaN, and left out of mean, sum and maximum"
            .formatted(
                IntStream.range(0, sources()).filter(all::isCollinear).count(),
                sources(),
                IntStream.range(0, targets()).filter(all::isExact).count(),
                targets(),
                infinite,
                pairs));
  }

  /** Degrees of freedom of a pair, those of its source. */
  private int dimensions(int pair) {
    return isLive(pair) ? fit.get().dimensions(pair / targets()) : 0;
  }

  /** Degrees of freedom of the residuals. */
  private int freedom() {
    return times.length - fit.get().rank() - 1;
  }

  private double pValue(int pair, double nats) {
    int dimensions = dimensions(pair);
    return WilksTest.pValue(nats, times.length, 1, dimensions, fit.get().rank() - dimensions);
  }

  @Override
  double[] pValues(double[] nats) {
    return ofPairs(
        pair -> isShrunk() || !Double.isFinite(nats[pair]) ? Double.NaN : pValue(pair, nats[pair]));
  }

  /** By the degrees of freedom of the residuals, which many regressors make few. */
  private double biasNats(int pair) {
    return isShrunk() ? Double.NaN : dimensions(pair) / (2.0 * freedom());
  }

  @Override
  double[] biasNats() {
    return ofPairs(this::biasNats);
  }

  @Override
  double biasNatsOfNonConstantPair() {
    return isShrunk() ? Double.NaN : embedding().source().length() / (2.0 * freedom());
  }

  private Warning ofShrinkage() {
    return new Warning(
        Warning.Kind.UNDERSAMPLED,
        String.format(
            Locale.ROOT,
            "undersampled: %d transitions for %d regressors; correlations shrunk by %.3f, so that there is neither a p-value nor a bias",
            times.length,
            fit.get().rank(),
            fit.get().shrinkage()));
  }

  @Override
  List<Warning> warnings(String role, Values layer) {
    return Layers.constant(role, layer);
  }

  @Override
  List<Warning> warnings() {
    List<Warning> all = super.warnings();
    if (isShrunk()) {
      all.add(ofShrinkage());
    }
    return all;
  }

  @Override
  Interval interval(Resampling resampling, double nats, ToDoubleFunction<TwoLayers> measure) {
    int n = samples();
    return resampling.interval(
        n,
        nats,
        kept -> measure.applyAsDouble(only(RetainedSamples.of(kept, embedding().segments(), n))));
  }
}
