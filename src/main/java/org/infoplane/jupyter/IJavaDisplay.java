package org.infoplane.jupyter;

import io.github.spencerpark.jupyter.kernel.BaseKernel;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.Renderer;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import java.util.Map;
import org.infoplane.figure.Showable;

/** Shows results, and any Tablesaw table or figure, in the IJava kernel (1.3). */
final class IJavaDisplay {

  private IJavaDisplay() {}

  /** Registers the renderers with the kernel; false if they are already. */
  static boolean install(BaseKernel kernel) {
    Renderer renderer = kernel.getRenderer();
    Showable any = () -> "";
    if (renderer.render(any).hasDataForType(MIMEType.TEXT_HTML)) {
      return false;
    }
    Display.KINDS.forEach(kind -> register(kind, renderer));
    register(Display.STRING, renderer);
    return true;
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
      data.setDisplayId(id);
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
