package org.infoplane.capture.numpy;

import java.io.FileOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.infoplane.file.AtomicFile;
import org.infoplane.symbol.Values;

/** Writes arrays as numpy does. */
final class NpyWriter {

  private static final int CHUNK = 1 << 16;

  private NpyWriter() {}

  private interface Numbers {
    void put(ByteBuffer to, int sample, int unit);
  }

  /** Writes f4 if no digit is lost, else f8. */
  static void write(Path path, Values values) {
    boolean single = isSingle(values);
    write(
        path,
        NpyHeader.bytes(single ? "<f4" : "<f8", values.samples(), values.units()),
        values.samples(),
        values.units(),
        single
            ? (to, sample, unit) -> to.putFloat((float) values.get(sample, unit))
            : (to, sample, unit) -> to.putDouble(values.get(sample, unit)));
  }

  private static boolean isSingle(Values values) {
    for (int sample = 0; sample < values.samples(); sample++) {
      for (int unit = 0; unit < values.units(); unit++) {
        double value = values.get(sample, unit);
        if ((float) value != value) {
          return false;
        }
      }
    }
    return true;
  }

  /** Writes i4. */
  static void write(Path path, int[] labels) {
    write(
        path,
        NpyHeader.bytes("<i4", labels.length),
        labels.length,
        1,
        (to, sample, unit) -> to.putInt(labels[sample]));
  }

  private static void write(Path path, byte[] header, int samples, int units, Numbers numbers) {
    byte[] bytes = new byte[CHUNK];
    ByteBuffer chunk = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    AtomicFile.write(
        path,
        temporary -> {
          try (FileOutputStream file = new FileOutputStream(temporary.toFile())) {
            file.write(header);
            for (int sample = 0; sample < samples; sample++) {
              for (int unit = 0; unit < units; unit++) {
                if (chunk.remaining() < Double.BYTES) {
                  file.write(bytes, 0, chunk.position());
                  chunk.clear();
                }
                numbers.put(chunk, sample, unit);
              }
            }
            file.write(bytes, 0, chunk.position());
          }
        });
  }
}
