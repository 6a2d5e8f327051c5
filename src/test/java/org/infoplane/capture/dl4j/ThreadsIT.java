package org.infoplane.capture.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.javacpp.Loader;
import org.infoplane.Notebook;
import org.infoplane.data.Split;
import org.infoplane.testing.Networks;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;
import org.nd4j.nativeblas.Nd4jBlas;

/** Each case in a program of its own, as the setting is made once. */
class ThreadsIT {

  @Test
  void oneThreadWhereTheUserSaysNothing() throws Exception {
    assertThat(threads(Map.of(), "")).startsWith("OpenMP 1, BLAS 1, ");
  }

  @Test
  void settingOfTheUserStays() throws Exception {
    assertThat(threads(Map.of("OMP_NUM_THREADS", "3"), "")).isEqualTo("OpenMP 3, BLAS 3, ND4J 3");
    assertThat(threads(Map.of("OMP_NUM_THREADS", "1"), "")).isEqualTo("OpenMP 1, BLAS 1, ND4J 1");
  }

  @Test
  void settingThatTheUserMadeInTheProgramStays() throws Exception {
    assumeThat(Loader.totalCores()).isNotEqualTo(3); // ND4J's own choice would be taken for it
    assertThat(threads(Map.of(), "3")).startsWith("OpenMP 3, BLAS 3, ");
  }

  private static String threads(Map<String, String> environment, String chosen)
      throws IOException, InterruptedException {
    ProcessBuilder java =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            ThreadsIT.class.getName(),
            chosen);
    java.environment().keySet().removeIf(name -> name.contains("THREADS"));
    java.environment().putAll(environment);
    Process process = java.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return said.lines().reduce("", (before, line) -> line);
  }

  /** Trains, and says what the recipe tells. */
  public static void main(String[] args) {
    if (!args[0].isEmpty()) {
      int wanted = Integer.parseInt(args[0]);
      ((Nd4jBlas) Nd4j.factory().blas()).setMaxThreads(wanted);
      NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(wanted);
    }
    Split digits = Networks.digits();
    System.out.println(
        Notebook.captureLayers(Networks.dense())
            .whileTraining(digits.batches(50, 4), 1)
            .recipe()
            .entries()
            .get("threads"));
  }
}
