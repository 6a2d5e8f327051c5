package org.infoplane.measure.statistics;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.CancellationException;

/** Ends a long measurement when its thread is interrupted, as by the stop button of a notebook. */
public final class Stop {

  private Stop() {}

  /**
   * To be called between the steps of a long loop.
   *
   * @throws CancellationException if this thread is interrupted, which it stays
   */
  public static void ifInterrupted() {
    ifInterrupted(Thread.currentThread());
  }

  /**
   * The same for work that a thread has given to others.
   *
   * @param caller the thread that waits for the result
   * @throws CancellationException if it is interrupted, which it stays
   */
  public static void ifInterrupted(Thread caller) {
    requireNonNull(caller, "caller must not be null");
    if (caller.isInterrupted()) {
      throw new CancellationException(
          "The measurement was stopped, and has no result. Ask again to measure from the start.");
    }
  }
}
