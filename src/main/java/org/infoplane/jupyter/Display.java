package org.infoplane.jupyter;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.infoplane.figure.Drawable;
import org.infoplane.figure.Offline;
import org.infoplane.figure.PlotlyFigure;
import org.infoplane.figure.Showable;
import org.infoplane.figure.TableHtml;
import org.infoplane.figure.TableText;
import org.infoplane.measure.Estimate;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.Recording;
import tech.tablesaw.api.Table;
import tech.tablesaw.plotly.components.Figure;

/** How each kind of result is shown, in any kernel. Everything else is left to the kernel. */
final class Display {

  static final String HTML = "text/html";
  static final String TEXT = "text/plain";
  static final String PNG = "image/png";

  /** The first that matches is used. */
  static final List<Kind<?>> KINDS =
      List.of(
          new Kind<>(Drawable.class, drawable -> drawn(drawable.figure())),
          html(Showable.class, Showable::html),
          html(Figure.class, Offline::fragment),
          html(Table.class, table -> TableHtml.of(TableText.readable(table))),
          html(Recording.class, Cards::html),
          html(Recipe.class, Cards::html),
          html(Estimate.class, Cards::html));

  private Display() {}

  private static <T> Kind<T> html(Class<T> type, Function<T, String> how) {
    return new Kind<>(type, result -> new Shown(how.apply(result), Optional.empty()));
  }

  /** A fragment of a page, and a picture for viewers that run no scripts. */
  record Shown(String html, Optional<byte[]> png) {}

  /** A type of results. */
  record Kind<T>(Class<T> type, Function<T, Shown> how) {

    /** Returns content by MIME type, as Jupyter expects it: pictures in base64. */
    Map<String, String> bundle(Object result) {
      try {
        Shown shown = how.apply(type.cast(result));
        Map<String, String> bundle = new LinkedHashMap<>();
        bundle.put(HTML, shown.html());
        bundle.put(TEXT, result.toString());
        shown.png().ifPresent(png -> bundle.put(PNG, Base64.getEncoder().encodeToString(png)));
        return bundle;
      } catch (LinkageError e) { // it would end the kernel silently
        throw new IllegalStateException(
            "Cannot show a %s: %s. A jar is missing or has another version: in IJava, set IJAVA_CLASSPATH as environment/README.md says; elsewhere, restart the kernel and load infoplane first."
                .formatted(type.getSimpleName(), e),
            e);
      }
    }
  }

  private static Shown drawn(PlotlyFigure figure) {
    Optional<byte[]> png = figure.png();
    return new Shown(Offline.fragment(figure, png), png);
  }
}
