package org.infoplane.capture.numpy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.infoplane.recording.Snapshot;
import org.infoplane.recording.Track;
import org.infoplane.symbol.Values;
import org.infoplane.testing.Mutants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ActivationFuzzTest {

  @TempDir private Path folder;

  @BeforeEach
  void write() throws IOException {
    for (String name : new String[] {"a0", "b0", "a1", "b1"}) {
      NumpyFile.save(
          Values.view(6, 2, (sample, unit) -> sample * 0.5 - unit), folder.resolve(name + ".npy"));
    }
    NpyWriter.write(folder.resolve("labels.npy"), new int[] {0, 1, 2, 0, 1, 2});
    Files.writeString(
        folder.resolve("activations.json"),
        """
        {"format": 1, "layers": ["a", "b"], "labels": "labels.npy", "steps": [
          {"epoch": 1, "files": ["a0.npy", "b0.npy"], "trainAccuracy": 0.5, "trainLoss": 0.25},
          {"epoch": 2, "files": ["a1.npy", "b1.npy"], "trainAccuracy": 0.75, "trainLoss": 0.125}]}
        """);
  }

  private void read(Path file) {
    for (Track track : ActivationFolder.of(folder).recording().tracks()) {
      for (Snapshot snapshot : track.snapshots()) {
        for (int layer = 0; layer < snapshot.layers(); layer++) {
          Values values = snapshot.values(layer);
          values.get(values.samples() - 1, values.units() - 1);
        }
      }
    }
  }

  @Test
  void damagedIndexIsReadOrRefused() throws IOException {
    Mutants.of(folder.resolve("activations.json")).areReadOrRefusedBy(this::read);
  }

  @Test
  void damagedArrayIsReadOrRefused() throws IOException {
    Mutants.of(folder.resolve("b1.npy")).areReadOrRefusedBy(this::read);
  }

  @Test
  void damagedLabelsAreReadOrRefused() throws IOException {
    Mutants.of(folder.resolve("labels.npy")).areReadOrRefusedBy(this::read);
  }
}
