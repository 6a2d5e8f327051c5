package org.infoplane.jupyter;

import java.util.List;
import java.util.function.Function;
import org.infoplane.figure.Offline;
import org.infoplane.figure.Showable;
import org.infoplane.figure.TableHtml;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.Recording;
import org.jspecify.annotations.Nullable;
import org.rapaio.jupyter.kernel.display.DisplayData;
import org.rapaio.jupyter.kernel.display.DisplayRenderer;
import org.rapaio.jupyter.kernel.display.DisplayTransformer;
import org.rapaio.jupyter.kernel.display.spi.DisplayProvider;
import tech.tablesaw.api.Table;
import tech.tablesaw.plotly.components.Figure;

/** Shows infoplane's results, and any Tablesaw table or figure, in the rapaio kernel. */
public final class RapaioDisplay implements DisplayProvider {

  /** Made by the kernel's service loader. */
  public RapaioDisplay() {}

  @Override
  public List<DisplayRenderer> getDisplayRenderers() {
    return List.of(
        new Html<>(Showable.class, Showable::html),
        new Html<>(Figure.class, Offline::fragment),
        new Html<>(Table.class, TableHtml::of),
        new Html<>(Recording.class, r -> preformatted(r.toString())),
        new Html<>(Recipe.class, r -> preformatted(r.toString())));
  }

  @Override
  public List<DisplayTransformer> getDisplayTransformers() {
    return List.of();
  }

  private static String preformatted(String text) {
    return "<pre>" + text.replace("&", "&amp;").replace("<", "&lt;") + "</pre>";
  }

  /** Offers text/html and text/plain. */
  private record Html<T>(Class<T> type, Function<T, String> html) implements DisplayRenderer {

    @Override
    public Class<?> rendererClass() {
      return type;
    }

    @Override
    public boolean canRender(@Nullable String mime) {
      return mime == null || mime.equals("text/html");
    }

    @Override
    public DisplayData render(@Nullable String mime, Object o) {
      DisplayData data = DisplayData.fromHtml(html.apply(type.cast(o)));
      data.putText(o.toString());
      return data;
    }
  }
}
