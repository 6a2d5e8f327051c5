package org.infoplane.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.infoplane.testing.EventRecords;
import org.infoplane.testing.EventRecords.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFileTest {

  @TempDir Path folder;

  private static SortedMap<Integer, Map<String, Double>> scalars(int first) {
    SortedMap<Integer, Map<String, Double>> scalars = new TreeMap<>();
    scalars.put(300, Map.of("loss/test", 0.1));
    scalars.put(first, Map.of("TE [millibit]/dense1 -> größer", -2.5));
    return scalars;
  }

  @Test
  void readersFindEachScalarAtItsStep() throws IOException {
    Path file = EventFile.write(folder.resolve("tfevents"), scalars(0));
    assertThat(EventRecords.read(file))
        .containsExactly(
            new Event(0, 0, "brain.Event:2", Map.of()),
            new Event(0, 0, "", Map.of("TE [millibit]/dense1 -> größer", -2.5f)),
            new Event(300, 300, "", Map.of("loss/test", 0.1f)));
  }

  @Test
  void bytesAreThoseOfTensorBoardsOwnWriter() throws IOException {
    Path file = EventFile.write(folder.resolve("tfevents"), scalars(1));
    assertThat(HexFormat.of().formatHex(Files.readAllBytes(file)))
        .isEqualTo(
            Files.readString(Path.of("src/test/resources/golden/tensorboard-events.txt"))
                .replaceAll("#.*\\n", "")
                .strip());
  }

  @Test
  void missingFolderIsRefused() {
    Path file = folder.resolve("missing").resolve("tfevents");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EventFile.write(file, new TreeMap<>()))
        .withMessageContaining("no folder");
  }
}
