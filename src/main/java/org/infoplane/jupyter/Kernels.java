package org.infoplane.jupyter;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The notebook kernel that runs this program, if any: rapaio as started by infoplane's launcher,
 * JJava or IJava.
 *
 * <p>Rapaio and JJava find the library's services when {@code %maven} adds it. IJava does not look
 * for services, so the methods of {@code org.infoplane.Notebook} call {@link #install}.
 */
public final class Kernels {

  private static final String IJAVA = "io.github.spencerpark.ijava.IJava";
  private static final String JJAVA = "org.dflib.jjava.jupyter.kernel.BaseKernel";

  private Kernels() {}

  /**
   * Registers the renderers with IJava, and shows the {@linkplain PageHead head of the page} in the
   * running cell. Does nothing the second time, and outside IJava.
   */
  public static void install() {
    Object ijava = running(IJAVA, "getKernelInstance");
    if (ijava != null) {
      IJavaDisplay.install((io.github.spencerpark.jupyter.kernel.BaseKernel) ijava);
    }
  }

  static Optional<Screen> screen() {
    if (Thread.currentThread() instanceof NotebookFigure.Painter) {
      return Optional.empty();
    }
    if ("rapaio".equals(System.getProperty("infoplane.notebook"))) {
      return Optional.of(new RapaioDisplay.OnScreen());
    }
    if (running(JJAVA, "notebookKernel")
        instanceof org.dflib.jjava.jupyter.kernel.BaseKernel jjava) {
      return Optional.of(new JJavaDisplay.OnScreen(jjava));
    }
    if (running(IJAVA, "getKernelInstance")
        instanceof io.github.spencerpark.jupyter.kernel.BaseKernel ijava) {
      return Optional.of(new IJavaDisplay.OnScreen(ijava));
    }
    return Optional.empty();
  }

  /** Uses reflection, since a program without the kernel does not have its classes. */
  private static @Nullable Object running(String owner, String method) {
    try {
      return Class.forName(owner).getMethod(method).invoke(null);
    } catch (ReflectiveOperationException | LinkageError e) { // absent, or not running
      return null;
    }
  }
}
