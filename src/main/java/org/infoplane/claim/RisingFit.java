package org.infoplane.claim;

import java.util.Arrays;

/**
 * The curve nearest to the values, by least squares, that never falls: neighbours that fall are
 * pooled until none does.
 *
 * @see <a href="https://doi.org/10.1214/aoms/1177728423">Ayer and others 1955</a>
 */
final class RisingFit {

  private RisingFit() {}

  static double[] of(double[] values) {
    double[] mean = new double[values.length];
    int[] size = new int[values.length];
    int pools = 0;
    for (double value : values) {
      mean[pools] = value;
      size[pools++] = 1;
      while (pools > 1 && mean[pools - 2] > mean[pools - 1]) {
        int all = size[pools - 2] + size[pools - 1];
        mean[pools - 2] =
            (mean[pools - 2] * size[pools - 2] + mean[pools - 1] * size[pools - 1]) / all;
        size[pools - 2] = all;
        pools--;
      }
    }
    double[] fit = new double[values.length];
    int at = 0;
    for (int pool = 0; pool < pools; pool++) {
      Arrays.fill(fit, at, at + size[pool], mean[pool]);
      at += size[pool];
    }
    return fit;
  }
}
