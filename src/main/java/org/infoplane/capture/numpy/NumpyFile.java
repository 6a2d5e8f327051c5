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
 * Writes values for numpy: {@code numpy.load(file)}.
 *
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">.npy</a>
 */
public final class NumpyFile {

  private NumpyFile() {}

  /**
   * Writes a matrix, whole or not at all.
   *
   * @param values {@code samples x units}, such as {@code run.activations("dense1", 12)}; float32
   *     if they have single precision, else float64
   * @param file which is replaced if there is one
   * @throws IllegalArgumentException if it is a folder, or in no folder that may be written
   * @throws java.io.UncheckedIOException if it cannot be written; a file of that name is as before
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
