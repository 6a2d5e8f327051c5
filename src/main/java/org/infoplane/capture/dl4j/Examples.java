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

/** Helpers for DL4J's data sets. */
final class Examples {

  private static final int CHUNK = 500;
  private static final int SHOWN = 4;

  private Examples() {}

  static void require(DataSet examples, String where, int atLeast) {
    long count = examples.getFeatures() == null ? 0 : examples.getFeatures().size(0);
    boolean steps = count > 0 && examples.getFeatures().rank() == 3; // one long sequence suffices
    if (count < (steps ? 1 : atLeast)) {
      throw new IllegalArgumentException(
          "%s needs a DataSet of at least %s, got %s".formatted(where, examples(atLeast), count));
    }
    long labels = examples.getLabels() == null ? 0 : examples.getLabels().size(0);
    if (labels != count) {
      throw new IllegalArgumentException(
          "%s needs one label per example, got %s with %s. Pass a DataSet with labels."
              .formatted(where, examples(count), labels));
    }
    if (examples.getFeaturesMaskArray() != null || examples.getLabelsMaskArray() != null) {
      throw new IllegalArgumentException(
          "%s got sequences with masks. Pass sequences of equal length, without masks."
              .formatted(where));
    }
    int first = 0;
    for (INDArray part : parts(examples.getLabels())) {
      requireFinite(part, where + " got", first);
      first += (int) part.size(0);
    }
  }

  /** For training batches with masks, at a place. */
  static IllegalArgumentException masked(String where) {
    return new IllegalArgumentException(
        "Masks cannot be recorded in training order or by iterations (%s), since padded steps are no samples. Pass sequences of equal length, without masks, or record onProbe(examples) alone; training may then have masks."
            .formatted(where));
  }

  private static String examples(long count) {
    return count == 1 ? "1 example" : count + " examples";
  }

  static void requireFinite(INDArray labels, String who, int firstExample) {
    double[] values = doubles(labels);
    int each = values.length / (int) labels.size(0);
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new IllegalArgumentException(
            "%s a label that is %s (example %s). Pass finite labels, or leave the example out."
                .formatted(who, values[i], firstExample + i / each));
      }
    }
  }

  /** Copies an array in chunks of examples. */
  static List<INDArray> parts(INDArray all) {
    long count = all.size(0);
    List<INDArray> parts = new ArrayList<>();
    for (long from = 0; from < count; from += CHUNK) {
      parts.add(all.get(NDArrayIndex.interval(from, Math.min(from + CHUNK, count))).dup());
    }
    return parts;
  }

  /** Copies a set in chunks that fit a forward pass in memory. */
  static List<DataSet> chunks(DataSet examples) {
    List<INDArray> features = parts(examples.getFeatures());
    List<INDArray> labels = parts(examples.getLabels());
    return IntStream.range(0, features.size())
        .mapToObj(i -> new DataSet(features.get(i), labels.get(i)))
        .toList();
  }

  /** The first one or two examples. */
  static DataSet some(DataSet examples) {
    var few = NDArrayIndex.interval(0, Math.min(2, examples.getFeatures().size(0)));
    return new DataSet(examples.getFeatures().get(few).dup(), examples.getLabels().get(few).dup());
  }

  /** The number of samples: one per example, or one per step. */
  static int samples(INDArray features, @Nullable Sequences which) {
    boolean steps = which == Sequences.EVERY_STEP && features.rank() == 3;
    return (int) (features.size(0) * (steps ? features.size(2) : 1));
  }

  /** One row per example, step or position, {@code double[rows][size of dimension 1]}. */
  static double[][] rows(INDArray array) {
    int columns = array.rank() == 1 ? 1 : (int) array.size(1);
    double[] values = doubles(columnsLast(array));
    double[][] rows = new double[values.length / columns][];
    Arrays.setAll(rows, i -> Arrays.copyOfRange(values, i * columns, (i + 1) * columns));
    return rows;
  }

  /** Images as one row per example; arrays of lower rank unchanged. */
  static INDArray flat(INDArray array) {
    return array.rank() < 4
        ? array
        : array.dup('c').reshape('c', array.size(0), array.length() / array.size(0));
  }

  private static INDArray columnsLast(INDArray array) {
    if (array.rank() < 3) {
      return array;
    }
    int[] order = IntStream.range(0, array.rank()).map(i -> i == 0 ? 0 : i + 1).toArray();
    order[array.rank() - 1] = 1;
    return array.permute(order);
  }

  static int largest(double[] row) {
    int at = 0;
    for (int i = 1; i < row.length; i++) {
      if (row[i] > row[at]) {
        at = i;
      }
    }
    return at;
  }

  static String shown(double[] row) {
    return Arrays.stream(row)
        .limit(SHOWN)
        .mapToObj(value -> Objects.toString((float) value))
        .collect(Collectors.joining(", ", "[", row.length > SHOWN ? ", ...]" : "]"));
  }

  /** A copy of all elements, in C order. */
  static double[] doubles(INDArray array) {
    return array.dup('c').data().asDouble();
  }

  /** A copy of all elements, in C order. */
  static float[] floats(INDArray matrix) {
    float[] rows = new float[(int) matrix.length()];
    matrix.castTo(DataType.FLOAT).dup('c').data().asNioFloat().get(rows);
    return rows;
  }

  /** One row per sample of sequences: {@code [examples or examples * steps, units]}. */
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
