package org.infoplane.jupyter;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rapaio.jupyter.kernel.display.DisplayData;
import org.rapaio.jupyter.kernel.display.DisplayRenderer;
import org.rapaio.jupyter.kernel.display.DisplayTransformer;
import org.rapaio.jupyter.kernel.display.spi.DisplayProvider;

/** Shows infoplane's results, and any Tablesaw table or figure, in the rapaio kernel. */
public final class RapaioDisplay implements DisplayProvider {

  /** Made by the kernel's service loader. */
  public RapaioDisplay() {}

  @Override
  public List<DisplayRenderer> getDisplayRenderers() {
    return Display.KINDS.stream().<DisplayRenderer>map(OfKind::new).toList();
  }

  @Override
  public List<DisplayTransformer> getDisplayTransformers() {
    return List.of();
  }

  static DisplayData data(Map<String, String> bundle) {
    DisplayData data = DisplayData.fromText("");
    bundle.forEach(data::putData);
    return data;
  }

  private record OfKind(Display.Kind<?> kind) implements DisplayRenderer {

    @Override
    public Class<?> rendererClass() {
      return kind.type();
    }

    @Override
    public boolean canRender(@Nullable String mime) {
      return mime == null || mime.equals(Display.HTML);
    }

    @Override
    public DisplayData render(@Nullable String mime, Object result) {
      return data(kind.bundle(result));
    }
  }
}
