package org.infoplane.symbol;

/** A row-major array as values: what networks give, and therefore fast. */
final class FloatRows implements Values {

  private static final int EXPONENT = 0x7f800000; // all of it set: infinite, or no number

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
        Index.require("sample", sample, samples()) * units + Index.require("unit", unit, units)];
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
