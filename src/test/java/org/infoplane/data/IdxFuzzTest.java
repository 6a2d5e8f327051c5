package org.infoplane.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.infoplane.testing.Mutants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxFuzzTest {

  private static final int[] SIZES = {3, 4, 5};
  private static final byte[] CONTENT =
      ByteBuffer.allocate(16 + 60).putInt(0x803).putInt(3).putInt(4).putInt(5).array();

  @TempDir private Path folder;

  private static byte[] gzip(byte[] content) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  private static void read(Path file) {
    IdxFile images = IdxFile.read(file, SIZES, "");
    for (int item = 0; item < 3; item++) {
      images.get(item, images.itemLength() - 1);
    }
  }

  @Test
  void damagedGzipIsReadOrRefused() throws IOException {
    Path file = folder.resolve("images.gz");
    Files.write(file, gzip(CONTENT));
    Mutants.of(file).areReadOrRefusedBy(IdxFuzzTest::read);
  }

  @Test
  void damagedContentOfAGzipIsReadOrRefused() throws IOException {
    Mutants.of(folder.resolve("images.gz"), CONTENT, IdxFuzzTest::gzip)
        .areReadOrRefusedBy(IdxFuzzTest::read);
  }
}
