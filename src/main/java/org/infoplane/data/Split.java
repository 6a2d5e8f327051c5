package org.infoplane.data;

import static java.util.Objects.requireNonNull;

import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A data set with its test part kept apart.
 *
 * @param name such as {@code Fashion-MNIST}
 * @param train features {@code [examples, pixels]}, 0 to 1; labels {@code [examples, classes]}, one
 *     hot
 * @param test the same shapes; never trained on
 */
public record Split(String name, DataSet train, DataSet test) {

  /**
   * Checks that all are there.
   *
   * @param name such as {@code Fashion-MNIST}
   * @param train features and labels
   * @param test features and labels
   * @throws IllegalArgumentException if a part has no labels
   */
  public Split {
    requireNonNull(name, "name must not be null");
    requireLabels(requireNonNull(train, "train must not be null"), "training");
    requireLabels(requireNonNull(test, "test must not be null"), "test");
  }

  private static void requireLabels(DataSet part, String which) {
    if (part.getFeatures() == null || part.getLabels() == null) {
      throw new IllegalArgumentException(
          "Asked for a split whose %s part has no %s. Pass features with labels; those of an autoencoder are its features."
              .formatted(which, part.getFeatures() == null ? "features" : "labels"));
    }
  }

  /**
   * Keeps the first examples of each part.
   *
   * @param trainExamples how many of {@link #train()}
   * @param testExamples how many of {@link #test()}
   * @return a smaller split
   * @throws IllegalArgumentException if there are not that many
   */
  public Split take(int trainExamples, int testExamples) {
    return new Split(name, first(train, trainExamples), first(test, testExamples));
  }

  /**
   * Mini-batches of the training part, in a new order every epoch.
   *
   * @param size examples in a batch, at least 1; the last batch of an epoch may be smaller
   * @param seed of the orders; the same seed gives the same orders
   * @return an iterator for {@code network.fit(iterator, epochs)}
   */
  public DataSetIterator batches(int size, long seed) {
    return new ShuffledBatches(train, size, seed);
  }

  private DataSet first(DataSet all, int count) {
    long there = all.getFeatures().size(0);
    if (count < 1 || count > there) {
      throw new IllegalArgumentException(
          "Asked for %s examples of %s, which has %s there. Pass 1 to %s."
              .formatted(count, name, there, there));
    }
    var part = NDArrayIndex.interval(0, count);
    return new DataSet(all.getFeatures().get(part).dup(), all.getLabels().get(part).dup());
  }
}
