package org.infoplane.jupyter;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The kernel that runs this program, if one does: rapaio, started by infoplane's launcher; JJava;
 * IJava. Outside of them nothing happens and nothing is shown.
 *
 * <p>Rapaio and JJava find the library's services as {@code %maven} adds it. IJava looks for none:
 * there, {@link #install} is called by the first helper of {@code org.infoplane.Notebook}. Its
 * errors stay as IJava shows them, class and message before the trace: it has no means to change
 * that from within a cell.
 */
public final class Kernels {

  private static final String IJAVA = "io.github.spencerpark.ijava.IJava";
  private static final String JJAVA = "org.dflib.jjava.jupyter.kernel.BaseKernel";

  private Kernels() {}

  /**
   * Tells IJava how to show results, and shows the {@linkplain PageHead head of the page} in the
   * cell that runs; a second time, and in any other kernel, it does nothing.
   */
  public static void install() {
    Object ijava = running(IJAVA, "getKernelInstance");
    if (ijava != null) {
      IJavaDisplay.install((io.github.spencerpark.jupyter.kernel.BaseKernel) ijava);
    }
  }

  static Optional<Screen> screen() {
    if ("rapaio".equals(System.getProperty("infoplane.notebook"))) {
      return Optional.of(new RapaioScreen());
    }
    Object jjava = running(JJAVA, "notebookKernel");
    if (jjava != null) {
      return Optional.of(
          new JJavaDisplay.OnScreen((org.dflib.jjava.jupyter.kernel.BaseKernel) jjava));
    }
    Object ijava = running(IJAVA, "getKernelInstance");
    if (ijava != null) {
      return Optional.of(
          new IJavaDisplay.OnScreen((io.github.spencerpark.jupyter.kernel.BaseKernel) ijava));
    }
    return Optional.empty();
  }

  /** Asked by name, since a program without the kernel does not have its classes. */
  private static @Nullable Object running(String owner, String method) {
    try {
      return Class.forName(owner).getMethod(method).invoke(null);
    } catch (ReflectiveOperationException | LinkageError e) { // not there, or it does not run
      return null;
    }
  }
}
