package org.infoplane.spark;

import static org.infoplane.Notebook.transferEntropy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;
import org.infoplane.measure.nulls.Null;
import org.infoplane.query.TransferEntropyQuery;
import org.infoplane.recording.Recording;
import org.infoplane.recording.store.RecordingFile;

/**
 * The costs of the sizing table in environment/spark.md, by hand: the same work in this process and
 * on local[2], in turns. {@code SparkCosts UNITS SAMPLES EPOCHS SURROGATES TURNS}
 */
final class SparkCosts {

  private SparkCosts() {}

  public static void main(String... arguments) throws IOException {
    int[] of = new int[5];
    for (int i = 0; i < of.length; i++) {
      of[i] = Integer.parseInt(arguments[i]);
    }
    int units = of[0];
    Path file = Files.createTempFile("costs", ".infoplane");
    RecordingFile.save(RandomRecordings.of(1, of[1], of[2], units, units), file);
    AtomicLong bytes = new AtomicLong();
    AtomicLong busy = new AtomicLong();
    try (SparkSession spark = Sparks.local(2)) {
      spark
          .sparkContext()
          .addSparkListener(
              new SparkListener() {
                @Override
                public void onTaskEnd(SparkListenerTaskEnd end) {
                  bytes.addAndGet(
                      end.taskMetrics().resultSize()
                          + end.taskMetrics().shuffleWriteMetrics().bytesWritten());
                  busy.addAndGet(end.taskMetrics().executorRunTime());
                }
              });
      for (int turn = 0; turn < of[4]; turn++) {
        double here = seconds(() -> asked(RecordingFile.load(file), of[3]));
        Path copy = Files.copy(file, file.resolveSibling(file.getFileName() + "-" + turn));
        double parts = seconds(() -> measured(Cluster.on(spark), copy, of[3]));
        long moved = bytes.getAndSet(0);
        Path other = Files.copy(file, file.resolveSibling(file.getFileName() + "+" + turn));
        Cluster cluster = Cluster.on(spark);
        double blocks =
            seconds(() -> cluster.inBlocks(asked(cluster.open(other.toString()), of[3]), 200, 1));
        double pairSamples =
            2.0
                * of[2]
                * of[1]
                * ((double) units * units + of[3] * Math.min(20_000, units * units));
        System.out.println(
            String.format(
                Locale.ROOT,
                "%.3g pair-samples: here %.1f s (%.4f ns each), parts %.1f s (%.0f %%), %d bytes moved; blocks %.1f s (%.0f %%), %d bytes moved",
                pairSamples,
                here,
                1e9 * here / pairSamples,
                parts,
                100 * here / parts,
                moved,
                blocks,
                100 * here / blocks,
                bytes.getAndSet(0)));
        Files.delete(copy);
        Files.delete(other);
      }
    }
    Files.delete(file);
  }

  private static TransferEntropyQuery asked(Recording run, int surrogates) {
    return transferEntropy(run).against(Null.withinBatch(surrogates, 1).jointly());
  }

  private static TransferEntropyQuery measured(Cluster cluster, Path file, int surrogates) {
    return cluster.measure(asked(cluster.open(file.toString()), surrogates));
  }

  private static double seconds(Supplier<TransferEntropyQuery> query) {
    long start = System.nanoTime();
    query.get().result();
    return (System.nanoTime() - start) / 1e9;
  }
}
