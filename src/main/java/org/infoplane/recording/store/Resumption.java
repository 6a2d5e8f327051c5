package org.infoplane.recording.store;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.infoplane.recording.Fact;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.Recipe;
import org.jspecify.annotations.Nullable;

/** Checks that an interrupted recording is resumed with the settings it was started with. */
final class Resumption {

  private Resumption() {}

  static void requireSame(
      Path part, RecordingReader reader, List<LayerInfo> layers, Recipe recipe) {
    Map<String, Fact> was = comparable(reader.recipe(), reader.layers());
    Map<String, Fact> is = comparable(recipe, layers);
    if (reader.recipe().find(Fact.Threads.class).isEmpty()) { // unknown to older versions
      is.remove("threads");
    }
    Set<String> names = new LinkedHashSet<>(was.keySet());
    names.addAll(is.keySet());
    for (String name : names) {
      Fact before = was.get(name);
      Fact now = is.get(name);
      if (!Objects.equals(before, now)) {
        throw refused(
            part, "%s was \"%s\", now it is \"%s\"".formatted(name, words(before), words(now)));
      }
    }
  }

  /** The exception for a recording that was made with other settings or examples. */
  static IllegalArgumentException refused(@Nullable Path part, String why) {
    return new IllegalArgumentException(
        "Cannot resume \"%s\", which was made with other settings: %s. Capture as before, save to another file, or delete this one."
            .formatted(part, why));
  }

  /** The facts that must agree: all but versions, and labels in words, as older versions wrote. */
  private static Map<String, Fact> comparable(Recipe recipe, List<LayerInfo> layers) {
    String types = layers.stream().map(LayerInfo::type).toList().toString();
    Map<String, Fact> facts = new LinkedHashMap<>();
    for (Fact fact : recipe.with("types of layers", types).facts()) {
      if (fact instanceof Fact.Labels labels) {
        facts.put(fact.name(), new Fact.Labels(labels.axis(), labels.words()));
      } else if (!(fact instanceof Fact.Version)) {
        facts.put(fact.name(), fact);
      }
    }
    return facts;
  }

  private static @Nullable String words(@Nullable Fact fact) {
    return fact == null ? null : fact.words();
  }
}
