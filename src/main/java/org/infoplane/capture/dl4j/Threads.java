package org.infoplane.capture.dl4j;

import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.infoplane.recording.Fact;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;
import org.nd4j.nativeblas.Nd4jBlas;

/**
 * Limits ND4J to one thread, unless the user chose a number; ND4J's default is one per core. OpenMP
 * threads wait by spinning: with one, a small network trains three times as fast as with two, ten
 * times if another program runs; a wide one takes up to 1.4 times as long (environment/README.md
 * has the figures). The last digits of sums in single precision depend on the number.
 */
final class Threads {

  static {
    if (!isChosen() && now().openMp() == nd4jsChoice() && now().blas() == nd4jsChoice()) {
      operations().setOmpNumThreads(1);
      blasLibrary().setMaxThreads(1);
    }
  }

  private Threads() {}

  static Fact.Threads now() {
    return new Fact.Threads(
        operations().ompGetMaxThreads(),
        blasLibrary().getMaxThreads(),
        Nd4j.getEnvironment().maxThreads());
  }

  private static boolean isChosen() {
    return Stream.of("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "ND4J_SKIP_BLAS_THREADS")
        .map(System::getenv)
        .anyMatch(value -> value != null && !value.isEmpty());
  }

  /** The initial number of NativeOpsHolder and Nd4jBlas. */
  private static int nd4jsChoice() {
    int cores = Loader.totalCores();
    int chips = Loader.totalChips();
    return cores > 0 && chips > 0
        ? Math.max(1, cores / chips)
        : NativeOpsHolder.getCores(Runtime.getRuntime().availableProcessors());
  }

  private static NativeOps operations() {
    Nd4j.factory(); // the holder cannot start by itself
    return NativeOpsHolder.getInstance().getDeviceNativeOps();
  }

  private static Nd4jBlas blasLibrary() {
    return (Nd4jBlas) Nd4j.factory().blas();
  }
}
