package org.infoplane.result;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.infoplane.recording.Fact;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.Recording;
import org.infoplane.recording.store.RecordingFile;
import tech.tablesaw.api.Table;

/**
 * A folder of small results: what was computed once is read the next time, so that a long
 * experiment resumes after an interruption. Immutable; the folder is not.
 *
 * <pre>{@code
 * var kept = ResultCache.in(Path.of("results")).with("scale", "full").with("epochs", 3000);
 * var run = kept.run("mlp-tanh", 1, () -> RunSummary.of(1, te(train(1)), mi(train(1))));
 * }</pre>
 *
 * <p>A result belongs to the settings that it was made with, compared word by word: with other
 * settings it is refused, never silently used or recomputed. The versions of infoplane and Java are
 * in the file and are no settings. Name everything with {@link #with} that a result depends on,
 * such as {@code network.getLayerWiseConfigurations().toJson()} (its {@code conf()} is of the first
 * layer only). The cache reads the clock to report how long a run took.
 */
public final class ResultCache {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
  private static final int SHOWN = 60;
  private static final String RECORDING = "infoplane recording";

  private final Path folder;
  private final Recipe settings;

  private ResultCache(Path folder, Recipe settings) {
    this.folder = folder;
    this.settings = settings;
  }

  /**
   * {@return a cache in a folder, without settings}
   *
   * @param folder created with the first result
   * @throws IllegalArgumentException if there is a file of that name
   */
  public static ResultCache in(Path folder) {
    Objects.requireNonNull(folder, "folder must not be null");
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          "folder must not be a file, got \"%s\". Pass a folder.".formatted(folder));
    }
    return new ResultCache(folder, Recipe.empty());
  }

  /**
   * {@return a new cache of the same folder, with a setting that results depend on}
   *
   * @param name such as {@code epochs}
   * @param value such as {@code 3000}; its words are compared
   */
  public ResultCache with(String name, Object value) {
    return new ResultCache(folder, settings.with(name, value));
  }

  /** {@return the folder of the results} */
  public Path path() {
    return folder;
  }

  /**
   * {@return the run of a seed, with its run time in seconds: read if it was computed before, else
   * computed and kept}
   *
   * @param name of the experiment, such as {@code mlp-tanh}: letters, digits, dots and dashes
   * @param seed of the run; the file is {@code name-seed-1.json}
   * @param compute makes the run; called only if there is no file
   * @throws IllegalArgumentException if the file was made with other settings, is damaged or of
   *     another kind, or the run that was computed is of another seed
   * @throws UncheckedIOException if the file cannot be read or written
   */
  public RunSummary run(String name, long seed, Supplier<RunSummary> compute) {
    Objects.requireNonNull(name, "name must not be null");
    Objects.requireNonNull(compute, "compute must not be null");
    return kept(
        requireName(name) + "-seed-" + seed,
        RunSummaryJson.KIND,
        RunSummaryJson::run,
        RunSummaryJson::json,
        () -> {
          long start = System.nanoTime();
          RunSummary run = compute.get();
          if (run.seed() != seed) {
            throw new IllegalArgumentException(
                "The computed run must be of seed %s, got seed %s. Pass the same seed to both."
                    .formatted(seed, run.seed()));
          }
          return run.taking((System.nanoTime() - start) / 1e9);
        });
  }

  /**
   * {@return a small table: read if it was computed before, else computed and kept}
   *
   * @param name of the file, without {@code .json}: letters, digits, dots and dashes
   * @param compute makes the table, of int, long, double, boolean and string columns; called only
   *     if there is no file
   * @throws IllegalArgumentException if the file was made with other settings, is damaged or of
   *     another kind, or the table has columns of other types
   * @throws UncheckedIOException if the file cannot be read or written
   */
  public Table table(String name, Supplier<Table> compute) {
    Objects.requireNonNull(name, "name must not be null");
    Objects.requireNonNull(compute, "compute must not be null");
    return kept(requireName(name), TableJson.KIND, TableJson::table, TableJson::json, compute);
  }

  /**
   * {@return a recording, which is large: {@code name.infoplane}, and beside it {@code name.json}
   * with its settings, recipe, accuracy, loss and run time. One that was interrupted or stopped is
   * not yet a result, and resumes the next time}
   *
   * @param name of the files, without their endings: letters, digits, dots and dashes
   * @param record records to the file it is given, by {@code savingTo(file)}; called only if that
   *     file does not exist
   * @throws IllegalArgumentException if the files were made with other settings, are damaged or of
   *     another kind, the settings of a recording are missing, or the recording was not saved
   * @throws UncheckedIOException if the files cannot be read or written
   */
  public Recording recording(String name, Function<Path, Recording> record) {
    Objects.requireNonNull(name, "name must not be null");
    Objects.requireNonNull(record, "record must not be null");
    Path file = folder.resolve(requireName(name) + ".infoplane");
    Path beside = folder.resolve(name + ".json");
    if (Files.exists(file)) {
      if (!Files.exists(beside)) {
        throw new IllegalArgumentException(
            "There is \"%s\", but not \"%s\" with its settings. Restore it, or delete the recording to record it anew."
                .formatted(file, beside));
      }
      requireSame(beside, ResultFile.read(beside, RECORDING, all -> all).settings());
      return RecordingFile.load(file);
    }
    makeFolder();
    long start = System.nanoTime();
    Recording run = record.apply(file);
    boolean stopped = run.recipe().find(Fact.Stopped.class).isPresent();
    if (Files.exists(file)) {
      double seconds = (System.nanoTime() - start) / 1e9;
      ResultFile.write(beside, RECORDING, name, settings, RunSummaryJson.json(run, seconds));
    } else if (!stopped) {
      throw new IllegalArgumentException(
          "The recording was not saved to \"%s\". Record with savingTo(file), the file that is passed to record."
              .formatted(file));
    }
    return run;
  }

  private <T> T kept(
      String name,
      String kind,
      Function<JsonNode, T> from,
      Function<T, JsonNode> to,
      Supplier<T> compute) {
    Path path = folder.resolve(name + ".json");
    if (Files.exists(path)) {
      ResultFile<T> file = ResultFile.read(path, kind, from);
      requireSame(path, file.settings());
      return file.content();
    }
    makeFolder();
    T computed = compute.get();
    ResultFile.write(path, kind, name, settings, to.apply(computed));
    return computed;
  }

  private void makeFolder() {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The folder of results \"%s\" could not be created: %s. Create it, or choose another."
              .formatted(folder, e),
          e);
    }
  }

  private static String requireName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "name must have letters, digits, dots and dashes only, since it becomes a file, got \"%s\""
              .formatted(name));
    }
    return name;
  }

  private void requireSame(Path path, Recipe other) {
    Set<String> names = new TreeSet<>(settings.entries().keySet());
    names.addAll(other.entries().keySet());
    List<String> differences = new ArrayList<>();
    for (String name : names) {
      String now = settings.entries().getOrDefault(name, "nothing");
      String made = other.entries().getOrDefault(name, "nothing");
      if (!now.equals(made)) {
        int difference = Arrays.mismatch(now.toCharArray(), made.toCharArray());
        int from = Math.max(0, difference - SHOWN / 3);
        differences.add("%s: %s, now %s".formatted(name, part(made, from), part(now, from)));
      }
    }
    if (!differences.isEmpty()) {
      throw new IllegalArgumentException(
          "\"%s\" was made with other settings: %s. Use the same, use another name or folder, or delete the file to compute it anew."
              .formatted(path, String.join("; ", differences)));
    }
  }

  /** Where long texts differ. */
  private static String part(String text, int from) {
    String part = text.substring(Math.min(from, text.length()));
    boolean cut = part.length() > SHOWN;
    return (from > 0 ? "…" : "") + (cut ? part.substring(0, SHOWN) + "…" : part);
  }

  @Override
  public String toString() {
    return "results in %s%s".formatted(folder, settings.entries().isEmpty() ? "" : "\n" + settings);
  }
}
