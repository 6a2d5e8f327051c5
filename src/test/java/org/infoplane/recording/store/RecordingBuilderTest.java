package org.infoplane.recording.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.infoplane.recording.EpochMetrics;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.Recording;
import org.infoplane.recording.TimeAxis;
import org.infoplane.recording.Track;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Symbols;
import org.infoplane.testing.Recordings;
import org.infoplane.testing.Series;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingBuilderTest {

  private static RecordingBuilder rebuilding(Recording run, long budget) {
    RecordingBuilder builder = RecordingBuilder.of(run.layers(), run.recipe(), null, budget);
    for (TimeAxis axis : List.of(TimeAxis.PROBE, TimeAxis.TRAINING_ORDER)) {
      run.track(axis).inputs().ifPresent(inputs -> builder.inputs(axis, inputs));
      run.track(axis).snapshots().forEach(snapshot -> builder.add(axis, snapshot));
    }
    for (EpochMetrics metrics : run.metrics()) {
      builder.endEpoch(metrics.epoch(), Optional.of(metrics));
    }
    return builder;
  }

  @Test
  void recordingOnDiskEqualsTheOneInMemory() {
    Recording run = Recordings.copying("mid");
    for (long budget : new long[] {Long.MAX_VALUE, 4000, 0}) {
      try (RecordingBuilder builder = rebuilding(run, budget)) {
        Recordings.assertEqual(builder.finish(), run);
      }
    }
  }

  @Test
  void recordingThatIsGivenUpLeavesNoFile() throws IOException {
    Path folder = Path.of(System.getProperty("java.io.tmpdir"));
    List<Path> before = spilled(folder);
    try (RecordingBuilder builder = rebuilding(Recordings.copying("mid"), 0)) {
      builder.endEpoch(3, Optional.empty());
      assertThat(spilled(folder)).hasSize(before.size() + 1);
    }
    assertThat(spilled(folder)).isEqualTo(before);
  }

  private static List<Path> spilled(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(f -> f.toString().matches(".*infoplane\\d+\\.rec\\.part"))
          .sorted()
          .toList();
    }
  }

  @Test
  void recordingMayBeLargerThanTheHeap(@TempDir Path folder) throws Exception {
    Process small =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx24m",
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                RecordingBuilderTest.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(small.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(small.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(output).endsWith("30 epochs of 1000 units, 8000 samples each, are as recorded\n");
    assertThat(folder).isEmptyDirectory();
  }

  /** Records 30 MB in a heap of 24, and reads them again. */
  public static void main(String[] args) {
    Recipe recipe = Recipe.empty().with("made", "by hand");
    LayerInfo layer = new LayerInfo("wide", "dense", 0);
    Partition labels = Partition.trivial(8_000);
    try (RecordingBuilder builder = RecordingBuilder.of(List.of(layer), recipe, Optional.empty())) {
      for (int epoch = 0; epoch < 30; epoch++) {
        builder.add(
            TimeAxis.PROBE,
            Recordings.snapshot(
                epoch, List.of(wide(epoch)), List.of(), List.of(), labels, new int[] {0}));
        builder.endEpoch(epoch, Optional.empty());
      }
      Track track = builder.finish().track(TimeAxis.PROBE);
      for (int epoch = 0; epoch < 30; epoch++) {
        Symbols expected = wide(epoch);
        Symbols recorded = track.snapshots().get(epoch).symbols(0);
        boolean same =
            IntStream.range(0, 1000)
                .allMatch(u -> recorded.get(u, 7 * u) == expected.get(u, 7 * u));
        if (!same || track.snapshots().get(epoch).epoch() != epoch) {
          throw new AssertionError("epoch " + epoch);
        }
      }
      System.out.printf("30 epochs of 1000 units, 8000 samples each, are as recorded%n");
    }
  }

  private static Symbols wide(int epoch) {
    int[] first = Series.random(epoch, 1, 8_000, 2)[0];
    Symbols unit = Series.binary(first);
    Symbols[] parts = new Symbols[8];
    int[][] some = new int[1000][];
    for (int part = 0; part < parts.length; part++) {
      for (int u = 0; u < some.length; u++) {
        some[u] = new int[1000];
        for (int i = 0; i < 1000; i++) {
          some[u][i] = unit.get(0, (part * 1000 + i + u) % 8_000);
        }
      }
      parts[part] = Symbols.ofSeries(2, some);
    }
    return Symbols.join(parts);
  }
}
