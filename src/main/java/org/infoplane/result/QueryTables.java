package org.infoplane.result;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.infoplane.plane.MutualInformationQuery;
import org.infoplane.plane.TransferEntropyQuery;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.Recipe;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/** Makes a run of the tables of its queries. */
final class QueryTables {

  private record Pair(String from, String to, boolean forward) {}

  private QueryTables() {}

  static SeedRun read(long seed, TransferEntropyQuery te, @Nullable MutualInformationQuery mi) {
    Map<Pair, SortedMap<Integer, Row>> flows = flows(te.table());
    if (flows.keySet().stream().noneMatch(Pair::forward)) {
      throw new IllegalArgumentException(
          "Asked for the result of a run, but the query has no layer and the next one, only %s. Pass transferEntropy(run) without from(...) and to(...)."
              .formatted(flows.keySet()));
    }
    Map<String, SortedMap<Integer, Row>> points = mi == null ? Map.of() : points(mi.table());
    return new SeedRun(
        seed,
        Double.NaN,
        recipe(te, mi),
        epochs(flows),
        flows.entrySet().stream().map(flow -> course(flow.getKey(), flow.getValue())).toList(),
        epochs(points),
        te.run().layers().stream()
            .map(LayerInfo::name)
            .filter(points::containsKey)
            .map(layer -> course(layer, Objects.requireNonNull(points.get(layer))))
            .toList(),
        te.run().metrics());
  }

  private static Recipe recipe(TransferEntropyQuery te, @Nullable MutualInformationQuery mi) {
    Recipe recipe = te.recipe();
    if (mi != null) {
      for (Map.Entry<String, String> entry : mi.recipe().entries().entrySet()) {
        if (!entry.getValue().equals(te.recipe().entries().get(entry.getKey()))) {
          recipe = recipe.with("information: " + entry.getKey(), entry.getValue());
        }
      }
    }
    return recipe.with("measured by", "infoplane %s, Java %s".formatted(version(), java()));
  }

  static String version() {
    return Objects.requireNonNullElse(
        QueryTables.class.getPackage().getImplementationVersion(), "development");
  }

  static String java() {
    return Runtime.version().toString();
  }

  /** Of several moments in an epoch the last. */
  private static Map<Pair, SortedMap<Integer, Row>> flows(Table table) {
    Map<Pair, SortedMap<Integer, Row>> flows = new LinkedHashMap<>();
    for (int i = 0; i < table.rowCount(); i++) {
      Row row = table.row(i);
      Pair pair =
          new Pair(
              row.getString("from"),
              row.getString("to"),
              row.getString("direction").equals("feed-forward"));
      flows.computeIfAbsent(pair, p -> new TreeMap<>()).put(row.getInt("epoch"), row);
    }
    return flows;
  }

  private static Map<String, SortedMap<Integer, Row>> points(Table table) {
    Map<String, SortedMap<Integer, Row>> points = new LinkedHashMap<>();
    for (int i = 0; i < table.rowCount(); i++) {
      Row row = table.row(i);
      points
          .computeIfAbsent(row.getString("layer"), p -> new TreeMap<>())
          .put(row.getInt("epoch"), row);
    }
    return points;
  }

  private static int[] epochs(Map<?, SortedMap<Integer, Row>> rows) {
    return rows.values().stream()
        .findFirst()
        .map(of -> of.keySet().stream().mapToInt(Integer::intValue).toArray())
        .orElse(new int[0]);
  }

  private static FlowCourse course(Pair pair, SortedMap<Integer, Row> rows) {
    return new FlowCourse(
        pair.from(),
        pair.to(),
        pair.forward(),
        column(rows, "TE mean [bits]"),
        column(rows, "null mean [bits]"),
        column(rows, "null deviation [bits]"),
        column(rows, "p (null)"),
        column(rows, "bias [bits]"));
  }

  private static LayerCourse course(String layer, SortedMap<Integer, Row> rows) {
    return new LayerCourse(
        layer,
        column(rows, "I(X;T) [bits]"),
        column(rows, "I(X;T) null mean [bits]"),
        column(rows, "I(T;Y) [bits]"),
        column(rows, "I(T;Y) null mean [bits]"),
        column(rows, "H(T) [bits]"));
  }

  private static double[] column(SortedMap<Integer, Row> rows, String name) {
    return rows.values().stream().mapToDouble(row -> row.getDouble(name)).toArray();
  }
}
