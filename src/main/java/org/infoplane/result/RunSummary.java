package org.infoplane.result;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.infoplane.recording.EpochMetrics;
import org.infoplane.recording.Fact;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.TimeAxis;

/**
 * The summary of one run of a network from one seed: transfer entropy of adjacent layers and
 * information of each layer over the epochs, accuracy and loss, and the recipe. Immutable; claims
 * over many seeds, and phases, are made of it.
 *
 * <p>Values are aligned by epoch: TE of epoch e was measured during that epoch, information,
 * accuracy and loss at its end.
 *
 * @param seed of its random numbers
 * @param seconds run time; NaN if it was not measured
 * @param recipe of transfer entropy and information, with versions, in words
 * @param axis time axis of transfer entropy
 * @param nullInWords null of transfer entropy
 * @param epochs of transfer entropy, ascending
 * @param flows adjacent layers, in both directions unless feedback was left out
 * @param probeEpochs of information, ascending; empty if it was not measured
 * @param layers information of each layer, from the first to the last; empty if it was not measured
 * @param metrics accuracy and loss, one per epoch; empty if they were not measured
 */
public record RunSummary(
    long seed,
    double seconds,
    Recipe recipe,
    TimeAxis axis,
    String nullInWords,
    List<Integer> epochs,
    List<TransferEntropySeries> flows,
    List<Integer> probeEpochs,
    List<LayerInformationSeries> layers,
    List<EpochMetrics> metrics) {

  /**
   * {@return the run of a seed, transfer entropy only; the last of several moments in an epoch
   * counts}
   *
   * @param seed of the network and its data
   * @param te of all adjacent layers; accuracy and loss are included
   * @throws IllegalArgumentException if there is no feed-forward pair of layers
   */
  public static RunSummary of(long seed, TransferResult te) {
    requireNonNull(te, "te must not be null");
    return of(seed, te, te.recipe(), List.of());
  }

  /**
   * {@return the run of a seed; the last of several moments in an epoch counts}
   *
   * @param seed of the network and its data
   * @param te of all adjacent layers; accuracy and loss are included
   * @param mi of the same recording
   * @throws IllegalArgumentException if there is no feed-forward pair of layers, or the two results
   *     are of different layers
   */
  public static RunSummary of(long seed, TransferResult te, InformationResult mi) {
    requireNonNull(te, "te must not be null");
    requireNonNull(mi, "mi must not be null");
    if (!mi.graph().equals(te.graph())) {
      throw new IllegalArgumentException(
          "Transfer entropy is of layers %s, mutual information of layers %s. Pass the results of two queries of one recording."
              .formatted(te.graph().layers(), mi.graph().layers()));
    }
    Recipe recipe = te.recipe();
    for (Fact fact : mi.recipe().facts()) {
      if (!fact.words().equals(te.recipe().entries().get(fact.name()))) {
        recipe = recipe.with("information: " + fact.name(), fact.words());
      }
    }
    return of(seed, te, recipe, mi.points());
  }

  private static RunSummary of(
      long seed, TransferResult te, Recipe recipe, List<LayerInformation> points) {
    if (te.flows().stream().noneMatch(LayerFlow::forward)) {
      throw new IllegalArgumentException(
          "The result has no feed-forward pair of adjacent layers, only %s. Pass the result of transferEntropy(run) without from(...) and to(...)."
              .formatted(te.flows().stream().map(LayerFlow::label).distinct().toList()));
    }
    List<SortedMap<Integer, LayerFlow>> flows =
        series(te.flows(), flow -> List.of(flow.from(), flow.to()), LayerFlow::at);
    List<SortedMap<Integer, LayerInformation>> layers =
        series(points, LayerInformation::layer, LayerInformation::at);
    return new RunSummary(
        seed,
        Double.NaN,
        recipe
            .inWords()
            .with(
                "measured by",
                "infoplane %s, Java %s"
                    .formatted(Fact.Version.infoplane().words(), Fact.Version.java().words())),
        te.axis(),
        te.nullInWords(),
        List.copyOf(flows.get(0).keySet()),
        flows.stream().map(of -> TransferEntropySeries.of(List.copyOf(of.values()))).toList(),
        layers.isEmpty() ? List.of() : List.copyOf(layers.get(0).keySet()),
        layers.stream().map(of -> LayerInformationSeries.of(List.copyOf(of.values()))).toList(),
        te.metrics());
  }

  /** By name, in order; then by epoch, the last of which counts. */
  private static <T> List<SortedMap<Integer, T>> series(
      List<T> all, Function<T, Object> name, Function<T, Moment> at) {
    Map<Object, SortedMap<Integer, T>> byName = new LinkedHashMap<>();
    for (T one : all) {
      byName
          .computeIfAbsent(name.apply(one), of -> new TreeMap<>())
          .put(at.apply(one).epoch(), one);
    }
    return List.copyOf(byName.values());
  }

  /**
   * {@return a run read from a file, each number as it was to the last digit}
   *
   * @param path a file that {@link #save} or {@link ResultCache} wrote
   * @throws IllegalArgumentException if there is no such file, it is of another kind, or it was
   *     damaged or changed
   * @throws java.io.UncheckedIOException if it cannot be read
   */
  public static RunSummary load(Path path) {
    return ResultFile.read(path, RunSummaryJson.KIND, RunSummaryJson::run).content();
  }

  /**
   * Writes the run to a file of readable JSON, atomically.
   *
   * @param path a file, which is replaced if it exists
   * @return this
   * @throws java.io.UncheckedIOException if it cannot be written
   */
  public RunSummary save(Path path) {
    ResultFile.write(path, RunSummaryJson.KIND, "", Recipe.empty(), RunSummaryJson.json(this));
    return this;
  }

  /**
   * {@return the same run with another run time}
   *
   * @param runTime in seconds
   */
  public RunSummary taking(double runTime) {
    return new RunSummary(
        seed, runTime, recipe, axis, nullInWords, epochs, flows, probeEpochs, layers, metrics);
  }

  /** {@return feed-forward pairs of adjacent layers from the first to the last, at least one} */
  public List<TransferEntropySeries> forward() {
    return flows.stream().filter(TransferEntropySeries::forward).toList();
  }

  /** {@return the same pairs backwards, from later to earlier layers; empty if not measured} */
  public List<TransferEntropySeries> feedback() {
    return flows.stream().filter(flow -> !flow.forward()).toList();
  }

  /**
   * {@return transfer entropy of the network, {@code double[epochs]}, bits: the mean over units of
   * each feed-forward pair of layers, summed over the pairs}
   */
  public double[] totalTransferEntropy() {
    return TransferEntropySeries.sum(forward(), TransferEntropySeries::te);
  }

  /** {@return the same of the null, {@code double[epochs]}, bits; NaN without a null} */
  public double[] totalNull() {
    return TransferEntropySeries.sum(forward(), TransferEntropySeries::nullMean);
  }

  /** {@return TE in excess of the null, {@code double[epochs]}, bits; NaN without a null} */
  public double[] totalExcess() {
    return TransferEntropySeries.sum(forward(), TransferEntropySeries::excess);
  }

  private Optional<EpochMetrics> lastMetrics() {
    return metrics.isEmpty() ? Optional.empty() : Optional.of(metrics.get(metrics.size() - 1));
  }

  /**
   * {@return test minus train accuracy after the last epoch, below 0 if the network overfits; NaN
   * if they were not measured}
   */
  public double generalizationGap() {
    return lastMetrics().map(at -> at.testAccuracy() - at.trainAccuracy()).orElse(Double.NaN);
  }

  /** {@return what comparable runs have in common: layers, epochs, time axis and null in words} */
  public String shape() {
    return "layers %s, epochs %s, information of %s at epochs %s, time axis %s, null %s"
        .formatted(flows, span(epochs), layers, span(probeEpochs), axis, nullInWords);
  }

  private static String span(List<Integer> at) {
    return at.isEmpty()
        ? "none"
        : "%s to %s (%s)".formatted(at.get(0), at.get(at.size() - 1), at.size());
  }

  @Override
  public String toString() {
    return "run of seed %s: %s%s"
        .formatted(
            seed,
            shape(),
            lastMetrics()
                .map(EpochMetrics::testAccuracy)
                .filter(accuracy -> !accuracy.isNaN())
                .map(accuracy -> String.format(Locale.ROOT, ", test accuracy %.3f", accuracy))
                .orElse(""));
  }
}
