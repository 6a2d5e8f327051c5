package org.infoplane.result;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.infoplane.file.EventFile;
import org.infoplane.measure.EffectiveInformation;
import org.infoplane.measure.Estimate;
import org.infoplane.measure.Interval;
import org.infoplane.measure.Unit;
import org.infoplane.recording.EpochMetrics;
import org.infoplane.recording.Recipe;

/**
 * What was measured of one run, as lines over time, for figures of several runs and for
 * TensorBoard.
 *
 * @param run its name
 * @param title of figures, such as {@code Transfer entropy}
 * @param facts of the measurement, for subtitles
 * @param recipe of the result
 * @param lines each with a quantity and a layer, or pair of layers, of its own
 */
public record RunSeries(
    String run, String title, List<String> facts, Recipe recipe, List<Line> lines) {

  /** The quantity of accuracy, from 0 to 1. */
  public static final String ACCURACY = "accuracy";

  /** The quantity of loss. */
  public static final String LOSS = "loss";

  /**
   * A quantity over time.
   *
   * @param quantity with its unit, such as {@code TE [millibit]}
   * @param of what, such as {@code dense1 → dense2}
   * @param points in order of time
   */
  public record Line(String quantity, String of, List<Point> points) {}

  /**
   * A value at a moment, in the unit of its quantity; what is not known is NaN.
   *
   * @param at moment
   * @param value measured
   * @param low lower end of its interval
   * @param high upper end
   * @param bias the value expected without information
   * @param nullMean mean over the surrogates
   */
  public record Point(
      Moment at, double value, double low, double high, double bias, double nullMean) {}

  private record Key(String quantity, String of) {}

  /** Mutable: collects points by line. */
  private static final class Lines {

    private final Map<Key, List<Point>> lines = new LinkedHashMap<>();

    void add(String quantity, String of, Point point) {
      lines.computeIfAbsent(new Key(quantity, of), key -> new ArrayList<>()).add(point);
    }

    /** Adds a value in units of {@code nats}, with its interval centred unless it is a bound. */
    void add(String quantity, String of, Moment at, double scale, Estimate estimate) {
      add(
          quantity,
          of,
          point(
              at,
              scale,
              estimate.nats(),
              estimate.interval(),
              estimate.biasNats(),
              estimate.significance().nullMean()));
    }

    static Point point(
        Moment at,
        double scale,
        double nats,
        Optional<Interval> interval,
        double biasNats,
        double nullNats) {
      double low = interval.map(Interval::lowNats).orElse(Double.NaN);
      double high = interval.map(Interval::highNats).orElse(Double.NaN);
      if (interval.filter(i -> i.level() < 1).isPresent()) {
        double half = (high - low) / 2; // it is free of bias, the value is not
        low = nats - half;
        high = nats + half;
      }
      return new Point(
          at,
          scale * Unit.BITS.fromNats(nats),
          scale * Unit.BITS.fromNats(low),
          scale * Unit.BITS.fromNats(high),
          scale * Unit.BITS.fromNats(biasNats),
          scale * Unit.BITS.fromNats(nullNats));
    }

    List<Line> all() {
      return lines.entrySet().stream()
          .map(line -> new Line(line.getKey().quantity(), line.getKey().of(), line.getValue()))
          .filter(line -> line.points().stream().anyMatch(p -> !Double.isNaN(p.value())))
          .toList();
    }
  }

  /**
   * {@return the means over pairs of units, in millibit, with accuracy and loss if they were
   * measured}
   *
   * @param run its name
   * @param te of any layers
   */
  public static RunSeries of(String run, TransferResult te) {
    requireNonNull(run, "run must not be null");
    requireNonNull(te, "te must not be null");
    Lines lines = new Lines();
    for (LayerFlow flow : te.flows()) {
      Point point =
          Lines.point(
              flow.at(),
              1000,
              flow.meanNats(),
              flow.interval(),
              flow.biasNats(),
              flow.significance().nullMean());
      lines.add(te.kind().symbol() + " [millibit]", flow.label(), point);
    }
    addMetric(lines, te, ACCURACY, EpochMetrics::testAccuracy, EpochMetrics::trainAccuracy);
    addMetric(lines, te, LOSS, EpochMetrics::testLoss, EpochMetrics::trainLoss);
    List<String> facts = List.of(te.measured(), te.amount(), "null: " + te.nullInWords());
    return new RunSeries(run, te.kind().title(), facts, te.recipe(), lines.all());
  }

  /** Adds that of the test examples, or of the training examples if there is no other. */
  private static void addMetric(
      Lines lines,
      TransferResult te,
      String name,
      ToDoubleFunction<EpochMetrics> test,
      ToDoubleFunction<EpochMetrics> train) {
    boolean tested =
        te.metrics().stream().anyMatch(metric -> !Double.isNaN(test.applyAsDouble(metric)));
    List<Optional<Moment>> moments = te.momentsOfMetrics();
    for (int i = 0; i < moments.size(); i++) {
      double value = (tested ? test : train).applyAsDouble(te.metrics().get(i));
      moments
          .get(i)
          .map(at -> new Point(at, value, Double.NaN, Double.NaN, Double.NaN, Double.NaN))
          .ifPresent(point -> lines.add(name, tested ? "test" : "train", point));
    }
  }

  /**
   * {@return I(X;T) and I(T;Y) of all layers but the input, in bits}
   *
   * @param run its name
   * @param mi of any layers
   */
  public static RunSeries of(String run, InformationResult mi) {
    requireNonNull(run, "run must not be null");
    requireNonNull(mi, "mi must not be null");
    Lines lines = new Lines();
    for (LayerInformation point : mi.points()) {
      int layer = mi.graph().index(point.layer());
      if (!mi.graph().layers().get(layer).type().equals("input")) {
        lines.add("I(X;T) [bits]", point.layer(), point.at(), 1, point.input());
        lines.add("I(T;Y) [bits]", point.layer(), point.at(), 1, point.label());
      }
    }
    List<String> facts =
        List.of(mi.axis().toString(), mi.bins(), mi.estimator(), "null: " + mi.nullInWords());
    return new RunSeries(run, "Mutual information", facts, mi.recipe(), lines.all());
  }

  /**
   * {@return effective information of the parts, sensitivity and degeneracy of all layers that were
   * not left out, in bits}
   *
   * @param run its name
   * @param effects of any layers
   */
  public static RunSeries of(String run, EffectResult effects) {
    requireNonNull(run, "run must not be null");
    requireNonNull(effects, "effects must not be null");
    Map<String, Function<EffectiveInformation, Estimate>> parts = new LinkedHashMap<>();
    parts.put("EI of the parts [bits]", EffectiveInformation::parts);
    parts.put("sensitivity [bits]", EffectiveInformation::sensitivity);
    parts.put("degeneracy [bits]", EffectiveInformation::degeneracyOfParts);
    Lines lines = new Lines();
    parts.forEach(
        (quantity, part) -> {
          for (LayerEffect effect : effects.known()) {
            Estimate estimate = part.apply(effect.measured().orElseThrow());
            lines.add(quantity, effect.label(), effect.at(), 1, estimate);
          }
        });
    int permutations = effects.permutations();
    List<String> facts =
        List.of(
            effects.measured(),
            permutations == 0 ? "" : "null: permuted weights × " + permutations);
    return new RunSeries(run, "Effective information", facts, effects.recipe(), lines.all());
  }

  /**
   * Writes an event file of TensorBoard, atomically: tags such as {@code TE [millibit]/dense1 ->
   * dense2}, with {@code , bias} and {@code , null} beside where they are known; the step is the
   * epoch, or the iteration if an epoch has several moments. The wall time is the step in seconds.
   *
   * @param path replaced if it exists; its name must contain {@code tfevents}
   * @return the path
   * @throws IllegalArgumentException if the path is a folder, or its folder is not writable
   * @throws java.io.UncheckedIOException if writing fails; an existing file is unchanged
   */
  public Path saveEvents(Path path) {
    requireNonNull(path, "path must not be null");
    SortedMap<Integer, Map<String, Double>> scalars = new TreeMap<>();
    for (Line line : lines) {
      String tag = line.quantity() + "/" + line.of().replace("→", "->");
      for (Point point : line.points()) {
        Map<String, Double> step =
            scalars.computeIfAbsent(point.at().time(), time -> new LinkedHashMap<>());
        step.put(tag, point.value());
        step.put(tag + ", bias", point.bias());
        step.put(tag + ", null", point.nullMean());
        step.values().removeIf(value -> value.isNaN());
      }
    }
    return EventFile.write(path, scalars);
  }
}
