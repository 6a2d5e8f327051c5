package org.infoplane.jupyter;

import java.lang.reflect.Field;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The notebook kernel that runs this program, if any: rapaio as started by infoplane's launcher,
 * JJava or IJava.
 *
 * <p>Rapaio and JJava find the library's services when {@code %maven} adds it. IJava does not look
 * for services, so the methods of {@code org.infoplane.Notebook} call {@link #install}.
 */
public final class Kernels {

  private static final AtomicInteger CELL_WITH_HEAD = new AtomicInteger(-1);
  private static final String IJAVA = "io.github.spencerpark.ijava.IJava";
  private static final String JJAVA = "org.dflib.jjava.jupyter.kernel.BaseKernel";

  private Kernels() {}

  /**
   * Registers the renderers with IJava, and shows the {@linkplain PageHead head of the page} in the
   * running cell. Does nothing the second time, and outside IJava.
   */
  public static void install() {
    Object ijava = running(IJAVA, "getKernelInstance");
    if (ijava instanceof io.github.spencerpark.jupyter.kernel.BaseKernel kernel
        && IJavaDisplay.install(kernel)) {
      quietLogging();
      CELL_WITH_HEAD.set(-1); // of an earlier kernel
      showHead();
    }
  }

  /**
   * Does the same, and shows the head of the page whenever another cell calls it, in any kernel.
   */
  public static void showResults() {
    install();
    showHead();
  }

  private static void showHead() {
    screen()
        .ifPresent(
            screen -> {
              int cell = screen.cell();
              if (CELL_WITH_HEAD.getAndSet(cell) != cell || cell < 0) {
                screen.show(UUID.randomUUID().toString(), Display.bundle(new PageHead()));
              }
            });
  }

  /** Without a logging provider, SLF4J would print three lines into the first cell. */
  static void quietLogging() {
    System.getProperties().putIfAbsent("slf4j.internal.verbosity", "ERROR");
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

  /** By reflection, since the counter of both kernels is protected. */
  static int executionCount(Class<?> base, Object kernel) {
    try {
      Field field = base.getDeclaredField("executionCount");
      field.setAccessible(true);
      return ((AtomicInteger) field.get(kernel)).get();
    } catch (ReflectiveOperationException | RuntimeException e) { // another version
      return -1;
    }
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
