package org.infoplane.jupyter;

import java.util.Map;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.infoplane.figure.Showable;

/**
 * Shows infoplane's results, and any Tablesaw table or figure, in the JJava kernel (1.0-a6 and
 * later).
 *
 * <p>JJava installs it as {@code %maven} adds the library, and shows the {@linkplain PageHead head
 * of the page} as output of that cell. If the library is on the class path that the kernel starts
 * with ({@code JJAVA_CLASSPATH}), there is no cell yet: end one with {@code new PageHead()}. Errors
 * are shown as JJava does, class and message before the trace: an extension cannot change that.
 */
public final class JJavaDisplay implements Extension {

  /** Made by the kernel's service loader. */
  public JJavaDisplay() {}

  /**
   * Tells the kernel how to show results; a second time it does nothing.
   *
   * @param kernel the running one
   */
  @Override
  public void install(BaseKernel kernel) {
    Renderer renderer = kernel.getRenderer();
    Showable anyResult = () -> "";
    if (renderer.render(anyResult).hasDataForType(MIMEType.TEXT_HTML)) {
      return; // it knows
    }
    Display.KINDS.forEach(kind -> register(renderer, kind));
    if (kernel.getIO().display.isAttached()) {
      kernel.display(renderer.render(new PageHead()));
    }
  }

  private static <T> void register(Renderer renderer, Display.Kind<T> kind) {
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
      // setDisplayId returns another type from 1.0-a7 on, so that a call links with one of them
      // only.
      data.putTransientData(DisplayData.DISPLAY_ID_KEY, id);
      kernel.display(data);
    }

    @Override
    public void change(String id, Map<String, String> bundle) {
      kernel.getIO().display.updateDisplay(id, data(bundle));
    }

    private static DisplayData data(Map<String, String> bundle) {
      DisplayData data = new DisplayData();
      bundle.forEach(data::putData);
      return data;
    }
  }
}
