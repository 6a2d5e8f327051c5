package org.infoplane.measure;

import java.util.Arrays;

/**
 * {@code ln n - sum n_i (psi(n_i) + (-1)^n_i / (n_i + 1)) / n}.
 *
 * @see <a href="https://doi.org/10.1016/0375-9601(88)90193-4">Grassberger 1988</a>
 */
record Grassberger() implements EntropyEstimator {

  @Override
  public double entropy(int[] sizes) {
    double[] psi = Digamma.upTo(Arrays.stream(sizes).max().orElseThrow());
    double sum = 0;
    double n = 0;
    for (int size : sizes) {
      double sign = size % 2 == 0 ? 1 : -1;
      sum += size * (psi[size] + sign / (size + 1));
      n += size;
    }
    return Math.log(n) - sum / n;
  }

  @Override
  public Intervals intervals() {
    return Intervals.DO_NOT_HOLD;
  }

  @Override
  public String toString() {
    return "Grassberger";
  }
}
