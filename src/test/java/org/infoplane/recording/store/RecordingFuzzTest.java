package org.infoplane.recording.store;

import java.io.IOException;
import java.nio.file.Path;
import org.infoplane.recording.Recording;
import org.infoplane.testing.Mutants;
import org.infoplane.testing.Recordings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingFuzzTest {

  @TempDir private Path folder;

  @Test
  void damagedRecordingIsRefusedOrTheSame() throws IOException {
    Path file = folder.resolve("run.infoplane");
    Recording run = Recordings.copying("mid");
    RecordingFile.save(run, file);
    Mutants.of(file)
        .areReadOrRefusedBy(path -> Recordings.assertEqual(RecordingFile.load(path), run));
  }
}
