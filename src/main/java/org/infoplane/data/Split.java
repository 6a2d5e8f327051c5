package org.infoplane.data;

import static java.util.Objects.requireNonNull;

import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A data set, split into training and test examples.
 *
 * @param name such as {@code Fashion-MNIST}
 * @param train features, such as {@code [examples, pixels]}, and labels, such as {@code [examples,
 *     classes]}
 * @param test features and labels of the same shapes
 */
public record Split(String name, DataSet train, DataSet test) {

  /**
   * Checks the arguments.
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
          "The %s part has no %s. Pass features with labels; those of an autoencoder are its features."
              .formatted(which, part.getFeatures() == null ? "features" : "labels"));
    }
  }

  /**
   * {@return a split of the first examples of each part}
   *
   * @param trainExamples number of training examples, at least 1
   * @param testExamples number of test examples, at least 1
   * @throws IllegalArgumentException if there are not that many
   */
  public Split take(int trainExamples, int testExamples) {
    return new Split(
        name,
        first(train, trainExamples, "trainExamples"),
        first(test, testExamples, "testExamples"));
  }

  /**
   * {@return an iterator over mini-batches of the training part, in a new order every epoch}
   *
   * @param size examples per batch, at least 1; the last batch of an epoch may be smaller
   * @param seed determines the orders
   * @throws IllegalArgumentException if the size is below 1
   */
  public DataSetIterator batches(int size, long seed) {
    return new ShuffledBatches(train, size, seed);
  }

  private static DataSet first(DataSet all, int count, String parameter) {
    Require.within(1, all.getFeatures().size(0), parameter, count);
    var part = NDArrayIndex.interval(0, count);
    return new DataSet(all.getFeatures().get(part).dup(), all.getLabels().get(part).dup());
  }
}
