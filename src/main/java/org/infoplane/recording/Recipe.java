package org.infoplane.recording;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** What made a result, in words: ordered names and values. Immutable. */
public final class Recipe {

  private final Map<String, String> entries;

  private Recipe(Map<String, String> entries) {
    this.entries = Collections.unmodifiableMap(entries);
  }

  /**
   * Nothing yet.
   *
   * @return the empty recipe
   */
  public static Recipe empty() {
    return new Recipe(new LinkedHashMap<>());
  }

  /**
   * Adds or replaces an entry.
   *
   * @param name such as {@code null}
   * @param value such as {@code within-batch shuffle x 20, seed 42}
   * @return a new recipe
   */
  public Recipe with(String name, Object value) {
    Objects.requireNonNull(name, "name must not be null");
    Objects.requireNonNull(value, "value must not be null");
    Map<String, String> more = new LinkedHashMap<>(entries);
    more.put(name, value.toString());
    return new Recipe(more);
  }

  /**
   * All entries, in order.
   *
   * @return unmodifiable
   */
  public Map<String, String> entries() {
    return entries;
  }

  /**
   * One entry a line.
   *
   * @return the recipe as text
   */
  @Override
  public String toString() {
    return entries.entrySet().stream()
        .map(e -> e.getKey() + ": " + e.getValue())
        .collect(Collectors.joining("\n"));
  }
}
