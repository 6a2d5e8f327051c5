package org.infoplane.recording.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.infoplane.symbol.Values;

/**
 * The values of a layer in blocks of at most 64 MB, so that each fits into a buffer. The payload is
 * six ints (layer, first sample, samples, units, bytes per value, 0), then the values in row-major
 * order, padded with zeros to a multiple of 8 bytes.
 */
final class ValueBlocks {

  private static final int LARGEST = 64 << 20;
  private static final int HEADER = 6 * Integer.BYTES;

  private final int largest;

  ValueBlocks() {
    this(LARGEST);
  }

  /** Limits blocks to a number of bytes, or one row. */
  ValueBlocks(int largest) {
    this.largest = largest;
  }

  private static int bytes(Values values) {
    return values.isSingle() ? Float.BYTES : Double.BYTES;
  }

  private int rows(Values values) {
    return Math.max(1, (largest - HEADER - Long.BYTES) / bytes(values) / values.units());
  }

  /** The number of blocks that the values take. */
  int count(Values values) {
    return (values.samples() - 1) / rows(values) + 1;
  }

  void write(BlockWriter to, int layer, Values values) throws IOException {
    int rows = rows(values);
    for (int first = 0; first < values.samples(); first += rows) {
      to.write(
          Block.Kind.VALS, payload(layer, values, first, Math.min(values.samples(), first + rows)));
    }
  }

  private static ByteBuffer payload(int layer, Values values, int first, int end) {
    int units = values.units();
    int length = HEADER + (end - first) * units * bytes(values);
    ByteBuffer payload = ByteBuffer.allocate((length + 7) / 8 * 8).order(ByteOrder.LITTLE_ENDIAN);
    payload.putInt(layer).putInt(first).putInt(end - first).putInt(units);
    payload.putInt(bytes(values)).putInt(0);
    for (int sample = first; sample < end; sample++) {
      for (int unit = 0; unit < units; unit++) {
        if (values.isSingle()) {
          payload.putFloat((float) values.get(sample, unit));
        } else {
          payload.putDouble(values.get(sample, unit));
        }
      }
    }
    return payload.rewind();
  }

  /** Joins the blocks of a layer. */
  static Values read(List<Block> blocks) {
    List<Values> parts = new ArrayList<>();
    for (Block block : blocks) {
      ByteBuffer payload = block.payload();
      int samples = payload.getInt(2 * Integer.BYTES);
      int units = payload.getInt(3 * Integer.BYTES);
      boolean single = payload.getInt(4 * Integer.BYTES) == Float.BYTES;
      payload.position(HEADER);
      if (single) {
        float[] rows = new float[samples * units];
        payload.asFloatBuffer().get(rows);
        parts.add(Values.ofRows(rows, units));
      } else {
        double[] rows = new double[samples * units];
        payload.asDoubleBuffer().get(rows);
        parts.add(Values.view(samples, units, (sample, unit) -> rows[sample * units + unit]));
      }
    }
    return Values.join(parts);
  }
}
