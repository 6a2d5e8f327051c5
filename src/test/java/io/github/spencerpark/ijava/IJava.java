package io.github.spencerpark.ijava;

import io.github.spencerpark.jupyter.kernel.BaseKernel;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for the main class of IJava 1.3.0, whose jar is in no Maven repository. The real one
 * has {@code public static JavaKernel getKernelInstance()}, where {@code JavaKernel extends
 * BaseKernel} of the jupyter-jvm-basekernel 2.3.0 that it carries; null where no kernel runs.
 * Mutable: a test says which kernel runs.
 */
public final class IJava {

  private static @Nullable BaseKernel kernel;

  private IJava() {}

  public static @Nullable BaseKernel getKernelInstance() {
    return kernel;
  }

  public static void run(@Nullable BaseKernel running) {
    kernel = running;
  }
}
