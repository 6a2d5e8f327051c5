package org.infoplane.data;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.regex.Pattern;
import org.infoplane.testing.LoaderWithout;
import org.junit.jupiter.api.Test;

class BackendTest {

  @Test
  void missingNativeLibrariesSayWhatToDo() throws Exception {
    try (LoaderWithout natives =
        new LoaderWithout(Pattern.compile("org\\.nd4j\\.linalg\\.cpu\\..*"))) {
      Class<?> digits = natives.loadClass("org.infoplane.data.Digits");
      for (int time = 1; time <= 2; time++) { // the second time, the JVM's error has no cause
        assertThatThrownBy(() -> digits.getMethod("load", long.class).invoke(null, 42))
            .cause()
            .isInstanceOf(IllegalStateException.class)
            .hasMessageStartingWith("ND4J has no native libraries (")
            .hasMessageContainingAll(
                "run %jars FOLDER/environment/.cache/natives/*.jar in the first cell",
                "add org.nd4j:nd4j-native:1.0.0-M2.1");
      }
    }
  }
}
