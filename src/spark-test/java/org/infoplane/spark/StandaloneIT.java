package org.infoplane.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.infoplane.Notebook.mutualInformation;
import static org.infoplane.Notebook.transferEntropy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;
import org.infoplane.measure.nulls.Null;
import org.infoplane.query.TransferEntropyQuery;
import org.infoplane.recording.Recording;
import org.infoplane.recording.store.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A master and two workers as processes of their own. */
class StandaloneIT {

  @TempDir Path folder;

  /** Mutable: kills a worker once some tasks have ended. */
  private static final class Killer extends SparkListener {

    private final Standalone standalone;
    private final AtomicInteger ended = new AtomicInteger();
    private final AtomicInteger removed = new AtomicInteger();
    private final int after;

    Killer(Standalone standalone, int after) {
      this.standalone = standalone;
      this.after = after;
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
      if (ended.incrementAndGet() == after) {
        standalone.kill(1);
      }
    }

    @Override
    public void onExecutorRemoved(SparkListenerExecutorRemoved executor) {
      removed.incrementAndGet();
    }
  }

  private static TransferEntropyQuery query(Recording run) {
    return transferEntropy(run).against(Null.withinBatch(40, 1).jointly());
  }

  @Test
  void aKilledWorkerChangesNoNumber() throws IOException {
    Path file = folder.resolve("run.infoplane");
    RecordingFile.save(RandomRecordings.of(1, 4000, 6, 40, 60, 30), file);
    Recording alone = RecordingFile.load(file);
    try (Standalone standalone = new Standalone(folder, 2);
        SparkSession spark = standalone.session()) {
      Cluster cluster = Cluster.on(spark);
      Recording run = cluster.open(file.toString());
      assertThat(cluster.measure(mutualInformation(run)).result())
          .isEqualTo(mutualInformation(alone).result());
      Killer killer = new Killer(standalone, 4);
      spark.sparkContext().addSparkListener(killer);
      assertThat(cluster.measure(query(run)).result()).isEqualTo(query(alone).result());
      assertThat(killer.removed).hasPositiveValue();
      TransferEntropyQuery last = query(run).epochs(6);
      assertThat(cluster.inBlocks(last, 16, 3).result()).isEqualTo(query(alone).epochs(6).result());
    }
  }

  @Test
  void saysWhereARecordingIsMissing() throws IOException {
    Path file = folder.resolve("moved.infoplane");
    RecordingFile.save(RandomRecordings.of(2, 50, 1, 2, 2), file);
    try (Standalone standalone = new Standalone(folder, 1);
        SparkSession spark = standalone.session()) {
      Cluster cluster = Cluster.on(spark);
      TransferEntropyQuery query = transferEntropy(cluster.open(file.toString()));
      Files.move(file, folder.resolve("away.infoplane"));
      assertThatThrownBy(() -> cluster.measure(query))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("No recording \"file:" + file + "\" on " + Host.name())
          .hasMessageContaining("HDFS, S3, or a folder that all have mounted");
    }
  }
}
