package org.infoplane.result;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import org.infoplane.Notebook;
import org.infoplane.recording.Recording;
import org.infoplane.testing.Mutants;
import org.infoplane.testing.Recordings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFuzzTest {

  @TempDir private Path folder;

  @Test
  void damagedResultIsRefusedOrTheSame() throws IOException {
    Recording recording = Recordings.copying("mid");
    RunSummary run =
        RunSummary.of(
            7,
            Notebook.transferEntropy(recording).result(),
            Notebook.mutualInformation(recording).result());
    Path file = folder.resolve("run.json");
    run.save(file);
    JsonNode content = RunSummaryJson.json(run);
    Mutants.of(file)
        .areReadOrRefusedBy(
            path -> assertThat(RunSummaryJson.json(RunSummary.load(path))).isEqualTo(content));
  }
}
