package org.infoplane.capture.numpy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.infoplane.file.AtomicFile;

/** Writes labels as numpy does; values are written by {@link NumpyFile}. */
final class NpyWriter {

  private NpyWriter() {}

  /** Writes i4. */
  static void write(Path path, int[] labels) {
    byte[] header = NpyHeader.bytes("<i4", labels.length);
    ByteBuffer bytes =
        ByteBuffer.allocate(header.length + Integer.BYTES * labels.length)
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(header);
    for (int label : labels) {
      bytes.putInt(label);
    }
    AtomicFile.write(path, bytes.array());
  }
}
