package org.infoplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.infoplane.figure.PlotlyFigure;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.Recording;
import org.infoplane.recording.TimeAxis;
import org.infoplane.recording.store.RecordingBuilder;
import org.infoplane.recording.store.RecordingFile;
import org.infoplane.result.RunSummary;
import org.infoplane.testing.Jvm;
import org.infoplane.testing.Recordings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that several processes write at once, or that the disk has no room for. */
class WritersIT {

  private static final int SAVES = 100; // of each process
  private static final int PICTURES = 10;

  /** The chunk IEND with its checksum. */
  private static final byte[] END_OF_PNG = {
    'I', 'E', 'N', 'D', (byte) 0xAE, 0x42, 0x60, (byte) 0x82
  };

  @TempDir Path folder;

  /** Of two writers. */
  private static Recording recording(int writer) {
    return Recordings.copying("of writer " + writer);
  }

  private static RunSummary run(int writer) {
    return RunSummary.of(writer, Notebook.transferEntropy(recording(writer)).result());
  }

  private static PlotlyFigure figure(int writer) {
    return PlotlyFigure.of(
        List.of(Map.of("type", "scatter", "x", List.of(1, 2), "y", List.of(writer, 2))), Map.of());
  }

  /** What other processes do. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[1]);
    switch (args[0]) {
      case "save" -> save(folder, Integer.parseInt(args[2]));
      case "record" -> record(folder.resolve("run"));
      default -> System.out.print(failure(folder, args[0]));
    }
  }

  private static void save(Path folder, int writer) {
    Recording recording = recording(writer);
    RunSummary run = run(writer);
    PlotlyFigure figure = figure(writer);
    for (int i = 0; i < SAVES; i++) {
      RecordingFile.save(recording, folder.resolve("run.infoplane"));
      run.save(folder.resolve("run.json"));
      if (i % (SAVES / PICTURES) == 0) {
        figure.savePng(folder.resolve("figure.png"));
      }
    }
  }

  @Test
  void twoProcessesSaveToOneFileAndItIsAlwaysWhole() throws Exception {
    save(folder, 1); // so that there is something to read
    List<String> recordings = List.of(recording(1).toString(), recording(2).toString());
    List<Process> writers =
        List.of(
            Jvm.start(WritersIT.class, "save", folder, 1),
            Jvm.start(WritersIT.class, "save", folder, 2));
    int reads = 0;
    boolean[] seen = new boolean[3];
    while (writers.stream().anyMatch(Process::isAlive)) {
      Recording recording = RecordingFile.load(folder.resolve("run.infoplane"));
      int writer = 1 + recordings.indexOf(recording.toString());
      assertThat(writer).as("%s", recording).isPositive();
      Recordings.assertEqual(recording, recording(writer));
      assertThat(RunSummary.load(folder.resolve("run.json")).seed()).isBetween(1L, 2L);
      byte[] picture = Files.readAllBytes(folder.resolve("figure.png"));
      // Drawn by a browser where there is one: whole, whatever its bytes.
      assertThat(picture).endsWith(END_OF_PNG);
      assertThat(ImageIO.read(new ByteArrayInputStream(picture)).getWidth()).isPositive();
      seen[writer] = true;
      reads++;
    }
    for (Process writer : writers) {
      assertThat(writer.waitFor()).as("a save failed").isZero();
    }
    assertThat(reads).isPositive();
    assertThat(seen[2]).isTrue();
    assertThat(folder.toFile().list())
        .containsExactlyInAnyOrder("run.infoplane", "run.json", "figure.png");
  }

  private static RecordingBuilder builder(Path path) {
    return RecordingBuilder.savingTo(path, recording(1).layers(), Recipe.empty(), -1);
  }

  private static void epoch(RecordingBuilder builder, int epoch) {
    builder.add(
        TimeAxis.TRAINING_ORDER,
        recording(1).track(TimeAxis.TRAINING_ORDER).snapshots().get(epoch - 1));
    builder.endEpoch(epoch, Optional.empty());
  }

  /** Records an epoch, says so, and another one as soon as it is told to. */
  private static void record(Path path) throws IOException {
    try (RecordingBuilder builder = builder(path)) {
      epoch(builder, 1);
      // Whoever opens the file and closes it lets go of all locks his process has on it.
      RecordingBuilder.cutOff(path);
      System.out.write('1');
      System.out.flush();
      System.in.read();
      epoch(builder, 2);
      builder.finish();
    }
  }

  @Test
  void secondProcessThatRecordsToAFileIsRefused() throws Exception {
    Path path = folder.resolve("run");
    Process first = Jvm.start(WritersIT.class, "record", folder);
    assertThat(first.getInputStream().read()).isEqualTo('1');
    byte[] part = Files.readAllBytes(folder.resolve("run.part"));
    for (int epochs : new int[] {-1, 1}) {
      assertThatIllegalStateException()
          .isThrownBy(
              () ->
                  RecordingBuilder.savingTo(path, recording(1).layers(), Recipe.empty(), epochs)
                      .close())
          .withMessageMatching(
              "Another recording is being written to \".*run.part\"\\. .*choose another file\\.");
    }
    assertThat(folder.resolve("run.part")).hasBinaryContent(part);
    first.getOutputStream().write('\n');
    first.getOutputStream().close();
    assertThat(first.waitFor()).isZero();
    assertThat(RecordingFile.load(path).track(TimeAxis.TRAINING_ORDER).snapshots()).hasSize(2);
    assertThat(folder.toFile().list()).containsExactly("run");
    builder(path).close(); // now it may
    assertThat(folder.toFile().list()).containsExactly("run");
  }

  /** Saves what does not fit, and gives the error's words. */
  private static String failure(Path folder, String what) {
    Path path = folder.resolve("file");
    try {
      switch (what) {
        case "recording" -> RecordingFile.save(recording(2), path);
        case "result" -> run(2).save(path);
        case "html" -> figure(2).saveHtml(path);
        default -> figure(2).savePng(path);
      }
      return "no error";
    } catch (RuntimeException e) {
      return String.valueOf(e.getMessage());
    }
  }

  @Test
  void fullDiskLeavesTheOldFileAndSaysTheNumbers() throws Exception {
    Path path = folder.resolve("file");
    Map<String, Supplier<String>> needs =
        Map.of(
            "recording", () -> "more than 1024",
            "result", () -> "" + sizeOf(() -> run(2).save(path)),
            "html", () -> "" + sizeOf(() -> figure(2).saveHtml(path)),
            "png", () -> "" + figure(2).png().orElseThrow().length);
    for (Map.Entry<String, Supplier<String>> what : needs.entrySet()) {
      String need = what.getValue().get();
      Files.writeString(path, "old");
      Process writer = Jvm.startOnASmallDisk(1, WritersIT.class, what.getKey(), folder);
      String said = new String(writer.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(said)
          .as(what.getKey())
          .matches(
              "Cannot write \".*\" \\("
                  + need
                  + " bytes\\): .*: File too large\\. Its folder has [1-9]\\d* bytes free\\. Make room, .*");
      assertThat(path).hasContent("old");
      try (Stream<Path> all = Files.walk(folder)) {
        assertThat(all.map(Path::toString)).as(what.getKey()).noneMatch(n -> n.endsWith(".tmp"));
      }
    }
  }

  private long sizeOf(Runnable save) {
    save.run();
    return folder.resolve("file").toFile().length();
  }
}
