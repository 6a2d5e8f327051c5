package org.infoplane.jupyter;

import java.util.Locale;
import java.util.UUID;
import org.infoplane.recording.Progress;
import org.rapaio.jupyter.kernel.MainApp;
import org.rapaio.jupyter.kernel.display.DisplayData;

/**
 * Mutable: one updating line a task in the rapaio kernel, at most five times a second; silent
 * anywhere else.
 */
public final class RapaioProgress implements Progress {

  private static final long PAUSE_NANOS = 200_000_000;

  private final boolean inNotebook = "rapaio".equals(System.getProperty("infoplane.notebook"));
  private String task = "";
  private String display = "";
  private long started;
  private long shown;

  /** Made by the service loader, once for each long computation. */
  public RapaioProgress() {}

  @Override
  public void update(String newTask, int done, int total, String note) {
    if (!inNotebook) {
      return;
    }
    long now = System.nanoTime();
    boolean first = !newTask.equals(task);
    boolean last = total > 0 && done >= total;
    if (first) {
      task = newTask;
      started = now;
      display = UUID.randomUUID().toString();
    } else if (!last && now - shown < PAUSE_NANOS) {
      return;
    }
    shown = now;
    String line = line(done, total, note, (now - started) / 1e9);
    DisplayData data = DisplayData.fromText(line);
    data.putHTML(
        "<progress max='%d' value='%d'></progress> %s"
            .formatted(Math.max(total, 1), total == 0 ? 0 : done, line));
    data.setDisplayId(display);
    if (first) {
      MainApp.kernel.display(data);
    } else {
      MainApp.kernel.updateDisplay(data);
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
