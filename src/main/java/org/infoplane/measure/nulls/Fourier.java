package org.infoplane.measure.nulls;

import org.apache.commons.math3.transform.DftNormalization;
import org.apache.commons.math3.transform.FastFourierTransformer;
import org.apache.commons.math3.transform.TransformType;

/**
 * The discrete Fourier transform of any length; where it is not a power of two by Bluestein's
 * algorithm, as a convolution of such a length. Immutable.
 *
 * @see <a href="https://doi.org/10.1109/TAU.1970.1162132">Bluestein 1970</a>
 */
final class Fourier {

  private final int n;
  private final int padded;
  private final double[] cos; // of the chirp exp(-i pi t^2 / n)
  private final double[] sin;
  private final double[][] filter; // the transform of the conjugate chirp

  Fourier(int n) {
    this.n = n;
    boolean isPower = Integer.bitCount(n) == 1;
    // The next power of two above 2 n - 1, which is odd.
    this.padded =
        isPower ? n : Math.multiplyExact(2, Integer.highestOneBit(Math.multiplyExact(2, n) - 1));
    this.cos = new double[isPower ? 0 : n];
    this.sin = new double[isPower ? 0 : n];
    this.filter = new double[2][isPower ? 0 : padded];
    if (!isPower) {
      chirp();
    }
  }

  private void chirp() {
    for (int t = 0; t < n; t++) {
      double angle = Math.PI * ((long) t * t % (2L * n)) / n;
      cos[t] = Math.cos(angle);
      sin[t] = -Math.sin(angle);
      filter[0][t] = filter[0][(padded - t) % padded] = cos[t];
      filter[1][t] = filter[1][(padded - t) % padded] = -sin[t];
    }
    transform(filter, TransformType.FORWARD);
  }

  private static void transform(double[][] parts, TransformType type) {
    FastFourierTransformer.transformInPlace(parts, DftNormalization.STANDARD, type);
  }

  /** X_k = sum over t of x_t exp(-2 pi i k t / n), in place. */
  void transform(double[] re, double[] im) {
    if (padded == n) {
      transform(new double[][] {re, im}, TransformType.FORWARD);
      return;
    }
    double[][] parts = new double[2][padded];
    for (int t = 0; t < n; t++) {
      parts[0][t] = re[t] * cos[t] - im[t] * sin[t];
      parts[1][t] = re[t] * sin[t] + im[t] * cos[t];
    }
    transform(parts, TransformType.FORWARD);
    for (int k = 0; k < padded; k++) {
      double product = parts[0][k] * filter[0][k] - parts[1][k] * filter[1][k];
      parts[1][k] = parts[0][k] * filter[1][k] + parts[1][k] * filter[0][k];
      parts[0][k] = product;
    }
    transform(parts, TransformType.INVERSE);
    for (int k = 0; k < n; k++) {
      re[k] = parts[0][k] * cos[k] - parts[1][k] * sin[k];
      im[k] = parts[0][k] * sin[k] + parts[1][k] * cos[k];
    }
  }
}
