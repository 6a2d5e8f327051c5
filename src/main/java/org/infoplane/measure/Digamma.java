package org.infoplane.measure;

/** The digamma function of whole numbers: psi(1) = -0.5772..., psi(m + 1) = psi(m) + 1/m. */
final class Digamma {

  private static final double EULER = 0.5772156649015329;

  private Digamma() {}

  /** Digamma of 1 to {@code last}, each at its own index; index 0 is NaN. */
  static double[] upTo(int last) {
    double[] psi = new double[last + 1];
    psi[0] = Double.NaN;
    psi[1] = -EULER;
    for (int m = 2; m <= last; m++) {
      psi[m] = psi[m - 1] + 1.0 / (m - 1);
    }
    return psi;
  }
}
