package org.infoplane.capture.dl4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.infoplane.recording.Sequences;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Small steps with DL4J's data sets. */
final class Examples {

  private static final int CHUNK = 500;
  private static final int SHOWN = 4;

  private Examples() {}

  static void require(DataSet examples, String where, int atLeast) {
    long count = examples.getFeatures() == null ? 0 : examples.getFeatures().size(0);
    boolean steps = count > 0 && examples.getFeatures().rank() == 3; // one long sequence will do
    if (count < (steps ? 1 : atLeast)) {
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
    int first = 0;
    for (INDArray part : parts(examples.getLabels())) {
      requireNumbers(part, where + " got", first);
      first += (int) part.size(0);
    }
  }

  /** Refuses sequences that are not all of one length. */
  private static void requireNoMask(DataSet examples, String where) {
    if (examples.getFeaturesMaskArray() != null || examples.getLabelsMaskArray() != null) {
      throw new IllegalArgumentException(
          "%s got sequences with masks. Pass sequences of one length, without masks."
              .formatted(where));
    }
  }

  /**
   * Refuses labels that are not numbers.
   *
   * @param first number of the first example
   */
  static void requireNumbers(INDArray labels, String who, int first) {
    double[] values = doubles(labels);
    int each = values.length / (int) labels.size(0);
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new IllegalArgumentException(
            "%s a label that is %s (example %s). Pass labels that are numbers, or leave the example out."
                .formatted(who, values[i], first + i / each));
      }
    }
  }

  /** Cuts an array into copies of some examples each. */
  static List<INDArray> parts(INDArray all) {
    long count = all.size(0);
    List<INDArray> parts = new ArrayList<>();
    for (long from = 0; from < count; from += CHUNK) {
      parts.add(all.get(NDArrayIndex.interval(from, Math.min(from + CHUNK, count))).dup());
    }
    return parts;
  }

  /** Cuts a set into parts that fit a forward pass in memory. */
  static List<DataSet> chunks(DataSet examples) {
    List<INDArray> features = parts(examples.getFeatures());
    List<INDArray> labels = parts(examples.getLabels());
    return IntStream.range(0, features.size())
        .mapToObj(i -> new DataSet(features.get(i), labels.get(i)))
        .toList();
  }

  /** The first few. */
  static DataSet some(DataSet examples) {
    var few = NDArrayIndex.interval(0, Math.min(2, examples.getFeatures().size(0)));
    return new DataSet(examples.getFeatures().get(few).dup(), examples.getLabels().get(few).dup());
  }

  /** Samples of some examples: one each, or one each step. */
  static int samples(INDArray features, @Nullable Sequences which) {
    boolean steps = which == Sequences.EVERY_STEP && features.rank() == 3;
    return (int) (features.size(0) * (steps ? features.size(2) : 1));
  }

  /**
   * One row an example, step or position: {@code double[rows][columns]}. Columns are dimension 1.
   */
  static double[][] rows(INDArray array) {
    int columns = array.rank() == 1 ? 1 : (int) array.size(1);
    double[] values = doubles(columnsLast(array));
    double[][] rows = new double[values.length / columns][];
    Arrays.setAll(rows, i -> Arrays.copyOfRange(values, i * columns, (i + 1) * columns));
    return rows;
  }

  /** Label images as one row an example; others as they are. */
  static INDArray flat(INDArray labels) {
    return labels.rank() < 4
        ? labels
        : labels.dup('c').reshape('c', labels.size(0), labels.length() / labels.size(0));
  }

  private static INDArray columnsLast(INDArray array) {
    if (array.rank() < 3) {
      return array;
    }
    int[] order = IntStream.range(0, array.rank()).map(i -> i == 0 ? 0 : i + 1).toArray();
    order[array.rank() - 1] = 1;
    return array.permute(order);
  }

  /** Index of the largest number, of several the first. */
  static int largest(double[] row) {
    int at = 0;
    for (int i = 1; i < row.length; i++) {
      if (row[i] > row[at]) {
        at = i;
      }
    }
    return at;
  }

  /** A label row for a line of text, shortened. */
  static String shown(double[] row) {
    return Arrays.stream(row)
        .limit(SHOWN)
        .mapToObj(value -> Objects.toString((float) value))
        .collect(Collectors.joining(", ", "[", row.length > SHOWN ? ", ...]" : "]"));
  }

  /** All numbers, in order of rows. */
  static double[] doubles(INDArray array) {
    return array.dup('c').data().asDouble();
  }

  /** A copy of a matrix, row by row. */
  static float[] copy(INDArray matrix) {
    float[] rows = new float[(int) matrix.length()];
    matrix.castTo(DataType.FLOAT).dup('c').data().asNioFloat().get(rows);
    return rows;
  }

  /** Of sequences one row a sample: {@code [examples or examples * steps, units]}. */
  static INDArray steps(INDArray sequences, Sequences which) {
    long steps = sequences.size(2);
    return which == Sequences.LAST_STEP
        ? sequences.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.point(steps - 1))
        : sequences
            .permute(0, 2, 1)
            .dup('c')
            .reshape('c', sequences.size(0) * steps, sequences.size(1));
  }
}
