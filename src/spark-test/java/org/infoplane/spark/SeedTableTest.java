package org.infoplane.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.infoplane.Notebook.mutualInformation;
import static org.infoplane.Notebook.transferEntropy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.apache.spark.sql.SparkSession;
import org.infoplane.paper.Claims;
import org.infoplane.recording.Recording;
import org.infoplane.result.RunSummary;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeedTableTest {

  @TempDir Path folder;

  private static final AtomicInteger CALLS = new AtomicInteger();
  private static SparkSession spark;

  @BeforeAll
  static void start() {
    spark = Sparks.to("local[2,3]").getOrCreate(); // each task may fail twice
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @AfterEach
  void forget() {
    CALLS.set(0);
  }

  private static RunSummary summary(long seed) {
    CALLS.incrementAndGet();
    Recording run = RandomRecordings.of(seed, 60, 3, 2, 2);
    return RunSummary.of(seed, transferEntropy(run).result(), mutualInformation(run).result());
  }

  private static long[] seeds(int last) {
    return LongStream.rangeClosed(1, last).toArray();
  }

  @Test
  void aRunThatIsInTheTableIsNotRepeated() {
    Map<String, SeedJob> networks =
        Map.of("narrow", SeedTableTest::summary, "a/b c", SeedTableTest::summary);
    SeedTable table = Cluster.on(spark).seeds(folder.resolve("claims").toString());
    assertThat(table.run(networks, seeds(3))).isEqualTo(6);
    assertThat(table.run(networks, seeds(5))).isEqualTo(4);
    assertThat(table.run(networks, seeds(5))).isZero();
    assertThat(CALLS).hasValue(10);
    assertThat(table.rows().count()).isEqualTo(10);
    assertThat(table.rows().columns())
        .containsExactly(
            "network",
            "seed",
            "seconds",
            "train_accuracy",
            "test_accuracy",
            "te_bits",
            "te_null_bits",
            "host",
            "infoplane",
            "run");
  }

  @Test
  void runsAreThoseOfOneMachineToTheLastDigit() {
    SeedTable table = Cluster.on(spark).seeds(folder.resolve("claims").toString());
    table.run(Map.of("narrow", SeedTableTest::summary), seeds(4));
    List<RunSummary> alone = new ArrayList<>();
    for (long seed : seeds(4)) {
      alone.add(summary(seed));
    }
    List<RunSummary> runs = table.runs("narrow");
    assertThat(runs.stream().map(run -> run.taking(0).toString()))
        .isEqualTo(alone.stream().map(run -> run.taking(0).toString()).toList());
    assertThat(runs.stream().map(RunSummary::flows).toList())
        .isEqualTo(alone.stream().map(RunSummary::flows).toList());
    assertThat(runs.stream().map(RunSummary::layers).toList())
        .isEqualTo(alone.stream().map(RunSummary::layers).toList());
    assertThat(Claims.of("narrow", runs).table().print())
        .isEqualTo(Claims.of("narrow", alone).table().print());
    assertThat(
            table.rows().sort("seed").select("te_bits").collectAsList().stream()
                .map(row -> row.getDouble(0))
                .toList())
        .isEqualTo(alone.stream().map(run -> run.totalTransferEntropy()[2]).toList());
  }

  @Test
  void sparkRepeatsARunThatFails() {
    SeedTable table = Cluster.on(spark).seeds(folder.resolve("claims").toString());
    SeedJob second =
        seed -> {
          if (CALLS.get() == 0) {
            CALLS.incrementAndGet();
            throw new IllegalStateException("no memory");
          }
          return summary(seed);
        };
    assertThat(table.run(Map.of("narrow", second), 1)).isEqualTo(1);
    assertThat(table.runs("narrow")).hasSize(1);
  }

  @Test
  void saysWhichRunFailsAgainAndAgainAndKeepsTheOthers() {
    SeedTable table = Cluster.on(spark).seeds(folder.resolve("claims").toString());
    assertThatThrownBy(() -> table.runs("narrow"))
        .hasMessageContaining("has no run yet. Call run(networks, seeds) first.");
    SeedJob fails =
        seed -> {
          if (seed == 2) {
            throw new IllegalArgumentException("the data are missing");
          }
          return summary(seed);
        };
    assertThatThrownBy(() -> table.run(Map.of("narrow", fails), 1, 2))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(
            "1 of 2 runs failed; the others are in the table. On "
                + Host.name()
                + ": narrow, seed 2, failed: ")
        .hasMessageContaining("the data are missing. Repair that and run again");
    assertThat(table.runs("narrow")).hasSize(1);
    assertThat(table.run(Map.of("narrow", SeedTableTest::summary), 1, 2)).isEqualTo(1);
    assertThatThrownBy(() -> table.run(Map.of("narrow", fails), 1, 1))
        .hasMessage("seeds must be different, got 1 twice. Pass each seed once.");
    assertThatThrownBy(() -> table.run(Map.of("other", seed -> summary(7)), 1))
        .hasMessageContaining("other must return the run of seed 1, got that of seed 7");
  }
}
