package org.infoplane.data;

import java.util.SplittableRandom;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A delayed-recall task on random bits: at each step the label is the bit some steps earlier, which
 * a recurrent network must memorise.
 *
 * <p>Features are {@code [sequences, 1, length]}, -1 or 1; labels {@code [sequences, 2, length]},
 * one-hot, class 1 for a bit of 1. Bits before a sequence are 0, so that no mask is needed.
 *
 * @see <a href="https://doi.org/10.1207/s15516709cog1402_1">Elman 1990</a>
 */
public final class Delay {

  // Not SplittableRandom's own increment, or sequences would be one stream, shifted.
  private static final long STREAM = 0xD1342543DE82EF95L;

  private final int delay;
  private final Split split;

  private Delay(int delay, Split split) {
    this.delay = delay;
    this.split = split;
  }

  /**
   * {@return random sequences, four fifths for training and one fifth for testing}
   *
   * @param delay steps from a bit to its label, at least 0
   * @param sequences total number, at least 2
   * @param length steps of each, more than the delay
   * @param seed determines the bits
   * @throws IllegalArgumentException if a number is too small
   * @throws IllegalStateException if ND4J has no native libraries
   */
  public static Delay of(int delay, int sequences, int length, long seed) {
    Require.atLeast(2, "sequences", sequences);
    Require.atLeast(0, "delay", delay);
    Require.atLeast(delay + 1, "length", length);
    Backend.require();
    int test = Math.max(1, sequences / 5);
    SplittableRandom random = new SplittableRandom(seed * STREAM);
    DataSet train = sequences(delay, sequences - test, length, random);
    return new Delay(
        delay, new Split("delay of " + delay, train, sequences(delay, test, length, random)));
  }

  private static DataSet sequences(int delay, int count, int length, SplittableRandom random) {
    float[][][] features = new float[count][1][length];
    float[][][] labels = new float[count][2][length];
    for (int i = 0; i < count; i++) {
      int[] bits = random.ints(length, 0, 2).toArray();
      for (int t = 0; t < length; t++) {
        features[i][0][t] = 2 * bits[t] - 1;
        labels[i][t < delay ? 0 : bits[t - delay]][t] = 1;
      }
    }
    return new DataSet(Nd4j.createFromArray(features), Nd4j.createFromArray(labels));
  }

  /** {@return the steps from a bit to its label} */
  public int delay() {
    return delay;
  }

  /** {@return both parts} */
  public Split split() {
    return split;
  }

  /** {@return the training sequences} */
  public DataSet train() {
    return split.train();
  }

  /** {@return the test sequences} */
  public DataSet test() {
    return split.test();
  }

  /**
   * {@return mini-batches of the training sequences, see {@link Split#batches}}
   *
   * @param size sequences per batch, at least 1
   * @param seed determines the orders
   */
  public DataSetIterator batches(int size, long seed) {
    return split.batches(size, seed);
  }

  /**
   * {@return one long sequence of the same task, for measurements: features {@code [1, 1, length]}}
   *
   * @param length steps, more than the delay
   * @param seed determines the bits
   * @throws IllegalArgumentException if it is too short
   */
  public DataSet stream(int length, long seed) {
    Require.atLeast(delay + 1, "length", length);
    return sequences(delay, 1, length, new SplittableRandom(~seed * STREAM));
  }
}
