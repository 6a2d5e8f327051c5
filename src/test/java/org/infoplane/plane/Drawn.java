package org.infoplane.plane;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.infoplane.figure.PlotlyFigure;

/** What a figure hands to Plotly. */
final class Drawn {

  private Drawn() {}

  static JsonNode json(PlotlyFigure figure) throws Exception {
    return new ObjectMapper().readTree(figure.json());
  }

  static JsonNode trace(JsonNode figure, String name) {
    for (JsonNode trace : figure.path("data")) {
      if (trace.path("name").asText().equals(name)) {
        return trace;
      }
    }
    throw new AssertionError("no trace " + name);
  }
}
