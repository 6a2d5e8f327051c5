package org.infoplane.measure;

import java.util.Arrays;

/**
 * Plug-in plus (observed states - 1) / 2n: Miller, "Note on the bias of information estimates",
 * 1955.
 *
 * @see <a href="https://doi.org/10.1162/089976603321780272">Paninski 2003, section 4</a>
 */
record MillerMadow() implements EntropyEstimator {

  @Override
  public double entropy(int[] sizes) {
    return new PlugIn().entropy(sizes) + (sizes.length - 1) / (2.0 * Arrays.stream(sizes).sum());
  }

  @Override
  public double bias(long states, long samples) {
    return 0;
  }

  @Override
  public Intervals intervals() {
    return Intervals.HOLD;
  }

  @Override
  public String toString() {
    return "Miller-Madow";
  }
}
