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

/** The typed facts of a recipe as JSON, also read from the words of older files. */
final class FactJson {

  private static final Map<String, Class<? extends Fact>> TYPES =
      Map.of(
          "accuracy", Fact.Accuracy.class,
          "bins", Fact.Bins.class,
          "fitted", Fact.Fitted.class,
          "labels", Fact.Labels.class,
          "output", Fact.Output.class,
          "rule", Fact.Rule.class,
          "sequences", Fact.Steps.class,
          "stopped", Fact.Stopped.class,
          "threads", Fact.Threads.class,
          "version", Fact.Version.class);
  private static final Pattern THREADS =
      Pattern.compile("OpenMP (\\d{1,9}), BLAS (\\d{1,9}), ND4J (\\d{1,9})");
  private static final Pattern STOPPED = Pattern.compile("after epoch (\\d{1,9})");

  private FactJson() {}

  /** Facts other than notes, by name: type and components. */
  static Map<String, Object> of(Recipe recipe) {
    Map<String, Object> facts = new LinkedHashMap<>();
    for (Fact fact : recipe.facts()) {
      TYPES.forEach(
          (name, type) -> {
            if (type.isInstance(fact)) {
              facts.put(fact.name(), Map.of(name, fact));
            }
          });
    }
    return facts;
  }

  static Recipe recipe(JsonNode head) {
    Recipe recipe = Recipe.empty();
    JsonNode facts = head.get("facts");
    for (Map.Entry<String, JsonNode> entry : head.get("recipe").properties()) {
      String name = entry.getKey();
      String words = entry.getValue().asText();
      recipe =
          recipe.with(facts == null ? ofWords(name, words) : fact(name, words, facts.path(name)));
    }
    return recipe;
  }

  private static Fact fact(String name, String words, JsonNode typed) {
    if (typed.isMissingNode()) {
      return new Fact.Note(name, words);
    }
    String type = typed.fieldNames().next();
    Class<? extends Fact> known = TYPES.get(type);
    if (known == null) {
      throw new IllegalArgumentException(
          "Fact \"%s\" has type \"%s\", which this version of infoplane does not know. Read the file with the version that wrote it."
              .formatted(name, type));
    }
    return Json.read(typed.get(type), known);
  }

  /** Reads a fact of infoplane 0.1.0, which wrote words only. */
  private static Fact ofWords(String name, String words) {
    List<Fact> all = new ArrayList<>(List.of(new Fact.Bins(words), new Fact.Accuracy(words)));
    all.add(new Fact.Rule(name.replaceFirst("^binary rule( of )?", ""), words, true));
    for (String program : List.of("infoplane", "Deeplearning4j", "Java")) {
      all.add(new Fact.Version(program, words));
    }
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
