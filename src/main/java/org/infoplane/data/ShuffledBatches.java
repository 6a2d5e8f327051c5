package org.infoplane.data;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.DataSetPreProcessor;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Mutable: mini-batches of a data set, in a new seeded order after every {@link #reset()}, unlike
 * DL4J's own iterators.
 */
final class ShuffledBatches implements DataSetIterator {

  private static final long serialVersionUID = 1;

  // Not SplittableRandom's own increment, or epochs would be one stream, shifted.
  private static final long STREAM = 0xD1342543DE82EF95L;

  private final transient DataSet examples;
  private final int size;
  private final long seed;
  private int epoch;
  private int[] order;
  private int cursor;

  ShuffledBatches(DataSet examples, int size, long seed) {
    Require.atLeast(1, "size", size);
    this.examples = examples;
    this.size = size;
    this.seed = seed;
    this.order = order();
  }

  private int[] order() {
    int[] result = IntStream.range(0, (int) examples.getFeatures().size(0)).toArray();
    SplittableRandom random = new SplittableRandom(seed ^ ((epoch + 1) * STREAM));
    for (int i = result.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int keep = result[i];
      result[i] = result[j];
      result[j] = keep;
    }
    return result;
  }

  @Override
  public boolean hasNext() {
    return cursor < order.length;
  }

  @Override
  public DataSet next() {
    return next(size);
  }

  @Override
  public DataSet next(int count) {
    if (!hasNext()) {
      throw new NoSuchElementException("The epoch has no more batches; call reset().");
    }
    int end = Math.min(cursor + count, order.length);
    int[] rows = IntStream.range(cursor, end).map(i -> order[i]).toArray();
    cursor = end;
    return new DataSet(rows(examples.getFeatures(), rows), rows(examples.getLabels(), rows));
  }

  private static INDArray rows(INDArray from, int[] rows) {
    long[] shape = from.shape().clone();
    INDArray picked = Nd4j.pullRows(from.reshape(shape[0], from.length() / shape[0]), 1, rows);
    shape[0] = rows.length;
    return picked.reshape(shape);
  }

  @Override
  public void reset() {
    epoch++;
    order = order();
    cursor = 0;
  }

  @Override
  public boolean resetSupported() {
    return true;
  }

  @Override
  public boolean asyncSupported() {
    return false;
  }

  @Override
  public int batch() {
    return size;
  }

  @Override
  public int inputColumns() {
    return (int) (examples.getFeatures().length() / examples.getFeatures().size(0));
  }

  @Override
  public int totalOutcomes() {
    return (int) examples.getLabels().size(1);
  }

  @Override
  public @Nullable List<String> getLabels() {
    return null;
  }

  @Override
  public void setPreProcessor(DataSetPreProcessor preProcessor) {
    throw new UnsupportedOperationException(
        "These batches take no preprocessor, being already scaled to 0..1. Scale the Split instead.");
  }

  @Override
  public @Nullable DataSetPreProcessor getPreProcessor() {
    return null;
  }
}
