package org.infoplane.recording;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Shows a figure of a recording that grows. The adapter of a notebook kernel provides one as a
 * service; without any, nothing is drawn. Never changes a result, nor ends what is recorded.
 */
public interface LiveFigure {

  /**
   * Called often, by one thread: takes up what is new if it is time to, and shows what was drawn.
   *
   * @param moments recorded so far
   * @param soFar gives them; called only if they are drawn now, before this returns
   * @param picture makes what is shown, such as a plane; called by a thread of its own, once at a
   *     time. If it fails, its error is shown instead
   */
  void update(int moments, Supplier<Recording> soFar, Function<? super Recording, ?> picture);

  /**
   * Draws once more, and returns when it is shown, or this thread is interrupted.
   *
   * @param soFar gives all that was recorded
   * @param picture makes what stays
   */
  void finish(Supplier<Recording> soFar, Function<? super Recording, ?> picture);

  /** {@return a figure in the running notebook; one that never draws in a plain Java program} */
  static LiveFigure ofNotebook() {
    List<LiveFigure> services = Services.of(LiveFigure.class);
    return new LiveFigure() {
      @Override
      public void update(
          int moments, Supplier<Recording> soFar, Function<? super Recording, ?> picture) {
        services.forEach(service -> service.update(moments, soFar, picture));
      }

      @Override
      public void finish(Supplier<Recording> soFar, Function<? super Recording, ?> picture) {
        services.forEach(service -> service.finish(soFar, picture));
      }
    };
  }
}
