package org.infoplane.measure;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.infoplane.symbol.Values;

/**
 * I(Y;T) of a label and real numbers from distances to nearest neighbours, under the maximum norm.
 *
 * <p>The mean over samples, in nats, of psi(n) + psi(k) - psi(n_label) - psi(m), where n_label is
 * how many samples have the label, and m how many of any label are nearer than the k-th neighbour
 * with the same label, the sample itself among them. A label of n_label samples has at most n_label
 * - 1 neighbours; samples whose label occurs once are left out, of n too.
 *
 * <p>Where the k-th neighbour coincides with the sample, k is the number of samples with the label
 * at distance 0 and m that of any label, the sample itself among both. For numbers without ties
 * this is Ross's estimator, and {@code mutual_info_classif} of scikit-learn without its noise,
 * scaling and cut at 0.
 *
 * @see <a href="https://doi.org/10.1371/journal.pone.0087357">Ross 2014</a>
 * @see <a href="https://arxiv.org/abs/1709.06212">Gao, Kannan, Oh and Viswanath 2017</a>
 */
public final class MixedInformation {

  private MixedInformation() {}

  /**
   * Measures I(Y;T).
   *
   * @param labels {@code int[samples]}, any numbers
   * @param points {@code samples x units}, at least 1 of each, finite
   * @param neighbours k, at least 1; 3 is usual
   * @return nats; an estimate, which may be below 0
   * @throws IllegalArgumentException if there is not one label for each sample, each label occurs
   *     once, a number is NaN or infinite, or there is less than 1 neighbour
   */
  public static double between(int[] labels, Values points, int neighbours) {
    if (neighbours < 1) {
      throw new IllegalArgumentException(
          "Asked for %d neighbours. Pass at least 1; 3 is usual.".formatted(neighbours));
    }
    if (labels.length != points.samples()) {
      throw new IllegalArgumentException(
          "Asked for the information of %d labels and %d samples. Pass one label for each sample."
              .formatted(labels.length, points.samples()));
    }
    double[][] rows = Rows.of(points);
    Map<Integer, Integer> sizes = new LinkedHashMap<>();
    for (int label : labels) {
      sizes.merge(label, 1, Integer::sum);
    }
    int[] kept = select(labels.length, i -> sizes.getOrDefault(labels[i], 0) > 1);
    if (kept.length == 0) {
      throw new IllegalArgumentException(
          "Asked for the information of %d labels that each occur once. Pass labels that occur at least twice."
              .formatted(labels.length));
    }
    double[][] all = columns(rows, kept);
    BoxCounter counter = BoxCounter.of(all, kept.length);
    double[] psi = Digamma.upTo(kept.length);
    double[] local = new double[kept.length];
    for (Map.Entry<Integer, Integer> label : sizes.entrySet()) {
      int[] group = select(kept.length, i -> labels[kept[i]] == label.getKey());
      if (group.length > 0) {
        measure(group, all, neighbours, counter, psi, local);
      }
    }
    return Arrays.stream(local).sum() / kept.length;
  }

  /** Local values of the samples of one label. */
  private static void measure(
      int[] group, double[][] all, int neighbours, BoxCounter counter, double[] psi, double[] to) {
    int n = to.length;
    double[][] own =
        Arrays.stream(all)
            .map(column -> Arrays.stream(group).mapToDouble(i -> column[i]).toArray())
            .toArray(double[][]::new);
    KdTree tree = new KdTree(own);
    TimeWindow window = TimeWindow.none(group.length);
    int k = Math.min(neighbours, group.length - 1);
    IntStream.range(0, group.length)
        .parallel()
        .forEach(
            i -> {
              double distance = Columns.distance(own, i, tree.nearest(i, k, window)[k - 1]);
              double[] radii = new double[all.length];
              Arrays.fill(radii, Math.max(0, Math.nextDown(distance)));
              int m = counter.within(group[i], radii);
              int near = distance == 0 ? tree.within(i, radii) : k;
              to[group[i]] = psi[n] + psi[near] - psi[group.length] - psi[m];
            });
  }

  private static int[] select(int n, java.util.function.IntPredicate which) {
    return IntStream.range(0, n).filter(which).toArray();
  }

  private static double[][] columns(double[][] rows, int[] kept) {
    return IntStream.range(0, rows[0].length)
        .mapToObj(unit -> Arrays.stream(kept).mapToDouble(i -> rows[i][unit]).toArray())
        .toArray(double[][]::new);
  }
}
