package org.infoplane.capture.numpy;

import java.nio.ByteBuffer;
import org.infoplane.symbol.Values;

/** A matrix in a file that is mapped into memory, piece by piece: read whenever it is asked for. */
final class MappedValues implements Values {

  private final ByteBuffer[] pieces;
  private final int pieceBits;
  private final int first; // sample of the file
  private final int samples;
  private final int units;
  private final boolean single;
  private final long row; // values from one sample to the next
  private final long column; // and from one unit to the next

  MappedValues(
      ByteBuffer[] pieces,
      int pieceBits,
      int samples,
      int units,
      boolean single,
      boolean byColumn) {
    this.pieces = pieces;
    this.pieceBits = pieceBits;
    this.first = 0;
    this.samples = samples;
    this.units = units;
    this.single = single;
    this.row = byColumn ? 1 : units;
    this.column = byColumn ? samples : 1;
  }

  private MappedValues(MappedValues of, int start, int end) {
    this.pieces = of.pieces;
    this.pieceBits = of.pieceBits;
    this.first = of.first + start;
    this.samples = end - start;
    this.units = of.units;
    this.single = of.single;
    this.row = of.row;
    this.column = of.column;
  }

  @Override
  public int samples() {
    return samples;
  }

  @Override
  public int units() {
    return units;
  }

  @Override
  public double get(int sample, int unit) {
    if (sample < 0 || sample >= samples || unit < 0 || unit >= units) {
      throw new IllegalArgumentException(
          "Asked for sample %s of %s, unit %s of %s. Pass numbers from 0 on."
              .formatted(sample, samples, unit, units));
    }
    long at = (((long) first + sample) * row + unit * column) << (single ? 2 : 3);
    ByteBuffer piece = pieces[(int) (at >>> pieceBits)];
    int within = (int) at & ((1 << pieceBits) - 1);
    return single ? piece.getFloat(within) : piece.getDouble(within);
  }

  /** A part of the file, which is as it is too. */
  @Override
  public Values slice(int start, int end) {
    Values all = Values.super.slice(start, end); // checks that there are such samples
    return all == this ? this : new MappedValues(this, start, end);
  }

  /** In the order in which they are in the file: row by row, if rows are there. */
  @Override
  public void columns(int first, double[][] to) {
    if (row == 1) {
      Values.super.columns(first, to);
      return;
    }
    for (int sample = 0; sample < samples; sample++) {
      for (int j = 0; j < to.length; j++) {
        to[j][sample] = get(sample, first + j);
      }
    }
  }

  /** A file is as it is. */
  @Override
  public Values kept() {
    return this;
  }

  @Override
  public long heapBytes() {
    return 0;
  }

  @Override
  public boolean isSingle() {
    return single;
  }
}
