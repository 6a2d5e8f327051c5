package org.infoplane.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.infoplane.symbol.Partition;
import org.infoplane.testing.Recordings;
import org.infoplane.testing.Series;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingFileTest {

  @TempDir private Path folder;

  private static final Recording RUN = Recordings.copying("mid \"<script>\" \u00fc");
  private static final Recipe RECIPE = Recipe.empty().with("binary rule", "median").with("Java", 1);
  private static final List<LayerInfo> LAYERS =
      List.of(new LayerInfo("in", "input", 0), new LayerInfo("out", "dense", 0));

  private static Snapshot snapshot(int epoch) {
    return new Snapshot(
        epoch,
        List.of(
            Series.binary(Series.random(epoch, 3, 200, 2)),
            Series.binary(Series.random(epoch + 9, 2, 200, 2))),
        List.of(),
        List.of(),
        Partition.of(Series.random(1, 1, 200, 4)[0]),
        new int[] {0, 100});
  }

  private static void record(RecordingBuilder builder, int from, int to) {
    for (int epoch = from; epoch <= to; epoch++) {
      builder.add(TimeAxis.TRAINING_ORDER, snapshot(epoch));
      builder.endEpoch(epoch, Optional.of(new EpochMetrics(epoch, 1.0 / epoch, 0.1, 0.5, 0.25)));
    }
  }

  /** As many epochs in memory. */
  private static Recording recorded(int epochs, Recipe recipe) {
    RecordingBuilder builder = RecordingBuilder.of(LAYERS, recipe, Long.MAX_VALUE);
    record(builder, 1, epochs);
    return builder.finish();
  }

  @Test
  void loadedRecordingEqualsTheSaved() {
    Path path = folder.resolve("run.infoplane");
    RUN.save(path);
    Recordings.assertEqual(Recording.load(path), RUN);
    recorded(2, RECIPE).save(path);
    Recordings.assertEqual(Recording.load(path), recorded(2, RECIPE));
    assertThat(folder.toFile().list()).containsExactly("run.infoplane");
  }

  @Test
  void recordingThatWasLoadedIsNotChangedByALaterSave() {
    Path path = folder.resolve("run");
    RUN.save(path);
    Recording loaded = Recording.load(path);
    recorded(3, RECIPE).save(path);
    Recordings.assertEqual(loaded, RUN);
  }

  @Test
  void flippedByteAnywhereIsFoundAndNamed() throws IOException {
    Path path = folder.resolve("run");
    recorded(2, RECIPE).save(path);
    byte[] whole = Files.readAllBytes(path);
    for (int i = 0; i < whole.length; i++) {
      byte[] damaged = whole.clone();
      damaged[i] ^= (byte) (1 << i % 8);
      Files.write(path, damaged);
      assertThatIllegalArgumentException()
          .as("byte %d", i)
          .isThrownBy(() -> Recording.load(path))
          .withMessageMatching(
              "(?s).*(damaged|is a recording of format).*(Take a copy|Pass a file|Update).*");
    }
    byte[] last = whole.clone();
    last[new String(whole, StandardCharsets.ISO_8859_1).lastIndexOf("SYMB") + 30] ^= 1;
    Files.write(path, last);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Recording.load(path))
        .withMessageMatching(
            ".*run\" is damaged: the checksum of block \\d+ \\(SYMB, epoch 2, training order\\), bytes \\d+ to \\d+, does not hold\\. Take a copy of the file that is whole, or record again\\.");
  }

  @Test
  void fileThatWasCutOffHoldsItsFinishedEpochs() throws IOException {
    Path path = folder.resolve("run");
    RecordingBuilder builder = RecordingBuilder.savingTo(path, LAYERS, RECIPE, -1);
    record(builder, 1, 4);
    builder.close();
    Path part = folder.resolve("run.part");
    byte[] whole = Files.readAllBytes(part);
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 200; i++) {
      int length = random.nextInt(whole.length + 1);
      Files.write(part, Arrays.copyOf(whole, length));
      try {
        Recording cut = Recording.load(part);
        int epochs = cut.metrics().size();
        Recordings.assertEqual(
            cut, recorded(epochs, RECIPE.with("stopped", "after epoch " + epochs)));
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessageContaining("holds no finished epoch");
        assertThat(length).isLessThan(whole.length / 4 + 200);
      }
    }
  }

  @Test
  void recordingThatWasCutOffIsGoneOnWith() throws IOException {
    Path path = folder.resolve("run");
    try (RecordingBuilder builder = RecordingBuilder.savingTo(path, LAYERS, RECIPE, -1)) {
      record(builder, 1, 3);
      builder.add(TimeAxis.TRAINING_ORDER, snapshot(4)); // never finished
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Recording.load(path))
        .withMessageContaining("run.part\", of a run that was not finished: load that, or run");
    assertThat(RecordingBuilder.cutOff(path)).contains(3);
    Recipe elsewhere = RECIPE.with("Java", 2);
    try (RecordingBuilder builder = RecordingBuilder.savingTo(path, LAYERS, elsewhere, 2)) {
      record(builder, 3, 5);
      Recordings.assertEqual(builder.finish(), recorded(5, RECIPE));
    }
    Recordings.assertEqual(Recording.load(path), recorded(5, RECIPE));
    assertThat(RecordingBuilder.cutOff(path)).isEmpty();
    assertThat(folder.toFile().list()).containsExactly("run");
  }

  @Test
  void recordingThatWasMadeOtherwiseIsNotGoneOnWith() {
    Path path = folder.resolve("run");
    try (RecordingBuilder builder = RecordingBuilder.savingTo(path, LAYERS, RECIPE, -1)) {
      record(builder, 1, 2);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                RecordingBuilder.savingTo(path, LAYERS, RECIPE.with("binary rule", "mean"), 2)
                    .close())
        .withMessageMatching(
            "Asked to go on with \".*run.part\", which was cut off after epoch 2, but it was made otherwise: binary rule was \"median\", now it is \"mean\"\\. Capture as before, save to another file, or delete this one\\.");
    assertThat(RecordingBuilder.cutOff(path)).contains(2);
  }

  @Test
  void finishedFileStaysUntilTheNextOneIsFinished() {
    Path path = folder.resolve("run");
    RUN.save(path);
    try (RecordingBuilder builder = RecordingBuilder.savingTo(path, LAYERS, RECIPE, -1)) {
      record(builder, 1, 2);
      Recordings.assertEqual(Recording.load(path), RUN);
      builder.finish();
    }
    Recordings.assertEqual(Recording.load(path), recorded(2, RECIPE));
  }

  @Test
  void whatAPowerCutLeavesIsNoDamage() throws IOException {
    Path path = folder.resolve("run");
    Path part = folder.resolve("run.part");
    Files.write(part, new byte[0]);
    assertThat(RecordingBuilder.cutOff(path)).isEmpty();
    try (RecordingBuilder builder = RecordingBuilder.savingTo(path, LAYERS, RECIPE, -1)) {
      record(builder, 1, 2);
    }
    byte[] whole = Files.readAllBytes(part);
    Files.write(part, Arrays.copyOf(whole, whole.length + 4096)); // zeros
    assertThat(RecordingBuilder.cutOff(path)).contains(2);
    Recordings.assertEqual(
        Recording.load(part), recorded(2, RECIPE.with("stopped", "after epoch 2")));
  }

  @Test
  void twoRecordingsDoNotMixInOneFile() {
    Path path = folder.resolve("run");
    try (RecordingBuilder first = RecordingBuilder.savingTo(path, LAYERS, RECIPE, -1)) {
      record(first, 1, 1);
      try (RecordingBuilder second = RecordingBuilder.savingTo(path, LAYERS, RECIPE, -1)) {
        assertThatIllegalStateException()
            .isThrownBy(() -> record(second, 1, 1))
            .withMessageContaining("but another recording is being written there.");
      }
      record(first, 2, 2);
      Recordings.assertEqual(first.finish(), recorded(2, RECIPE));
    }
  }

  @Test
  void interruptionDoesNotLoseWhatIsFinished() {
    RecordingBuilder builder = RecordingBuilder.of(LAYERS, RECIPE, 0);
    record(builder, 1, 2);
    Thread.currentThread().interrupt();
    Recording run = builder.finish();
    assertThat(Thread.interrupted()).isTrue();
    Recordings.assertEqual(run, recorded(2, RECIPE));
  }

  @Test
  void spillingInTheMiddleOfAnEpochKeepsThoseBefore() {
    for (boolean measured : new boolean[] {false, true}) {
      RecordingBuilder builder = RecordingBuilder.of(LAYERS, RECIPE, 8_000);
      for (int epoch = 1; epoch <= 3; epoch++) {
        builder.add(TimeAxis.TRAINING_ORDER, snapshot(epoch));
        builder.endEpoch(
            epoch, measured ? Optional.of(new EpochMetrics(epoch, 1, 1, 1, 1)) : Optional.empty());
      }
      for (int iteration = 1; iteration < 20; iteration++) { // spills here
        builder.add(TimeAxis.TRAINING_ORDER, snapshot(4));
      }
      Recording run = builder.stop(3);
      assertThat(run.track(TimeAxis.TRAINING_ORDER).snapshots()).hasSize(3);
      assertThat(run.metrics()).hasSize(measured ? 3 : 0);
      assertThat(run.recipe().entries()).containsEntry("stopped", "after epoch 3");
    }
  }

  @Test
  void badFilesAreNamed() throws IOException {
    Path path = folder.resolve("run");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Recording.load(path))
        .withMessageMatching(
            "There is no recording \".*run\"\\. Pass a file that run.save\\(path\\) or savingTo\\(path\\) wrote\\.");
    Files.writeString(path, "PK\u0003\u0004 something else");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Recording.load(path))
        .withMessageContaining("is no recording");
    Files.writeString(path, "INFOPLANE rec 7\n");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Recording.load(path))
        .withMessageContaining("is a recording of format 7; this infoplane reads format 1. Update");
    Files.writeString(path, "INFOPLANE rec 1\n");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Recording.load(path))
        .withMessageContaining("holds no finished epoch");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RUN.save(folder.resolve("none").resolve("run")))
        .withMessageContaining("its folder is not there, or may not be written. Pass a file");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RecordingBuilder.savingTo(folder, LAYERS, RECIPE, -1).close())
        .withMessageContaining("but that is a folder");
    assertThat(folder.toFile().list()).containsExactly("run");
  }
}
