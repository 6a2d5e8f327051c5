package org.infoplane.figure;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.infoplane.picture.Picture;
import tech.tablesaw.plotly.components.Figure;
import tech.tablesaw.plotly.components.Layout;

/**
 * A Tablesaw figure described in Plotly's own JSON. Tablesaw's templates lack colour bar titles,
 * shared colour axes, sliders and custom hover text, and break on quotes in names. Immutable.
 */
public final class PlotlyFigure extends Figure implements Drawable {

  /** Six digits are more than a screen shows, and halve the page. */
  private static final MathContext DIGITS = new MathContext(6);

  private static final int WIDTH = 960;
  private static final int HEIGHT = 450;

  // The same bytes in every JVM: the order of maps and the digits of doubles differ between JDKs.
  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build())
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .addModule(new SimpleModule().addSerializer(Double.class, new Rounded()))
          .build();

  private static final class Rounded extends StdSerializer<Double> {

    private static final long serialVersionUID = 1;

    Rounded() {
      super(Double.class);
    }

    @Override
    public void serialize(Double value, JsonGenerator to, SerializerProvider provider)
        throws IOException {
      if (value.isNaN() || value.isInfinite()) {
        to.writeNull(); // a gap
      } else if (value == Math.rint(value) && Math.abs(value) < 1e6) {
        to.writeNumber(value.longValue());
      } else {
        to.writeNumber(new BigDecimal(value).round(DIGITS).doubleValue());
      }
    }
  }

  private final String json;

  private PlotlyFigure(Map<String, Object> figure) {
    super((Layout) null);
    try {
      this.json =
          JSON.writeValueAsString(figure)
              .replace("<", "\\u003c"); // no string can end the script element
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "data, layout and frames must be writable as JSON: " + e.getMessage(), e);
    }
  }

  /**
   * {@return a static figure, with numbers rounded to six digits and NaN as gaps}
   *
   * @param data traces, as Plotly describes them
   * @param layout axes, title and the like
   */
  public static PlotlyFigure of(List<Map<String, Object>> data, Map<String, Object> layout) {
    Objects.requireNonNull(data, "data must not be null");
    Objects.requireNonNull(layout, "layout must not be null");
    return new PlotlyFigure(Map.of("data", data, "layout", layout));
  }

  /**
   * {@return a figure with a slider}
   *
   * @param data traces, as in the last frame
   * @param layout axes, title, and the slider with the names of the frames
   * @param frames what each step changes
   */
  public static PlotlyFigure of(
      List<Map<String, Object>> data,
      Map<String, Object> layout,
      List<Map<String, Object>> frames) {
    Objects.requireNonNull(data, "data must not be null");
    Objects.requireNonNull(layout, "layout must not be null");
    Objects.requireNonNull(frames, "frames must not be null");
    return new PlotlyFigure(Map.of("data", data, "layout", layout, "frames", frames));
  }

  /**
   * {@return the figure as Plotly's JSON, with {@code data}, {@code layout} and, if it has a
   * slider, {@code frames}}
   */
  public String json() {
    return json;
  }

  String title() {
    return Text.plain(tree().at("/layout/title/text").asText());
  }

  /**
   * Returns a static picture of the last frame, for viewers that run no scripts: as Plotly draws
   * it, one and a half times as large, in at most 256 colours. Features that it does not support,
   * such as traces other than scatter, bar and heatmap, are named in a line below.
   *
   * @return a PNG; empty where Java has no fonts
   */
  public Optional<byte[]> png() {
    return Picture.canWrite() ? Optional.of(Picture.png(tree())) : Optional.empty();
  }

  /** Returns a PNG rendered by a browser, or the plain picture if there is none or it fails. */
  byte[] picture(Optional<Browser> browser, Path path) {
    try {
      return browser.isEmpty() && Picture.canWrite()
          ? Picture.png(tree())
          : drawing(browser, "png", path);
    } catch (IOException e) {
      return png().orElseThrow(() -> notDrawn(path, e));
    }
  }

  static UncheckedIOException notDrawn(Path path, IOException e) {
    return new UncheckedIOException(
        "Cannot save \"%s\", since the browser failed to draw it: %s. Use saveHtml(path), or another browser."
            .formatted(path, e.getMessage()),
        e);
  }

  byte[] drawing(Optional<Browser> browser, String format, Path path) throws IOException {
    return browser
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "Cannot save \"%s\": drawing needs Chromium, Chrome or Edge, and none is on the PATH. Install one, or use saveHtml(path)."
                        .formatted(path)))
        .draw(json, format, WIDTH, height());
  }

  int height() {
    return tree().at("/layout/height").asInt(HEIGHT);
  }

  private JsonNode tree() {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public PlotlyFigure figure() {
    return this;
  }

  @Override
  public String asJavascript(String divName) {
    Objects.requireNonNull(divName, "divName must not be null");
    return """
        <script>
        Plotly.newPlot(document.getElementById("%2$s"), %1$s);
        </script>
        """
        .formatted(json, divName);
  }

  @Override
  public String toString() {
    return "figure: %s (a page of its own: saveHtml(path))".formatted(title());
  }
}
