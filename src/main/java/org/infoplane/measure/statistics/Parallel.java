package org.infoplane.measure.statistics;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.CancellationException;
import java.util.function.IntConsumer;
import java.util.function.IntToDoubleFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Parallel work that stops when the waiting thread is interrupted. */
public final class Parallel {

  private Parallel() {}

  /**
   * {@return {@code of(0) .. of(n - 1)}, {@code double[n]}}
   *
   * @param n number of calls
   * @param of called by several threads, once for each index
   * @throws IllegalArgumentException if a call throws it; rethrown as it was, not wrapped
   * @throws CancellationException if this thread is interrupted
   */
  public static double[] map(int n, IntToDoubleFunction of) {
    requireNonNull(of, "of must not be null");
    Thread caller = Thread.currentThread();
    return asThrown(
        () ->
            IntStream.range(0, n)
                .parallel()
                .mapToDouble(
                    i -> {
                      Stop.ifInterrupted(caller);
                      return of.applyAsDouble(i);
                    })
                .toArray());
  }

  /**
   * Runs {@code work(0) .. work(n - 1)}.
   *
   * @param n number of calls
   * @param work called by several threads, once for each index
   * @throws IllegalArgumentException if a call throws it; rethrown as it was, not wrapped
   * @throws CancellationException if this thread is interrupted
   */
  public static void forEach(int n, IntConsumer work) {
    requireNonNull(work, "work must not be null");
    map(
        n,
        i -> {
          work.accept(i);
          return 0;
        });
  }

  private static double[] asThrown(Supplier<double[]> numbers) {
    try {
      return numbers.get();
    } catch (IllegalArgumentException e) {
      throw e.getCause() instanceof IllegalArgumentException first ? first : e;
    } catch (CancellationException e) {
      throw e.getCause() instanceof CancellationException first ? first : e;
    }
  }
}
