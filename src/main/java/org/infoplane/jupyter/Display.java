package org.infoplane.jupyter;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.infoplane.figure.Drawable;
import org.infoplane.figure.Offline;
import org.infoplane.figure.Showable;
import org.infoplane.figure.TableHtml;
import org.infoplane.figure.TableText;
import org.infoplane.figure.Text;
import org.infoplane.measure.Estimate;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.Recording;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.Table;
import tech.tablesaw.plotly.components.Figure;

/**
 * How each kind of result is shown, in any kernel. Everything else is left to the kernel. The
 * static picture of a figure is part of its HTML, for viewers that run no scripts, and is sent only
 * once.
 */
final class Display {

  static final String HTML = "text/html";
  static final String TEXT = "text/plain";

  /** The first that matches is used. */
  static final List<Kind<?>> KINDS =
      List.of(
          new Kind<>(Drawable.class, drawable -> Offline.fragment(drawable.figure())),
          new Kind<>(Showable.class, Showable::html),
          new Kind<>(Figure.class, Offline::fragment),
          new Kind<>(Table.class, table -> TableHtml.of(TableText.readable(table))),
          new Kind<>(Recording.class, Cards::html),
          new Kind<>(Recipe.class, Cards::html),
          new Kind<>(Estimate.class, Cards::html));

  /** In kernels that show strings as preformatted text, which breaks within words. */
  static final Kind<String> STRING =
      new Kind<>(
          String.class,
          text ->
              "<div style=\"white-space: pre-wrap; overflow-wrap: break-word\">%s</div>"
                  .formatted(Text.escape(text)));

  private Display() {}

  /** Content by MIME type of any object. */
  static Map<String, String> bundle(@Nullable Object result) {
    Objects.requireNonNull(result, "the function returned null. Return a figure or a table.");
    return KINDS.stream()
        .filter(kind -> kind.type().isInstance(result))
        .findFirst()
        .map(kind -> kind.bundle(result))
        .orElseGet(() -> Map.of(TEXT, result.toString()));
  }

  /** The same of a result that will be replaced: of a figure, without the static picture. */
  static Map<String, String> passing(@Nullable Object result) {
    return result instanceof Drawable
        ? new Kind<>(Drawable.class, drawable -> Offline.passing(drawable.figure())).bundle(result)
        : bundle(result);
  }

  /** A type of results. */
  record Kind<T>(Class<T> type, Function<T, String> how) {

    /** Returns content by MIME type, as Jupyter expects it. */
    Map<String, String> bundle(Object result) {
      try {
        Map<String, String> bundle = new LinkedHashMap<>();
        bundle.put(HTML, how.apply(type.cast(result)));
        bundle.put(TEXT, result.toString());
        return bundle;
      } catch (LinkageError e) { // it would end the kernel silently
        throw new IllegalStateException(
            "Cannot show a %s: %s. A jar is missing or has another version: in IJava, run %%jars FOLDER/*.jar as environment/README.md says; elsewhere, restart the kernel and load infoplane first."
                .formatted(type.getSimpleName(), e),
            e);
      }
    }
  }
}
