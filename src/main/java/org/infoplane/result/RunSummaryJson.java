package org.infoplane.result;

import static org.infoplane.result.ResultFile.MAPPER;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.infoplane.recording.EpochMetrics;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.Recording;
import org.infoplane.recording.TimeAxis;

/** A run as JSON. NaN and infinity are strings, as JSON has no such numbers. */
final class RunSummaryJson {

  static final String KIND = "infoplane run of a seed";

  private RunSummaryJson() {}

  static JsonNode json(RunSummary run) {
    ObjectNode to = MAPPER.createObjectNode();
    to.put("seed", run.seed());
    to.put("seconds", run.seconds());
    putRun(to, run.recipe(), run.metrics());
    ObjectNode te = to.putObject("transfer entropy");
    te.put("unit", "bits, mean over pairs of units");
    te.put("time axis", run.axis().name());
    te.put("null", run.nullInWords());
    te.set("epochs", MAPPER.valueToTree(run.epochs()));
    te.set("layers", MAPPER.valueToTree(run.flows()));
    ObjectNode mi = to.putObject("mutual information");
    mi.put("unit", "bits");
    mi.set("epochs", MAPPER.valueToTree(run.probeEpochs()));
    mi.set("layers", MAPPER.valueToTree(run.layers()));
    return to;
  }

  static JsonNode json(Recording run, double seconds) {
    ObjectNode to = MAPPER.createObjectNode();
    to.put("seconds", seconds);
    putRun(to, run.recipe(), run.metrics());
    return to;
  }

  private static void putRun(ObjectNode to, Recipe from, List<EpochMetrics> values) {
    ObjectNode recipe = to.putObject("recipe");
    from.entries().forEach(recipe::put);
    ObjectNode metrics = to.putObject("accuracy and loss");
    put(metrics, "epochs", values, EpochMetrics::epoch);
    put(metrics, "train loss", values, EpochMetrics::trainLoss);
    put(metrics, "train accuracy", values, EpochMetrics::trainAccuracy);
    put(metrics, "test loss", values, EpochMetrics::testLoss);
    put(metrics, "test accuracy", values, EpochMetrics::testAccuracy);
  }

  static RunSummary run(JsonNode from) {
    JsonNode te = from.path("transfer entropy");
    JsonNode mi = from.path("mutual information");
    Recipe recipe = ResultFile.recipe(from.path("recipe"));
    return new RunSummary(
        from.path("seed").asLong(),
        number(from.path("seconds")),
        recipe,
        axis(te, recipe),
        te.path("null").asText(recipe.entries().getOrDefault("null", "unknown")),
        list(te.path("epochs"), Integer.class),
        list(te.path("layers"), TransferEntropySeries.class),
        list(mi.path("epochs"), Integer.class),
        list(mi.path("layers"), LayerInformationSeries.class),
        metrics(from.path("accuracy and loss")));
  }

  /** Infoplane 0.1.0 had it in the recipe only. */
  private static TimeAxis axis(JsonNode te, Recipe recipe) {
    if (te.has("time axis")) {
      return TimeAxis.valueOf(te.path("time axis").asText());
    }
    String words = recipe.entries().get("time axis");
    return Stream.of(TimeAxis.values())
        .filter(axis -> axis.toString().equals(words))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "The recipe of the run has no time axis. Use a file that infoplane wrote."));
  }

  private static List<EpochMetrics> metrics(JsonNode from) {
    List<Integer> epochs = list(from.path("epochs"), Integer.class);
    return IntStream.range(0, epochs.size())
        .mapToObj(
            i ->
                new EpochMetrics(
                    epochs.get(i),
                    number(from.path("train loss").path(i)),
                    number(from.path("train accuracy").path(i)),
                    number(from.path("test loss").path(i)),
                    number(from.path("test accuracy").path(i))))
        .toList();
  }

  private static void put(
      ObjectNode to, String name, List<EpochMetrics> values, Function<EpochMetrics, Number> of) {
    to.set(name, MAPPER.valueToTree(values.stream().map(of).toList()));
  }

  private static <T> List<T> list(JsonNode array, Class<T> type) {
    return IntStream.range(0, array.size())
        .mapToObj(array::path)
        .map(value -> MAPPER.convertValue(value, type))
        .toList();
  }

  static double number(JsonNode value) {
    return value.isTextual() ? Double.parseDouble(value.asText()) : value.asDouble();
  }
}
