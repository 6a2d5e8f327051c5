package org.infoplane.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.infoplane.Notebook.mutualInformation;
import static org.infoplane.Notebook.transferEntropy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.infoplane.measure.ContinuousEstimator;
import org.infoplane.measure.Estimator;
import org.infoplane.measure.Resampling;
import org.infoplane.measure.nulls.Null;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.query.MutualInformationQuery;
import org.infoplane.query.TransferEntropyQuery;
import org.infoplane.query.UnitSelection;
import org.infoplane.recording.Recording;
import org.infoplane.recording.TimeAxis;
import org.infoplane.recording.store.RecordingFile;
import org.infoplane.symbol.Discretizer;
import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.Segments;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries on local[2] against the same queries without Spark, to the last bit. */
class ClusterTest {

  @TempDir static Path folder;

  private static SparkSession spark;
  private static Cluster cluster;
  private static Path file;
  private static Recording alone; // not the one that the tasks have

  @BeforeAll
  static void start() {
    spark = Sparks.local(2);
    cluster = Cluster.on(spark);
    file = folder.resolve("run.infoplane");
    RecordingFile.save(RandomRecordings.of(1, 400, 2, 5, 7, 3), file);
    alone = RecordingFile.load(file);
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  private static final int[] UNITS = {1, 2, 3, 7};

  static List<Surrogates> nulls() {
    return List.of(
        Null.withinBatch(9, 1).jointly(),
        Null.withinBatch(9, 1),
        Null.globalShuffle(9, 2),
        Null.circularShift(9, 3),
        Null.blockShuffle(10, 9, 4),
        Null.blocksWithinBatch(2, 9, 4),
        Null.globalShuffle(99, 5).untilReached(3),
        Null.none());
  }

  private static void assertSame(TransferEntropyQuery found, TransferEntropyQuery expected) {
    assertThat(found.result()).isEqualTo(expected.result());
    assertThat(found.table().print()).isEqualTo(expected.table().print());
  }

  @Test
  void measuresEachPartOfTransferEntropyAsATask() {
    Recording run = cluster.open(file.toString());
    List<Function<Recording, TransferEntropyQuery>> queries =
        List.of(
            of -> transferEntropy(of),
            of -> transferEntropy(of).epochs(2).from("layer0").units(UnitSelection.sampled(3, 1)),
            of -> transferEntropy(of).with(Estimator.millerMadow()).units("layer1", 4, 2),
            of ->
                transferEntropy(of)
                    .with(new Embedding(2, 2, 1))
                    .discretize(Discretizer.quantiles(3)),
            of -> transferEntropy(of).ofWholeLayers().units(UnitSelection.only(0, 1)),
            of -> transferEntropy(of).interval(Resampling.jackknife(10)),
            of -> transferEntropy(of).window(128).fittingOnce(),
            of -> transferEntropy(of).givenTheRest().epochs(1),
            of ->
                transferEntropy(of)
                    .on(TimeAxis.PROBE)
                    .with(ContinuousEstimator.gaussian())
                    .epochs(1));
    for (Function<Recording, TransferEntropyQuery> query : queries) {
      TransferEntropyQuery found = cluster.measure(query.apply(run));
      assertThat(found.parts()).isEmpty();
      assertSame(found, query.apply(alone));
    }
  }

  @Test
  void measuresEachLayerOfMutualInformationAsATask() {
    Recording run = cluster.open(file.toString());
    List<Function<Recording, MutualInformationQuery>> queries =
        List.of(
            of -> mutualInformation(of),
            of -> mutualInformation(of).bins(Discretizer.equalWidth(4)).epochs(2),
            of -> mutualInformation(of).with(ContinuousEstimator.gaussian()),
            of -> mutualInformation(of).with(Estimator.grassberger()).bins(Discretizer.median()));
    for (Function<Recording, MutualInformationQuery> query : queries) {
      MutualInformationQuery found = cluster.measure(query.apply(run));
      assertThat(found.parts()).isEmpty();
      assertThat(found.result()).isEqualTo(query.apply(alone).result());
    }
  }

  @ParameterizedTest
  @MethodSource("nulls")
  void countsTheSameInBlocksOfEverySize(Surrogates surrogates) {
    Recording run = cluster.open(file.toString());
    TransferEntropyQuery expected =
        transferEntropy(alone).from("layer0").to("layer1").against(surrogates).epochs(2);
    TransferEntropyQuery query =
        transferEntropy(run).from("layer0").to("layer1").against(surrogates).epochs(2);
    for (int units : UNITS) {
      assertSame(cluster.inBlocks(query, units, 1), expected);
    }
    assertSame(cluster.inBlocks(query, 3, 4), expected);
    assertThat(cluster.inBlocks(query, 2, 2).pairs(2).print()).isEqualTo(expected.pairs(2).print());
  }

  @Test
  void splitsSamplesAtEachBatch() {
    Recording run = cluster.open(file.toString());
    int batches = alone.track(TimeAxis.TRAINING_ORDER).at(1).batchStarts().length;
    for (Embedding histories : List.of(Embedding.oneStep(), new Embedding(3, 2, 5))) {
      for (int blocks = 1; blocks <= batches + 1; blocks++) {
        Function<Recording, TransferEntropyQuery> query =
            of ->
                transferEntropy(of)
                    .from("layer1")
                    .to("layer2")
                    .epochs(1)
                    .with(histories)
                    .against(Null.withinBatch(2, 1).jointly());
        assertSame(cluster.inBlocks(query.apply(run), 7, blocks), query.apply(alone));
      }
    }
  }

  @Test
  void splitsSequencesBetweenAndInsideOfThem() {
    Path path = folder.resolve("sequences.infoplane");
    RecordingFile.save(
        RandomRecordings.of(2, 300, 1, Segments.startingAt(0, 30, 31, 100, 250), 2, 3), path);
    Recording run = cluster.open(path.toString());
    Recording other = RecordingFile.load(path);
    for (int blocks : new int[] {1, 2, 3, 5, 8, 100}) {
      Function<Recording, TransferEntropyQuery> query =
          of ->
              transferEntropy(of)
                  .with(new Embedding(2, 1, 3))
                  .discretize(Discretizer.quantiles(3))
                  .against(Null.globalShuffle(3, 1));
      assertSame(cluster.inBlocks(query.apply(run), 2, blocks), query.apply(other));
    }
  }

  @Test
  void estimatesTheNullOfManyPairsFromTheSameOnes() {
    Path path = folder.resolve("wide.infoplane");
    RecordingFile.save(RandomRecordings.of(3, 60, 1, 160, 150), path);
    TransferEntropyQuery query = transferEntropy(cluster.open(path.toString()));
    assertSame(cluster.inBlocks(query, 100, 2), transferEntropy(RecordingFile.load(path)));
  }

  @Test
  void refusesABlockWhoseCountsDoNotFitIntoAnArray() {
    Path path = folder.resolve("many.infoplane");
    RecordingFile.save(RandomRecordings.of(4, 60, 1, 200, 190), path);
    TransferEntropyQuery query =
        transferEntropy(cluster.open(path.toString())).discretize(Discretizer.equalWidth(40));
    assertThatThrownBy(() -> cluster.inBlocks(query, 512, 1).table())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("A block of 200 x 190 pairs with 64000 counts each is too large")
        .hasMessageContaining("Pass at most 183 units");
  }

  @Test
  void opensAFolderOfParts() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    Path parts = Files.createDirectories(folder.resolve("parts"));
    for (int i = 0; i < 3; i++) {
      int from = whole.length * i / 3;
      Files.write(
          parts.resolve("part-" + i), Arrays.copyOfRange(whole, from, whole.length * (i + 1) / 3));
    }
    assertSame(
        cluster.measure(transferEntropy(cluster.open(parts.toString()))), transferEntropy(alone));
  }

  @Test
  void saysWhatIsMissing() {
    assertThatThrownBy(() -> cluster.open(folder.resolve("none").toString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("No recording \"file:" + folder.resolve("none") + "\" on ")
        .hasMessageContaining("Put it where driver and workers see it");
    assertThatThrownBy(() -> cluster.measure(transferEntropy(alone)))
        .hasMessageContaining("not known to the workers. Save it where they see it");
    Recording run = cluster.open(file.toString());
    assertThatThrownBy(() -> cluster.measure(transferEntropy(run).units(layer -> new int[] {0})))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Write it as a record, in a jar");
    assertThatThrownBy(
            () -> cluster.inBlocks(transferEntropy(run).with(Estimator.millerMadow()), 2, 1))
        .hasMessageContaining("Only plug-in transfer entropy of pairs of units");
    assertThatThrownBy(() -> cluster.inBlocks(transferEntropy(run), 0, 1))
        .hasMessageContaining("must be at least 1, got 0 and 1");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void namesHostAndFileOfWhatATaskCannotRead(boolean damaged) throws IOException {
    Path path = folder.resolve("damaged-" + damaged + ".infoplane");
    RecordingFile.save(RandomRecordings.of(4, 50, 1, 2, 2), path);
    TransferEntropyQuery query = transferEntropy(cluster.open(path.toString()));
    if (damaged) {
      try (RandomAccessFile bytes = new RandomAccessFile(path.toFile(), "rw")) {
        for (long at = 600; at < bytes.length() - 200; at += 50) {
          bytes.seek(at);
          bytes.write(77);
        }
      }
      assertThatThrownBy(() -> cluster.measure(query))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("On " + Host.name() + ": \"" + path + "\" changed since");
    } else {
      SharedRecording elsewhere =
          SharedRecording.at(path.toString(), spark.sparkContext().hadoopConfiguration());
      Files.write(path, new byte[10]);
      assertThatThrownBy(
              () ->
                  new SharedRecording(
                          elsewhere.path(), elsewhere.bytes() + 1, 0, elsewhere.hadoop())
                      .recording())
          .hasMessageContaining("has 10 bytes on " + Host.name());
    }
  }

  @Test
  void aTaskRefusesAnotherInfoplane() {
    Shared<String> shared = new Shared<>(Serializer.bytes("work"), "9.9.9");
    JavaSparkContext context = cluster.spark();
    assertThatThrownBy(
            () ->
                cluster.run(
                    () -> context.parallelize(List.of(1)).map(i -> shared.task(w -> w)).collect()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "The driver has infoplane 9.9.9, and %s has %s. Give both the same jars: spark-submit --jars, and no older infoplane in the workers' Spark folder.",
            Host.name(), Host.version());
  }

  @Test
  void anInterruptedCellEndsItsTasks() {
    Recording run = cluster.open(file.toString());
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> cluster.measure(transferEntropy(run)))
        .isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).isFalse();
    assertSame(cluster.measure(transferEntropy(run)), transferEntropy(alone));
  }

  static Stream<Object> packed() {
    return Stream.of(
        Null.withinBatch(3, 1).jointly().untilReached(2),
        Discretizer.quantiles(3).perLayer(),
        new Embedding(2, 1, 3).within(Segments.startingAt(0, 5)),
        Resampling.jackknife(10),
        UnitSelection.sampled(3, 1));
  }

  @ParameterizedTest
  @MethodSource
  void packed(Object value) {
    assertThat(Serializer.open(Serializer.bytes(value))).isEqualTo(value);
  }
}
