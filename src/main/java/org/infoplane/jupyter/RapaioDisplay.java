package org.infoplane.jupyter;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.rapaio.jupyter.kernel.MainApp;
import org.rapaio.jupyter.kernel.display.DisplayData;
import org.rapaio.jupyter.kernel.display.DisplayRenderer;
import org.rapaio.jupyter.kernel.display.DisplayTransformer;
import org.rapaio.jupyter.kernel.display.spi.DisplayProvider;

/** Shows results, and any Tablesaw table or figure, in the rapaio kernel. */
public final class RapaioDisplay implements DisplayProvider {

  /** Called by the kernel's service loader. */
  public RapaioDisplay() {}

  @Override
  public List<DisplayRenderer> getDisplayRenderers() {
    Kernels.quietLogging();
    return Display.KINDS.stream().<DisplayRenderer>map(OfKind::new).toList();
  }

  @Override
  public List<DisplayTransformer> getDisplayTransformers() {
    return List.of();
  }

  private static DisplayData data(Map<String, String> bundle) {
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

  /** Shows progress in the running kernel. */
  static final class OnScreen implements Screen {

    private static final AtomicInteger ENDED = new AtomicInteger(); // cells that asked
    private static final AtomicBoolean RUNNING = new AtomicBoolean();

    @Override
    public void show(String id, Map<String, String> bundle) {
      MainApp.kernel.display(named(id, bundle));
    }

    @Override
    public void change(String id, Map<String, String> bundle) {
      MainApp.kernel.updateDisplay(named(id, bundle));
    }

    @Override
    public int cell() {
      if (RUNNING.compareAndSet(false, true)) {
        MainApp.kernel
            .channels()
            .scheduleAfter(
                () -> {
                  ENDED.incrementAndGet();
                  RUNNING.set(false);
                });
      }
      return ENDED.get();
    }

    private static DisplayData named(String id, Map<String, String> bundle) {
      DisplayData data = data(bundle);
      data.setDisplayId(id);
      return data;
    }
  }
}
