package org.infoplane.capture.numpy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.infoplane.capture.Keeping;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.Recording;
import org.infoplane.recording.Snapshot;
import org.infoplane.recording.TimeAxis;
import org.infoplane.recording.store.RecordingFile;
import org.infoplane.symbol.Values;
import org.infoplane.testing.RealSeries;
import org.infoplane.testing.Recordings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Folders whose files are the values of the recording. */
class MappedValuesTest {

  private static final List<LayerInfo> LAYERS =
      List.of(new LayerInfo("input", "input", 0), new LayerInfo("fc", "dense", 0));
  private static final int SAMPLES = 40;
  private static final Values INPUT = Values.ofRows(RealSeries.gaussian(1, SAMPLES, 3));
  private static final Values FC = Values.ofRows(RealSeries.gaussian(2, SAMPLES, 5)); // doubles

  @TempDir private Path folder;

  private Recording recorded(TimeAxis axis, int... batches) {
    ActivationWriter writer =
        new ActivationWriter(folder.resolve("run"), LAYERS, axis).labels(new int[SAMPLES]);
    if (batches.length > 0) {
      writer.batches(batches);
    }
    return writer.step(1, List.of(INPUT, FC)).finish().keeping(Keeping.values()).recording();
  }

  private static double[][] columns(Values values) {
    double[][] columns = new double[values.units()][values.samples()];
    values.columns(0, columns);
    return columns;
  }

  @Test
  void valuesAreTheFilesWhereTheyLie() {
    Recording run = recorded(TimeAxis.PROBE);
    Values kept = run.activations("fc", 1);
    assertThat(kept.heapBytes()).isZero();
    assertThat(kept.isSingle()).isFalse();
    assertThat(columns(kept)).isDeepEqualTo(columns(FC)); // not a digit is lost
    assertThat(kept.kept()).isSameAs(kept);
    Path saved = folder.resolve("saved");
    RecordingFile.save(run, saved);
    Recordings.assertEqual(RecordingFile.load(saved), run);
    assertThat(RecordingFile.load(saved).activations("fc", 1).isSingle()).isFalse();
  }

  @Test
  void miniBatchesOfAFileAreTheFileToo() {
    Recording run = recorded(TimeAxis.TRAINING_ORDER, 0, 15, 32);
    Snapshot epoch = run.track(TimeAxis.TRAINING_ORDER).at(1);
    assertThat(epoch.batchStarts()).containsExactly(0, 15, 32);
    for (int layer = 0; layer < 2; layer++) {
      Values kept = epoch.values(layer);
      assertThat(kept.heapBytes()).isZero();
      assertThat(columns(kept)).isDeepEqualTo(columns(layer == 0 ? INPUT : FC));
    }
  }

  @Test
  void budgetIsOfMemoryWhichFilesDoNotTake() {
    ActivationFolder activations =
        new ActivationWriter(folder.resolve("run"), LAYERS, TimeAxis.PROBE)
            .labels(new int[SAMPLES])
            .step(0, List.of(INPUT, FC))
            .finish();
    for (Keeping keeping : List.of(Keeping.budget(1), Keeping.values().atMost(1))) {
      Recording run = activations.keeping(keeping).recording();
      assertThat(run.track(TimeAxis.PROBE).at(0).hasValues(1)).isTrue();
    }
  }

  /** Writes a matrix of one of numpy's orders. */
  private Values mapped(String type, boolean byColumn) throws IOException {
    int size = type.equals("<f4") ? Float.BYTES : Double.BYTES;
    String header =
        new String(NpyHeader.bytes(type, SAMPLES, 5), ISO_8859_1)
            .replace(
                "'fortran_order': False,",
                byColumn ? "'fortran_order': True ," : "'fortran_order': False,");
    ByteBuffer bytes =
        ByteBuffer.allocate(header.length() + SAMPLES * 5 * size).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(header.getBytes(ISO_8859_1));
    for (int i = 0; i < SAMPLES * 5; i++) {
      double value = byColumn ? FC.get(i % SAMPLES, i / SAMPLES) : FC.get(i / 5, i % 5);
      if (size == Float.BYTES) {
        bytes.putFloat((float) value);
      } else {
        bytes.putDouble(value);
      }
    }
    Path file = folder.resolve("fc.npy");
    Files.write(file, bytes.array());
    return NpyFile.ofValues(file, "fc").values();
  }

  @ParameterizedTest
  @CsvSource({"<f4, false", "<f4, true", "<f8, false", "<f8, true"})
  void anyOrderInTheFileIsReadWhereItLies(String type, boolean byColumn) throws IOException {
    Values values = mapped(type, byColumn);
    boolean single = type.equals("<f4");
    double[][] expected = columns(FC);
    for (double[] column : expected) {
      for (int i = 0; single && i < SAMPLES; i++) {
        column[i] = (float) column[i];
      }
    }
    assertThat(columns(values)).isDeepEqualTo(expected);
    assertThat(values.isSingle()).isEqualTo(single);
    assertThat(values.heapBytes()).isZero();
    assertThat(values.kept()).isSameAs(values);
    double[][] some = new double[2][SAMPLES];
    values.columns(3, some);
    assertThat(some).isDeepEqualTo(new double[][] {expected[3], expected[4]});
    Values part = values.slice(7, 30);
    assertThat(part.samples()).isEqualTo(23);
    assertThat(part.heapBytes()).isZero();
    assertThat(part.kept()).isSameAs(part);
    assertThat(part.isSingle()).isEqualTo(single);
    double[][] ofPart = new double[5][23];
    part.columns(0, ofPart);
    for (int unit = 0; unit < 5; unit++) {
      for (int i = 0; i < 23; i++) {
        assertThat(ofPart[unit][i]).isEqualTo(expected[unit][i + 7]);
        assertThat(part.get(i, unit)).isEqualTo(expected[unit][i + 7]);
      }
      assertThat(part.slice(2, 23).get(0, unit)).isEqualTo(expected[unit][9]);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> part.get(23, 0))
        .withMessageContainingAll("sample must be 0 to 22", "got 23");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> values.get(0, 5))
        .withMessageContaining("unit 0 to 4, got 0 and 5");
  }
}
