package org.infoplane.recording;

import java.util.List;

/**
 * Listens to the progress of long computations. The adapter of a notebook kernel provides one as a
 * service; without any, nothing is shown. Never changes a result.
 */
public interface Progress {

  /**
   * Called at the start, after each step and at the end.
   *
   * @param task such as {@code training}; each task is shown on its own line
   * @param done steps done
   * @param total steps in all, 0 if unknown
   * @param unit what a step is, in the singular with a plural in s, such as {@code epoch}
   * @param note such as {@code test accuracy 0.93}, may be empty
   */
  void update(String task, int done, int total, String unit, String note);

  /**
   * {@return the progress display of the running notebook: all services whose kernel is present;
   * silent in a plain Java program}
   */
  static Progress ofNotebook() {
    List<Progress> services = Services.of(Progress.class);
    return (task, done, total, unit, note) ->
        services.forEach(service -> service.update(task, done, total, unit, note));
  }
}
