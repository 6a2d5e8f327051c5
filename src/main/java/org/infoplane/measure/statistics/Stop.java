package org.infoplane.measure.statistics;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.CancellationException;

/** Stops a long measurement when its thread is interrupted, as by the stop button of a notebook. */
public final class Stop {

  private Stop() {}

  /**
   * Throws if this thread is interrupted. Call between the steps of a long loop.
   *
   * @throws CancellationException if it is; the thread stays interrupted
   */
  public static void ifInterrupted() {
    ifInterrupted(Thread.currentThread());
  }

  /**
   * Throws if the thread that waits for the result is interrupted.
   *
   * @param caller the thread that waits for the result
   * @throws CancellationException if it is; the thread stays interrupted
   */
  public static void ifInterrupted(Thread caller) {
    requireNonNull(caller, "caller must not be null");
    if (caller.isInterrupted()) {
      throw new CancellationException(
          "The measurement was stopped and has no result. Run it again from the start.");
    }
  }
}
