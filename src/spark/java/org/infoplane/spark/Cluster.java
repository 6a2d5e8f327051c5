package org.infoplane.spark;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.WeakHashMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.infoplane.measure.PairTable;
import org.infoplane.query.DivisibleQuery;
import org.infoplane.query.QueryPart;
import org.infoplane.query.TransferEntropyQuery;
import org.infoplane.query.TransferEntropyQuery.PairSeries;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.Recording;

/**
 * Queries of recordings on the workers of Spark: the same lines, and the same numbers to the last
 * bit for discrete measures (on the same Java and processor family).
 *
 * <pre>{@code
 * var cluster = Cluster.on(spark);
 * var run = cluster.open("hdfs://host/run.infoplane");
 * cluster.measure(transferEntropy(run).epochs(10, 20)).table()
 * cluster.measure(mutualInformation(run)).heatMap()
 * cluster.inBlocks(transferEntropy(run).from("wide1").to("wide2"), 512, 4).table()
 * }</pre>
 *
 * <p>Driver and each worker open the recording, and have the layers that they measure in memory. A
 * task uses the common pool of its process: give it as many threads as the executor has cores,
 * {@code -Djava.util.concurrent.ForkJoinPool.common.parallelism=CORES}.
 */
public final class Cluster {

  private static final int MOST_COUNTS = Integer.MAX_VALUE - 8; // in an array
  private static final String GROUP = "spark.jobGroup.id";
  private static final String INTERRUPT = "spark.job.interruptOnCancel";

  private final SparkSession session;
  private final JavaSparkContext spark;
  private final Map<Recording, SharedRecording> opened = new WeakHashMap<>();

  private Cluster(SparkSession session) {
    this.session = session;
    this.spark = JavaSparkContext.fromSparkContext(session.sparkContext());
  }

  /**
   * {@return the cluster of a session, or this machine if its master is {@code local[n]}}
   *
   * @param spark a running session
   */
  public static Cluster on(SparkSession spark) {
    requireNonNull(spark, "spark must not be null");
    return new Cluster(spark);
  }

  /**
   * Opens a recording on a file system that driver and workers share.
   *
   * @param path of a file, or of a folder whose files in the order of their names are its parts:
   *     {@code hdfs://...}, {@code s3a://...}, or a folder that all have mounted
   * @return the recording, for queries
   * @throws IllegalArgumentException if there is no such file, or it is no recording
   * @throws java.io.UncheckedIOException if it cannot be read
   */
  public Recording open(String path) {
    requireNonNull(path, "path must not be null");
    SharedRecording shared = SharedRecording.at(path, spark.hadoopConfiguration());
    Recording run = shared.recording();
    synchronized (opened) {
      opened.put(run, shared);
    }
    return run;
  }

  /**
   * Measures each moment and layer pair, or layer, of a query as a task of its own, whatever the
   * estimator and the null. What needs each pair of units by itself, {@code pairs(epoch)}, {@code
   * matrix()} and {@code edges()}, is measured by the driver, or by {@link #inBlocks}.
   *
   * @param query of a recording that this cluster {@linkplain #open opened}
   * @return the query, which knows its results: tables and figures take them
   * @throws IllegalArgumentException if the recording was not opened here, or the query holds what
   *     cannot be sent, such as a lambda
   * @throws IllegalStateException if tasks fail again and again: the recording is not where the
   *     worker looks for it, or damaged, or the worker has another infoplane
   * @param <Q> the kind of query
   * @param <R> the result of a part
   */
  public <Q extends DivisibleQuery<Q, R>, R> Q measure(Q query) {
    requireNonNull(query, "query must not be null");
    List<QueryPart> parts =
        query.parts().stream()
            .sorted(Comparator.comparingLong((QueryPart part) -> -pairs(query.run(), part)))
            .toList();
    if (parts.isEmpty()) {
      return query;
    }
    return query.knowing(
        run(
            () -> {
              Broadcast<Shared<Parts<Q, R>>> shared =
                  spark.broadcast(new Shared<>(pack(new Parts<>(query, parts))));
              List<byte[]> found =
                  spark
                      .parallelize(numbers(parts.size()), parts.size())
                      .map(part -> shared.value().task(of -> of.measure(part)))
                      .collect();
              Map<QueryPart, R> results = new HashMap<>();
              for (int i = 0; i < parts.size(); i++) {
                @SuppressWarnings("unchecked")
                R result = (R) Serializer.open(found.get(i));
                results.put(parts.get(i), result);
              }
              shared.destroy();
              return results;
            }));
  }

  /** A query, and its parts in the order of the tasks. */
  private record Parts<Q extends DivisibleQuery<Q, R>, R>(Q query, List<QueryPart> parts) {

    byte[] measure(int part) {
      return Serializer.bytes(requireNonNull(query.measure(parts.get(part))));
    }
  }

  private static List<Integer> numbers(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  private static long pairs(Recording run, QueryPart part) {
    List<LayerInfo> layers = run.layers();
    return (long) layers.get(part.from()).units() * layers.get(part.to()).units();
  }

  /**
   * Counts the pairs of units of a query in blocks, for layer pairs that are too large for one
   * worker: blocks of source and target units, and of samples, whose counts are added. Each table,
   * matrix and list of pairs of the query that is returned runs on the cluster when it is asked
   * for, and the driver assembles it.
   *
   * <p>Only plug-in transfer entropy of pairs of units, whose null reorders; what it takes to
   * compute drift, bias and warnings, which does not grow with the number of pairs, is done by the
   * driver. Tables of more than 65,536 states a pair are counted there too.
   *
   * @param query of a recording that this cluster {@linkplain #open opened}
   * @param units most units of a block, on either side, such as 512; at least 1
   * @param sampleBlocks number of blocks of samples, at borders of mini-batches; 1 unless there are
   *     fewer blocks of units than cores; at most the number of batches is used
   * @return the query, with the same results
   * @throws IllegalArgumentException if the recording was not opened here, a number is below 1, or
   *     the query needs more than counts: other estimators, whole layers, intervals; when it is
   *     asked for a table, if the counts of a block do not fit into an array
   */
  public TransferEntropyQuery inBlocks(TransferEntropyQuery query, int units, int sampleBlocks) {
    requireNonNull(query, "query must not be null");
    if (units < 1 || sampleBlocks < 1) {
      throw new IllegalArgumentException(
          "units and sampleBlocks must be at least 1, got %s and %s"
              .formatted(units, sampleBlocks));
    }
    pack(query); // checks that it can be sent, before there is a long wait
    return query.counting(
        (part, sources, targets) -> {
          PairSeries series = query.series(part);
          requireRoom(series, Math.min(units, sources.length), Math.min(units, targets.length));
          int samples = Math.min(sampleBlocks, series.batches().count());
          return new BlockCounts(this, query, part, sources, targets, units, samples);
        });
  }

  /** Checks that the counts of a block fit into an array. */
  private static void requireRoom(PairSeries series, int sources, int targets) {
    int cells = PairTable.of(series.from(), series.to(), series.histories()).cells();
    long most = (long) Math.sqrt((double) MOST_COUNTS / cells);
    if ((long) sources * targets > MOST_COUNTS / cells) {
      throw new IllegalArgumentException(
          "A block of %s x %s pairs with %s counts each is too large. Pass at most %s units to inBlocks(query, units, sampleBlocks)."
              .formatted(sources, targets, cells, most));
    }
  }

  /**
   * {@return a table of runs, one row per network and seed}
   *
   * @param path of a folder on a shared file system, which need not exist yet
   */
  public SeedTable seeds(String path) {
    requireNonNull(path, "path must not be null");
    return new SeedTable(this, path);
  }

  JavaSparkContext spark() {
    return spark;
  }

  SparkSession session() {
    return session;
  }

  byte[] pack(Object value) {
    return Serializer.bytes(value, this::place);
  }

  private SharedRecording place(Recording run) {
    synchronized (opened) {
      SharedRecording shared = opened.get(run);
      if (shared == null) {
        throw new IllegalArgumentException(
            "This recording is not known to the workers. Save it where they see it, RecordingFile.save(run, path), and query cluster.open(path).");
      }
      return shared;
    }
  }

  /**
   * Runs a job; what a task says when it fails is the message.
   *
   * @throws CancellationException if the thread is interrupted; its tasks end
   */
  <T> T run(Callable<T> job) {
    String group = "infoplane-" + UUID.randomUUID();
    String before = spark.getLocalProperty(GROUP);
    spark.setLocalProperty(GROUP, group);
    spark.setLocalProperty(INTERRUPT, "true");
    try {
      return job.call();
    } catch (RuntimeException e) {
      throw e;
    } catch (InterruptedException e) {
      spark.cancelJobGroup(group);
      throw new CancellationException("interrupted");
    } catch (Exception e) {
      for (Throwable of = e; of != null; of = of.getCause()) {
        if (of instanceof TaskException) {
          throw new IllegalStateException(of.getMessage(), e);
        }
      }
      throw new IllegalStateException(
          "%s: %s"
              .formatted(
                  e instanceof SparkException ? "The Spark job failed" : "The job failed",
                  e.getMessage()),
          e);
    } finally {
      spark.setLocalProperty(GROUP, before);
      spark.setLocalProperty(INTERRUPT, null);
    }
  }
}
