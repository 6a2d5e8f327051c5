package org.infoplane.jupyter;

import java.util.Locale;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.infoplane.recording.Progress;
import org.rapaio.jupyter.kernel.MainApp;
import org.rapaio.jupyter.kernel.display.DisplayData;

/**
 * Mutable: one updating line for a task that takes longer than a second in the rapaio kernel, at
 * most five times a second; silent anywhere else.
 */
public final class RapaioProgress implements Progress {

  private static final long PAUSE_NANOS = 200_000_000;
  private static final long SHORT_NANOS = 1_000_000_000;

  private final boolean inNotebook;
  private final LongSupplier nanoTime;
  private final Consumer<DisplayData> show;
  private final Consumer<DisplayData> change;
  private String task = "";
  private String display = "";
  private long started;
  private long shown;

  /** Made by the service loader, once for each long computation. */
  public RapaioProgress() {
    this(
        "rapaio".equals(System.getProperty("infoplane.notebook")),
        System::nanoTime,
        data -> MainApp.kernel.display(data),
        data -> MainApp.kernel.updateDisplay(data));
  }

  RapaioProgress(
      boolean inNotebook,
      LongSupplier nanoTime,
      Consumer<DisplayData> show,
      Consumer<DisplayData> change) {
    this.inNotebook = inNotebook;
    this.nanoTime = nanoTime;
    this.show = show;
    this.change = change;
  }

  @Override
  public void update(String newTask, int done, int total, String note) {
    if (!inNotebook) {
      return;
    }
    long now = nanoTime.getAsLong();
    if (!newTask.equals(task)) {
      task = newTask;
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
    String line = line(done, total, note, (now - started) / 1e9);
    DisplayData data = DisplayData.fromText(line);
    data.putHTML(
        "<progress max='%d' value='%d'></progress> %s"
            .formatted(Math.max(total, 1), total == 0 ? 0 : done, line));
    if (!begun) {
      display = UUID.randomUUID().toString();
    }
    data.setDisplayId(display);
    if (begun) {
      change.accept(data);
    } else {
      show.accept(data);
    }
  }

  private String line(int done, int total, String note, double seconds) {
    StringBuilder line = new StringBuilder(task);
    line.append(total > 0 ? " %d of %d epochs".formatted(done, total) : " epoch " + done);
    if (!note.isEmpty()) {
      line.append(", ").append(note);
    }
    line.append(String.format(Locale.ROOT, ", %.0f s", seconds));
    if (done > 0 && done < total) {
      line.append(
          String.format(Locale.ROOT, ", about %.0f s left", seconds / done * (total - done)));
    }
    return line.toString();
  }
}
