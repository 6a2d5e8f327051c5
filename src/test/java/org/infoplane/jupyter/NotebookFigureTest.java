package org.infoplane.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.infoplane.Notebook;
import org.infoplane.recording.LiveFigure;
import org.infoplane.recording.Recording;
import org.infoplane.testing.Recordings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotebookFigureTest {

  private static final String HTML = Display.HTML;
  private static final String TEXT = Display.TEXT;
  private static final Recording RUN = Recordings.copying("mid");

  private final FakeScreen screen = new FakeScreen();
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private double seconds;

  private LiveFigure figure(int processors, Executor painters) {
    return screen.figure(() -> Math.round(seconds * 1e9), processors, painters);
  }

  private LiveFigure atOnce() {
    return figure(2, Runnable::run);
  }

  private void update(
      LiveFigure figure, int moments, Function<? super Recording, @Nullable Object> picture) {
    figure.update(moments, () -> RUN, picture);
  }

  /** Draws at a second of its own, and shows it. */
  private void draw(
      LiveFigure figure, int moments, Function<? super Recording, @Nullable Object> picture) {
    seconds++;
    update(figure, moments, picture);
    update(figure, moments, picture);
  }

  @Test
  void figureIsDrawnAgainInPlace() {
    LiveFigure figure = atOnce();
    for (int moment = 1; moment <= 3; moment++) {
      int now = moment;
      draw(figure, moment, run -> "epoch " + now);
    }
    figure.finish(() -> RUN, run -> "the end");
    assertThat(screen.outputs()).isEqualTo(1);
    assertThat(screen.ids()).hasSize(1);
    assertThat(screen.all(TEXT)).containsExactly("epoch 1", "epoch 2", "epoch 3", "the end");
  }

  @Test
  void whatIsNotNewIsNotDrawn() {
    LiveFigure figure = atOnce();
    draw(figure, 0, run -> "nothing");
    draw(figure, 1, run -> "first");
    draw(figure, 1, run -> "again");
    assertThat(screen.all(TEXT)).containsExactly("first");
  }

  /**
   * A moment every tenth of a second for a minute; of several processors, the first one is free.
   */
  @ParameterizedTest
  @CsvSource({
    "2, 0.1, '[1.0, 2.0, 3.0, 4.0]', 0.101",
    "2, 0.8, '[1.0, 2.0, 8.0, 16.0]', 0.121",
    "1, 0.1, '[1.0, 2.0, 4.0, 6.0]', 0.052",
    "1, 0.8, '[1.0, 16.0, 32.0, 48.0]', 0.054",
    "8, 0.8, '[1.0, 2.0, 3.0, 4.0]', 0.43"
  })
  void drawingTakesItsShareOfTheTimeOnly(int processors, double cost, String first, double share) {
    List<Double> times = new ArrayList<>();
    LiveFigure figure =
        figure(
            processors,
            drawing -> {
              double now = seconds;
              times.add(now);
              drawing.run();
              seconds = now; // training goes on beside it
            });
    for (int tick = 1; tick <= 600; tick++) {
      seconds = tick / 10.0;
      update(
          figure,
          tick,
          run -> {
            seconds += cost;
            return "plane";
          });
    }
    assertThat(times.stream().limit(4).toList()).hasToString(first);
    assertThat(times.size() * cost / 60).isBetween(share - 0.011, share);
  }

  @Test
  void lastOneIsDrawnInAnyCase() {
    LiveFigure figure = atOnce();
    seconds = 0.1;
    update(figure, 1, run -> "too early");
    figure.finish(() -> RUN, run -> "the end");
    assertThat(screen.all(TEXT)).containsExactly("the end");
  }

  @Test
  void onlyTheLastOneHasAStaticPicture() {
    LiveFigure figure = atOnce();
    draw(figure, 1, Notebook::plotPlane);
    figure.finish(() -> RUN, Notebook::plotPlane);
    assertThat(screen.all(HTML).get(0))
        .contains("newPlot")
        .containsPattern("<div style=\"height: \\d+px\"></div>")
        .doesNotContain("<img");
    assertThat(screen.last(HTML)).contains("newPlot", "<img alt=").doesNotContain("style=\"height");
    assertThat(screen.last(TEXT)).startsWith("information plane");
  }

  @Test
  void slowDrawingHoldsNobodyUp() {
    LiveFigure figure = figure(2, waiting::add);
    seconds = 1;
    update(figure, 1, run -> "first");
    seconds = 9;
    update(figure, 2, run -> "second"); // one at a time
    assertThat(waiting).hasSize(1);
    assertThat(screen.outputs()).isZero();
    waiting.remove().run();
    assertThat(screen.outputs()).as("shown by the thread of the kernel").isZero();
    update(figure, 3, run -> "third");
    assertThat(screen.all(TEXT)).containsExactly("first");
    waiting.remove().run();
    update(figure, 3, run -> "third");
    assertThat(screen.all(TEXT)).containsExactly("first", "third");
  }

  @Test
  void endWaitsForTheDrawingBefore() {
    BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    LiveFigure figure = figure(2, tasks::add);
    seconds = 1;
    update(figure, 1, run -> "first");
    Thread painter =
        new NotebookFigure.Painter(
            () -> {
              try {
                tasks.take().run();
                tasks.take().run();
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
    painter.start();
    figure.finish(() -> RUN, run -> Thread.currentThread() == painter ? "last" : "here");
    assertThat(screen.all(TEXT)).containsExactly("first", "last");
    assertThat(screen.threads()).containsExactly(Thread.currentThread());
  }

  @Test
  void failureIsShownInPlaceOfTheFigureUntilItIsDrawn() {
    LiveFigure figure = atOnce();
    draw(
        figure,
        1,
        run -> {
          throw new IllegalArgumentException("a < b");
        });
    draw(
        figure,
        2,
        run -> {
          throw new StackOverflowError("too deep");
        });
    draw(figure, 3, run -> null);
    draw(figure, 4, run -> "plane");
    String failed = "The live figure could not be drawn, while recording goes on: ";
    assertThat(screen.all(TEXT))
        .containsExactly(
            failed + "IllegalArgumentException: a < b",
            failed + "StackOverflowError: too deep",
            failed
                + "NullPointerException: the function returned null. Return a figure or a table.",
            "plane");
    assertThat(screen.all(HTML).get(0))
        .isEqualTo("<p>⚠ " + failed + "IllegalArgumentException: a &lt; b</p>");
    assertThat(screen.outputs()).isEqualTo(1);
  }

  @Test
  void recordingThatCannotBeReadNowIsAFailureToo() {
    LiveFigure figure = atOnce();
    seconds = 1;
    figure.update(
        1,
        () -> {
          throw new IllegalStateException("no file");
        },
        run -> "plane");
    figure.finish(() -> RUN, run -> "plane");
    assertThat(screen.all(TEXT).get(0)).endsWith("IllegalStateException: no file");
    assertThat(screen.last(TEXT)).isEqualTo("plane");
  }

  @Test
  void failureOfTheDisplayEndsTheDisplayOnly() {
    for (Throwable failure :
        List.of(new NoSuchMethodError("setDisplayId"), new IllegalStateException("closed"))) {
      FakeScreen broken = new FakeScreen();
      broken.onShow(
          () -> {
            if (failure instanceof Error error) {
              throw error;
            }
            throw (RuntimeException) failure;
          });
      seconds = 0;
      LiveFigure figure = broken.figure(() -> Math.round(seconds * 1e9), 2, Runnable::run);
      for (int moment = 1; moment <= 4; moment++) {
        draw(figure, moment, run -> "plane");
      }
      figure.finish(() -> RUN, run -> "plane");
      assertThat(broken.all(TEXT)).as("asked once, then never again").hasSize(1);
    }
  }

  @Test
  void interruptionEndsTheWaitAtTheEnd() {
    LiveFigure figure = figure(2, waiting::add);
    seconds = 1;
    update(figure, 1, run -> "never drawn");
    Thread.currentThread().interrupt();
    figure.finish(() -> RUN, run -> "nor this");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(screen.outputs()).isZero();
    waiting.remove().run(); // nothing comes of it
    assertThat(waiting).isEmpty();
  }

  @Test
  void plainProgramDrawsNothing() {
    LiveFigure figure = LiveFigure.ofNotebook();
    figure.update(
        1,
        () -> {
          throw new AssertionError("asked for");
        },
        run -> "plane");
    figure.finish(
        () -> {
          throw new AssertionError("asked for");
        },
        run -> "plane");
    assertThat(ServiceLoader.load(LiveFigure.class))
        .hasExactlyElementsOfTypes(NotebookFigure.class);
  }

  @Test
  void whatIsMeasuredForItShowsNoProgress() throws InterruptedException {
    String kernel = "infoplane.notebook";
    List<Boolean> hasScreen = new ArrayList<>();
    System.setProperty(kernel, "rapaio");
    try {
      hasScreen.add(Kernels.screen().isPresent());
      Thread painter =
          new NotebookFigure.Painter(() -> hasScreen.add(Kernels.screen().isPresent()));
      painter.start();
      painter.join();
    } finally {
      System.clearProperty(kernel);
    }
    assertThat(hasScreen).containsExactly(true, false);
  }
}
