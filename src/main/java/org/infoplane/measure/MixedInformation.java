package org.infoplane.measure;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.infoplane.measure.nulls.Null;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Values;

/**
 * I(Y;T) between labels and real values from distances to nearest neighbours, under the maximum
 * norm.
 *
 * <p>The mean over samples, in nats, of psi(n) + psi(k) - psi(n_label) - psi(m), where n_label is
 * the number of samples with the label, and m the number of any label that are nearer than the k-th
 * neighbour with the same label, the sample itself included. A label of n_label samples has at most
 * n_label - 1 neighbours; samples whose label occurs once are left out, also from n.
 *
 * <p>Where the k-th neighbour coincides with the sample, k is the number of samples with the label
 * at distance 0 and m that of any label, the sample itself included in both. For values without
 * ties this is Ross's estimator, and {@code mutual_info_classif} of scikit-learn without its noise,
 * scaling and truncation at 0. There are no intervals, since its bias is not known. Immutable: each
 * step returns a new instance.
 *
 * @see <a href="https://doi.org/10.1371/journal.pone.0087357">Ross 2014</a>
 * @see <a href="https://arxiv.org/abs/1709.06212">Gao, Kannan, Oh and Viswanath 2017</a>
 */
public final class MixedInformation {

  private static final int NEIGHBOURS = 3;

  private final Partition labels;
  private final Values points;
  private final int neighbours;
  private final Surrogates surrogates;

  private MixedInformation(Partition labels, Values points, int neighbours, Surrogates surrogates) {
    this.labels = labels;
    this.points = points;
    this.neighbours = neighbours;
    this.surrogates = surrogates;
  }

  /**
   * {@return I(Y;T), with k = 3 and 20 shuffles of the labels as null by default}
   *
   * @param labels groups of the samples
   * @param points {@code samples x units}, at least 1 of each
   * @throws IllegalArgumentException if there is not one label for each sample
   */
  public static MixedInformation between(Partition labels, Values points) {
    requireNonNull(labels, "labels must not be null");
    requireNonNull(points, "points must not be null");
    if (labels.samples() != points.samples()) {
      throw new IllegalArgumentException(
          "labels and points must have as many samples, got %s and %s. Pass one label for each sample."
              .formatted(labels.samples(), points.samples()));
    }
    return new MixedInformation(labels, points, NEIGHBOURS, Null.globalShuffle(20, 42));
  }

  /**
   * {@return the measure with another number of neighbours}
   *
   * @param count k, at least 1
   * @throws IllegalArgumentException if k is below 1
   */
  public MixedInformation neighbours(int count) {
    requireNeighbours(count);
    return new MixedInformation(labels, points, count, surrogates);
  }

  static void requireNeighbours(int count) {
    if (count < 1) {
      throw new IllegalArgumentException(
          "neighbours must be at least 1 (3 is usual), got %s".formatted(count));
    }
  }

  /**
   * {@return the measure with another null, which reorders the labels}
   *
   * @param chosen such as {@code Null.globalShuffle(20, 42)}, the default
   * @throws IllegalArgumentException if the null needs mini-batches, moves whole samples or changes
   *     values
   */
  public MixedInformation against(Surrogates chosen) {
    return new MixedInformation(labels, points, neighbours, Inference.ofLabels(chosen));
  }

  /**
   * {@return the value, which may be below 0, with null and p-value}
   *
   * @throws IllegalArgumentException if each label occurs once, or a value is NaN or infinite
   */
  public Estimate estimate() {
    int n = labels.samples();
    double[][] columns = new double[Rows.of(points)[0].length][n];
    points.columns(0, columns);
    int once = (int) Arrays.stream(labels.sizes()).filter(size -> size == 1).count();
    return Estimate.plain(nats(labels, columns), "nearest neighbours, k = " + neighbours, n - once)
        .tested(surrogates, n, order -> nats(labels.reorder(order), columns))
        .with(warnings(once, columns));
  }

  private List<Warning> warnings(int once, double[][] columns) {
    List<Warning> warnings = new ArrayList<>(Warning.ofLabels(once, labels.samples()));
    if (Arrays.stream(labels.sizes()).anyMatch(size -> size > 1 && size <= neighbours)) {
      warnings.add(Warning.ofNeighbours(neighbours));
    }
    warnings.addAll(Warning.ofColumns("second", columns));
    warnings.addAll(Warning.ofTies(columns));
    return warnings;
  }

  private double nats(Partition label, double[][] columns) {
    int[] sizes = label.sizes();
    int[] kept = select(label.samples(), i -> sizes[label.get(i)] > 1);
    if (kept.length == 0) {
      throw new IllegalArgumentException(
          "No label occurs at least twice (samples: %s). Pass labels that do."
              .formatted(label.samples()));
    }
    double[][] all = Columns.select(columns, kept);
    BoxCounter counter = BoxCounter.of(all, kept.length);
    double[] psi = Digamma.upTo(kept.length);
    double[] local = new double[kept.length];
    for (int group = 0; group < sizes.length; group++) {
      int chosen = group;
      if (sizes[group] > 1) {
        int[] members = select(kept.length, i -> label.get(kept[i]) == chosen);
        measure(members, all, neighbours, counter, psi, local);
      }
    }
    return Arrays.stream(local).sum() / kept.length;
  }

  /** Computes the local values of the samples of one label. */
  private static void measure(
      int[] group, double[][] all, int neighbours, BoxCounter counter, double[] psi, double[] to) {
    int n = to.length;
    double[][] own = Columns.select(all, group);
    KdTree tree = new KdTree(own);
    TimeWindow window = TimeWindow.none(group.length);
    int k = Math.min(neighbours, group.length - 1);
    IntStream.range(0, group.length)
        .parallel()
        .forEach(
            i -> {
              double distance = Columns.distance(own, i, tree.nearest(i, k, window).found[k - 1]);
              double[] radii = new double[all.length];
              Arrays.fill(radii, Math.max(0, Math.nextDown(distance)));
              int m = counter.within(group[i], radii);
              int near = distance == 0 ? tree.within(i, radii) : k;
              to[group[i]] = psi[n] + psi[near] - psi[group.length] - psi[m];
            });
  }

  private static int[] select(int n, IntPredicate which) {
    return IntStream.range(0, n).filter(which).toArray();
  }

  @Override
  public String toString() {
    return "information of labels by nearest neighbours, not measured yet: call estimate()";
  }
}
