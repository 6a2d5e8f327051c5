package org.infoplane.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.infoplane.figure.PlotlyFigure;

/** What a figure hands to Plotly. */
public final class Drawn {

  private Drawn() {}

  public static JsonNode json(PlotlyFigure figure) throws Exception {
    return new ObjectMapper().readTree(figure.json());
  }

  public static JsonNode trace(JsonNode figure, String name) {
    for (JsonNode trace : figure.path("data")) {
      if (trace.path("name").asText().equals(name)) {
        return trace;
      }
    }
    throw new AssertionError("no trace " + name);
  }
}
