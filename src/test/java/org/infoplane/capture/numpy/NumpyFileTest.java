package org.infoplane.capture.numpy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import org.infoplane.capture.Keeping;
import org.infoplane.recording.Recording;
import org.infoplane.recording.TimeAxis;
import org.infoplane.symbol.Values;
import org.infoplane.testing.RealSeries;
import org.infoplane.testing.Trained;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NumpyFileTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden/npy");

  @TempDir private Path folder;

  private static Values read(Path file) {
    return NpyFile.ofValues(file, "values").values();
  }

  private static double[][] columns(Values values) {
    double[][] columns = new double[values.units()][values.samples()];
    values.columns(0, columns);
    return columns;
  }

  @Test
  void filesAreThoseOfNumpyByteByByte() {
    Path file = folder.resolve("written.npy");
    for (String name : new String[] {"f4.npy", "f8.npy"}) {
      NumpyFile.save(read(GOLDEN.resolve(name)), file);
      assertThat(file).hasSameBinaryContentAs(GOLDEN.resolve(name));
    }
    NumpyFile.save(read(GOLDEN.resolve("f4-fortran.npy")), file); // row by row in either case
    assertThat(file).hasSameBinaryContentAs(GOLDEN.resolve("f4.npy"));
    NumpyFile.save(read(GOLDEN.resolve("f8-fortran-big-endian.npy")), file);
    assertThat(file).hasSameBinaryContentAs(GOLDEN.resolve("f8.npy"));
  }

  @Test
  void noDigitIsLost() {
    Path file = folder.resolve("values.npy");
    Values doubles = Values.ofRows(RealSeries.gaussian(4, 70, 41));
    NumpyFile.save(doubles, file);
    assertThat(read(file).isSingle()).isFalse();
    assertThat(columns(read(file))).isDeepEqualTo(columns(doubles));
    Recording run = Trained.recorded(Keeping.values());
    Values floats = run.activations("hidden", 3, TimeAxis.TRAINING_ORDER);
    NumpyFile.save(floats, file);
    assertThat(read(file).isSingle()).isTrue();
    assertThat(columns(read(file))).isDeepEqualTo(columns(Trained.inOrder(3, 1)));
    assertThat(folder.toFile().list()).containsExactly("values.npy");
  }

  @Test
  void partsOfValuesKeepTheirPrecision() {
    Values floats = Trained.inOrder(3, 1);
    Path file = folder.resolve("values.npy");
    NumpyFile.save(floats.slice(10, 30).units(new int[] {4, 0}), file);
    Values back = read(file);
    assertThat(back.isSingle()).isTrue();
    for (int i = 0; i < 20; i++) {
      assertThat(back.get(i, 0)).isEqualTo(floats.get(10 + i, 4));
      assertThat(back.get(i, 1)).isEqualTo(floats.get(10 + i, 0));
    }
  }

  @Test
  void placesThatAreNoneAreNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> NumpyFile.save(Trained.inOrder(1, 0), folder.resolve("none").resolve("a.npy")))
        .withMessageContaining(": no folder");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NumpyFile.save(Trained.inOrder(1, 0), folder))
        .withMessageContaining("is a folder");
  }
}
