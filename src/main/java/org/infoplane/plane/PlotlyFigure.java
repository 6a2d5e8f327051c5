package org.infoplane.plane;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import tech.tablesaw.plotly.components.Figure;
import tech.tablesaw.plotly.components.Layout;

/**
 * A Tablesaw figure described in Plotly's own JSON. Tablesaw's templates have no titles of colour
 * bars, no shared colour axis and no hover text of one's own, and they break on quotes in a name.
 */
public final class PlotlyFigure extends Figure implements Showable {

  private final String json;

  PlotlyFigure(List<Map<String, Object>> data, Map<String, Object> layout) {
    super((Layout) null);
    try {
      this.json =
          new ObjectMapper()
              .writeValueAsString(Map.of("data", data, "layout", layout))
              .replace("<", "\\u003c"); // no string can end the script element
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Asked to draw what is not JSON: " + e.getMessage(), e);
    }
  }

  /**
   * The figure as Plotly takes it.
   *
   * @return JSON with {@code data} and {@code layout}
   */
  public String json() {
    return json;
  }

  @Override
  public String asJavascript(String divName) {
    return """
        <script>
        var figure = %s;
        Plotly.newPlot(document.getElementById("%s"), figure.data, figure.layout);
        </script>
        """
        .formatted(json, divName);
  }

  @Override
  public String html() {
    return Offline.fragment(this);
  }

  /**
   * Plain text where no page can be shown.
   *
   * @return one line
   */
  @Override
  public String toString() {
    return "infoplane figure; show it in a notebook, or write Offline.page(figure, title) to a file";
  }
}
