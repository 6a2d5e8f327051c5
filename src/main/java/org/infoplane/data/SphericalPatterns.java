package org.infoplane.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * All 4,096 patterns of 12 binary inputs in two classes, like the data of the first information
 * planes. The inputs are points on a sphere, the corners of an icosahedron; the label depends on a
 * rotation invariant, here the power of the dipole |&Sigma; x<sub>i</sub> r<sub>i</sub>|&sup2; of
 * the active points, the first term of the power spectrum. p(y = 1 | x) is a sigmoid of it, with
 * the threshold that balances the classes best and the slope that makes I(X;Y) 0.99 bit. Written
 * from the description, which does not specify the invariant.
 *
 * @see <a href="https://arxiv.org/abs/1703.00810">Shwartz-Ziv and Tishby 2017</a>
 */
public final class SphericalPatterns {

  private static final int POINTS = 12;
  private static final int PATTERNS = 1 << POINTS;
  private static final int TEST = 819; // a fifth
  private static final double INFORMATION = 0.99; // bits

  private SphericalPatterns() {}

  /**
   * {@return 3,277 training and 819 test patterns: features {@code [examples, 12]}, -1 or 1; labels
   * {@code [examples, 2]}, one-hot}
   *
   * @param seed determines labels and split
   * @throws IllegalStateException if ND4J has no native libraries
   */
  public static Split load(long seed) {
    Backend.require();
    double[] chance = chances();
    SplittableRandom random = new SplittableRandom(seed);
    int[] label = Arrays.stream(chance).mapToInt(p -> random.nextDouble() < p ? 1 : 0).toArray();
    List<Integer> order =
        IntStream.range(0, PATTERNS).boxed().collect(Collectors.toCollection(ArrayList::new));
    Collections.shuffle(order, new Random(seed));
    int train = PATTERNS - TEST;
    return new Split(
        "spherical patterns",
        part(order.subList(0, train), label),
        part(order.subList(train, PATTERNS), label));
  }

  /** p(y = 1 | x) of each pattern; bit i of its index is point i. */
  static double[] chances() {
    double[] power = powers();
    double threshold = threshold(power);
    double low = 0;
    double high = 1e3;
    for (int i = 0; i < 100; i++) {
      double slope = (low + high) / 2;
      if (information(sigmoids(power, threshold, slope)) < INFORMATION) {
        low = slope;
      } else {
        high = slope;
      }
    }
    return sigmoids(power, threshold, high);
  }

  static double[] powers() {
    double[][] corners = corners();
    double[] power = new double[PATTERNS];
    for (int x = 0; x < PATTERNS; x++) {
      for (int axis = 0; axis < 3; axis++) {
        double sum = 0;
        for (int i = 0; i < POINTS; i++) {
          sum += (x >> i & 1) * corners[i][axis];
        }
        power[x] += sum * sum;
      }
      power[x] = Math.round(power[x] * 1e9) / 1e9; // merges levels that differ by rounding
    }
    return power;
  }

  /** Halfway between the two levels that split the patterns most evenly. */
  private static double threshold(double[] power) {
    double[] sorted = power.clone();
    Arrays.sort(sorted);
    int best = 1;
    for (int i = 1; i < PATTERNS; i++) {
      boolean border = sorted[i - 1] < sorted[i];
      if (border && Math.abs(i - PATTERNS / 2) < Math.abs(best - PATTERNS / 2)) {
        best = i;
      }
    }
    return (sorted[best - 1] + sorted[best]) / 2;
  }

  private static double[] sigmoids(double[] power, double threshold, double slope) {
    return Arrays.stream(power).map(f -> 1 / (1 + Math.exp(-slope * (f - threshold)))).toArray();
  }

  /** I(X;Y) in bits, for equally likely patterns. */
  static double information(double[] chance) {
    double mean = Arrays.stream(chance).average().orElseThrow();
    return entropy(mean)
        - Arrays.stream(chance).map(SphericalPatterns::entropy).average().orElseThrow();
  }

  private static double entropy(double p) {
    return p <= 0 || p >= 1 ? 0 : -(p * Math.log(p) + (1 - p) * Math.log1p(-p)) / Math.log(2);
  }

  /** The cyclic permutations of (0, +-1, +-golden ratio), on the unit sphere. */
  static double[][] corners() {
    double golden = (1 + Math.sqrt(5)) / 2;
    double radius = Math.sqrt(1 + golden * golden);
    double[][] corners = new double[POINTS][3];
    for (int i = 0; i < POINTS; i++) {
      int axis = i / 4;
      corners[i][(axis + 1) % 3] = ((i & 1) == 0 ? 1 : -1) / radius;
      corners[i][(axis + 2) % 3] = ((i & 2) == 0 ? golden : -golden) / radius;
    }
    return corners;
  }

  private static DataSet part(List<Integer> patterns, int[] label) {
    float[][] points = new float[patterns.size()][POINTS];
    INDArray labels = Nd4j.zeros(patterns.size(), 2);
    for (int row = 0; row < points.length; row++) {
      int x = patterns.get(row);
      for (int i = 0; i < POINTS; i++) {
        points[row][i] = (x >> i & 1) == 1 ? 1 : -1;
      }
      labels.putScalar(row, label[x], 1);
    }
    return new DataSet(Nd4j.createFromArray(points), labels);
  }
}
