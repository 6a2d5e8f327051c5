package org.infoplane.recording;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The provenance of a result: facts, in order. Immutable. */
public final class Recipe {

  private final Map<String, Fact> facts;

  private Recipe(Map<String, Fact> facts) {
    this.facts = facts;
  }

  /** {@return the empty recipe} */
  public static Recipe empty() {
    return new Recipe(Map.of());
  }

  /**
   * {@return a new recipe with a fact added, or replaced if one has its name}
   *
   * @param fact such as {@code new Fact.Stopped(3)}
   */
  public Recipe with(Fact fact) {
    requireNonNull(fact, "fact must not be null");
    Map<String, Fact> more = new LinkedHashMap<>(facts);
    more.put(fact.name(), fact);
    return new Recipe(more);
  }

  /**
   * {@return a new recipe with a note added or replaced}
   *
   * @param name such as {@code null}
   * @param value such as {@code within-batch shuffle x 20, seed 42}
   */
  public Recipe with(String name, Object value) {
    requireNonNull(name, "name must not be null");
    requireNonNull(value, "value must not be null");
    return with(new Fact.Note(name, value.toString()));
  }

  /** {@return all facts in order, unmodifiable} */
  public List<Fact> facts() {
    return List.copyOf(facts.values());
  }

  /**
   * {@return the first fact of a type}
   *
   * @param <F> the type
   * @param type such as {@code Fact.Stopped.class}
   */
  public <F extends Fact> Optional<F> find(Class<F> type) {
    requireNonNull(type, "type must not be null");
    return facts.values().stream().filter(type::isInstance).map(type::cast).findFirst();
  }

  /** {@return names and words of all facts in order, unmodifiable} */
  public Map<String, String> entries() {
    Map<String, String> entries = new LinkedHashMap<>();
    facts.forEach((name, fact) -> entries.put(name, fact.words()));
    return Collections.unmodifiableMap(entries);
  }

  /** {@return the same facts as notes, in words only} */
  public Recipe inWords() {
    Recipe words = empty();
    for (Fact fact : facts.values()) {
      words = words.with(fact.name(), fact.words());
    }
    return words;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Recipe recipe && facts.equals(recipe.facts);
  }

  @Override
  public int hashCode() {
    return facts.hashCode();
  }

  @Override
  public String toString() {
    return facts.values().stream()
        .map(fact -> fact.name() + ": " + fact.words())
        .collect(Collectors.joining("\n"));
  }
}
