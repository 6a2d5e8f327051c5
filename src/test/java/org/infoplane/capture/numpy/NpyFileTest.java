package org.infoplane.capture.numpy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.infoplane.symbol.Values;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that numpy wrote: see golden/npy/README.md. */
class NpyFileTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden/npy");

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "f4",
        "f8",
        "f4-big-endian",
        "f4-fortran",
        "f8-fortran-big-endian",
        "f4-version-2",
        "f4-version-3"
      })
  void numbersOfNumpyAreRead(String name) {
    Values values = NpyFile.ofValues(GOLDEN.resolve(name + ".npy"), "golden").values();
    assertThat(values.samples()).isEqualTo(5);
    assertThat(values.units()).isEqualTo(3);
    for (int round = 0; round < 2; round++) {
      for (int unit = 0; unit < 3; unit++) {
        for (int sample = 0; sample < 5; sample++) {
          assertThat(values.get(sample, unit)).isEqualTo((3 * sample + unit) / 4.0 - 1);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"u1", "i4", "i8", "big-endian-i8"})
  void labelsOfNumpyAreRead(String name) {
    Path path = GOLDEN.resolve("labels-" + name + ".npy");
    assertThat(NpyFile.ofLabels(path, "labels").labels()).containsExactly(3, 0, 255, 3, 1);
  }

  @Test
  void labelsAreWrittenAsNumpyWritesThem() {
    Path path = folder.resolve("written.npy");
    NpyWriter.write(path, new int[] {3, 0, 255, 3, 1});
    assertThat(path).hasSameBinaryContentAs(GOLDEN.resolve("labels-i4.npy"));
  }

  @ParameterizedTest
  @CsvSource({"False, 12345, 999", "'True ', 299999, 999"})
  void fileMayBeLargerThanTwoGigabytes(String fortran, int sample, int unit) throws IOException {
    int samples = 300_000;
    int units = 1000;
    Path path = folder.resolve("large.npy");
    byte[] header = NpyHeader.bytes("<f8", samples, units);
    long at = fortran.equals("True ") ? sample + (long) unit * samples : sample * 1000L + unit;
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.write(
          new String(header, ISO_8859_1).replace("False,", fortran + ",").getBytes(ISO_8859_1),
          0,
          header.length);
      file.seek(header.length + 8 * at);
      file.writeLong(Long.reverseBytes(Double.doubleToLongBits(0.1)));
      file.setLength(header.length + 8L * samples * units); // mostly a hole
    }
    Values values = NpyFile.ofValues(path, "values").values();
    assertThat(values.get(sample, unit)).isEqualTo(0.1);
    assertThat(values.get(sample, unit - 1)).isZero();
    assertThat(values.get(samples - 1, 0)).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bool.npy | its type is b1. Save array.astype(\"float32\") or float64.",
        "f2.npy | its type is f2. Save array.astype(\"float32\") or float64.",
        "complex.npy | its type is c8. Save array.astype(\"float32\") or float64.",
        "object.npy | its type is O. Save array.astype(\"float32\") or float64.",
        "structured.npy | its type is structured. Save array.astype(\"float32\") or float64.",
        "labels-i4.npy | its type is i4. Save array.astype(\"float32\") or float64.",
        "maps.npy | its shape is (5, 2, 3, 3). Save a matrix, samples x units: array.reshape(len(array), -1), or array.mean(axis=(2, 3)) of feature maps.",
        "scalar.npy | its shape is (). Save a matrix, samples x units: array.reshape(len(array), -1), or array.mean(axis=(2, 3)) of feature maps.",
        "empty.npy | its shape is (0, 3). Save at least one sample of one unit, and at most 2147483639 of each.",
        "zipped.npz | it is not a .npy file. Write it with numpy.save(file, array), not as .npz, .pt or .csv.",
        "none.npy | there is no such file. Write it with numpy.save(file, array)."
      })
  void otherArraysAreRefused(String name, String words) {
    Path path = GOLDEN.resolve(name);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NpyFile.ofValues(path, "layer \"fc1\" at step 2 (epoch 2)"))
        .withMessage(
            "Cannot read layer \"fc1\" at step 2 (epoch 2) from \"%s\": %s".formatted(path, words));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "f4.npy | its type is f4. Save class numbers: labels.astype(\"int32\").",
        "bool.npy | its type is b1. Save class numbers: labels.astype(\"int32\").",
        "labels-too-large.npy | label 1 is 1099511627776. Save class numbers, from 0."
      })
  void otherLabelsAreRefused(String name, String words) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NpyFile.ofLabels(GOLDEN.resolve(name), "the labels").labels())
        .withMessageEndingWith("\": " + words);
  }

  private void assertRefused(byte[] bytes, String words) throws IOException {
    Path path = folder.resolve("bad.npy");
    Files.write(path, bytes);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NpyFile.ofValues(path, "it"))
        .withMessageContaining("Cannot read it from \"")
        .withMessageEndingWith("\": " + words);
  }

  private static byte[] replaced(byte[] whole, String part, String by) {
    return new String(whole, ISO_8859_1).replace(part, by).getBytes(ISO_8859_1);
  }

  @Test
  void damageIsNamed() throws IOException {
    String again = " Write it again with numpy.save(file, array).";
    byte[] whole = Files.readAllBytes(GOLDEN.resolve("f4.npy"));
    assertRefused(
        Arrays.copyOf(whole, whole.length - 1),
        "its shape is (5, 3), which takes 60 bytes, and 59 are there. It is truncated: write it again with numpy.save(file, array).");
    assertRefused(
        Arrays.copyOf(whole, whole.length + 4),
        "its shape is (5, 3), which takes 60 bytes, and 64 are there. Write one array per file, with numpy.save(file, array).");
    assertRefused(
        Arrays.copyOf(whole, 9), "it is damaged: it ends in the header, after 9 bytes." + again);
    assertRefused(
        Arrays.copyOf(whole, 90), "it is damaged: it ends in the header, after 90 bytes." + again);
    assertRefused(
        new byte[0],
        "it is not a .npy file. Write it with numpy.save(file, array), not as .npz, .pt or .csv.");
    assertRefused(
        replaced(whole, "'descr'", "'descx'"),
        "it is damaged: its header is \"{'descx': '<f4', 'fortran_order': False, 'shape': (5, 3), }\"."
            + again);
    byte[] version = whole.clone();
    version[6] = 9;
    assertRefused(
        version,
        "its format is 9.0. Write it with numpy.save(file, array), which makes 1.0, 2.0 or 3.0.");
    byte[] length = Files.readAllBytes(GOLDEN.resolve("f4-version-2.npy"));
    length[11] = 99;
    assertRefused(length, "it is damaged: its header claims to have 1660944512 bytes." + again);
    assertRefused(
        replaced(whole, "(5, 3), }                  ", "(5123456789012345678, 3), }"),
        "it is damaged: its header claims a shape of (5123456789012345678, 3)." + again);
    assertRefused(
        replaced(whole, "(5, 3), }                  ", "(2000000000, 2000000000), }"),
        "its shape is (2000000000, 2000000000), which takes 16000000000000000000 bytes, and 60 are there. It is truncated: write it again with numpy.save(file, array).");
  }
}
