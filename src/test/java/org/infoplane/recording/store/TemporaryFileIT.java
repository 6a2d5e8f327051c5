package org.infoplane.recording.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.infoplane.capture.Keeping;
import org.infoplane.capture.RunRecorder;
import org.infoplane.capture.TrainingMoment;
import org.infoplane.recording.Fact;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.Recording;
import org.infoplane.recording.Snapshot;
import org.infoplane.recording.TimeAxis;
import org.infoplane.recording.Track;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Values;
import org.infoplane.testing.Jvm;
import org.infoplane.testing.Recordings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values that are too many for the memory, or for the disk. */
class TemporaryFileIT {

  private static final List<LayerInfo> LAYERS = List.of(new LayerInfo("wide", "dense", 1000));
  private static final Recipe RECIPE = Recipe.empty().with("made", "by hand");

  @TempDir private Path folder;

  private static Values values(int epoch, int samples) {
    float[] rows = new float[samples * 1000];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (float) Math.sin(i + 0.1 * epoch);
    }
    return Values.ofRows(rows, 1000);
  }

  /** What other processes do. */
  public static void main(String[] args) throws Exception {
    if (args[0].equals("large")) {
      large(Path.of(args[1]));
    } else {
      full(Path.of(args[1]));
    }
  }

  /** Keeps 240 MB of values in a heap of 400, of which a quarter is for them. */
  private static void large(Path folder) throws Exception {
    Keeping keeping = Keeping.values().temporaryFilesIn(folder);
    try (RunRecorder run = RunRecorder.of(LAYERS, keeping, RECIPE)) {
      for (int epoch = 1; epoch <= 6; epoch++) {
        TrainingMoment moment = new TrainingMoment(TimeAxis.TRAINING_ORDER, epoch, epoch);
        run.push("wide", values(epoch, 10_000), moment);
        run.complete(moment, Partition.trivial(10_000));
        run.endEpoch(epoch, epoch);
        System.out.print(folder.toFile().list().length); // as soon as they are too many
      }
      Recording recording = run.finish();
      System.out.print(folder.toFile().list().length);
      for (int epoch = 1; epoch <= 6; epoch++) {
        Values read = recording.activations("wide", epoch);
        Values expected = values(epoch, 10_000);
        for (int i = 0; i < 10_000; i++) {
          for (int unit = 0; unit < 1000; unit++) {
            if (read.get(i, unit) != expected.get(i, unit)) {
              throw new AssertionError("epoch %s, sample %s".formatted(epoch, i));
            }
          }
        }
      }
      System.out.print(" as recorded");
    }
  }

  @Test
  void valuesLargerThanTheMemoryAreInTheChosenFolderAsLongAsTheyAreWritten() throws Exception {
    Process process = Jvm.start(TemporaryFileIT.class, "large", folder);
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(said).isEqualTo("0011110 as recorded");
    assertThat(process.waitFor()).isZero();
    assertThat(folder).isEmptyDirectory();
  }

  private static Snapshot snapshot(int epoch) {
    return new Snapshot(
        epoch, List.of(Snapshot.Layer.of(values(epoch, 50))), Partition.trivial(50), new int[] {0});
  }

  /** Records 200 KB an epoch until the disk is full, and gives the error's words. */
  private static void full(Path folder) {
    try (RecordingBuilder builder = RecordingBuilder.of(LAYERS, RECIPE, folder, 300_000)) {
      for (int epoch = 1; epoch < 20; epoch++) {
        builder.add(TimeAxis.TRAINING_ORDER, snapshot(epoch));
        builder.endEpoch(epoch, Optional.empty());
      }
    } catch (RuntimeException e) {
      System.out.print(e.getMessage());
    }
  }

  @Test
  void fullDiskLeavesTheFinishedEpochsInAFileThatTheErrorNames() throws Exception {
    Process process = Jvm.startOnASmallDisk(1024, TemporaryFileIT.class, "full", folder);
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).isZero();
    assertThat(folder.toFile().list()).hasSize(1);
    Path file = folder.resolve(folder.toFile().list()[0]);
    assertThat(said)
        .matches(
            "Cannot write \"\\Q%s\\E\" \\(more than \\d+ bytes\\): .*: File too large\\. Its folder has \\d+ bytes free\\. Make room, or choose another folder\\. Epochs up to 5 are kept: RecordingFile\\.load\\(Path\\.of\\(\"\\Q%s\\E\"\\)\\)\\."
                .formatted(file, file));
    Recording expected =
        new Recording(
            LAYERS,
            List.of(
                new Track(
                    TimeAxis.TRAINING_ORDER,
                    List.of(snapshot(1), snapshot(2), snapshot(3), snapshot(4), snapshot(5)),
                    Optional.empty())),
            List.of(),
            RECIPE.with(new Fact.Stopped(5)));
    Recordings.assertEqual(RecordingFile.load(file), expected);
    assertThat(Files.size(file)).isBetween(5 * 200_000L, 1024 * 1024L);
  }
}
