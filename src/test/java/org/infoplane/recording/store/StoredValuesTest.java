package org.infoplane.recording.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.infoplane.recording.TimeAxis.PROBE;
import static org.infoplane.recording.TimeAxis.TRAINING_ORDER;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import org.infoplane.capture.Keeping;
import org.infoplane.recording.EpochMetrics;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.NetworkStates;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.Recording;
import org.infoplane.recording.Snapshot;
import org.infoplane.recording.Track;
import org.infoplane.symbol.Discretizer;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Values;
import org.infoplane.testing.Recordings;
import org.infoplane.testing.Series;
import org.infoplane.testing.Trained;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values, weights and examples in files. */
class StoredValuesTest {

  private static final float[] ODD = {
    -0.0f, Float.MIN_VALUE, Float.MAX_VALUE, 0.1f, 1 / 3f, -1, 16777217, Float.MIN_NORMAL
  };
  private static final double[][] LONG = {
    {0.1, -0.0}, {1 / 3.0, Double.MIN_VALUE}, {Double.MAX_VALUE, Math.PI}, {1e-300, -1}
  };
  private static final List<LayerInfo> LAYERS =
      List.of(
          new LayerInfo("single", "input", 2),
          new LayerInfo("packed", "dense", 1),
          new LayerInfo("double", "dense", 2));
  private static final Recipe RECIPE = Recipe.empty().with("made", "by hand");

  @TempDir private Path folder;

  /** Values of 4 and of 8 bytes beside symbols with patterns. */
  private static Snapshot snapshot(int epoch) {
    float[] rows = ODD.clone();
    rows[5] = epoch;
    return new Snapshot(
        epoch,
        List.of(
            Snapshot.Layer.of(Values.ofRows(rows, 2)),
            Snapshot.Layer.of(
                Series.binary(Series.parse("0110")),
                Partition.of(Series.parse("0123")),
                Series.binary(Series.parse("0110")).discretization()),
            Snapshot.Layer.of(Values.ofRows(LONG))),
        Partition.of(Series.parse("0120")),
        new int[] {0, 2});
  }

  private static Recording byHand() {
    return new Recording(
        LAYERS,
        List.of(
            new Track(
                PROBE,
                List.of(snapshot(0), snapshot(1)),
                Optional.of(Partition.of(Series.parse("0123"))))),
        List.of(new EpochMetrics(0, 1, 0.5, 2, 0.25), new EpochMetrics(1, 1, 0.5, 2, 0.25)),
        RECIPE);
  }

  private static long[] bits(Values values) {
    long[] bits = new long[values.samples() * values.units()];
    Arrays.setAll(
        bits, i -> Double.doubleToRawLongBits(values.get(i / values.units(), i % values.units())));
    return bits;
  }

  private static void assertSameBits(Values actual, Values expected) {
    assertThat(actual.units()).isEqualTo(expected.units());
    assertThat(bits(actual)).isEqualTo(bits(expected));
    assertThat(actual.isSingle()).isEqualTo(expected.isSingle());
  }

  @Test
  void valuesOfFourAndOfEightBytesAreTheSameBitByBit() {
    Path path = folder.resolve("run");
    RecordingFile.save(byHand(), path);
    Recording loaded = RecordingFile.load(path);
    Recordings.assertEqual(loaded, byHand());
    assertSameBits(loaded.activations("single", 0), byHand().activations("single", 0));
    assertSameBits(loaded.activations("double", 1), Values.ofRows(LONG));
    Path again = folder.resolve("again"); // of what was read from a file
    RecordingFile.save(loaded, again);
    assertThat(again).hasSameBinaryContentAs(path);
  }

  private static List<Keeping> keepings() {
    return List.of(
        Keeping.values(),
        Keeping.values("hidden"),
        Keeping.values("input", "output").discretize("hidden", Discretizer.zero()),
        Keeping.budget(4 * Trained.PROBE_BYTES),
        Keeping.budget(0));
  }

  @Test
  void valuesSymbolsAndPatternsOfOneMomentStayApart() {
    for (Keeping keeping : keepings()) {
      Recording run = Trained.recorded(keeping);
      Path path = folder.resolve("run");
      RecordingFile.save(run, path);
      Recordings.assertEqual(RecordingFile.load(path), run);
      try (RecordingBuilder builder =
          RecordingBuilder.of(run.layers(), run.recipe(), folder, 20_000)) {
        run.track(PROBE).inputs().ifPresent(inputs -> builder.inputs(PROBE, inputs));
        for (int epoch = 0; epoch <= Trained.EPOCHS; epoch++) {
          if (epoch > 0) {
            builder.add(TRAINING_ORDER, run.track(TRAINING_ORDER).at(epoch));
          }
          builder.add(PROBE, run.track(PROBE).at(epoch));
          builder.endEpoch(epoch, Optional.of(run.metrics().get(epoch)));
        }
        Recordings.assertEqual(builder.finish(), run);
      }
      assertThat(folder.toFile().list()).containsExactly("run");
    }
  }

  private static void write(Recording run, Path path, int blockSize) throws IOException {
    try (RecordingWriter writer =
        RecordingWriter.create(path, run.layers(), run.recipe(), new ValueBlocks(blockSize))) {
      writer.all(RecordingParts.of(run));
      writer.done();
    }
  }

  private static List<Block> blocks(Path path) throws IOException {
    return BlockFile.read(path).stream().filter(b -> b.kind() == Block.Kind.VALS).toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 48, 64, 100, 1 << 20})
  void layerMayBeOfSeveralBlocks(int blockSize) throws IOException {
    Path path = folder.resolve("run");
    Recording run = withNetwork(byHand());
    write(run, path, blockSize);
    // Beside 32 bytes a block there is room for 0, 2, 4, 8 or all of the 8 values of 8 bytes.
    assertThat(blocks(path).stream().filter(block -> block.payload().getInt(0) == 2))
        .hasSize(2 * (blockSize < 64 ? 4 : blockSize == 64 ? 2 : 1));
    Recordings.assertEqual(RecordingFile.load(path), run);
    assertSameNetwork(RecordingFile.load(path), run);
    assertSameBits(RecordingFile.load(path).activations("double", 0), Values.ofRows(LONG));
  }

  @Test
  void damagedValuesAreFoundWhenTheyAreRead() throws IOException {
    Path path = folder.resolve("run");
    write(byHand(), path, 48);
    byte[] whole = Files.readAllBytes(path);
    for (Block block : blocks(path)) {
      for (long at = block.offset() + Block.HEADER; at < block.end(); at++) {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
          file.seek(at);
          file.write(whole[(int) at] ^ 4);
        }
        Recording loaded = RecordingFile.load(path); // values are not read yet
        assertThat(refusals(loaded)).as("byte %d", at).isEqualTo(1);
        Files.write(path, whole);
      }
      byte[] header = whole.clone();
      header[(int) block.offset() + 9] ^= 1;
      Files.write(path, header);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> RecordingFile.load(path))
          .withMessageContaining("is damaged: the checksum of the header of block");
      Files.write(path, whole);
    }
    Recordings.assertEqual(RecordingFile.load(path), byHand());
  }

  /** Layers that are refused; the others are as they were. */
  private int refusals(Recording loaded) {
    int refused = 0;
    for (int epoch = 0; epoch < 2; epoch++) {
      Snapshot was = byHand().track(PROBE).at(epoch);
      for (int layer = 0; layer < 3; layer += 2) {
        try {
          assertSameBits(loaded.track(PROBE).at(epoch).values(layer), was.values(layer));
        } catch (IllegalStateException e) {
          assertThat(e)
              .hasMessageMatching(
                  "\"\\Q"
                      + folder.resolve("run")
                      + "\\E\" changed since it was loaded, or is damaged: the checksum of bytes \\d+ to \\d+ does not match\\..*");
          refused++;
        }
      }
      assertThat(loaded.track(PROBE).at(epoch).symbols(1).get(0, 1)).isEqualTo(1);
    }
    return refused;
  }

  private static NetworkStates.State state(int epoch) {
    return new NetworkStates.State(
        epoch, 3 * epoch, () -> Values.ofRows(new float[] {epoch, 0.1f, -epoch / 3f}, 3));
  }

  private static final NetworkStates.Examples EXAMPLES =
      new NetworkStates.Examples(List.of(4, 1, 2, 1), () -> Values.ofRows(LONG));

  private static void network(RecordingBuilder builder) {
    builder.network("made up", "{\"layers\": 3, \"name\": \"\u00fc\"}");
    builder.examples(PROBE, EXAMPLES);
  }

  private static Recording withNetwork(Recording run) {
    return new Recording(
        run.layers(),
        run.tracks(),
        run.metrics(),
        run.recipe(),
        Optional.of(
            new NetworkStates(
                "made up",
                "{\"layers\": 3, \"name\": \"\u00fc\"}",
                List.of(state(0), state(1)),
                Map.of(PROBE, EXAMPLES))));
  }

  private static void assertSameNetwork(Recording actual, Recording expected) {
    NetworkStates a = actual.network();
    NetworkStates e = expected.network();
    assertThat(a.kind()).isEqualTo(e.kind());
    assertThat(a.configuration()).isEqualTo(e.configuration());
    assertThat(a.states()).hasSameSizeAs(e.states());
    for (int i = 0; i < e.states().size(); i++) {
      assertThat(a.states().get(i).epoch()).isEqualTo(e.states().get(i).epoch());
      assertThat(a.states().get(i).iteration()).isEqualTo(e.states().get(i).iteration());
      assertSameBits(a.states().get(i).parameters().get(), e.states().get(i).parameters().get());
    }
    assertThat(a.examples().keySet()).isEqualTo(e.examples().keySet());
    e.examples()
        .forEach(
            (axis, examples) -> {
              NetworkStates.Examples its = Objects.requireNonNull(a.examples().get(axis));
              assertThat(its.shape()).isEqualTo(examples.shape());
              assertSameBits(its.features().get(), examples.features().get());
            });
  }

  private static void record(RecordingBuilder builder, int from, int to) {
    for (int epoch = from; epoch <= to; epoch++) {
      builder.parameters(state(epoch));
      builder.add(PROBE, snapshot(epoch));
      builder.endEpoch(epoch, Optional.empty());
    }
  }

  private static Recording inMemory(int epochs) {
    RecordingBuilder builder = RecordingBuilder.of(LAYERS, RECIPE, null, Long.MAX_VALUE);
    network(builder);
    record(builder, 0, epochs);
    return builder.finish();
  }

  private static void assertWhole(Recording actual, int epochs) {
    Recording expected = inMemory(epochs);
    assertThat(expected.network().states()).hasSize(epochs + 1);
    Recordings.assertEqual(actual, expected, actual.recipe());
    assertSameNetwork(actual, expected);
  }

  @Test
  void weightsAndExamplesAreKeptInMemoryInATemporaryFileAndInASavedOne() {
    Path path = folder.resolve("run");
    RecordingFile.save(inMemory(3), path);
    assertWhole(RecordingFile.load(path), 3);
    for (long memory : new long[] {0, 100, 300}) {
      try (RecordingBuilder builder = RecordingBuilder.of(LAYERS, RECIPE, folder, memory)) {
        network(builder);
        record(builder, 0, 3);
        assertWhole(builder.finish(), 3);
      }
    }
    try (RecordingBuilder builder = RecordingBuilder.savingTo(path, LAYERS, RECIPE, -1)) {
      network(builder);
      record(builder, 0, 4);
      assertWhole(builder.finish(), 4);
    }
    assertWhole(RecordingFile.load(path), 4);
    assertThat(folder.toFile().list()).containsExactly("run");
  }

  @Test
  void weightsOfAnEpochThatDidNotEndAreDropped() {
    for (long memory : new long[] {Long.MAX_VALUE, 300, 0}) {
      try (RecordingBuilder builder = RecordingBuilder.of(LAYERS, RECIPE, folder, memory)) {
        network(builder);
        record(builder, 0, 2);
        builder.parameters(state(3));
        builder.add(PROBE, snapshot(3));
        assertWhole(builder.stop(2), 2);
      }
    }
    Path path = folder.resolve("run");
    try (RecordingBuilder builder = RecordingBuilder.savingTo(path, LAYERS, RECIPE, -1)) {
      network(builder);
      record(builder, 0, 2);
      builder.parameters(state(3));
    }
    assertWhole(RecordingFile.load(folder.resolve("run.part")), 2);
  }

  @Test
  void runThatIsGoneOnWithHasTheWeightsOfBoth() {
    Path path = folder.resolve("run");
    for (int kept : new int[] {-1, 1, 3}) {
      try (RecordingBuilder builder = RecordingBuilder.savingTo(path, LAYERS, RECIPE, kept)) {
        network(builder);
        record(builder, kept + 1, kept + 3);
        builder.parameters(state(kept + 4)); // never finished
      }
    }
    assertThat(RecordingBuilder.cutOff(path)).contains(6);
    assertWhole(RecordingFile.load(folder.resolve("run.part")), 6);
    try (RecordingBuilder builder = RecordingBuilder.savingTo(path, LAYERS, RECIPE, 6)) {
      network(builder);
      record(builder, 7, 7);
      assertWhole(builder.finish(), 7);
    }
  }

  @Test
  void fileThatWasCutOffInsideAValueHoldsItsFinishedEpochs() throws IOException {
    Path part = folder.resolve("run.part");
    try (RecordingBuilder builder =
        RecordingBuilder.savingTo(folder.resolve("run"), LAYERS, RECIPE, -1)) {
      network(builder);
      record(builder, 0, 5);
    }
    byte[] whole = Files.readAllBytes(part);
    List<Block> all = BlockFile.read(part);
    int[] ends =
        all.stream()
            .filter(block -> block.kind() == Block.Kind.EPOC)
            .mapToInt(block -> (int) block.end())
            .toArray();
    SplittableRandom random = new SplittableRandom(1);
    for (Block block : blocks(part)) {
      int length = random.nextInt((int) block.offset() + Block.HEADER, (int) block.end()); // inside
      Files.write(part, Arrays.copyOf(whole, length));
      int epochs = (int) Arrays.stream(ends).filter(end -> end <= length).count();
      if (epochs > 0) {
        Recording cut = RecordingFile.load(part);
        assertWhole(cut, epochs - 1);
        assertThat(cut.recipe().entries()).containsEntry("stopped", "after epoch " + (epochs - 1));
      } else {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> RecordingFile.load(part))
            .withMessageContaining("holds no finished epoch");
      }
    }
  }

  @Test
  void recordingWithoutWeightsSaysHowToKeepThem() {
    assertThatIllegalStateException()
        .isThrownBy(() -> byHand().network())
        .withMessageContaining("Capture with keepingWeights().");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> inMemory(2).network().at(3))
        .withMessage(
            "No weights of epoch 3. They were kept after epochs [0, 1, 2]. Pass one of these.");
  }
}
