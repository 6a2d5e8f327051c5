package org.infoplane.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.infoplane.Notebook;
import org.infoplane.measure.nulls.Null;
import org.infoplane.query.TransferEntropyQuery;
import org.infoplane.recording.EpochMetrics;
import org.infoplane.recording.Fact;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.Recording;
import org.infoplane.recording.TimeAxis;
import org.infoplane.recording.store.RecordingFile;
import org.infoplane.testing.Recordings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class ResultCacheTest {

  private static final Recording RECORDING = Recordings.copying("mid");

  @TempDir Path folder;

  private static RunSummary measured() {
    return RunSummary.of(
        7,
        Notebook.transferEntropy(RECORDING).result(),
        Notebook.mutualInformation(RECORDING).result());
  }

  private static RunSummary never() {
    throw new IllegalStateException("computed again");
  }

  private static Table neverATable() {
    throw new IllegalStateException("computed again");
  }

  @Test
  void aRunHasTheNumbersOfItsQueries() {
    RunSummary run = measured();
    assertThat(run.forward())
        .extracting(TransferEntropySeries::toString)
        .containsExactly("input → mid", "mid → output");
    assertThat(run.feedback())
        .extracting(TransferEntropySeries::toString)
        .containsExactly("mid → input", "output → mid");
    assertThat(run.epochs()).containsExactly(1, 2);
    Table te = Notebook.transferEntropy(RECORDING).table();
    Row second = te.row(4);
    TransferEntropySeries copy = run.forward().get(0);
    assertThat(copy.te().get(1)).isEqualTo(second.getDouble("TE mean [bits]"));
    assertThat(copy.nullMean().get(1)).isEqualTo(second.getDouble("null mean [bits]"));
    assertThat(copy.nullDeviation().get(1)).isEqualTo(second.getDouble("null deviation [bits]"));
    assertThat(copy.pValue().get(1)).isEqualTo(second.getDouble("p (null)"));
    assertThat(copy.bias().get(1)).isEqualTo(second.getDouble("bias [bits]"));
    assertThat(copy.excess().get(1)).isEqualTo(copy.te().get(1) - copy.nullMean().get(1));
    assertThat(run.totalTransferEntropy()[0])
        .isCloseTo(
            te.row(0).getDouble("TE mean [bits]") + te.row(2).getDouble("TE mean [bits]"),
            within(1e-15));
    Row mid = Notebook.mutualInformation(RECORDING).table().row(1);
    assertThat(run.probeEpochs()).containsExactly(0);
    assertThat(run.layers())
        .extracting(LayerInformationSeries::layer)
        .containsExactly("input", "mid", "output");
    assertThat(run.layers().get(1).input().get(0)).isEqualTo(mid.getDouble("I(X;T) [bits]"));
    assertThat(run.layers().get(1).label().get(0)).isEqualTo(mid.getDouble("I(T;Y) [bits]"));
    assertThat(run.layers().get(1).labelNull().get(0))
        .isEqualTo(mid.getDouble("I(T;Y) null mean [bits]"));
    assertThat(run.layers().get(1).inputNull().get(0))
        .isEqualTo(mid.getDouble("I(X;T) null mean [bits]"));
    assertThat(run.layers().get(1).entropy().get(0)).isEqualTo(mid.getDouble("H(T) [bits]"));
    assertThat(run.metrics()).isEqualTo(RECORDING.metrics());
    assertThat(run.generalizationGap()).isCloseTo(0.6 - 0.7, within(1e-15));
    assertThat(run.recipe().entries())
        .containsEntry("time axis", "training order")
        .containsEntry("information: time axis", "probe")
        .containsKey("measured by");
    assertThat(run.seconds()).isNaN();
    assertThat(run.toString()).startsWith("run of seed 7: layers [input → mid").endsWith("0.600");
  }

  @Test
  void aFileHoldsEveryDigit() throws IOException {
    Path file = folder.resolve("run.json");
    List<EpochMetrics> metrics =
        List.of(new EpochMetrics(1, Double.POSITIVE_INFINITY, 0.1 + 0.2, Double.NaN, 1 / 3.0));
    RunSummary like = measured();
    RunSummary run =
        new RunSummary(
            Long.MIN_VALUE,
            12.25,
            like.recipe(),
            like.axis(),
            like.nullInWords(),
            like.epochs(),
            like.flows(),
            like.probeEpochs(),
            like.layers(),
            metrics);
    assertThat(run.save(file).save(file)).isSameAs(run);
    RunSummary read = RunSummary.load(file);
    assertThat(RunSummaryJson.json(read)).isEqualTo(RunSummaryJson.json(run));
    assertThat(read).isEqualTo(run);
    assertThat(read.metrics()).isEqualTo(metrics);
    assertThat(read.forward().get(1).te()).isEqualTo(run.forward().get(1).te());
    assertThat(read.recipe().entries()).isEqualTo(run.recipe().entries());
    assertThat(read.seconds()).isEqualTo(12.25);
    assertThat(Files.readString(file))
        .contains("\"format version\" : 2", "\"Java\" : ", "\"epochs\" : [ 1, 2 ]");
    try (Stream<Path> all = Files.list(folder)) {
      assertThat(all).containsExactly(file); // nothing is left beside it
    }
  }

  @Test
  void aRunIsComputedOnce() {
    AtomicInteger computed = new AtomicInteger();
    ResultCache kept = ResultCache.in(folder.resolve("a/b")).with("epochs", 2);
    RunSummary first =
        kept.run(
            "mlp",
            7,
            () -> {
              computed.incrementAndGet();
              return measured();
            });
    RunSummary second = kept.run("mlp", 7, ResultCacheTest::never);
    assertThat(computed).hasValue(1);
    assertThat(RunSummaryJson.json(second)).isEqualTo(RunSummaryJson.json(first));
    assertThat(first.seconds()).isPositive();
    assertThat(kept.path().resolve("mlp-seed-7.json")).exists();
    assertThat(kept.toString()).contains("a/b", "epochs: 2");
    assertThatIllegalStateException().isThrownBy(() -> kept.run("mlp", 8, ResultCacheTest::never));
    assertThat(kept.path().resolve("mlp-seed-8.json")).doesNotExist();
  }

  @Test
  void otherSettingsAreRefusedAndNamed() {
    ResultCache kept =
        ResultCache.in(folder).with("epochs", 60).with("network", "x".repeat(99) + "A");
    kept.run("mlp", 7, ResultCacheTest::measured);
    ResultCache other =
        ResultCache.in(folder)
            .with("epochs", 3000)
            .with("network", "x".repeat(99) + "B")
            .with("new", 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> other.run("mlp", 7, ResultCacheTest::never))
        .withMessageContaining("mlp-seed-7.json\" was made with other settings: ")
        .withMessageContaining("epochs: 60, now 3000; network: …" + "x".repeat(20) + "A, now …")
        .withMessageContaining("new: nothing, now 1. Use the same, use another name or folder");
  }

  @Test
  void damagedOrForeignFilesAreRefused() throws IOException {
    ResultCache kept = ResultCache.in(folder);
    kept.run("mlp", 7, ResultCacheTest::measured);
    Path file = folder.resolve("mlp-seed-7.json");
    String good = Files.readString(file);

    Files.writeString(file, good.replaceFirst("\"seed\" : 7", "\"seed\" : 8"));
    assertRefused(
        kept,
        "was damaged or changed: its checksum does not match. Restore the file, or delete it");
    Files.writeString(file, good.substring(0, good.length() / 2));
    assertRefused(kept, "was damaged or changed: it is not JSON");
    Files.writeString(file, "");
    assertRefused(kept, "of another kind");
    Files.writeString(file, "{\"format\": \"shopping list\"}");
    assertRefused(kept, "is \"shopping list\", not \"infoplane run of a seed\". Pass a file that");
    // How lines end is git's.
    Files.writeString(file, good.replace("\n", "\r\n"));
    assertThat(kept.run("mlp", 7, ResultCacheTest::never).seed()).isEqualTo(7);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RunSummary.load(folder.resolve("none.json")))
        .withMessageContaining("There is no result");
  }

  private static void assertRefused(ResultCache kept, String words) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kept.run("mlp", 7, ResultCacheTest::never))
        .withMessageContaining(words);
  }

  @Test
  void wrongSeedsNamesAndFoldersAreRefused() throws IOException {
    ResultCache kept = ResultCache.in(folder);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kept.run("mlp", 1, ResultCacheTest::measured))
        .withMessageContainingAll("must be of seed 1, got seed 7", "the same seed to both");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kept.table("../up", ResultCacheTest::neverATable))
        .withMessageContainingAll("name must have letters, digits", "got \"../up\"");
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResultCache.in(file))
        .withMessageContainingAll("folder must not be a file", "Pass a folder");
  }

  @Test
  void tablesAreKeptColumnByColumn() {
    ResultCache kept = ResultCache.in(folder);
    Table table =
        Table.create(
            "some",
            IntColumn.create("i", new int[] {1, -2}),
            LongColumn.create("l", new long[] {1L << 60, 3}),
            DoubleColumn.create("d", new double[] {0.1 + 0.2, Double.NaN}),
            BooleanColumn.create("b", true, false),
            StringColumn.create("s", "α → β", "\"<"));
    table.intColumn("i").setMissing(1);
    kept.table("some", () -> table);
    Table read = kept.table("some", ResultCacheTest::neverATable);
    assertThat(read.columnNames()).isEqualTo(table.columnNames());
    assertThat(read.name()).isEqualTo("some");
    assertThat(read.typeArray()).containsExactly(table.typeArray());
    assertThat(read.print()).isEqualTo(table.print());
    assertThat(read.longColumn("l").get(0)).isEqualTo(1L << 60);
    assertThat(read.doubleColumn("d").get(0)).isEqualTo(0.1 + 0.2);
    assertThat(read.doubleColumn("d").isMissing(1)).isTrue();
    Table dates = Table.create("dates", DateColumn.create("day"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kept.table("dates", () -> dates))
        .withMessageContaining("Column \"day\" of the table is of type LOCAL_DATE");
    assertThat(folder.resolve("dates.json")).doesNotExist();
  }

  @Test
  void queriesWithoutNeighboursAreRefused() {
    TransferEntropyQuery back =
        Notebook.transferEntropy(RECORDING).from("output").against(Null.withinBatch(0, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RunSummary.of(1, back.result()))
        .withMessageContaining(
            "Pass the result of transferEntropy(run) without from(...) and to(...).");
    Recording other = Recordings.copying("other");
    TransferEntropyQuery te = Notebook.transferEntropy(RECORDING);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RunSummary.of(1, te.result(), Notebook.mutualInformation(other).result()))
        .withMessageContaining("Pass the results of two queries of one recording.");
    RunSummary without = RunSummary.of(1, te.result());
    assertThat(without.layers()).isEmpty();
    assertThat(without.probeEpochs()).isEmpty();
  }

  private ResultCache keeper() {
    return ResultCache.in(folder).with("epochs", 2);
  }

  private static Recording stopped() {
    return new Recording(
        RECORDING.layers(),
        List.of(RECORDING.track(TimeAxis.PROBE)),
        List.of(),
        Recipe.empty().with(new Fact.Stopped(2)));
  }

  private static Recording neverARecording() {
    throw new IllegalStateException("recorded again");
  }

  @Test
  void aRecordingIsMadeOnce() {
    Recording made = keeper().recording("mlp", path -> RecordingFile.save(RECORDING, path));
    Recording read = keeper().recording("mlp", file -> neverARecording());
    assertThat(Notebook.transferEntropy(read).table().printAll())
        .isEqualTo(Notebook.transferEntropy(made).table().printAll());
    assertThat(folder.resolve("mlp.json")).content().contains("\"seconds\"", "\"recipe\"");
  }

  @Test
  void aRecordingOfOtherSettingsIsRefused() {
    keeper().recording("mlp", path -> RecordingFile.save(RECORDING, path));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> keeper().with("seed", 2).recording("mlp", file -> neverARecording()))
        .withMessageContaining("seed: nothing, now 2");
  }

  @Test
  void aRecordingWithoutItsSettingsIsRefused() throws IOException {
    keeper().recording("mlp", path -> RecordingFile.save(RECORDING, path));
    Files.delete(folder.resolve("mlp.json"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> keeper().recording("mlp", file -> neverARecording()))
        .withMessageContaining("with its settings. Restore it");
  }

  @Test
  void settingsWithoutTheirRecordingAreRecordedAnew() throws IOException {
    keeper().with("seed", 1).recording("mlp", path -> RecordingFile.save(RECORDING, path));
    Files.delete(folder.resolve("mlp.infoplane"));
    keeper().recording("mlp", path -> RecordingFile.save(RECORDING, path));
    assertThat(folder.resolve("mlp.json")).content().doesNotContain("\"seed\"");
  }

  @Test
  void aRecordingThatWasStoppedIsNoResultYet() {
    AtomicInteger asked = new AtomicInteger();
    for (int time = 0; time < 2; time++) {
      keeper()
          .recording(
              "mlp",
              file -> {
                asked.incrementAndGet();
                return stopped();
              });
    }
    assertThat(asked).hasValue(2);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aRecordingThatIsInNoFileIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> keeper().recording("mlp", file -> RECORDING))
        .withMessageContaining("Record with savingTo(file)");
  }
}
