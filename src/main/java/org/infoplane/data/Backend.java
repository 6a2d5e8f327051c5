package org.infoplane.data;

import org.nd4j.linalg.factory.Nd4j;

/** ND4J computes with native libraries, which IJava's {@code %maven} leaves out. */
final class Backend {

  private Backend() {}

  /** Makes an array; ND4J's own errors name a class that could not be initialised, or null. */
  static void require() {
    try {
      Nd4j.zeros(1);
    } catch (LinkageError | RuntimeException e) {
      throw new IllegalStateException(
          "Asked ND4J for arrays, but it has no native libraries here (%s). In IJava: run `bash environment/reproduce.sh` in infoplane's folder, write \"env\": {\"IJAVA_CLASSPATH\": \"FOLDER/environment/.cache/natives/*.jar\"} into IJava's kernel.json, and restart the kernel. Elsewhere: add org.nd4j:nd4j-native:1.0.0-M2.1 for your platform."
              .formatted(root(e)),
          e);
    }
  }

  private static Throwable root(Throwable error) {
    Throwable root = error;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}
