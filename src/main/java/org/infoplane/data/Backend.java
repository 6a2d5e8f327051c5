package org.infoplane.data;

import org.nd4j.linalg.factory.Nd4j;

/** Checks for ND4J's native libraries, which IJava's {@code %maven} does not load. */
final class Backend {

  private Backend() {}

  /** Makes an array; ND4J's own error does not name the cause. */
  static void require() {
    try {
      Nd4j.zeros(1);
    } catch (LinkageError | RuntimeException e) {
      throw new IllegalStateException(
          "ND4J has no native libraries (%s). In IJava: run `bash environment/reproduce.sh` in infoplane's folder, restart the kernel, and run %%jars FOLDER/environment/.cache/natives/*.jar in the first cell. Elsewhere: add org.nd4j:nd4j-native:1.0.0-M2.1 for your platform."
              .formatted(root(e)),
          e);
    }
  }

  private static Throwable root(Throwable error) {
    return error.getCause() == null ? error : root(error.getCause());
  }
}
