package org.infoplane.symbol;

/** Values in a row-major array, as networks return them: the fast path. */
final class FloatRows implements Values {

  private static final int EXPONENT = 0x7f800000; // all bits set: infinite or NaN

  private final float[] rows;
  private final int units;

  FloatRows(float[] rows, int units) {
    this.rows = rows;
    this.units = units;
  }

  @Override
  public int units() {
    return units;
  }

  @Override
  public int samples() {
    return rows.length / units;
  }

  @Override
  public double get(int sample, int unit) {
    return rows[
        Require.index("sample", sample, samples()) * units + Require.index("unit", unit, units)];
  }

  @Override
  public void columns(int first, double[][] to) {
    for (int sample = 0, at = first; sample < samples(); sample++, at += units) {
      for (int j = 0; j < to.length; j++) {
        to[j][sample] = rows[at + j];
      }
    }
  }

  @Override
  public Values kept() {
    return new FloatRows(rows.clone(), units);
  }

  @Override
  public boolean isSingle() {
    return true;
  }

  /** {@code float[samples * units]}, not copied. */
  float[] rows() {
    return rows;
  }

  @Override
  public boolean isFinite() {
    boolean bad = false;
    for (float value : rows) {
      bad |= (Float.floatToRawIntBits(value) & EXPONENT) == EXPONENT;
    }
    return !bad;
  }
}
