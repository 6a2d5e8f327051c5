package org.infoplane.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.lang.reflect.Constructor;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The library in class loaders of its own: a plain program's, and IJava's. */
class KernelsTest {

  private static final Pattern KERNELS =
      Pattern.compile("(org\\.rapaio|org\\.dflib|io\\.github\\.spencerpark)\\..*");

  /** What the tests run with, loaded anew, without classes of some names. */
  private static final class Loader extends URLClassLoader {

    private final Pattern hidden;

    Loader(Pattern hidden) {
      super(
          Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
              .map(Loader::url)
              .toArray(URL[]::new),
          ClassLoader.getPlatformClassLoader());
      this.hidden = hidden;
    }

    private static URL url(String path) {
      try {
        return Path.of(path).toUri().toURL();
      } catch (MalformedURLException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (hidden.matcher(name).matches()) {
        throw new ClassNotFoundException(name);
      }
      return super.findClass(name);
    }
  }

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
    try (Loader plain = new Loader(KERNELS);
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
    try (Loader ijava = new Loader(Pattern.compile("none"))) {
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
