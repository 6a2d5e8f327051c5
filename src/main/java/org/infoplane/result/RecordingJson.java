package org.infoplane.result;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.infoplane.recording.Recording;

/** What is small of a recording, as JSON. */
final class RecordingJson {

  static final String KIND = "infoplane recording";

  private RecordingJson() {}

  static JsonNode json(Recording run, double seconds) {
    ObjectNode to = ResultFile.MAPPER.createObjectNode();
    to.put("seconds", seconds);
    SeedRunJson.putRun(to, run.recipe(), run.metrics());
    return to;
  }
}
