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

/** How each kind of result is shown, in whatever kernel. Everything else is left to the kernel. */
final class Display {

  static final String HTML = "text/html";
  static final String TEXT = "text/plain";
  static final String PNG = "image/png";

  /** The first that fits is taken. */
  static final List<Kind<?>> KINDS =
      List.of(
          new Kind<>(Drawable.class, drawable -> drawn(drawable.figure())),
          new Kind<>(Showable.class, showable -> new Shown(showable.html())),
          new Kind<>(Figure.class, figure -> new Shown(Offline.fragment(figure))),
          new Kind<>(Table.class, table -> new Shown(TableHtml.of(TableText.readable(table)))),
          new Kind<>(Recording.class, run -> new Shown(Cards.html(run))),
          new Kind<>(Recipe.class, recipe -> new Shown(Cards.html(recipe))),
          new Kind<>(Estimate.class, estimate -> new Shown(Cards.html(estimate))));

  private Display() {}

  /** A page's fragment, and a picture for viewers that run no script. */
  record Shown(String html, Optional<byte[]> png) {

    Shown(String html) {
      this(html, Optional.empty());
    }
  }

  /** Results of a type. */
  record Kind<T>(Class<T> type, Function<T, Shown> how) {

    /** Content by MIME type, as Jupyter takes it: pictures in base64. */
    Map<String, String> bundle(Object result) {
      try {
        return bundle(how.apply(type.cast(result)), result);
      } catch (LinkageError e) { // it would end the kernel without a word
        throw new IllegalStateException(
            "Asked to show a %s, but %s. A jar is missing or has another version: in IJava, set IJAVA_CLASSPATH as environment/README.md says; elsewhere, restart the kernel and load infoplane first."
                .formatted(type.getSimpleName(), e),
            e);
      }
    }

    private static Map<String, String> bundle(Shown shown, Object result) {
      Map<String, String> bundle = new LinkedHashMap<>();
      bundle.put(HTML, shown.html());
      bundle.put(TEXT, result.toString());
      shown.png().ifPresent(png -> bundle.put(PNG, Base64.getEncoder().encodeToString(png)));
      return bundle;
    }
  }

  private static Shown drawn(PlotlyFigure figure) {
    Optional<byte[]> png = figure.png();
    return new Shown(Offline.fragment(figure, png), png);
  }
}
