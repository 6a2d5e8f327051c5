package org.infoplane.data;

import java.util.SplittableRandom;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Random bits, and the answer after some steps: at each step the label is the bit of so many steps
 * before. A recurrent network must carry it along, and where it is at a step is known.
 *
 * <p>Features are {@code [sequences, 1, length]}, -1 or 1; labels {@code [sequences, 2, length]},
 * one hot, class 1 of a bit of 1. Before a sequence all bits count as 0, so that every step has an
 * answer, and no mask is needed.
 *
 * @see <a href="https://doi.org/10.1207/s15516709cog1402_1">Elman 1990</a>
 */
public final class Delay {

  // Not SplittableRandom's own increment, or sequences would be one stream, shifted.
  private static final long STREAM = 0xD1342543DE82EF95L;

  private final int steps;
  private final Split split;

  private Delay(int steps, Split split) {
    this.steps = steps;
    this.split = split;
  }

  /**
   * Makes sequences, four fifths to train and a fifth to test.
   *
   * @param delay steps from a bit to its answer, at least 0
   * @param sequences how many in all, at least 2
   * @param length steps of each, more than the delay
   * @param seed the same seed gives the same bits
   * @return the data
   * @throws IllegalArgumentException if a number is too small
   * @throws IllegalStateException if ND4J has no native libraries here
   */
  public static Delay of(int delay, int sequences, int length, long seed) {
    if (sequences < 2) {
      throw new IllegalArgumentException(
          "Asked for %s sequences. Pass at least 2, one of them to test.".formatted(sequences));
    }
    requireLength(delay, length);
    Backend.require();
    int test = Math.max(1, sequences / 5);
    SplittableRandom random = new SplittableRandom(seed * STREAM);
    DataSet train = sequences(delay, sequences - test, length, random);
    return new Delay(
        delay, new Split("delay of " + delay, train, sequences(delay, test, length, random)));
  }

  private static void requireLength(int delay, int length) {
    if (delay < 0 || length <= delay) {
      throw new IllegalArgumentException(
          "Asked for sequences of %s steps with the answer after %s. Pass a delay of at least 0, and longer sequences."
              .formatted(length, delay));
    }
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

  /** {@return steps from a bit to its answer} */
  public int delay() {
    return steps;
  }

  /** {@return both parts, with a name} */
  public Split split() {
    return split;
  }

  /** {@return the sequences to train with} */
  public DataSet train() {
    return split.train();
  }

  /** {@return the sequences to test with; never trained on} */
  public DataSet test() {
    return split.test();
  }

  /**
   * Mini-batches of the training sequences, in a new order every epoch.
   *
   * @param size sequences in a batch, at least 1; the last batch of an epoch may be smaller
   * @param seed of the orders; the same seed gives the same orders
   * @return an iterator for {@code network.fit(iterator, epochs)}
   */
  public DataSetIterator batches(int size, long seed) {
    return split.batches(size, seed);
  }

  /**
   * {@return one long sequence of the same task, to measure with: features {@code [1, 1, length]}}
   *
   * @param length steps, more than the delay
   * @param seed the same seed gives the same bits
   * @throws IllegalArgumentException if it is too short
   */
  public DataSet stream(int length, long seed) {
    requireLength(steps, length);
    return sequences(steps, 1, length, new SplittableRandom(~seed * STREAM));
  }
}
