package org.infoplane.jupyter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicInteger;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.JupyterIO;
import org.dflib.jjava.jupyter.kernel.LanguageInfo;
import org.dflib.jjava.jupyter.kernel.ReplacementOptions;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.dflib.jjava.jupyter.kernel.util.StringStyler;
import org.dflib.jjava.jupyter.messages.ContentType;
import org.dflib.jjava.jupyter.messages.publish.PublishDisplayData;
import org.dflib.jjava.jupyter.messages.publish.PublishUpdateDisplayData;
import org.infoplane.figure.Showable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** In JJava's own base kernel; only the Java shell is missing. */
class JJavaDisplayTest {

  /** What runs in a cell, and what the page hears of it. */
  private static final class Cell extends ShellReplyEnvironment {

    private final List<DisplayData> shown = new ArrayList<>();
    private final List<DisplayData> changed = new ArrayList<>();

    Cell() {
      super(null, null, null, null);
    }

    @Override
    public <T extends ContentType<T>> void publish(T content) {
      (content instanceof PublishUpdateDisplayData ? changed : shown).add((DisplayData) content);
      assertThat(content).isInstanceOfAny(PublishDisplayData.class, PublishUpdateDisplayData.class);
    }
  }

  private static final class CellIO extends JupyterIO {

    CellIO() {
      super(StandardCharsets.UTF_8);
    }

    void start(Cell cell) {
      setEnv(cell);
    }
  }

  private static final class Kernel extends BaseKernel {

    Kernel(CellIO io) {
      super(
          "JJava",
          "1.0-a6",
          new LanguageInfo.Builder("Java").build(),
          List.of(),
          null,
          io,
          new CommManager(),
          new Renderer(),
          null,
          new MagicsRegistry(),
          true,
          new StringStyler("", "", "", line -> ""));
    }

    @Override
    public Object evalRaw(String source) {
      throw new UnsupportedOperationException(source);
    }

    @Override
    public DisplayData inspect(String code, int at, boolean extraDetail) {
      throw new UnsupportedOperationException(code);
    }

    @Override
    public ReplacementOptions complete(String code, int at) {
      throw new UnsupportedOperationException(code);
    }

    @Override
    public String isComplete(String code) {
      throw new UnsupportedOperationException(code);
    }
  }

  private final CellIO io = new CellIO();
  private final Kernel kernel = new Kernel(io);
  private final Cell cell = new Cell();

  @AfterEach
  void end() {
    kernel.onShutdown(false);
  }

  private static String get(DisplayData data, String type) {
    return String.valueOf(data.getData(MIMEType.parse(type)));
  }

  @Test
  void kernelFindsTheExtension() {
    assertThat(ServiceLoader.load(Extension.class)).hasExactlyElementsOfTypes(JJavaDisplay.class);
    kernel.onStartup();
    assertThat(get(kernel.getRenderer().render(Results.PLANE), "text/html")).contains("newPlot");
  }

  @Test
  void everyKindIsOneBundle() {
    new JJavaDisplay().install(kernel);
    for (Results.Case result : Results.ALL) {
      DisplayData data = kernel.getRenderer().render(result.value());
      result.check(get(data, "text/html"));
      assertThat(get(data, "text/plain")).isEqualTo(result.value().toString());
      assertThat(data.hasDataForType(MIMEType.IMAGE_PNG)).as("a second picture").isFalse();
    }
  }

  @Test
  void stringsWrapAtWords() {
    new JJavaDisplay().install(kernel);
    DisplayData data = kernel.getRenderer().render("text < more");
    assertThat(get(data, "text/html")).contains("pre-wrap", ">text &lt; more</div>");
    assertThat(get(data, "text/plain")).isEqualTo("text < more");
  }

  @Test
  void otherObjectsAreLeftToTheKernel() {
    new JJavaDisplay().install(kernel);
    for (Object other : Results.OTHERS) {
      DisplayData data = kernel.getRenderer().render(other);
      assertThat(get(data, "text/plain")).isEqualTo(other.toString());
      assertThat(data.hasDataForType(MIMEType.TEXT_HTML)).isFalse();
    }
  }

  /** JJava and IJava answer an exception, but wait for ever after an error. */
  @Test
  void missingJarIsAnExceptionThatNamesIt() {
    new JJavaDisplay().install(kernel);
    Showable broken =
        () -> {
          throw new NoClassDefFoundError("com/google/common/collect/ImmutableList");
        };
    assertThatIllegalStateException()
        .isThrownBy(() -> kernel.getRenderer().render(broken))
        .withMessageContainingAll(
            "show a Showable",
            "NoClassDefFoundError: com/google/common/collect/ImmutableList",
            "A jar is missing or has another version",
            "run %jars FOLDER/*.jar",
            "restart the kernel");
  }

  @Test
  void typeThatIsAskedForIsGiven() {
    new JJavaDisplay().install(kernel);
    DisplayData data = kernel.getRenderer().renderAs(Results.PLANE, "text/plain");
    assertThat(data.hasDataForType(MIMEType.TEXT_HTML)).isFalse();
    assertThat(get(kernel.getRenderer().renderAs(Results.PLANE, "text/html"), "text/html"))
        .contains("newPlot");
  }

  @Test
  void cellThatLoadsTheLibraryCarriesTheHeadOfThePageOnce() {
    io.start(cell);
    new JJavaDisplay().install(kernel);
    new JJavaDisplay().install(kernel);
    assertThat(cell.shown).hasSize(1);
    assertThat(get(cell.shown.get(0), "text/html")).contains("is ready", "DecompressionStream");
    AtomicInteger drawn = new AtomicInteger();
    Showable result = () -> "drawn " + drawn.incrementAndGet();
    assertThat(get(kernel.getRenderer().render(result), "text/html")).isEqualTo("drawn 1");
    assertThat(drawn).hasValue(1);
  }

  @Test
  void progressIsOneDisplayThatChanges() {
    assertThat(Kernels.screen()).isEmpty();
    kernel.onStartup();
    io.start(cell);
    Screen screen = Kernels.screen().orElseThrow();
    screen.show("line", Map.of("text/plain", "one"));
    screen.change("line", Map.of("text/plain", "two"));
    assertThat(screen.cell()).as("the number of the cell").isNotNegative();
    assertThat(cell.shown).singleElement().extracting(d -> get(d, "text/plain")).isEqualTo("one");
    assertThat(cell.changed).singleElement().extracting(d -> get(d, "text/plain")).isEqualTo("two");
    assertThat(List.of(cell.shown.get(0).getDisplayId(), cell.changed.get(0).getDisplayId()))
        .containsOnly("line");
  }
}
