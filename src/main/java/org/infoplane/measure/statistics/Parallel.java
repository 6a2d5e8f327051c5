package org.infoplane.measure.statistics;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.CancellationException;
import java.util.function.IntConsumer;
import java.util.function.IntToDoubleFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Work of several threads, which ends when the thread that waits for it is interrupted. */
public final class Parallel {

  private Parallel() {}

  /**
   * {@return {@code of(0) .. of(n - 1)}, {@code double[n]}}
   *
   * @param n how many
   * @param of called by several threads, each number once
   * @throws IllegalArgumentException if one of them throws it: as it was, not wrapped by the pool
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
   * Does {@code work(0) .. work(n - 1)}.
   *
   * @param n how many
   * @param work called by several threads, each number once
   * @throws IllegalArgumentException if one of them throws it: as it was, not wrapped by the pool
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
