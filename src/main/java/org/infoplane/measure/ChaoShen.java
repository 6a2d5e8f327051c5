package org.infoplane.measure;

import java.util.Arrays;

/**
 * {@code -sum q ln q / (1 - (1 - q)^n)} with q = C n_i / n, where the coverage C = 1 - (states
 * observed once) / n; if all were observed once, one of them counts as observed more often.
 *
 * @see <a href="https://doi.org/10.1023/A:1026096204727">Chao and Shen 2003</a>
 */
record ChaoShen() implements EntropyEstimator {

  @Override
  public double entropy(int[] sizes) {
    double n = Arrays.stream(sizes).sum();
    double once = Math.min((double) Arrays.stream(sizes).filter(size -> size == 1).count(), n - 1);
    double coverage = 1 - once / n;
    double sum = 0;
    for (int size : sizes) {
      double q = coverage * size / n;
      sum -= q * Math.log(q) / (1 - Math.pow(1 - q, n));
    }
    return sum;
  }

  @Override
  public Intervals intervals() {
    return Intervals.DO_NOT_HOLD;
  }

  @Override
  public String toString() {
    return "Chao-Shen";
  }
}
