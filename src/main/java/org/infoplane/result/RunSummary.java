package org.infoplane.result;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.infoplane.recording.EpochMetrics;
import org.infoplane.recording.Fact;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.TimeAxis;

/**
 * What is small of one run of a network from one seed: transfer entropy of neighbouring layers and
 * information of each layer over the epochs, accuracy and loss, and the recipe. Immutable; what
 * claims over many seeds and phases are made of.
 *
 * <p>Everything with an epoch number is aligned by it: TE of epoch e was measured while that epoch
 * was trained, information, accuracy and loss when it was over.
 *
 * @param seed where its random numbers came from
 * @param seconds how long it took; NaN if nobody looked at a clock
 * @param recipe what made it, in words: that of the transfer entropy, that of the information, and
 *     versions
 * @param axis time axis of transfer entropy
 * @param nullInWords null of transfer entropy
 * @param epochs when transfer entropy was measured, rising
 * @param flows neighbouring layers, both directions if they were asked for
 * @param probeEpochs when information was measured, rising; empty if it was not
 * @param layers information of each layer, from the first to the last; empty if it was not measured
 * @param metrics accuracy and loss, one an epoch; empty if they were not measured
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
   * The run of a seed: transfer entropy only.
   *
   * @param seed of the network and its data
   * @param te of all neighbouring layers; accuracy and loss are taken along
   * @return of several moments in an epoch the last one counts
   * @throws IllegalArgumentException if there is no feed-forward pair of layers
   */
  public static RunSummary of(long seed, TransferResult te) {
    requireNonNull(te, "te must not be null");
    return of(seed, te, te.recipe(), List.of());
  }

  /**
   * The run of a seed.
   *
   * @param seed of the network and its data
   * @param te of all neighbouring layers; accuracy and loss are taken along
   * @param mi of the same recording
   * @return of several moments in an epoch the last one counts
   * @throws IllegalArgumentException if there is no feed-forward pair of layers, or the two results
   *     are of different layers
   */
  public static RunSummary of(long seed, TransferResult te, InformationResult mi) {
    requireNonNull(te, "te must not be null");
    requireNonNull(mi, "mi must not be null");
    if (!mi.graph().equals(te.graph())) {
      throw new IllegalArgumentException(
          "Asked for one result of transfer entropy between the layers %s and mutual information of the layers %s. Pass the results of two queries of one recording."
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
    Map<LayerPair, SortedMap<Integer, LayerFlow>> flows = new LinkedHashMap<>();
    for (LayerFlow flow : te.flows()) {
      flows
          .computeIfAbsent(
              new LayerPair(te.graph().index(flow.from()), te.graph().index(flow.to())),
              pair -> new TreeMap<>())
          .put(flow.at().epoch(), flow);
    }
    if (flows.keySet().stream().noneMatch(LayerPair::forward)) {
      throw new IllegalArgumentException(
          "Asked for the result of a run, but the query has no layer and the next one, only %s. Pass the result of transferEntropy(run) without from(...) and to(...)."
              .formatted(te.flows().stream().map(LayerFlow::label).distinct().toList()));
    }
    SortedMap<Integer, Map<String, LayerInformation>> information = new TreeMap<>();
    for (LayerInformation point : points) {
      information
          .computeIfAbsent(point.at().epoch(), epoch -> new LinkedHashMap<>())
          .put(point.layer(), point);
    }
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
        List.copyOf(flows.values().iterator().next().keySet()),
        flows.values().stream()
            .map(of -> TransferEntropySeries.of(List.copyOf(of.values())))
            .toList(),
        List.copyOf(information.keySet()),
        points.stream()
            .map(LayerInformation::layer)
            .distinct()
            .map(
                layer ->
                    LayerInformationSeries.of(
                        information.values().stream().map(at -> at.get(layer)).toList()))
            .toList(),
        te.metrics());
  }

  /**
   * Reads a run.
   *
   * @param path a file that {@link #save} or {@link ResultCache} wrote
   * @return the run, each number as it was to the last digit
   * @throws IllegalArgumentException if there is no such file, it is no such result, or it was
   *     damaged or changed
   * @throws java.io.UncheckedIOException if it cannot be read
   */
  public static RunSummary load(Path path) {
    return ResultFile.read(path, RunSummaryJson.KIND, RunSummaryJson::run).content();
  }

  /**
   * Writes the run to a file of readable JSON, whole or not at all.
   *
   * @param path a file, which is replaced if there is one
   * @return this
   * @throws java.io.UncheckedIOException if it cannot be written
   */
  public RunSummary save(Path path) {
    ResultFile.write(path, RunSummaryJson.KIND, "", Recipe.empty(), RunSummaryJson.json(this));
    return this;
  }

  /**
   * Says how long it took.
   *
   * @param runTime in seconds, by the caller's clock
   * @return a new run, the same but for that
   */
  public RunSummary taking(double runTime) {
    return new RunSummary(
        seed, runTime, recipe, axis, nullInWords, epochs, flows, probeEpochs, layers, metrics);
  }

  /** {@return neighbouring layers from the first to the last, at least one} */
  public List<TransferEntropySeries> forward() {
    return flows.stream().filter(TransferEntropySeries::forward).toList();
  }

  /**
   * {@return the same pairs backwards, from later to earlier layers; empty if they were not asked
   * for}
   */
  public List<TransferEntropySeries> feedback() {
    return flows.stream().filter(flow -> !flow.forward()).toList();
  }

  /**
   * {@return transfer entropy of the network, {@code double[epochs]}, bits: the mean over units of
   * each feed-forward pair of layers, summed over these}
   */
  public double[] totalTransferEntropy() {
    return TransferEntropySeries.sum(forward(), TransferEntropySeries::te);
  }

  /** {@return the same of the null, {@code double[epochs]}, bits; NaN if there was none} */
  public double[] totalNull() {
    return TransferEntropySeries.sum(forward(), TransferEntropySeries::nullMean);
  }

  /** {@return the same beyond the null, {@code double[epochs]}, bits; NaN if there was no null} */
  public double[] totalExcess() {
    return TransferEntropySeries.sum(forward(), TransferEntropySeries::excess);
  }

  /**
   * {@return test minus train accuracy after the last epoch, below 0 if the network overfits; NaN
   * if they were not measured}
   */
  public double generalizationGap() {
    if (metrics.isEmpty()) {
      return Double.NaN;
    }
    EpochMetrics last = metrics.get(metrics.size() - 1);
    return last.testAccuracy() - last.trainAccuracy();
  }

  /**
   * {@return what has to be the same of runs that are compared: layers, epochs, time axis and null
   * in words}
   */
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
    String accuracy =
        metrics.isEmpty() || Double.isNaN(metrics.get(metrics.size() - 1).testAccuracy())
            ? ""
            : String.format(
                Locale.ROOT,
                ", test accuracy %.3f",
                metrics.get(metrics.size() - 1).testAccuracy());
    return "run of seed %s: %s%s".formatted(seed, shape(), accuracy);
  }
}
