package org.infoplane.recording.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.infoplane.recording.EpochMetrics;
import org.infoplane.recording.Fact;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.Recording;
import org.infoplane.recording.Snapshot;
import org.infoplane.recording.TimeAxis;
import org.infoplane.recording.Track;
import org.infoplane.symbol.Packing;
import org.infoplane.symbol.Partition;
import org.infoplane.testing.Recordings;
import org.infoplane.testing.Series;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingFileTest {

  @TempDir private Path folder;

  private static final Recording RUN = Recordings.copying("mid \"<script>\" \u00fc");
  private static final Recipe RECIPE =
      Recipe.empty().with(new Fact.Rule("", "median", true)).with(new Fact.Version("Java", "1"));
  private static final List<LayerInfo> LAYERS =
      List.of(new LayerInfo("in", "input", 0), new LayerInfo("out", "dense", 0));
  private static final Recording SMALL =
      new Recording(
          List.of(new LayerInfo("a", "dense", 1)),
          List.of(
              new Track(
                  TimeAxis.TRAINING_ORDER,
                  List.of(
                      Recordings.snapshot(
                          1,
                          List.of(Series.binary(Series.parse("0110"))),
                          List.of(),
                          List.of(),
                          Partition.of(Series.parse("0120")),
                          new int[] {0, 2})),
                  Optional.of(Partition.of(Series.parse("0123"))))),
          List.of(new EpochMetrics(1, 1, 0.5, 2, 0.25)),
          Recipe.empty().with("made", "by hand"));

  private static Snapshot snapshot(int epoch) {
    return Recordings.snapshot(
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
    RecordingBuilder builder = RecordingBuilder.of(LAYERS, recipe, null, Long.MAX_VALUE);
    record(builder, 1, epochs);
    return builder.finish();
  }

  @Test
  void loadedRecordingEqualsTheSaved() {
    Path path = folder.resolve("run.infoplane");
    RecordingFile.save(RUN, path);
    Recordings.assertEqual(RecordingFile.load(path), RUN);
    RecordingFile.save(recorded(2, RECIPE), path);
    Recordings.assertEqual(RecordingFile.load(path), recorded(2, RECIPE));
    assertThat(folder.toFile().list()).containsExactly("run.infoplane");
  }

  @Test
  void recordingThatWasLoadedIsNotChangedByALaterSave() {
    Path path = folder.resolve("run");
    RecordingFile.save(RUN, path);
    Recording loaded = RecordingFile.load(path);
    RecordingFile.save(recorded(3, RECIPE), path);
    Recordings.assertEqual(loaded, RUN);
  }

  /** All that can be asked of a recording whose file is not what it was. */
  private static int refusals(Recording held, Recording was) {
    int refused = 0;
    for (TimeAxis axis : List.of(TimeAxis.TRAINING_ORDER, TimeAxis.PROBE)) {
      for (int i = 0; i < was.track(axis).snapshots().size(); i++) {
        Snapshot now = held.track(axis).snapshots().get(i);
        Snapshot then = was.track(axis).snapshots().get(i);
        refused += refused(() -> Packing.pack(now.labels()), Packing.pack(then.labels()));
        for (int layer = 0; layer < was.layers().size(); layer++) {
          int at = layer;
          refused += refused(() -> Packing.pack(now.symbols(at)), Packing.pack(then.symbols(at)));
          if (axis == TimeAxis.PROBE) {
            refused +=
                refused(
                    () -> Packing.pack(now.patterns(at).orElseThrow()),
                    Packing.pack(then.patterns(at).orElseThrow()));
          }
        }
      }
    }
    return refused;
  }

  private static int refused(Supplier<ByteBuffer> question, ByteBuffer answer) {
    try {
      assertThat(question.get()).isEqualTo(answer);
      return 0;
    } catch (IllegalStateException e) {
      assertThat(e)
          .hasMessageMatching(
              "\".*run\" changed since it was loaded, or is damaged: the checksum of bytes \\d+ to \\d+ does not match\\. Load it again, or use an intact copy\\. .*");
      return 1;
    }
  }

  @Test
  void fileThatIsWrittenOverWhileItsRecordingIsHeldNeverGivesOtherNumbers() throws IOException {
    LayerInfo[] layers = {new LayerInfo("in", "input", 3), new LayerInfo("out", "dense", 2)};
    Recording first = Recordings.learning(1, layers);
    Recording second = Recordings.learning(2, layers);
    Path path = folder.resolve("run");
    RecordingFile.save(first, path);
    byte[] was = Files.readAllBytes(path);
    Recording held = RecordingFile.load(path);
    assertThat(refusals(held, first)).isZero();

    Path other = folder.resolve("other");
    RecordingFile.save(second, other);
    assertThat(Files.size(other)).isBetween(was.length - 99L, was.length + 99L);
    Files.write(path, Files.readAllBytes(other)); // as cp does: the same file, other bytes
    assertThat(RecordingFile.load(path).metrics()).isEqualTo(second.metrics());
    assertThat(refusals(held, first)).isPositive();

    for (int length = 0; length < was.length / 2; length += was.length / 9) {
      Files.write(path, Arrays.copyOf(was, length));
      assertThat(refusals(held, first)).isPositive();
    }
    Files.write(path, was);
    assertThat(refusals(held, first)).isZero();
    Files.delete(path);
    assertThat(refusals(held, first)).isZero();
  }

  @Test
  void partIsNotChangedForThoseWhoHoldIt() {
    Path path = folder.resolve("run");
    try (RecordingBuilder builder = RecordingBuilder.savingTo(path, LAYERS, RECIPE, -1)) {
      record(builder, 1, 2);
      Recording held = RecordingFile.load(folder.resolve("run.part"));
      record(builder, 3, 4);
      builder.finish();
      RecordingFile.save(recorded(5, RECIPE), path);
      Recordings.assertEqual(held, recorded(2, RECIPE.with(new Fact.Stopped(2))));
    }
  }

  /** The whole of a small recording, and what it says. */
  private byte[] small(Path path) throws IOException {
    RecordingFile.save(SMALL, path);
    return Files.readAllBytes(path);
  }

  private static void assertDamaged(Path path, String as) {
    assertThatIllegalArgumentException()
        .as(as)
        .isThrownBy(() -> RecordingFile.load(path))
        .withMessageMatching(
            "(?s).*(damaged|truncated).*(Use an intact copy|Pass a file|Update infoplane).*");
  }

  @Test
  void eachFlippedBitIsFound() throws IOException {
    Path path = folder.resolve("run");
    byte[] whole = small(path);
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      for (int bit = 0; bit < 8 * whole.length; bit++) {
        file.seek(bit / 8);
        file.write(whole[bit / 8] ^ 1 << bit % 8);
        assertDamaged(path, "bit " + bit);
        file.seek(bit / 8);
        file.write(whole[bit / 8]);
      }
    }
    Recordings.assertEqual(RecordingFile.load(path), SMALL);
  }

  @Test
  void damagedBlockIsNamed() throws IOException {
    Path path = folder.resolve("run");
    RecordingFile.save(recorded(2, RECIPE), path);
    byte[] last = Files.readAllBytes(path);
    last[new String(last, StandardCharsets.ISO_8859_1).lastIndexOf("SYMB") + 30] ^= 1;
    Files.write(path, last);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RecordingFile.load(path))
        .withMessageMatching(
            ".*run\" is damaged: the checksum of block \\d+ \\(SYMB, epoch 2, training order\\), bytes \\d+ to \\d+, does not match\\. Use an intact copy of the file, or record again\\.");
  }

  /** Puts a file together of some of its blocks. */
  private static void write(Path path, byte[] whole, List<Block> blocks) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(whole, 0, BlockFormat.MAGIC);
    for (Block block : blocks) {
      bytes.write(whole, (int) block.offset(), (int) (block.end() - block.offset()));
    }
    Files.write(path, bytes.toByteArray());
  }

  @Test
  void missingDoubledAndSwappedBlocksAreFound() throws IOException {
    Path path = folder.resolve("run");
    byte[] whole = small(path);
    List<Block> blocks = BlockFile.read(path);
    Path changed = folder.resolve("changed");
    write(changed, whole, blocks);
    assertThat(changed).hasBinaryContent(whole);
    for (int i = 0; i < blocks.size(); i++) {
      List<Block> without = new ArrayList<>(blocks);
      without.remove(i);
      write(changed, whole, without);
      assertDamaged(changed, "without block " + i);
      List<Block> doubled = new ArrayList<>(blocks);
      doubled.add(i, blocks.get(i));
      write(changed, whole, doubled);
      assertDamaged(changed, "block twice " + i);
      for (int j = 0; j < i; j++) {
        List<Block> swapped = new ArrayList<>(blocks);
        Collections.swap(swapped, i, j);
        write(changed, whole, swapped);
        assertDamaged(changed, "blocks swapped " + i + " and " + j);
      }
    }
  }

  @Test
  void fileThatLacksItsEndIsDamagedUnlessItIsAPart() throws IOException {
    Path path = folder.resolve("run");
    byte[] whole = small(path);
    for (int length = whole.length - 1; length > BlockFormat.MAGIC; length -= 8) {
      Files.write(path, Arrays.copyOf(whole, length));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> RecordingFile.load(path))
          .withMessageMatching(
              ".*(is truncated after epoch 1. Use an intact copy of the file, or record again. .*ends in .part|holds no finished epoch).*");
    }
  }

  private Path golden(String name, String copy) throws IOException {
    try (InputStream from =
        RecordingFileTest.class.getResourceAsStream("/golden/recording/" + name)) {
      Files.copy(from, folder.resolve(copy));
    }
    return folder.resolve(copy);
  }

  @Test
  void filesOfFormat1AreRead() throws IOException {
    Recordings.assertEqual(RecordingFile.load(golden("format-1.infoplane", "run")), RUN);
    byte[] damaged = Files.readAllBytes(folder.resolve("run"));
    damaged[damaged.length / 2] ^= 1;
    Files.write(folder.resolve("run"), damaged);
    assertDamaged(folder.resolve("run"), "format 1");
  }

  @Test
  void recordingOfFormat1ThatWasCutOffIsGoneOnWith() throws IOException {
    Path path = folder.resolve("run");
    golden("cut-off-1.part", "run.part");
    try (RecordingBuilder builder = RecordingBuilder.savingTo(path, LAYERS, RECIPE, 2)) {
      record(builder, 3, 4);
      Recordings.assertEqual(builder.finish(), recorded(4, RECIPE));
    }
    Recordings.assertEqual(RecordingFile.load(path), recorded(4, RECIPE));
  }

  @Test
  void fileThatWasCutOffHoldsItsFinishedEpochs() throws IOException {
    Path path = folder.resolve("run");
    RecordingBuilder builder = RecordingBuilder.savingTo(path, LAYERS, RECIPE, -1);
    record(builder, 1, 4);
    builder.close();
    Path part = folder.resolve("run.part");
    byte[] whole = Files.readAllBytes(part);
    int first =
        (int)
            BlockFile.read(part).stream()
                .filter(block -> block.kind() == Block.Kind.EPOC)
                .findFirst()
                .orElseThrow()
                .end();
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 200; i++) {
      int length = random.nextInt(whole.length + 1);
      Files.write(part, Arrays.copyOf(whole, length));
      try {
        Recording cut = RecordingFile.load(part);
        int epochs = cut.metrics().size();
        Recordings.assertEqual(cut, recorded(epochs, RECIPE.with(new Fact.Stopped(epochs))));
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessageContaining("holds no finished epoch");
        assertThat(length).isLessThan(first);
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
        .isThrownBy(() -> RecordingFile.load(path))
        .withMessageContaining("run.part\" holds an unfinished run: load that, or resume it");
    assertThat(RecordingBuilder.cutOff(path)).contains(3);
    Recipe elsewhere = RECIPE.with(new Fact.Version("Java", "2"));
    try (RecordingBuilder builder = RecordingBuilder.savingTo(path, LAYERS, elsewhere, 2)) {
      record(builder, 3, 5);
      Recordings.assertEqual(builder.finish(), recorded(5, RECIPE));
    }
    Recordings.assertEqual(RecordingFile.load(path), recorded(5, RECIPE));
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
                RecordingBuilder.savingTo(
                        path, LAYERS, RECIPE.with(new Fact.Rule("", "mean", true)), 2)
                    .close())
        .withMessageMatching(
            "Cannot resume \".*run.part\", which was made with other settings: binary rule was \"median\", now it is \"mean\"\\. Capture as before, save to another file, or delete this one\\.");
    assertThat(RecordingBuilder.cutOff(path)).contains(2);
  }

  @Test
  void finishedFileStaysUntilTheNextOneIsFinished() {
    Path path = folder.resolve("run");
    RecordingFile.save(RUN, path);
    try (RecordingBuilder builder = RecordingBuilder.savingTo(path, LAYERS, RECIPE, -1)) {
      record(builder, 1, 2);
      Recordings.assertEqual(RecordingFile.load(path), RUN);
      builder.finish();
    }
    Recordings.assertEqual(RecordingFile.load(path), recorded(2, RECIPE));
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
    Recordings.assertEqual(RecordingFile.load(part), recorded(2, RECIPE.with(new Fact.Stopped(2))));
  }

  @Test
  void twoRecordingsDoNotMixInOneFile() {
    Path path = folder.resolve("run");
    try (RecordingBuilder first = RecordingBuilder.savingTo(path, LAYERS, RECIPE, -1)) {
      record(first, 1, 1);
      for (int epochs : new int[] {-1, 1}) {
        assertThatIllegalStateException()
            .isThrownBy(() -> RecordingBuilder.savingTo(path, LAYERS, RECIPE, epochs).close())
            .withMessageContaining("Another recording is being written to");
      }
      record(first, 2, 2);
      Recordings.assertEqual(first.finish(), recorded(2, RECIPE));
    }
    RecordingBuilder.savingTo(path, LAYERS, RECIPE, -1).close();
    assertThat(folder.toFile().list()).containsExactly("run");
  }

  @Test
  void interruptionDoesNotLoseWhatIsFinished() {
    RecordingBuilder builder = RecordingBuilder.of(LAYERS, RECIPE, null, 0);
    record(builder, 1, 2);
    Thread.currentThread().interrupt();
    Recording run = builder.finish();
    assertThat(Thread.interrupted()).isTrue();
    Recordings.assertEqual(run, recorded(2, RECIPE));
  }

  @Test
  void spillingInTheMiddleOfAnEpochKeepsThoseBefore() {
    for (boolean measured : new boolean[] {false, true}) {
      RecordingBuilder builder = RecordingBuilder.of(LAYERS, RECIPE, null, 8_000);
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
        .isThrownBy(() -> RecordingFile.load(path))
        .withMessageMatching(
            "No recording \".*run\"\\. Pass a file written by RecordingFile.save\\(run, path\\) or savingTo\\(path\\)\\.");
    Files.writeString(path, "PK\u0003\u0004 something else");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RecordingFile.load(path))
        .withMessageContaining("is not a recording");
    Files.writeString(path, "INFOPLANE rec 7\n");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RecordingFile.load(path))
        .withMessageContaining(
            "is a recording of format 7, or damaged; this infoplane reads formats 1 and 2. Update");
    Files.writeString(path, "INFOPLANE rec 1\n");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RecordingFile.load(path))
        .withMessageContaining("holds no finished epoch");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RecordingFile.save(RUN, folder.resolve("none").resolve("run")))
        .withMessageContaining(": no folder");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RecordingBuilder.savingTo(folder, LAYERS, RECIPE, -1).close())
        .withMessageContaining("is a folder");
    assertThat(folder.toFile().list()).containsExactly("run");
  }
}
