package org.infoplane.capture.numpy;

import static java.util.Objects.requireNonNull;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.infoplane.file.AtomicFile;
import org.infoplane.symbol.Values;

/**
 * Writes values as numpy files, for {@code numpy.load(file)}.
 *
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">.npy</a>
 */
public final class NumpyFile {

  private NumpyFile() {}

  /**
   * Writes a matrix atomically.
   *
   * @param values {@code samples x units}, such as {@code run.activations("dense1", 12)}; saved as
   *     float32 if they have single precision, else as float64
   * @param file replaced if it exists
   * @throws IllegalArgumentException if it is a folder, or its folder is missing or not writable
   * @throws java.io.UncheckedIOException if it cannot be written; an existing file is unchanged
   */
  public static void save(Values values, Path file) {
    requireNonNull(values, "values must not be null");
    requireNonNull(file, "file must not be null");
    int size = values.isSingle() ? Float.BYTES : Double.BYTES;
    byte[] header = NpyHeader.bytes("<f" + size, values.samples(), values.units());
    AtomicFile.write(
        file,
        temporary -> {
          try (OutputStream to =
              new BufferedOutputStream(new FileOutputStream(temporary.toFile()))) {
            to.write(header);
            ByteBuffer row =
                ByteBuffer.allocate(values.units() * size).order(ByteOrder.LITTLE_ENDIAN);
            for (int sample = 0; sample < values.samples(); sample++) {
              row.clear();
              for (int unit = 0; unit < values.units(); unit++) {
                double value = values.get(sample, unit);
                if (size == Float.BYTES) {
                  row.putFloat((float) value);
                } else {
                  row.putDouble(value);
                }
              }
              to.write(row.array());
            }
          }
        });
  }
}
