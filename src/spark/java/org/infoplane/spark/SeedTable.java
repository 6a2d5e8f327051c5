package org.infoplane.spark;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;
import org.infoplane.file.AtomicFile;
import org.infoplane.recording.EpochMetrics;
import org.infoplane.result.RunSummary;

/**
 * Runs of many seeds and networks, as one Parquet table with a row per network and seed: a folder
 * of small files, each written by the task of its run as soon as that has finished. What is in the
 * table is not run again, also after the program was killed; what fails is repeated by Spark.
 *
 * <pre>{@code
 * var table = cluster.seeds("hdfs://host/claims.parquet");
 * table.run(Map.of("mlp-tanh", seed -> summary(seed)), LongStream.rangeClosed(1, 100).toArray());
 * Claims.of("mlp-tanh", table.runs("mlp-tanh")).table()
 * }</pre>
 *
 * <p>A row belongs to its network's name: give another experiment another name, or another table.
 */
public final class SeedTable {

  private static final String SCHEMA =
      """
      message run {
        required binary network (STRING);
        required int64 seed;
        required double seconds;
        required double train_accuracy;
        required double test_accuracy;
        required double te_bits;
        required double te_null_bits;
        required binary host (STRING);
        required binary infoplane (STRING);
        required binary run (STRING);
      }
      """;

  private record Job(String network, long seed) implements Serializable {

    String file() {
      return "%s-%s.parquet".formatted(URLEncoder.encode(network, StandardCharsets.UTF_8), seed);
    }
  }

  private final Cluster cluster;
  private final String path;

  SeedTable(Cluster cluster, String path) {
    this.cluster = cluster;
    this.path = path;
  }

  /**
   * Runs what is not in the table yet: one task per network and seed.
   *
   * @param networks what to run, by name; lambdas of a program in a jar that the workers have
   * @param seeds each once
   * @return the number of runs that were made now
   * @throws IllegalArgumentException if a seed occurs twice
   * @throws IllegalStateException if runs failed again and again; all others are in the table
   */
  public int run(Map<String, ? extends SeedJob> networks, long... seeds) {
    requireNonNull(networks, "networks must not be null");
    requireNonNull(seeds, "seeds must not be null");
    TreeMap<String, SeedJob> sorted = new TreeMap<>(networks);
    Set<Job> asked = new LinkedHashSet<>();
    for (long seed : seeds) {
      for (String network : sorted.keySet()) {
        if (!asked.add(new Job(network, seed))) {
          throw new IllegalArgumentException(
              "seeds must be different, got %s twice. Pass each seed once.".formatted(seed));
        }
      }
    }
    List<Job> jobs = new ArrayList<>(asked);
    jobs.removeIf(this::isDone);
    if (jobs.isEmpty()) {
      return 0;
    }
    SerializableConfiguration hadoop =
        new SerializableConfiguration(cluster.spark().hadoopConfiguration());
    String folder = path;
    int attempts = attempts();
    List<String> failed =
        cluster.run(
            () -> {
              Broadcast<Shared<String>> shared =
                  cluster.spark().broadcast(new Shared<>(Serializer.bytes(folder)));
              List<String> said =
                  cluster
                      .spark()
                      .parallelize(jobs, jobs.size())
                      .map(
                          job -> {
                            SeedJob network = requireNonNull(sorted.get(job.network()));
                            try {
                              return shared
                                  .value()
                                  .task(to -> measure(job, network, to, hadoop.value()));
                            } catch (TaskException e) {
                              if (TaskContext.get().attemptNumber() + 1 < attempts) {
                                throw e; // Spark repeats it
                              }
                              return String.valueOf(e.getMessage()); // others go on
                            }
                          })
                      .filter(message -> !message.isEmpty())
                      .collect();
              shared.destroy();
              return said;
            });
    if (!failed.isEmpty()) {
      throw new IllegalStateException(
          "%s of %s runs failed; the others are in the table. %s"
              .formatted(failed.size(), jobs.size(), failed.get(0)));
    }
    return jobs.size();
  }

  /** How often Spark tries a task. */
  private int attempts() {
    String master = cluster.spark().master();
    Matcher local = Pattern.compile("local(?:\\[[^,]*(?:,\\s*(\\d+))?\\s*\\])?").matcher(master);
    if (local.matches()) {
      return local.group(1) == null ? 1 : Integer.parseInt(local.group(1));
    }
    return cluster.spark().getConf().getInt("spark.task.maxFailures", 4);
  }

  private boolean isDone(Job job) {
    try {
      Path file = new Path(path, job.file());
      return file.getFileSystem(cluster.spark().hadoopConfiguration()).exists(file);
    } catch (IOException e) {
      throw failure(path, e);
    }
  }

  /** {@return nothing} */
  private static String measure(Job job, SeedJob network, String folder, Configuration hadoop) {
    long start = System.nanoTime();
    RunSummary run;
    try {
      run = network.run(job.seed());
    } catch (Exception e) {
      throw new IllegalStateException(
          "%s, seed %s, failed: %s. Repair that and run again: finished seeds are kept."
              .formatted(job.network(), job.seed(), e),
          e);
    }
    if (run.seed() != job.seed()) {
      throw new IllegalStateException(
          "%s must return the run of seed %s, got that of seed %s. Pass the seed on to RunSummary.of(seed, ...)."
              .formatted(job.network(), job.seed(), run.seed()));
    }
    try {
      write(job, run.taking((System.nanoTime() - start) / 1e9), folder, hadoop);
    } catch (IOException e) {
      throw failure(folder, e);
    }
    return "";
  }

  private static IllegalStateException failure(String folder, IOException e) {
    return new IllegalStateException(
        "Cannot use the table \"%s\" on %s: %s. Check that driver and workers can read and write it."
            .formatted(folder, Host.name(), e),
        e);
  }

  /** Writes a row beside the table and moves it there, so that it is there whole or not at all. */
  private static void write(Job job, RunSummary run, String folder, Configuration hadoop)
      throws IOException {
    Path to = new Path(folder, job.file());
    Path temporary = new Path(folder, "_" + UUID.randomUUID());
    MessageType schema = MessageTypeParser.parseMessageType(SCHEMA);
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(HadoopOutputFile.fromPath(temporary, hadoop))
            .withType(schema)
            .build()) {
      List<EpochMetrics> metrics = run.metrics();
      EpochMetrics last = metrics.isEmpty() ? null : metrics.get(metrics.size() - 1);
      double[] te = run.totalTransferEntropy();
      double[] ofNull = run.totalNull();
      Group row = new SimpleGroup(schema);
      row.append("network", job.network()).append("seed", job.seed());
      row.append("seconds", run.seconds());
      row.append("train_accuracy", last == null ? Double.NaN : last.trainAccuracy());
      row.append("test_accuracy", last == null ? Double.NaN : last.testAccuracy());
      row.append("te_bits", te[te.length - 1]).append("te_null_bits", ofNull[ofNull.length - 1]);
      row.append("host", Host.name()).append("infoplane", Host.version());
      row.append("run", json(run));
      writer.write(row);
    }
    FileSystem files = to.getFileSystem(hadoop);
    if (!files.rename(temporary, to)) {
      files.delete(temporary, false); // another attempt was first
    }
  }

  private static String json(RunSummary run) throws IOException {
    java.nio.file.Path file = Files.createTempFile("infoplane", ".json");
    try {
      run.save(file);
      return Files.readString(file);
    } finally {
      Files.delete(file);
    }
  }

  private static RunSummary run(String json) {
    try {
      java.nio.file.Path file = Files.createTempFile("infoplane", ".json");
      try {
        AtomicFile.write(file, json.getBytes(StandardCharsets.UTF_8));
        return RunSummary.load(file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot write to the temporary folder: %s. Set -Djava.io.tmpdir=FOLDER.".formatted(e), e);
    }
  }

  /**
   * {@return the table, for queries of Spark: network, seed, seconds, train and test accuracy after
   * the last epoch, TE and its null in bits summed over feed-forward pairs at the last epoch, host,
   * version of infoplane, and the whole run as JSON}
   *
   * @throws IllegalStateException if no run has finished yet
   */
  public Dataset<Row> rows() {
    try {
      Path folder = new Path(path);
      FileSystem files = folder.getFileSystem(cluster.spark().hadoopConfiguration());
      if (files.globStatus(new Path(folder, "*.parquet")).length == 0) {
        throw new IllegalStateException(
            "The table \"%s\" has no run yet. Call run(networks, seeds) first.".formatted(path));
      }
    } catch (IOException e) {
      throw failure(path, e);
    }
    return cluster.session().read().parquet(path);
  }

  /**
   * {@return the runs of a network by ascending seed, for {@code Claims.of}; each number as it was
   * to the last digit}
   *
   * @param network its name
   * @throws IllegalStateException if no run has finished yet
   */
  public List<RunSummary> runs(String network) {
    requireNonNull(network, "network must not be null");
    Dataset<Row> rows = rows();
    return rows
        .where(rows.col("network").equalTo(network))
        .sort("seed")
        .select("run")
        .collectAsList()
        .stream()
        .map(row -> run(row.getString(0)))
        .toList();
  }
}
