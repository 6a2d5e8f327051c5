package org.infoplane.capture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Small steps with DL4J's data sets. */
final class Examples {

  private static final int CHUNK = 500;

  private Examples() {}

  static void require(DataSet examples, String where, int atLeast) {
    long count = examples.getFeatures() == null ? 0 : examples.getFeatures().size(0);
    if (count < atLeast) {
      throw new IllegalArgumentException(
          "%s got %s examples. Pass a DataSet with at least %s.".formatted(where, count, atLeast));
    }
    if (examples.getLabels() == null || examples.getLabels().size(0) != count) {
      throw new IllegalArgumentException(
          "%s got %s examples with %s labels. Pass a DataSet with one label an example."
              .formatted(
                  where, count, examples.getLabels() == null ? 0 : examples.getLabels().size(0)));
    }
    requireNoMask(examples, where);
  }

  /** Refuses sequences that are not all of one length. */
  private static void requireNoMask(DataSet examples, String where) {
    if (examples.getFeaturesMaskArray() != null || examples.getLabelsMaskArray() != null) {
      throw new IllegalArgumentException(
          "%s got sequences with masks. Pass sequences of one length, without masks."
              .formatted(where));
    }
  }

  /** Cuts a set into parts that fit a forward pass in memory. */
  static List<DataSet> chunks(DataSet examples) {
    long count = examples.getFeatures().size(0);
    List<DataSet> chunks = new ArrayList<>();
    for (long from = 0; from < count; from += CHUNK) {
      var part = NDArrayIndex.interval(from, Math.min(from + CHUNK, count));
      chunks.add(
          new DataSet(
              examples.getFeatures().get(part).dup(), examples.getLabels().get(part).dup()));
    }
    return chunks;
  }

  /** Samples of some examples: one each, or one each step. */
  static int samples(INDArray features, @Nullable Sequences which) {
    boolean steps = which == Sequences.EVERY_STEP && features.rank() == 3;
    return (int) (features.size(0) * (steps ? features.size(2) : 1));
  }

  /** Class of each sample; labels of an example hold for all of its steps. */
  static int[] classes(INDArray labels, @Nullable Sequences which, int samples) {
    if (labels.rank() == 3 && which != null) {
      return classes(which.rows(labels));
    }
    int[] classes = classes(labels);
    if (samples % classes.length != 0) {
      throw new IllegalArgumentException(
          "Asked for the classes of %s samples, but the labels have shape %s. Pass one row of classes an example, [examples, classes], or one a step, [examples, classes, steps]."
              .formatted(samples, Arrays.toString(labels.shape())));
    }
    int steps = samples / classes.length;
    return IntStream.range(0, samples).map(i -> classes[i / steps]).toArray();
  }

  /**
   * Class of each row, of sequences of each step: index of the largest of several columns, or
   * whether a single one is > 0.5.
   */
  static int[] classes(INDArray rows) {
    if (rows.rank() > 3) {
      throw new IllegalArgumentException(
          "Asked for classes of labels or outputs of shape %s. Pass one row of classes an example, [examples, classes], or one a step, [examples, classes, steps]."
              .formatted(Arrays.toString(rows.shape())));
    }
    if (rows.rank() == 3) {
      return classes(Sequences.EVERY_STEP.rows(rows));
    }
    int columns = (int) rows.size(1);
    float[] values = copy(rows);
    int[] classes = new int[values.length / columns];
    for (int i = 0; i < classes.length; i++) {
      if (columns == 1) {
        classes[i] = values[i] > 0.5f ? 1 : 0;
        continue;
      }
      for (int c = 1; c < columns; c++) {
        if (values[i * columns + c] > values[i * columns + classes[i]]) {
          classes[i] = c;
        }
      }
    }
    return classes;
  }

  /** A copy of a matrix, row by row. */
  static float[] copy(INDArray matrix) {
    float[] rows = new float[(int) matrix.length()];
    matrix.castTo(DataType.FLOAT).dup('c').data().asNioFloat().get(rows);
    return rows;
  }
}
