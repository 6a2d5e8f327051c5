package org.infoplane.jupyter;

import java.util.Map;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.infoplane.figure.Showable;

/**
 * Shows results, and any Tablesaw table or figure, in the JJava kernel (1.0-a6 and later).
 *
 * <p>JJava installs it when {@code %maven} adds the library, and shows the {@linkplain PageHead
 * head of the page} as output of that cell. If the library is on the kernel's own class path
 * ({@code JJAVA_CLASSPATH}), there is no cell yet: end one with {@code new PageHead()}. Errors look
 * as JJava shows them, since an extension cannot change that.
 */
public final class JJavaDisplay implements Extension {

  /** Called by the kernel's service loader. */
  public JJavaDisplay() {}

  /**
   * Registers the renderers with the kernel; does nothing the second time.
   *
   * @param kernel the running one
   */
  @Override
  public void install(BaseKernel kernel) {
    Kernels.quietLogging();
    Renderer renderer = kernel.getRenderer();
    Showable any = () -> "";
    if (renderer.render(any).hasDataForType(MIMEType.TEXT_HTML)) {
      return; // already installed
    }
    Display.KINDS.forEach(kind -> register(kind, renderer));
    register(Display.STRING, renderer);
    if (kernel.getIO().display.isAttached()) {
      kernel.display(renderer.render(new PageHead()));
    }
  }

  private static void register(Display.Kind<?> kind, Renderer renderer) {
    renderer
        .createRegistration(kind.type())
        .preferring(Display.HTML, Display.TEXT)
        .register(
            (result, context) ->
                kind.bundle(result)
                    .forEach(
                        (type, content) ->
                            context.renderIfRequested(MIMEType.parse(type), () -> content)));
  }

  /** Shows progress in the running kernel. */
  record OnScreen(BaseKernel kernel) implements Screen {

    @Override
    public void show(String id, Map<String, String> bundle) {
      DisplayData data = data(bundle);
      // Not setDisplayId: its return type changed in 1.0-a7, so a call links with one version only.
      data.putTransientData(DisplayData.DISPLAY_ID_KEY, id);
      kernel.display(data);
    }

    @Override
    public void change(String id, Map<String, String> bundle) {
      kernel.getIO().display.updateDisplay(id, data(bundle));
    }

    @Override
    public int cell() {
      return Kernels.executionCount(BaseKernel.class, kernel);
    }

    private static DisplayData data(Map<String, String> bundle) {
      DisplayData data = new DisplayData();
      bundle.forEach(data::putData);
      return data;
    }
  }
}
