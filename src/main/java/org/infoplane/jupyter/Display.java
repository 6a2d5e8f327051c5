package org.infoplane.jupyter;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.infoplane.figure.Drawable;
import org.infoplane.figure.Offline;
import org.infoplane.figure.Showable;
import org.infoplane.figure.TableHtml;
import org.infoplane.figure.TableText;
import org.infoplane.measure.Estimate;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.Recording;
import tech.tablesaw.api.Table;
import tech.tablesaw.plotly.components.Figure;

/**
 * How each kind of result is shown, in whatever kernel. Everything else is left to the kernel. The
 * still picture of a figure is part of its HTML, where viewers that run no script see it, and is
 * not sent a second time.
 */
final class Display {

  static final String HTML = "text/html";
  static final String TEXT = "text/plain";

  /** The first that fits is taken. */
  static final List<Kind<?>> KINDS =
      List.of(
          new Kind<>(Drawable.class, drawable -> Offline.fragment(drawable.figure())),
          new Kind<>(Showable.class, Showable::html),
          new Kind<>(Figure.class, figure -> Offline.fragment(figure)),
          new Kind<>(Table.class, table -> TableHtml.of(TableText.readable(table))),
          new Kind<>(Recording.class, run -> Cards.html(run)),
          new Kind<>(Recipe.class, recipe -> Cards.html(recipe)),
          new Kind<>(Estimate.class, estimate -> Cards.html(estimate)));

  private Display() {}

  /** Results of a type. */
  record Kind<T>(Class<T> type, Function<T, String> how) {

    /** Content by MIME type. */
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

    private static Map<String, String> bundle(String html, Object result) {
      Map<String, String> bundle = new LinkedHashMap<>();
      bundle.put(HTML, html);
      bundle.put(TEXT, result.toString());
      return bundle;
    }
  }
}
