package org.infoplane.capture.numpy;

import org.infoplane.symbol.Values;

/**
 * Mutable: a matrix in a file, row after row. As soon as some successive values of one unit are
 * asked for, a rule is being fitted, column by column; then a block of columns is read at once, so
 * that the file is not gone through once a unit. For one thread.
 */
final class ColumnBlocks implements Values {

  private static final int SHARE_OF_HEAP = 32;

  // Comparing two rows that follow each other asks for two.
  private static final int SUCCESSIVE = 3;

  private final Values rows;
  private final int width;
  private double[] block = {};
  private int first;
  private int end;
  private int lastUnit = -1;
  private int nextSample;
  private int successive;

  ColumnBlocks(Values rows) {
    this(rows, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP / Double.BYTES);
  }

  /** Keeps at most so many values, but one column at least. */
  ColumnBlocks(Values rows, long values) {
    this.rows = rows;
    long most = Math.min(values, Integer.MAX_VALUE - 8) / rows.samples();
    this.width = (int) Math.max(1, Math.min(rows.units(), most));
  }

  @Override
  public int samples() {
    return rows.samples();
  }

  @Override
  public int units() {
    return rows.units();
  }

  @Override
  public double get(int sample, int unit) {
    if (unit < first || unit >= end) {
      successive = unit == lastUnit && sample == nextSample ? successive + 1 : 1;
      lastUnit = unit;
      nextSample = sample + 1;
      if (successive <= SUCCESSIVE) {
        return rows.get(sample, unit);
      }
      read(unit);
    }
    return block[(unit - first) * rows.samples() + sample];
  }

  private void read(int unit) {
    int samples = rows.samples();
    if (block.length == 0) {
      block = new double[width * samples];
    }
    first = unit;
    end = Math.min(unit + width, rows.units());
    for (int sample = 0; sample < samples; sample++) {
      for (int u = first, at = sample; u < end; u++, at += samples) {
        block[at] = rows.get(sample, u);
      }
    }
  }
}
