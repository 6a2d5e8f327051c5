package org.infoplane.result;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
 * experiment that was interrupted goes on where it was. Immutable; the folder is not.
 *
 * <pre>{@code
 * var kept = ResultCache.in(Path.of("results")).with("scale", "full").with("epochs", 3000);
 * var run = kept.run("mlp-tanh", 1, () -> RunSummary.of(1, te(train(1)), mi(train(1))));
 * }</pre>
 *
 * <p>A result belongs to the settings it was made with, all of them, word by word: asked for with
 * others it is refused, never silently used or computed anew. The versions of infoplane and Java
 * stand in the file and are no settings. Say everything with {@link #with} that a result depends
 * on, such as {@code network.getLayerWiseConfigurations().toJson()} (its {@code conf()} is of the
 * first layer only).
 *
 * <p>This is a tool, not a measure: it looks at the clock to say how long a run took.
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
   * Keeps results in a folder.
   *
   * @param folder made when the first result is kept
   * @return without settings
   * @throws IllegalArgumentException if there is a file of that name
   */
  public static ResultCache in(Path folder) {
    Objects.requireNonNull(folder, "folder must not be null");
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          "Asked to keep results in \"%s\", which is a file. Pass a folder.".formatted(folder));
    }
    return new ResultCache(folder, Recipe.empty());
  }

  /**
   * Says what the results depend on.
   *
   * @param name such as {@code epochs}
   * @param value such as {@code 3000}; its words are compared
   * @return a new keeper of the same folder
   */
  public ResultCache with(String name, Object value) {
    return new ResultCache(folder, settings.with(name, value));
  }

  /** {@return the folder of the results} */
  public Path path() {
    return folder;
  }

  /**
   * A run of a seed: read if it was computed before, else computed and kept.
   *
   * @param name of the experiment, such as {@code mlp-tanh}: letters, digits, dots and dashes
   * @param seed of the run; the file is {@code name-seed-1.json}
   * @param compute makes the run; called only if there is no file
   * @return the run, with its run time in seconds
   * @throws IllegalArgumentException if the file was made with other settings, is damaged or
   *     something else, or the run that was computed is of another seed
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
                "Asked for the run of seed %s, but the one computed says seed %s. Pass the same seed to both."
                    .formatted(seed, run.seed()));
          }
          return run.taking((System.nanoTime() - start) / 1e9);
        });
  }

  /**
   * A small table: read if it was computed before, else computed and kept.
   *
   * @param name of the file, without {@code .json}: letters, digits, dots and dashes
   * @param compute makes the table, of int, long, double, boolean and string columns; called only
   *     if there is no file
   * @return the table
   * @throws IllegalArgumentException if the file was made with other settings, is damaged or
   *     something else, or the table has columns of other types
   * @throws UncheckedIOException if the file cannot be read or written
   */
  public Table table(String name, Supplier<Table> compute) {
    Objects.requireNonNull(name, "name must not be null");
    Objects.requireNonNull(compute, "compute must not be null");
    return kept(requireName(name), TableJson.KIND, TableJson::table, TableJson::json, compute);
  }

  /**
   * A recording, which is large: {@code name.infoplane}, and beside it {@code name.json} with its
   * settings, recipe, accuracy, loss and run time. One that was cut off goes on where it was.
   *
   * @param name of the files, without their endings: letters, digits, dots and dashes
   * @param record records to the file it is given, by {@code savingTo(file)}; called only if that
   *     file is not there
   * @return the recording; one that was stopped is not kept as a result, and goes on the next time
   * @throws IllegalArgumentException if the files were made with other settings, are damaged or
   *     something else, the settings of a recording are missing, or what was recorded is in no file
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
            "There is \"%s\", but not \"%s\", which says what it was made with. Restore it, or delete the recording to record it anew."
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
          "Asked to keep a recording in \"%s\", but it was not saved there. Record with savingTo(file), the file that was handed over."
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
          "Asked to keep results in \"%s\", but that folder could not be made: %s. Make it, or choose another."
              .formatted(folder, e),
          e);
    }
  }

  private static String requireName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "Asked to keep a result named \"%s\". Pass letters, digits, dots and dashes: it becomes a file."
              .formatted(name));
    }
    return name;
  }

  private void requireSame(Path path, Recipe other) {
    Set<String> names = new TreeSet<>(settings.entries().keySet());
    names.addAll(other.entries().keySet());
    List<String> differences = new ArrayList<>();
    for (String name : names) {
      String asked = settings.entries().getOrDefault(name, "nothing");
      String made = other.entries().getOrDefault(name, "nothing");
      if (!asked.equals(made)) {
        int from = Math.max(0, firstDifference(asked, made) - SHOWN / 3);
        differences.add("%s: %s, asked %s".formatted(name, part(made, from), part(asked, from)));
      }
    }
    if (!differences.isEmpty()) {
      throw new IllegalArgumentException(
          "\"%s\" was made with other settings than asked: %s. Ask with the same, use another name or folder, or delete the file to compute it anew."
              .formatted(path, String.join("; ", differences)));
    }
  }

  private static int firstDifference(String a, String b) {
    int i = 0;
    while (i < Math.min(a.length(), b.length()) && a.charAt(i) == b.charAt(i)) {
      i++;
    }
    return i;
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
