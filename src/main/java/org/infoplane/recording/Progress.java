package org.infoplane.recording;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * Hears how far a long computation is. A notebook kernel's adapter offers one as a service; without
 * any, nothing is shown. It never changes a result.
 */
public interface Progress {

  /**
   * Called at the start, after each step and at the end.
   *
   * @param task such as {@code training}; one line is shown a task
   * @param done steps done
   * @param total steps in all, 0 if not known
   * @param unit what a step is, in the singular with a plural in s, such as {@code epoch}
   * @param note such as {@code test accuracy 0.93}, may be empty
   */
  void update(String task, int done, int total, String unit, String note);

  /**
   * The progress display of the running notebook.
   *
   * @return one that tells every offered service; silent if there is none, or if its kernel is not
   *     there, as in a plain Java program
   */
  static Progress ofNotebook() {
    List<Progress> services = new ArrayList<>();
    ServiceLoader.load(Progress.class, Progress.class.getClassLoader()).stream()
        .forEach(
            provider -> {
              try {
                services.add(provider.get());
              } catch (ServiceConfigurationError e) {
                // Its kernel is not there, or not as expected: progress never ends a computation.
              }
            });
    return (task, done, total, unit, note) ->
        services.forEach(service -> service.update(task, done, total, unit, note));
  }
}
