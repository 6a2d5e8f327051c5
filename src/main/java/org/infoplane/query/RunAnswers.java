package org.infoplane.query;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.infoplane.figure.RunCurves;
import org.infoplane.result.RunSeries;
import tech.tablesaw.api.Table;

/**
 * The answers of several runs to one query, each measured once. Immutable; made by {@link Runs}.
 */
public final class RunAnswers extends TableAnswer {

  private static final String EVENTS = "events.out.tfevents.0.infoplane";

  private final Map<String, RunQuery> queries;

  RunAnswers(Map<String, RunQuery> queries) {
    this.queries = queries;
  }

  /** {@return the tables of all runs below each other, with the run in the first column} */
  @Override
  public Table table() {
    Map<String, Table> tables = new LinkedHashMap<>();
    queries.forEach((run, query) -> tables.put(run, query.table()));
    return Runs.joined(tables);
  }

  /**
   * {@return a figure of all runs against time, feed-forward; {@link RunCurves#mean() mean()} and
   * {@link RunCurves#difference() difference()} are the others}
   *
   * @throws IllegalArgumentException if the runs have no layers in common, or some were recorded
   *     epoch by epoch and others more often
   */
  public RunCurves curves() {
    return RunCurves.of(series());
  }

  private List<RunSeries> series() {
    return queries.entrySet().stream()
        .map(named -> named.getValue().series(named.getKey()))
        .toList();
  }

  /**
   * Writes scalars for TensorBoard, {@code tensorboard --logdir folder}: a folder for each run, the
   * epoch as step, and tags such as {@code TE [millibit]/dense1 -> output}, with bias and null
   * beside. All runs are measured before the first file is written.
   *
   * @param folder created if it does not exist; earlier files of this method are replaced
   * @return the folder
   * @throws IllegalArgumentException if the name of a run cannot be that of a folder
   * @throws UncheckedIOException if a file cannot be written; that of an earlier call is unchanged
   */
  public Path tensorBoard(Path folder) {
    requireNonNull(folder, "folder must not be null");
    for (String run : queries.keySet()) {
      Require.that(
          run.matches("[^/\\\\:*?\"<>|\\p{Cntrl}]*[^/\\\\:*?\"<>|\\p{Cntrl}. ]"),
          "The name of a run must be that of a folder, got \"%s\". Leave out the special characters: Runs.of(...).named(...).",
          run);
    }
    for (RunSeries run : series()) {
      try {
        Path of = Files.createDirectories(folder.resolve(run.run()));
        run.saveEvents(of.resolve(EVENTS));
      } catch (IOException e) {
        throw new UncheckedIOException(
            "Cannot create a folder for \"%s\" in \"%s\": %s.".formatted(run.run(), folder, e), e);
      }
    }
    return folder;
  }
}
