package org.infoplane.capture.numpy;

import java.nio.ByteBuffer;
import org.infoplane.symbol.Values;

/** A matrix in a memory-mapped file. */
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
      int first,
      int samples,
      int units,
      boolean single,
      long row,
      long column) {
    this.pieces = pieces;
    this.pieceBits = pieceBits;
    this.first = first;
    this.samples = samples;
    this.units = units;
    this.single = single;
    this.row = row;
    this.column = column;
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
          "sample must be 0 to %s and unit 0 to %s, got %s and %s"
              .formatted(samples - 1, units - 1, sample, unit));
    }
    long at = (((long) first + sample) * row + unit * column) << (single ? 2 : 3);
    ByteBuffer piece = pieces[(int) (at >>> pieceBits)];
    int within = (int) at & ((1 << pieceBits) - 1);
    return single ? piece.getFloat(within) : piece.getDouble(within);
  }

  @Override
  public Values slice(int start, int end) {
    Values all = Values.super.slice(start, end); // checks that there are such samples
    return all == this
        ? this
        : new MappedValues(
            pieces, pieceBits, first + start, end - start, units, single, row, column);
  }

  /** In the order of the file. */
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

  /** Itself: the file is not copied. */
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
