package org.infoplane.result;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.infoplane.recording.EpochMetrics;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.TimeAxis;

/** A run as JSON. NaN and infinity are strings, as JSON has no such numbers. */
final class SeedRunJson {

  static final String KIND = "infoplane run of a seed";

  private SeedRunJson() {}

  static JsonNode json(SeedRun run) {
    ObjectNode to = ResultFile.MAPPER.createObjectNode();
    to.put("seed", run.seed());
    to.put("seconds", run.seconds());
    putRun(to, run.recipe(), run.metrics());
    ObjectNode te = to.putObject("transfer entropy");
    te.put("unit", "bits, mean over pairs of units");
    te.put("time axis", run.axis().name());
    te.put("null", run.nullInWords());
    put(te, "epochs", run.epochs());
    ArrayNode pairs = te.putArray("layers");
    for (FlowCourse flow : run.flows()) {
      ObjectNode pair = pairs.addObject();
      pair.put("from", flow.from());
      pair.put("to", flow.to());
      pair.put("feed-forward", flow.forward());
      put(pair, "TE", flow.te());
      put(pair, "null mean", flow.nullMean());
      put(pair, "null deviation", flow.nullDeviation());
      put(pair, "p (null)", flow.pValue());
      put(pair, "bias", flow.bias());
    }
    ObjectNode mi = to.putObject("mutual information");
    mi.put("unit", "bits");
    put(mi, "epochs", run.probeEpochs());
    ArrayNode layers = mi.putArray("layers");
    for (LayerCourse course : run.layers()) {
      ObjectNode layer = layers.addObject();
      layer.put("layer", course.layer());
      put(layer, "I(X;T)", course.input());
      put(layer, "I(X;T) null mean", course.inputNull());
      put(layer, "I(T;Y)", course.label());
      put(layer, "I(T;Y) null mean", course.labelNull());
      put(layer, "H(T)", course.entropy());
    }
    return to;
  }

  /** What is the same of every run. */
  static void putRun(ObjectNode to, Recipe from, List<EpochMetrics> values) {
    ObjectNode recipe = to.putObject("recipe");
    from.entries().forEach(recipe::put);
    ObjectNode metrics = to.putObject("accuracy and loss");
    put(metrics, "epochs", values.stream().map(EpochMetrics::epoch).toList());
    put(metrics, "train loss", values.stream().map(EpochMetrics::trainLoss).toList());
    put(metrics, "train accuracy", values.stream().map(EpochMetrics::trainAccuracy).toList());
    put(metrics, "test loss", values.stream().map(EpochMetrics::testLoss).toList());
    put(metrics, "test accuracy", values.stream().map(EpochMetrics::testAccuracy).toList());
  }

  static SeedRun run(JsonNode from) {
    JsonNode te = from.path("transfer entropy");
    JsonNode mi = from.path("mutual information");
    List<FlowCourse> flows = new ArrayList<>();
    for (JsonNode pair : te.path("layers")) {
      flows.add(
          new FlowCourse(
              pair.path("from").asText(),
              pair.path("to").asText(),
              pair.path("feed-forward").asBoolean(),
              numbers(pair.path("TE")),
              numbers(pair.path("null mean")),
              numbers(pair.path("null deviation")),
              numbers(pair.path("p (null)")),
              numbers(pair.path("bias"))));
    }
    List<LayerCourse> layers = new ArrayList<>();
    for (JsonNode layer : mi.path("layers")) {
      layers.add(
          new LayerCourse(
              layer.path("layer").asText(),
              numbers(layer.path("I(X;T)")),
              numbers(layer.path("I(X;T) null mean")),
              numbers(layer.path("I(T;Y)")),
              numbers(layer.path("I(T;Y) null mean")),
              numbers(layer.path("H(T)"))));
    }
    Recipe recipe = ResultFile.recipe(from.path("recipe"));
    return new SeedRun(
        from.path("seed").asLong(),
        number(from.path("seconds")),
        recipe,
        axis(te, recipe),
        te.path("null").asText(recipe.entries().getOrDefault("null", "unknown")),
        integers(te.path("epochs")),
        List.copyOf(flows),
        integers(mi.path("epochs")),
        List.copyOf(layers),
        metrics(from.path("accuracy and loss")));
  }

  /** Infoplane 0.1.0 kept it in words only, in the recipe. */
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
                    "Asked to read a run whose recipe has no time axis. Take a file that infoplane wrote."));
  }

  private static List<EpochMetrics> metrics(JsonNode from) {
    List<Integer> epochs = integers(from.path("epochs"));
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

  private static void put(ObjectNode to, String name, List<? extends Number> values) {
    to.set(name, ResultFile.MAPPER.valueToTree(values));
  }

  private static List<Integer> integers(JsonNode array) {
    return IntStream.range(0, array.size()).mapToObj(i -> array.path(i).asInt()).toList();
  }

  private static List<Double> numbers(JsonNode array) {
    return IntStream.range(0, array.size()).mapToObj(i -> number(array.path(i))).toList();
  }

  static double number(JsonNode value) {
    return value.isTextual() ? Double.parseDouble(value.asText()) : value.asDouble();
  }
}
