package org.infoplane.capture.dl4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.infoplane.recording.Sequences;
import org.infoplane.symbol.Partition;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Interprets the labels of a network: as the user's groups, else as classes if their values and the
 * output layer are compatible, else not at all.
 */
final class Labels {

  /** How a label row encodes a class. */
  enum Kind {
    ONE_HOT("one-hot", "share of examples whose largest output is their class"),
    NUMBER("class numbers in one column", "share of examples whose largest output is their class"),
    BINARY("0 or 1 in one column", "share of examples whose output above 0.5 says their class"),
    NONE("not classes", "none, since the labels are not classes for this output layer");

    private final String words;
    private final String accuracy;

    Kind(String words, String accuracy) {
      this.words = words;
      this.accuracy = accuracy;
    }

    int classOf(double[] row) {
      return this == ONE_HOT ? Examples.largest(row) : (int) row[0];
    }

    String accuracy() {
      return accuracy;
    }
  }

  /**
   * Samples grouped by label.
   *
   * @param partition one group if labels are not interpreted
   * @param words how they are interpreted, for recipes
   * @param classes class numbers of the groups; empty if they are not classes
   */
  record Groups(Partition partition, String words, List<Integer> classes) {}

  private final NetworkAdapter network;
  private final int outputs; // of the network; 0 if unknown
  private final @Nullable Sequences sequences;
  private final @Nullable Labelling labelling;

  Labels(NetworkAdapter network, @Nullable Sequences sequences, @Nullable Labelling labelling) {
    this.network = network;
    this.outputs = network.outputUnits();
    this.sequences = sequences;
    this.labelling = labelling;
  }

  /** The common kind of all these labels, including those of each step. */
  Kind kind(DataSet... sets) {
    List<Kind> kinds = new ArrayList<>();
    for (DataSet set : sets) {
      for (INDArray part : Examples.parts(set.getLabels())) {
        kinds.add(kind(Examples.rows(part)));
      }
    }
    return common(kinds);
  }

  private static Kind common(List<Kind> kinds) {
    boolean same = Collections.frequency(kinds, kinds.get(0)) == kinds.size();
    return same ? kinds.get(0) : Kind.NONE;
  }

  private Kind kind(double[][] rows) {
    if (rows[0].length > 1) {
      return Arrays.stream(rows).allMatch(Labels::isOneHot) ? Kind.ONE_HOT : Kind.NONE;
    }
    double[] column = Arrays.stream(rows).mapToDouble(row -> row[0]).toArray();
    if (network.hasSparseLabels()) {
      requireClassNumbers(column);
      return Kind.NUMBER;
    }
    if (network.isSoftmax() && outputs > 1) {
      return Arrays.stream(column).allMatch(this::isClass) ? Kind.NUMBER : Kind.NONE;
    }
    boolean binary = Arrays.stream(column).allMatch(v -> v == 0 || v == 1);
    return binary && network.isSigmoid() && outputs == 1 ? Kind.BINARY : Kind.NONE;
  }

  private static boolean isOneHot(double[] row) {
    return Arrays.stream(row).allMatch(value -> value == 0 || value == 1)
        && Arrays.stream(row).sum() == 1;
  }

  private boolean isClass(double value) {
    return value >= 0 && (value < outputs || outputs == 0) && value == Math.rint(value);
  }

  private void requireClassNumbers(double[] column) {
    for (double value : column) {
      if (!isClass(value)) {
        throw new IllegalArgumentException(
            "The loss of the output layer takes class numbers: labels must be whole numbers from 0 to %s, got %s"
                .formatted(outputs - 1, value));
      }
    }
  }

  /** Groups the samples of a set; the label of an example applies to all its steps. */
  Groups groups(DataSet examples, int samples) {
    Gatherer all = gatherer();
    int each = samples / (int) examples.getLabels().size(0);
    for (INDArray part : Examples.parts(examples.getLabels())) {
      all.add(part, each * (int) part.size(0));
    }
    return all.finish();
  }

  Gatherer gatherer() {
    return new Gatherer();
  }

  /** One row per sample, or one per example. */
  private double[][] rows(INDArray labels, int samples) {
    if (labels.rank() == 3 && sequences == null) {
      throw new IllegalArgumentException(
          "Labels of shape %s are sequences. Choose what to record of them: sequences(LAST_STEP) or sequences(EVERY_STEP)."
              .formatted(Arrays.toString(labels.shape())));
    }
    double[][] rows =
        Examples.rows(
            labels.rank() == 3 && sequences != null
                ? Examples.steps(labels, sequences)
                : Examples.flat(labels));
    if (labels.rank() == 3 ? rows.length != samples : samples % rows.length != 0) {
      throw new IllegalArgumentException(
          "Labels of %s samples must have one row per example, [examples, columns], or one per step, [examples, columns, steps], got shape %s"
              .formatted(samples, Arrays.toString(labels.shape())));
    }
    return rows;
  }

  /** Mutable: collects the labels of several batches. */
  final class Gatherer {
    private final List<Kind> kinds = new ArrayList<>();
    private final List<int[]> groups = new ArrayList<>();
    private final Map<Object, Integer> numbers = new HashMap<>();
    private String notClass = "";

    void add(INDArray labels, int samples) {
      double[][] rows = rows(labels, samples);
      Function<double[], Object> group = labelling == null ? byClass(labels, rows) : labelling::of;
      int[] batch = new int[rows.length];
      for (int i = 0; i < rows.length; i++) {
        batch[i] = numbers.computeIfAbsent(group.apply(rows[i]), key -> numbers.size());
      }
      int steps = samples / rows.length;
      int[] repeated = new int[samples];
      Arrays.setAll(repeated, i -> batch[i / steps]);
      groups.add(repeated);
    }

    private Function<double[], Object> byClass(INDArray labels, double[][] rows) {
      Kind kind = labels.rank() > 3 ? Kind.NONE : kind(rows);
      kinds.add(kind);
      if (kind == Kind.NONE && notClass.isEmpty()) {
        notClass = notClass(rows);
      }
      return row -> kind == Kind.NONE ? kind : (Object) kind.classOf(row);
    }

    private static String notClass(double[][] rows) {
      double[] row =
          Arrays.stream(rows)
              .filter(r -> r.length > 1 ? !isOneHot(r) : r[0] != 0 && r[0] != 1)
              .findFirst()
              .orElse(rows[0]);
      return Examples.shown(row);
    }

    private List<Integer> classes() {
      return numbers.entrySet().stream()
          .sorted(Map.Entry.comparingByValue())
          .map(entry -> (Integer) entry.getKey())
          .toList();
    }

    Groups finish() {
      int[] all = groups.stream().flatMapToInt(Arrays::stream).toArray();
      if (labelling == null && common(kinds) == Kind.NONE) {
        return new Groups(
            Partition.trivial(all.length),
            "not classes for this output layer, such as %s: no I(T;Y); give groups with labelling(...)"
                .formatted(notClass),
            List.of());
      }
      String how = labelling == null ? common(kinds).words : labelling.toString();
      int count = numbers.size();
      return new Groups(
          Partition.of(all),
          how + (count == 1 ? ", 1 group: no I(T;Y)" : ", " + count + " groups"),
          labelling == null ? classes() : List.of());
    }
  }
}
