package org.infoplane.jupyter;

import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.infoplane.figure.Text;
import org.infoplane.recording.Progress;
import org.jspecify.annotations.Nullable;

/**
 * Mutable: shows one line in a notebook for a task that takes longer than a second, updated at most
 * five times a second; silent elsewhere. A task repeated in the same cell, such as training with
 * another seed, reuses its line. If the kernel fails to show it, nothing more is shown.
 */
public final class NotebookProgress implements Progress {

  private static final long PAUSE_NANOS = 200_000_000;
  private static final long SHORT_NANOS = 1_000_000_000;

  /** The last line of each task. */
  private static final Map<String, Line> LINES = new ConcurrentHashMap<>();

  private @Nullable Screen screen;
  private final LongSupplier nanoTime;
  private final Map<String, Line> lines;
  private String task = "";
  private String display = "";
  private int first;
  private long started;
  private long shown;

  /** Called by the service loader, once for each long computation. */
  public NotebookProgress() {
    this(Kernels.screen().orElse(null), System::nanoTime, LINES);
  }

  NotebookProgress(@Nullable Screen screen, LongSupplier nanoTime, Map<String, Line> lines) {
    this.screen = screen;
    this.nanoTime = nanoTime;
    this.lines = lines;
  }

  record Line(int cell, String display) {}

  @Override
  public void update(String newTask, int done, int total, String unit, String note) {
    if (screen == null) {
      return;
    }
    try {
      update(screen, newTask, done, total, unit, note);
    } catch (RuntimeException | LinkageError e) {
      screen = null; // a failing display must not end the training
    }
  }

  private void update(
      Screen screen, String newTask, int done, int total, String unit, String note) {
    long now = nanoTime.getAsLong();
    if (!newTask.equals(task)) {
      task = newTask;
      first = done;
      started = now;
      shown = now;
      display = "";
      return;
    }
    boolean begun = !display.isEmpty();
    boolean last = total > 0 && done >= total;
    if (begun ? !last && now - shown < PAUSE_NANOS : now - started < SHORT_NANOS) {
      return;
    }
    shown = now;
    String text = text(done, total, unit, note, (now - started) / 1e9);
    String bar =
        "<progress max='%s' value='%s'></progress> %s"
            .formatted(Math.max(total, 1), total == 0 ? 0 : done, Text.escape(text));
    Map<String, String> bundle = Map.of(Display.TEXT, text, Display.HTML, bar);
    if (begun) {
      screen.change(display, bundle);
      return;
    }
    int cell = screen.cell();
    Line line = lines.get(task);
    if (line != null && line.cell() == cell) {
      display = line.display();
      screen.change(display, bundle);
      return;
    }
    display = UUID.randomUUID().toString();
    screen.show(display, bundle);
    if (cell >= 0) {
      lines.put(task, new Line(cell, display));
    }
  }

  private String text(int done, int total, String unit, String note, double seconds) {
    StringBuilder text = new StringBuilder(task);
    text.append(
        total > 0
            ? " %s of %s %s%s".formatted(done, total, unit, total == 1 ? "" : "s")
            : " %s %s".formatted(unit, done));
    double each = seconds / (done - first); // a resumed run did the first ones earlier
    if (done > first) {
      text.append(", ").append(rate(each, unit));
    }
    if (!note.isEmpty()) {
      text.append(", ").append(note);
    }
    text.append(", ").append(duration(seconds));
    if (done > first && done < total) {
      text.append(", about ").append(duration(each * (total - done))).append(" left");
    }
    return text.toString();
  }

  private static String rate(double each, String unit) {
    return each < 1
        ? "%s %ss/s".formatted(digits(1 / each), unit)
        : "%s s per %s".formatted(digits(each), unit);
  }

  private static String digits(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.1f" : "%.0f", value);
  }

  private static String duration(double seconds) {
    long minutes = Math.round(seconds / 60);
    return seconds < 120
        ? String.format(Locale.ROOT, "%.0f s", seconds)
        : minutes < 120 ? minutes + " min" : "%s h %s min".formatted(minutes / 60, minutes % 60);
  }
}
