package org.infoplane.recording.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.infoplane.recording.Fact;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.Sequences;
import org.infoplane.recording.TimeAxis;

/** The typed facts of a recipe as JSON, beside its words; of files that have words only. */
final class FactJson {

  private static final Pattern THREADS =
      Pattern.compile("OpenMP (\\d{1,9}), BLAS (\\d{1,9}), ND4J (\\d{1,9})");
  private static final Pattern STOPPED = Pattern.compile("after epoch (\\d{1,9})");

  private FactJson() {}

  /** Facts that are more than their words, by their names. */
  static Map<String, Object> of(Recipe recipe) {
    Map<String, Object> facts = new LinkedHashMap<>();
    for (Fact fact : recipe.facts()) {
      Map<String, ?> fields = fields(fact);
      if (!fields.isEmpty()) {
        facts.put(fact.name(), fields);
      }
    }
    return facts;
  }

  private static Map<String, ?> fields(Fact fact) {
    // A switch over the types of a sealed family is a preview in Java 17.
    if (fact instanceof Fact.Steps steps) {
      return Map.of("steps", steps.which().name());
    }
    if (fact instanceof Fact.Bins bins) {
      return Map.of("bins", bins.rule());
    }
    if (fact instanceof Fact.Labels labels) {
      return Map.of("labels", labels.kind(), "axis", labels.axis().name());
    }
    if (fact instanceof Fact.Accuracy accuracy) {
      return Map.of("accuracy", accuracy.kind());
    }
    if (fact instanceof Fact.Threads threads) {
      return Map.of("threads", threads.openMp(), "blas", threads.blas(), "nd4j", threads.nd4j());
    }
    if (fact instanceof Fact.Version version) {
      return Map.of("version", version.version());
    }
    if (fact instanceof Fact.Stopped stopped) {
      return Map.of("stopped", stopped.epoch());
    }
    return Map.of();
  }

  static Recipe recipe(JsonNode head) {
    Recipe recipe = Recipe.empty();
    for (Map.Entry<String, JsonNode> entry : head.get("recipe").properties()) {
      String name = entry.getKey();
      String words = entry.getValue().asText();
      recipe =
          recipe.with(
              head.has("facts")
                  ? fact(name, words, head.get("facts").path(name))
                  : ofWords(name, words));
    }
    return recipe;
  }

  private static Fact fact(String name, String words, JsonNode fields) {
    if (fields.has("steps")) {
      return new Fact.Steps(Sequences.valueOf(fields.get("steps").asText()));
    }
    if (fields.has("bins")) {
      return new Fact.Bins(fields.get("bins").asText());
    }
    if (fields.has("labels")) {
      return new Fact.Labels(
          TimeAxis.valueOf(fields.get("axis").asText()), fields.get("labels").asText());
    }
    if (fields.has("accuracy")) {
      return new Fact.Accuracy(fields.get("accuracy").asText());
    }
    if (fields.has("threads")) {
      return new Fact.Threads(
          fields.get("threads").asInt(), fields.get("blas").asInt(), fields.get("nd4j").asInt());
    }
    if (fields.has("version")) {
      return new Fact.Version(name, fields.get("version").asText());
    }
    if (fields.has("stopped")) {
      return new Fact.Stopped(fields.get("stopped").asInt());
    }
    return new Fact.Note(name, words);
  }

  /** Of infoplane 0.1.0, which kept words only. */
  private static Fact ofWords(String name, String words) {
    if (name.equals("bins")) {
      return new Fact.Bins(words);
    }
    if (name.equals("accuracy")) {
      return new Fact.Accuracy(words);
    }
    if (List.of("infoplane", "Deeplearning4j", "Java").contains(name)) {
      return new Fact.Version(name, words);
    }
    List<Fact> all = new ArrayList<>();
    Matcher threads = THREADS.matcher(words);
    if (threads.matches()) {
      all.add(new Fact.Threads(number(threads, 1), number(threads, 2), number(threads, 3)));
    }
    Matcher stopped = STOPPED.matcher(words);
    if (stopped.matches()) {
      all.add(new Fact.Stopped(number(stopped, 1)));
    }
    Stream.of(Sequences.values()).map(Fact.Steps::new).forEach(all::add);
    Stream.of(TimeAxis.values()).map(axis -> new Fact.Labels(axis, words)).forEach(all::add);
    all.removeIf(fact -> !fact.name().equals(name) || !fact.words().equals(words));
    return all.isEmpty() ? new Fact.Note(name, words) : all.get(0);
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }
}
