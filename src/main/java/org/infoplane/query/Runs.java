package org.infoplane.query;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.infoplane.figure.RunPlanes;
import org.infoplane.figure.TableText;
import org.infoplane.recording.Fact;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.Recording;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * Several recordings, such as of several seeds or of two networks, that are asked the same
 * question. Immutable.
 *
 * <pre>{@code
 * var te = Runs.of(a, b, c).named("seed 1", "seed 2", "seed 3").ask(run -> transferEntropy(run));
 * te.curves().mean()
 * }</pre>
 */
public final class Runs {

  private final List<Recording> runs;
  private final List<String> names;

  private Runs(List<Recording> runs, List<String> names) {
    this.runs = runs;
    this.names = names;
  }

  /**
   * {@return these recordings, named {@code run 1}, {@code run 2} and so on}
   *
   * @param runs at least one
   * @throws IllegalArgumentException if there is none
   */
  public static Runs of(Recording... runs) {
    requireNonNull(runs, "runs must not be null");
    Require.that(runs.length > 0, "runs must not be empty. Pass at least one recording.");
    for (Recording run : runs) {
      requireNonNull(run, "run must not be null");
    }
    return new Runs(
        List.of(runs), IntStream.rangeClosed(1, runs.length).mapToObj(i -> "run " + i).toList());
  }

  /**
   * {@return the same recordings with other names}
   *
   * @param names one for each, all different
   * @throws IllegalArgumentException if there are more or fewer, or two are the same
   */
  public Runs named(String... names) {
    requireNonNull(names, "names must not be null");
    Require.that(
        names.length == runs.size(),
        "named(...) needs a name for each of the %s runs, got %s.",
        runs.size(),
        names.length);
    Require.that(
        Arrays.stream(names).distinct().count() == names.length,
        "The names of runs must all be different, got %s.",
        Arrays.toString(names));
    return new Runs(runs, List.of(names));
  }

  /**
   * {@return the answers of all runs to one query}
   *
   * @param query such as {@code run -> transferEntropy(run)}
   * @throws IllegalArgumentException if the runs differ in what is asked, such as the time axis or
   *     the symbols of packed recordings
   */
  public RunAnswers ask(Function<Recording, ? extends RunQuery> query) {
    requireNonNull(query, "query must not be null");
    Map<String, RunQuery> queries = new LinkedHashMap<>(each(query));
    requireOneQuestion(queries, RunQuery::settings);
    return new RunAnswers(queries);
  }

  /**
   * {@return the planes of all runs in one figure, measured now}
   *
   * @param plane such as {@code run -> plotPlane(run).mutualInformation()}
   * @throws IllegalArgumentException if the runs differ in what is asked or in the layers of the
   *     axes, or have no layer in common
   */
  public RunPlanes plane(Function<Recording, InformationPlane> plane) {
    requireNonNull(plane, "plane must not be null");
    Map<String, InformationPlane> planes = each(plane);
    requireOneQuestion(planes, InformationPlane::settings);
    return RunPlanes.of(
        planes.entrySet().stream()
            .map(named -> named.getValue().titled(named.getKey()).plane())
            .toList());
  }

  /**
   * {@return the tables of all runs below each other, with the run in the first column; a column
   * that only some tables have is empty in the others}
   *
   * @param table such as {@code run -> transferEntropy(run).edges()}
   * @throws IllegalArgumentException if columns of one name have different types
   */
  public Table table(Function<Recording, Table> table) {
    requireNonNull(table, "table must not be null");
    return joined(each(table));
  }

  private <T> Map<String, T> each(Function<Recording, ? extends T> of) {
    Map<String, T> all = new LinkedHashMap<>();
    for (int i = 0; i < runs.size(); i++) {
      all.put(names.get(i), of.apply(runs.get(i)));
    }
    return all;
  }

  static Table joined(Map<String, Table> tables) {
    StringColumn run = StringColumn.create("run");
    Set<String> names = new LinkedHashSet<>();
    tables.forEach(
        (name, table) -> {
          table.forEach(row -> run.append(name));
          names.addAll(table.columnNames());
        });
    Table first = tables.values().iterator().next();
    Table all = Table.create("%s, %s runs".formatted(first.name(), tables.size()), run);
    for (String name : names) {
      all.addColumns(joined(name, tables));
    }
    return TableText.readable(all);
  }

  private static Column<?> joined(String name, Map<String, Table> tables) {
    List<Column<?>> parts = new ArrayList<>();
    tables.values().stream()
        .filter(table -> table.containsColumn(name))
        .forEach(table -> parts.add(table.column(name)));
    Require.that(
        parts.stream().map(Column::type).distinct().count() == 1,
        "Column \"%s\" has different types: %s. Give the tables columns of the same types.",
        name,
        parts.stream().map(Column::type).toList());
    Column<?> column = parts.get(0).emptyCopy();
    for (Table table : tables.values()) {
      for (int row = 0; row < table.rowCount(); row++) {
        if (table.containsColumn(name) && !table.column(name).isMissing(row)) {
          column.appendObj(table.column(name).get(row));
        } else {
          column.appendMissing();
        }
      }
    }
    return column;
  }

  /** Settings of a query, and the rules that its recording was packed by. */
  static Map<String, String> settings(
      Recipe asked, Recipe recorded, List<Class<? extends Fact>> rules) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (Fact fact : asked.facts()) {
      boolean rule = rules.stream().anyMatch(type -> type.isInstance(fact));
      if (rule || !fact.words().equals(recorded.entries().get(fact.name()))) {
        settings.put(fact.name(), fact.words());
      }
    }
    return settings;
  }

  private static <Q> void requireOneQuestion(
      Map<String, Q> queries, Function<Q, Map<String, String>> of) {
    Map<String, Map<String, String>> settings = new LinkedHashMap<>();
    queries.forEach((run, query) -> settings.put(run, of.apply(query)));
    Set<String> names = new LinkedHashSet<>();
    settings.values().forEach(each -> names.addAll(each.keySet()));
    for (String name : names) {
      Require.that(
          settings.values().stream().map(each -> each.getOrDefault(name, "none")).distinct().count()
              == 1,
          "The runs cannot be compared, since they differ in %s: %s. Ask for the same of each run, or compare those that are alike.",
          name,
          settings.entrySet().stream()
              .map(
                  run ->
                      "\"%s\" has %s"
                          .formatted(run.getKey(), run.getValue().getOrDefault(name, "none")))
              .collect(joining(", ")));
    }
  }

  @Override
  public String toString() {
    return "%s runs: %s".formatted(runs.size(), String.join(", ", names));
  }
}
