package org.infoplane.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.infoplane.measure.nulls.ChiSquare;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.measure.nulls.ValueSurrogates;
import org.infoplane.measure.statistics.Draws;
import org.infoplane.measure.statistics.Parallel;
import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.History;
import org.infoplane.symbol.Segments;
import org.infoplane.symbol.Values;
import org.jspecify.annotations.Nullable;

/** All pairs of units, each given all other units, by one regression. Immutable. */
final class GaussianGivenTheRest implements TwoLayers {

  private static final String NAME = "Gaussian given the rest";
  private static final int FEWEST = 10;

  private final Values from;
  private final Values to;
  private final @Nullable Values input;
  private final Embedding embedding;
  private final boolean inside; // no unit has a pair with itself
  private final boolean together; // inside, and the source has not been moved
  private final int[] times;
  private final Lazy<BlockRegression> fit = new Lazy<>(this::regress);
  private final Lazy<BlockRegression.Permuted> permuted =
      new Lazy<>(() -> fit.get().new Permuted());

  private GaussianGivenTheRest(
      Values from,
      Values to,
      @Nullable Values input,
      Embedding embedding,
      boolean inside,
      boolean together) {
    this.from = from;
    this.to = to;
    this.input = input;
    this.embedding = embedding;
    this.inside = inside;
    this.together = together;
    this.times = embedding.times(to.samples(), embedding.target(), embedding.source());
    if (times.length < FEWEST) {
      throw new IllegalArgumentException(
          "Asked for the Gaussian transfer entropy given the rest from %s transitions. Pass longer series, with at least %s."
              .formatted(times.length, FEWEST));
    }
  }

  static GaussianGivenTheRest of(
      Values from, Values to, @Nullable Values input, Embedding embedding, boolean inside) {
    Embedding.requireSameLength(from.samples(), to.samples());
    Columns.requireNumbers("source", from);
    Columns.requireNumbers("target", to);
    if (input != null) {
      GivenTheRest.requireInput(input.samples(), to.samples());
      Columns.requireNumbers("input", input);
    }
    if (inside) {
      GivenTheRest.requireOneLayer(
          from.units(),
          to.units(),
          to.samples(),
          (unit, t) -> from.get(t, unit) == to.get(t, unit));
    }
    return new GaussianGivenTheRest(from, to, input, embedding, inside, inside);
  }

  private BlockRegression regress() {
    double[][] targets = series(to);
    double[][] sources = together ? targets : series(from);
    int[] ofTarget = steps(embedding.target());
    int[] ofSource = steps(embedding.source());
    List<double[]> regressors = new ArrayList<>();
    int[][] blocks = new int[sources.length][];
    if (input != null) {
      for (double[] one : series(input)) {
        regressors.add(cut(one, 0));
      }
    }
    int[] ofOthers =
        together
            ? Arrays.stream(ofTarget)
                .filter(step -> Arrays.stream(ofSource).noneMatch(other -> other == step))
                .toArray()
            : ofTarget;
    for (double[] target : targets) {
      for (int step : ofOthers) {
        regressors.add(cut(target, step));
      }
    }
    for (int s = 0; s < sources.length; s++) {
      blocks[s] = IntStream.range(0, ofSource.length).map(i -> regressors.size() + i).toArray();
      for (int step : ofSource) {
        regressors.add(cut(sources[s], step));
      }
    }
    double[][] nexts = new double[targets.length][];
    Arrays.setAll(nexts, t -> cut(targets[t], 0));
    return new BlockRegression(regressors.toArray(double[][]::new), nexts, blocks);
  }

  private static double[][] series(Values layer) {
    double[][] series = new double[layer.units()][layer.samples()];
    Parallel.forEach(series.length, u -> layer.columns(u, new double[][] {series[u]}));
    return series;
  }

  private static int[] steps(History past) {
    return IntStream.range(0, past.length()).map(i -> past.lag() + i * past.delay()).toArray();
  }

  private double[] cut(double[] series, int step) {
    double[] column = new double[times.length];
    for (int i = 0; i < column.length; i++) {
      column[i] = series[times[i] - step];
    }
    return column;
  }

  @Override
  public int sources() {
    return from.units();
  }

  @Override
  public int targets() {
    return to.units();
  }

  @Override
  public int samples() {
    return to.samples();
  }

  @Override
  public int transitions() {
    return times.length;
  }

  @Override
  public Embedding embedding() {
    return embedding;
  }

  private boolean exists(int pair) {
    return !inside || pair / targets() != pair % targets();
  }

  private IntStream pairs() {
    return IntStream.range(0, sources() * targets()).filter(this::exists);
  }

  private boolean isLive(int pair) {
    int source = pair / targets();
    BlockRegression all = fit.get();
    return (all.isTold(source) || all.dimensions(source) > 0) && !all.isConstant(pair % targets());
  }

  @Override
  public int nonConstantPairs() {
    return (int) pairs().filter(this::isLive).count();
  }

  @Override
  public double[] nats() {
    double[] nats = none();
    pairs().forEach(p -> nats[p] = fit.get().nats(p / targets(), p % targets()));
    return nats;
  }

  private double[] none() {
    double[] none = new double[sources() * targets()];
    Arrays.fill(none, Double.NaN);
    return none;
  }

  /**
   * What is left of the source moves; if values change, or targets move too, all is fitted anew.
   */
  @Override
  public double[] natsOf(Surrogates surrogates, int number, Segments batches) {
    if (surrogates instanceof ValueSurrogates || surrogates.movesWholeSamples() || isShrunk()) {
      return moved(surrogates, number, batches).nats();
    }
    int n = times.length;
    int[] order = Draws.requirePermutation(surrogates.order(number, ofTimes(batches), n), n);
    return permuted.get().nats(order);
  }

  /** The same stretches, of transitions instead of samples. */
  private Segments ofTimes(Segments batches) {
    int[] starts =
        IntStream.range(0, batches.count())
            .map(
                b -> {
                  int at = Arrays.binarySearch(times, batches.start(b));
                  return at < 0 ? -at - 1 : at;
                })
            .filter(start -> start < times.length)
            .distinct()
            .toArray();
    return Segments.startingAt(starts);
  }

  @Override
  public GaussianGivenTheRest moved(Surrogates surrogates, int number, Segments batches) {
    int n = samples();
    SurrogateSeries moved =
        surrogates instanceof ValueSurrogates changing
            ? SurrogateSeries.changed(changing, number, batches)
            : SurrogateSeries.inOrder(
                Draws.requirePermutation(surrogates.order(number, batches, n), n),
                surrogates.movesWholeSamples());
    GaussianGivenTheRest other =
        new GaussianGivenTheRest(
            moved.source(from),
            moved.other(to),
            input == null ? null : moved.other(input),
            embedding,
            inside,
            together && moved.wholeSamples());
    if (other.isShrunk() && !isShrunk()) {
      throw new IllegalArgumentException(
          "Asked for %s inside a layer of %s units, where moved sources stand beside %s regressors, too many for %s transitions. Use a null that reorders, such as circularShift(99, seed), or longer series."
              .formatted(surrogates, sources(), fit.get().rank(), times.length));
    }
    return other;
  }

  private boolean isShrunk() {
    return fit.get().shrinkage() > 0;
  }

  @Override
  public GaussianGivenTheRest only(RetainedSamples kept) {
    return new GaussianGivenTheRest(
        kept.of(from),
        kept.of(to),
        input == null ? null : kept.of(input),
        kept.of(embedding),
        inside,
        together);
  }

  @Override
  public Estimate get(int source, int target, double nats) {
    int pair = source * targets() + target;
    if (isShrunk()) {
      return Estimate.plain(nats, NAME, times.length).with(List.of(ofShrinkage()));
    }
    return new Estimate(
        nats,
        NAME,
        times.length,
        0,
        biasNats(pair),
        "F-test",
        ChiSquare.of(pValue(pair, nats), freedom(), dimensions(pair)),
        Optional.empty(),
        List.of());
  }

  @Override
  public Estimate infinite() {
    return Estimate.plain(Double.NaN, NAME, times.length)
        .with(
            List.of(
                new Warning(
                    Warning.Kind.INFINITE,
                    "not determined: the source is a linear combination of the other units and the input, or these tell the target exactly; leave such units out, or add noise to them")));
  }

  @Override
  public Warning ofInfinite(long infinite, int pairs) {
    BlockRegression all = fit.get();
    return new Warning(
        Warning.Kind.INFINITE,
        "not determined: %s of %s sources are linear combinations of the other units and the input, and %s of %s targets are told by these exactly; %s of %s pairs are NaN, and left out of mean, sum and maximum"
            .formatted(
                IntStream.range(0, sources()).filter(all::isTold).count(),
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

  /** Those of the residuals. */
  private int freedom() {
    return times.length - fit.get().rank() - 1;
  }

  private double pValue(int pair, double nats) {
    int dimensions = dimensions(pair);
    return WilksTest.pValue(nats, times.length, 1, dimensions, fit.get().rank() - dimensions);
  }

  @Override
  public double[] pValues(double[] nats) {
    double[] p = none();
    if (!isShrunk()) {
      pairs().filter(i -> Double.isFinite(nats[i])).forEach(i -> p[i] = pValue(i, nats[i]));
    }
    return p;
  }

  /** Of the residuals' degrees of freedom, where many regressors leave fewer than transitions. */
  private double biasNats(int pair) {
    return isShrunk() ? Double.NaN : dimensions(pair) / (2.0 * freedom());
  }

  @Override
  public double[] biasNats() {
    double[] bias = none();
    pairs().forEach(pair -> bias[pair] = biasNats(pair));
    return bias;
  }

  @Override
  public double biasNatsOfNonConstantPair() {
    return isShrunk() ? Double.NaN : embedding.source().length() / (2.0 * freedom());
  }

  private Warning ofShrinkage() {
    BlockRegression all = fit.get();
    return new Warning(
        Warning.Kind.UNDERSAMPLED,
        String.format(
            Locale.ROOT,
            "undersampled: %d transitions for %d regressors; correlations shrunk by %.3f, so that there is neither a p-value nor a bias",
            times.length,
            all.rank(),
            all.shrinkage()));
  }

  @Override
  public List<Warning> warnings() {
    List<Warning> all = new ArrayList<>();
    if (inside) {
      all.addAll(Layers.constant("layer", to));
    } else {
      all.addAll(Layers.constant("source", from));
      all.addAll(Layers.constant("target", to));
    }
    if (input != null) {
      all.addAll(Layers.constant("input", input));
    }
    if (isShrunk()) {
      all.add(ofShrinkage());
    }
    return all;
  }

  @Override
  public Interval interval(
      Resampling resampling, double nats, ToDoubleFunction<TwoLayers> measure) {
    return resampling.interval(
        samples(),
        nats,
        kept ->
            measure.applyAsDouble(only(RetainedSamples.of(kept, embedding.segments(), samples()))));
  }
}
