package org.infoplane.data;

import static java.util.Objects.requireNonNull;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Fashion-MNIST: 60,000 training and 10,000 test images of 28 x 28 grey pixels, ten kinds of
 * clothing.
 *
 * @see <a href="https://arxiv.org/abs/1708.07747">Xiao, Rasul and Vollgraf 2017</a>
 */
public final class FashionMnist {

  private static final int SIDE = 28;
  private static final int CLASSES = 10;

  private FashionMnist() {}

  /**
   * {@return the images fetched by {@code environment/reproduce.sh}: features {@code [examples,
   * 784]}, 0 to 1; labels {@code [examples, 10]}, one-hot}
   *
   * <p>Reads them from the folder in the environment variable {@code INFOPLANE_DATA} if it is set,
   * else from {@code infoplane/fashion-mnist} in the user's data folder, else from where Debian's
   * package {@code dataset-fashion-mnist} puts them.
   *
   * @param train number of training images, 1 to 60,000
   * @param test number of test images, 1 to 10,000
   * @throws IllegalArgumentException if a file is missing, truncated or altered
   * @throws IllegalStateException if ND4J has no native libraries
   */
  public static Split load(int train, int test) {
    String own = System.getenv("INFOPLANE_DATA");
    if (own != null) {
      return from(Path.of(own), train, test);
    }
    List<Path> places = new ArrayList<>();
    String home = System.getenv("XDG_DATA_HOME");
    places.add(
        (home == null ? Path.of(System.getProperty("user.home"), ".local", "share") : Path.of(home))
            .resolve("infoplane/fashion-mnist"));
    places.add(Path.of("/usr/share/datasets/fashion-mnist"));
    return from(
        places.stream().filter(Files::isDirectory).findFirst().orElse(places.get(0)), train, test);
  }

  /**
   * {@return the images of a folder, as {@link #load}}
   *
   * @param folder with {@code train-images-idx3-ubyte.gz}, {@code train-labels-idx1-ubyte.gz},
   *     {@code t10k-images-idx3-ubyte.gz} and {@code t10k-labels-idx1-ubyte.gz}
   * @param train number of training images, 1 to 60,000
   * @param test number of test images, 1 to 10,000
   * @throws IllegalArgumentException if a file is missing, truncated or altered
   * @throws IllegalStateException if ND4J has no native libraries
   */
  public static Split from(Path folder, int train, int test) {
    requireNonNull(folder, "folder must not be null");
    Backend.require();
    return new Split(
        "Fashion-MNIST",
        part(
            folder,
            "train",
            60_000,
            train,
            "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
            "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9"),
        part(
            folder,
            "t10k",
            10_000,
            test,
            "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
            "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34"));
  }

  private static DataSet part(
      Path folder, String name, int all, int count, String imageHash, String labelHash) {
    Require.within(1, all, "images of the %s part".formatted(name), count);
    IdxFile images =
        IdxFile.read(
            folder.resolve(name + "-images-idx3-ubyte.gz"), new int[] {all, SIDE, SIDE}, imageHash);
    IdxFile labels =
        IdxFile.read(folder.resolve(name + "-labels-idx1-ubyte.gz"), new int[] {all}, labelHash);
    float[] pixels = new float[count * SIDE * SIDE];
    INDArray wanted = Nd4j.zeros(count, CLASSES);
    for (int i = 0; i < count; i++) {
      for (int p = 0; p < SIDE * SIDE; p++) {
        pixels[i * SIDE * SIDE + p] = images.get(i, p) / 255f;
      }
      wanted.putScalar(i, labels.get(i, 0), 1);
    }
    return new DataSet(Nd4j.createFromArray(pixels).reshape(count, SIDE * SIDE), wanted);
  }
}
