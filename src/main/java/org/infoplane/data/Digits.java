package org.infoplane.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Handwritten digits: 1,797 images of 8 x 8 grey pixels, bundled with the library.
 *
 * @see <a href="https://doi.org/10.24432/C50P49">Alpaydin and Kaynak 1998, UCI optdigits</a>
 */
public final class Digits {

  private static final int PIXELS = 64;
  private static final int CLASSES = 10;
  private static final int TEST = 360;

  private Digits() {}

  /**
   * {@return 1,437 training and 360 test images: features {@code [examples, 64]}, 0 to 1; labels
   * {@code [examples, 10]}, one-hot}
   *
   * @param seed determines the split
   * @throws IllegalStateException if ND4J has no native libraries
   */
  public static Split load(long seed) {
    Backend.require();
    List<float[]> rows = rows();
    Collections.shuffle(rows, new Random(seed));
    int train = rows.size() - TEST;
    return new Split(
        "digits", part(rows.subList(0, train)), part(rows.subList(train, rows.size())));
  }

  private static List<float[]> rows() {
    try (InputStream file = Digits.class.getResourceAsStream("digits.csv.gz")) {
      if (file == null) {
        throw new IllegalStateException(
            "The infoplane jar has no digits.csv.gz. Install the library again with `bash environment/reproduce.sh`.");
      }
      BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(new GZIPInputStream(file), StandardCharsets.US_ASCII));
      List<float[]> rows = new ArrayList<>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] cells = line.split(",", -1);
        float[] row = new float[PIXELS + 1];
        for (int i = 0; i < row.length; i++) {
          row[i] = Float.parseFloat(cells[i]);
        }
        rows.add(row);
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DataSet part(List<float[]> rows) {
    float[][] pixels = new float[rows.size()][PIXELS];
    INDArray labels = Nd4j.zeros(rows.size(), CLASSES);
    for (int i = 0; i < pixels.length; i++) {
      for (int p = 0; p < PIXELS; p++) {
        pixels[i][p] = rows.get(i)[p] / 16f;
      }
      labels.putScalar(i, (int) rows.get(i)[PIXELS], 1);
    }
    return new DataSet(Nd4j.createFromArray(pixels), labels);
  }
}
