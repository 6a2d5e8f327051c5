package org.infoplane.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FashionMnistTest {

  @TempDir Path folder;

  private static byte[] idx(int magic, int... sizesThenData) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(bytes))) {
      out.writeInt(magic);
      for (int i = 0; i < 3; i++) {
        out.writeInt(sizesThenData[i]);
      }
      for (int i = 3; i < sizesThenData.length; i++) {
        out.writeByte(sizesThenData[i]);
      }
    }
    return bytes.toByteArray();
  }

  private Path write(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("images.gz"), bytes);
  }

  private static void assertRefused(Path file, String how) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IdxFile.read(file, new int[] {2, 1, 2}, ""))
        .withMessageStartingWith("Cannot use " + file + ": it " + how)
        .withMessageEndingWith(
            "Delete it and run `bash environment/reproduce.sh` to fetch it again.");
  }

  @Test
  void bytesAreUnsignedAndPlainFilesWork() throws IOException {
    IdxFile file =
        IdxFile.read(write(idx(0x803, 2, 1, 2, 0, 255, 7, 128)), new int[] {2, 1, 2}, "");
    assertThat(file.get(0, 1)).isEqualTo(255);
    assertThat(file.get(1, 1)).isEqualTo(128);
    assertThat(file.itemLength()).isEqualTo(2);
    Path plain = Files.write(folder.resolve("labels"), new byte[] {0, 0, 8, 1, 0, 0, 0, 1, 9});
    assertThat(IdxFile.read(plain, new int[] {1}, "").get(0, 0)).isEqualTo(9);
  }

  @Test
  void missingFileSaysHowToGetIt() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FashionMnist.from(folder, 10, 10))
        .withMessageStartingWith("There is no file " + folder.resolve("train-images-idx3-ubyte.gz"))
        .withMessageContaining("Run `bash environment/reproduce.sh`, which fetches it");
  }

  @Test
  void brokenFilesAreNamed() throws IOException {
    byte[] good = idx(0x803, 2, 1, 2, 1, 2, 3, 4);
    assertRefused(write(idx(0x801, 2, 1, 2, 1, 2, 3, 4)), "starts with 0x00000801, not 0x00000803");
    assertRefused(write(idx(0x803, 3, 1, 2, 1, 2, 3, 4)), "has a dimension of 3 instead of 2");
    assertRefused(write(idx(0x803, 2, 1, 2, 1, 2, 3)), "is truncated");
    assertRefused(write(Arrays.copyOf(good, good.length - 12)), "is truncated");
    assertRefused(write(idx(0x803, 2, 1, 2, 1, 2, 3, 4, 5)), "continues after its 4 bytes of data");
    assertRefused(write(new byte[] {1, 2, 3, 4}), "is not a valid gzip file");
  }

  @Test
  void alteredFileIsNamedWithItsHash() throws IOException {
    Path file = write(idx(0x803, 2, 1, 2, 1, 2, 3, 4));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IdxFile.read(file, new int[] {2, 1, 2}, "00ff"))
        .withMessageContaining("it was altered: SHA-256 is ")
        .withMessageContaining(", not 00ff");
  }

  @Test
  void tooManyImagesAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FashionMnist.from(folder, 60_001, 10))
        .withMessageContainingAll("train part", "1 to 60000", "got 60001");
  }
}
