package org.infoplane.jupyter;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.infoplane.figure.Text;
import org.infoplane.measure.Estimate;
import org.infoplane.measure.Unit;
import org.infoplane.measure.Warning;
import org.infoplane.recording.EpochMetrics;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.Recording;
import org.infoplane.recording.Snapshot;
import org.infoplane.recording.TimeAxis;

/** Recordings, estimates and recipes as HTML for a notebook. */
public final class Cards {

  private static final String CELL = "text-align: left; padding: 0.15em 1em 0.15em 0";

  private Cards() {}

  /**
   * Renders a recording: layers, epochs, samples, kept values with their size, accuracy, and the
   * folded recipe.
   *
   * @param run any
   * @return HTML
   */
  public static String html(Recording run) {
    requireNonNull(run, "run must not be null");
    String layers =
        run.layers().stream()
            .map(
                layer ->
                    "<tr>%s%s%s%s</tr>"
                        .formatted(
                            cell(layer.name()),
                            cell(layer.type()),
                            cell(number(layer.units())),
                            cell(String.join(", ", layer.inputs()))))
            .collect(Collectors.joining());
    Map<String, String> facts = new LinkedHashMap<>();
    for (TimeAxis axis : TimeAxis.values()) {
      if (axis != TimeAxis.TRAINING_STEPS && run.has(axis)) {
        String kept = run.recipe().entries().get("kept of the " + axis);
        facts.put(axis.toString(), moments(run.track(axis).snapshots()) + "; " + kept);
      }
    }
    accuracy(run, facts);
    int count = run.layers().size();
    return "<div><b>Recording of %s layer%s</b>".formatted(count, count == 1 ? "" : "s")
        + "<table><thead><tr>%s%s%s%s</tr></thead><tbody>%s</tbody></table>"
            .formatted(head("layer"), head("type"), head("units"), head("comes from"), layers)
        + rows(facts)
        + "<details><summary>recipe</summary>%s</details></div>"
            .formatted(rows(run.recipe().entries()));
  }

  private static String moments(List<Snapshot> all) {
    Snapshot first = all.get(0);
    Snapshot last = all.get(all.size() - 1);
    if (first == last) {
      return "epoch %s, %s samples".formatted(last.epoch(), number(last.samples()));
    }
    long epochs = all.stream().map(Snapshot::epoch).distinct().count();
    return "epochs %s to %s (%s), %s samples each"
        .formatted(
            first.epoch(),
            last.epoch(),
            epochs == all.size()
                ? epochs + " moments"
                : "%s moments, iterations %s to %s"
                    .formatted(all.size(), first.iteration(), last.iteration()),
            number(last.samples()));
  }

  private static void accuracy(Recording run, Map<String, String> facts) {
    if (run.metrics().isEmpty()) {
      return;
    }
    EpochMetrics last = run.metrics().get(run.metrics().size() - 1);
    String accuracy = known(last.trainAccuracy(), last.testAccuracy());
    String loss = known(last.trainLoss(), last.testLoss());
    if (!accuracy.isEmpty()) {
      facts.put("accuracy", accuracy + " after epoch " + last.epoch());
    } else if (!loss.isEmpty()) {
      facts.put("loss (no accuracy)", loss + " after epoch " + last.epoch());
    }
  }

  private static String known(double train, double test) {
    return Stream.of(known("train", train), known("test", test))
        .filter(words -> !words.isEmpty())
        .collect(Collectors.joining(", "));
  }

  private static String known(String name, double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%s %.3f", name, value);
  }

  /**
   * {@return an estimate in bits as HTML, with its interval, bias, null, samples and warnings}
   *
   * @param estimate any
   */
  public static String html(Estimate estimate) {
    requireNonNull(estimate, "estimate must not be null");
    Map<String, String> facts = new LinkedHashMap<>();
    estimate
        .interval()
        .ifPresent(
            i -> {
              String low = Text.number(i.low(Unit.BITS));
              String high = Text.number(i.high(Unit.BITS));
              facts.put(
                  Math.round(100 * i.level()) + " % interval",
                  "%s to %s bits, by %s".formatted(low, high, i.method()));
            });
    if (!Double.isNaN(estimate.biasNats())) {
      facts.put("bias", Text.number(estimate.bias(Unit.BITS)) + " bits");
    }
    if (!Double.isNaN(estimate.pValue())) {
      double mean = estimate.nullMean(Unit.BITS);
      double deviation = Unit.BITS.fromNats(estimate.significance().nullDeviation());
      facts.put(
          "null",
          (Double.isNaN(mean) ? "" : Text.number(mean))
              + (Double.isNaN(deviation) ? "" : " ± " + Text.number(deviation))
              + (Double.isNaN(mean) ? "" : " bits, ")
              + "p = %s, by %s".formatted(Text.number(estimate.pValue(), 3), estimate.nullModel()));
    }
    facts.put(
        "from",
        number(estimate.samples())
            + " samples"
            + (estimate.states() > 0 ? ", " + number(estimate.states()) + " states" : "")
            + ", "
            + estimate.estimator());
    String warnings =
        estimate.warnings().stream()
            .map(Warning::toString)
            .map(words -> "<p>⚠ " + Text.escape(words) + "</p>")
            .collect(Collectors.joining());
    return "<div><b style=\"font-size: 1.3em\">%s bits</b>%s%s</div>"
        .formatted(Text.number(estimate.in(Unit.BITS)), rows(facts), warnings);
  }

  /**
   * {@return a recipe as HTML, a row for each entry}
   *
   * @param recipe any
   */
  public static String html(Recipe recipe) {
    requireNonNull(recipe, "recipe must not be null");
    return rows(recipe.entries());
  }

  private static String rows(Map<String, String> facts) {
    return facts.entrySet().stream()
        .map(fact -> "<tr>%s%s</tr>".formatted(head(fact.getKey()), cell(fact.getValue())))
        .collect(Collectors.joining("", "<table><tbody>", "</tbody></table>"));
  }

  private static String head(String text) {
    return "<th style=\"%s\">%s</th>".formatted(CELL, Text.escape(text));
  }

  private static String cell(String text) {
    return "<td style=\"%s; white-space: pre-wrap\">%s</td>".formatted(CELL, Text.escape(text));
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
