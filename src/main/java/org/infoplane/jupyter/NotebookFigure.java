package org.infoplane.jupyter;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.infoplane.figure.Text;
import org.infoplane.recording.LiveFigure;
import org.infoplane.recording.Recording;
import org.jspecify.annotations.Nullable;

/**
 * Mutable: shows a figure in a notebook, and draws it again in place: at most once a second, as
 * long as all drawings together take at most 5 % of the time that has passed on all processors, as
 * if each drawing kept one of them busy (of several processors without the first one, which loads
 * classes); once more at the end in any case. It is drawn by a thread of its own beside the
 * training, and shown by the caller's, since kernels hear one thread only. Silent elsewhere. If the
 * kernel fails to show it, nothing more is shown.
 */
public final class NotebookFigure implements LiveFigure {

  private static final long SECOND = 1_000_000_000;
  private static final int SHARE = 20; // one part of the time in so many

  private @Nullable Screen screen;
  private final LongSupplier nanoTime;
  private final int processors;
  private final Executor painters;
  private final String display = UUID.randomUUID().toString();
  private final long made;
  private boolean shown;
  private int drawn; // moments
  private long started; // the last drawing
  private @Nullable FutureTask<Drawing> drawing;
  private long spent;

  /** Content by MIME type, and how long it took. */
  private record Drawing(Map<String, String> bundle, long nanos) {}

  /** Draws silently: other threads do not hear of its progress. */
  static final class Painter extends Thread {
    Painter(Runnable drawing) {
      super(drawing, "live figure");
      setDaemon(true);
    }
  }

  /** Called by the service loader, once for each recording that grows. */
  public NotebookFigure() {
    this(
        Kernels.screen().orElse(null),
        System::nanoTime,
        Runtime.getRuntime().availableProcessors(),
        drawing -> new Painter(drawing).start());
  }

  NotebookFigure(
      @Nullable Screen screen, LongSupplier nanoTime, int processors, Executor painters) {
    this.screen = screen;
    this.nanoTime = nanoTime;
    this.processors = processors;
    this.painters = painters;
    made = nanoTime.getAsLong();
    started = made;
  }

  @Override
  public void update(
      int moments, Supplier<Recording> soFar, Function<? super Recording, ?> picture) {
    if (drawing != null && drawing.isDone()) {
      show();
    }
    if (screen != null && drawing == null && moments > drawn && isTime()) {
      drawn = moments;
      start(soFar, run -> Display.passing(picture.apply(run)));
    }
  }

  private boolean isTime() {
    long now = nanoTime.getAsLong();
    return now - started >= SECOND && SHARE * spent <= processors * (now - made);
  }

  @Override
  public void finish(Supplier<Recording> soFar, Function<? super Recording, ?> picture) {
    if (drawing != null) {
      show(); // waits: the function is called once at a time
    }
    if (screen != null && !Thread.currentThread().isInterrupted()) {
      start(soFar, run -> Display.bundle(picture.apply(run)));
      show();
    }
  }

  private void start(Supplier<Recording> soFar, Function<Recording, Map<String, String>> how) {
    Supplier<Map<String, String>> content = content(soFar, how);
    started = nanoTime.getAsLong();
    drawing =
        new FutureTask<>(
            () -> {
              long begin = nanoTime.getAsLong();
              Map<String, String> bundle = content.get();
              return new Drawing(bundle, nanoTime.getAsLong() - begin);
            });
    painters.execute(drawing);
  }

  /** Errors too, since whatever a cell's function does, the recording must not be lost. */
  private static Supplier<Map<String, String>> content(
      Supplier<Recording> soFar, Function<Recording, Map<String, String>> how) {
    try {
      Recording run = soFar.get();
      return () -> {
        try {
          return how.apply(run);
        } catch (RuntimeException | Error e) {
          return failed(e);
        }
      };
    } catch (RuntimeException e) {
      return () -> failed(e);
    }
  }

  private static Map<String, String> failed(Throwable e) {
    String words =
        "The live figure could not be drawn, while recording goes on: %s: %s"
            .formatted(e.getClass().getSimpleName(), e.getMessage());
    return Map.of(Display.TEXT, words, Display.HTML, "<p>⚠ %s</p>".formatted(Text.escape(words)));
  }

  /** Shows what is drawn, or waits for it. */
  private void show() {
    FutureTask<Drawing> task = requireNonNull(drawing);
    drawing = null;
    try {
      Drawing done = task.get();
      spent += shown || processors == 1 ? done.nanos() : 0;
      if (screen != null && shown) {
        screen.change(display, done.bundle());
      } else if (screen != null) {
        shown = true;
        screen.show(display, done.bundle());
      }
    } catch (InterruptedException e) {
      task.cancel(true);
      Thread.currentThread().interrupt();
    } catch (ExecutionException | RuntimeException | LinkageError e) {
      screen = null; // a failing display must not end the training
    }
  }
}
