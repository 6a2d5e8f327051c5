package org.infoplane.measure;

/** n ln n of integers, the small ones from a constant table. */
final class NLogN {

  private static final double[] TABLE = new double[(1 << 16) + 1];

  static {
    for (int n = 2; n < TABLE.length; n++) {
      TABLE[n] = n * Math.log(n);
    }
  }

  private NLogN() {}

  /** In nats; 0 for 0. */
  static double of(int n) {
    return n < TABLE.length ? TABLE[n] : n * Math.log(n);
  }
}
