package org.infoplane.capture.dl4j;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.infoplane.Notebook;
import org.infoplane.data.Split;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.Recording;
import org.infoplane.recording.Snapshot;
import org.infoplane.recording.TimeAxis;
import org.infoplane.symbol.Values;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.dataset.adapter.SingletonMultiDataSetIterator;
import org.nd4j.linalg.factory.Nd4j;

/** Keras models have the activations that numpy computes from the weights in their files. */
class KerasModelsIT {

  private static final Path FOLDER = Path.of("src/test/resources/golden/keras");
  private static final int EXAMPLES = 6;

  /** By layer, one row per example. */
  private static Map<String, double[][]> golden(String model) throws IOException {
    Map<String, Map<Integer, Map<Integer, Double>>> cells = new TreeMap<>();
    for (String line : Files.readAllLines(FOLDER.resolve("activations.csv"))) {
      String[] cell = line.split(",", -1);
      if (cell[0].equals(model)) {
        cells
            .computeIfAbsent(cell[1], layer -> new TreeMap<>())
            .computeIfAbsent(Integer.parseInt(cell[2]), example -> new TreeMap<>())
            .put(Integer.parseInt(cell[3]), Double.parseDouble(cell[4]));
      }
    }
    Map<String, double[][]> layers = new TreeMap<>();
    cells.forEach(
        (layer, rows) ->
            layers.put(
                layer,
                rows.values().stream()
                    .map(row -> row.values().stream().mapToDouble(v -> v).toArray())
                    .toArray(double[][]::new)));
    return layers;
  }

  private static double[][] golden(String model, String layer) throws IOException {
    return requireNonNull(golden(model).get(layer));
  }

  private static INDArray array(String model, String layer, int... shape) throws IOException {
    return Nd4j.createFromArray(golden(model, layer))
        .castTo(Nd4j.defaultFloatingPointType())
        .reshape('c', shape);
  }

  private static INDArray oneHot(int classes) {
    INDArray rows = Nd4j.zeros(EXAMPLES, classes);
    for (int i = 0; i < EXAMPLES; i++) {
      rows.putScalar(i, i % classes, 1);
    }
    return rows;
  }

  private static DataSet examples() throws IOException {
    return new DataSet(array("chain", "input", EXAMPLES, 5), oneHot(3));
  }

  private static void assertAsNumpy(Recording run, String model) throws IOException {
    Map<String, double[][]> golden = golden(model);
    Snapshot first = run.track(TimeAxis.PROBE).snapshots().get(0);
    assertThat(run.layers().stream().map(LayerInfo::name))
        .containsExactlyInAnyOrderElementsOf(golden.keySet());
    for (LayerInfo layer : run.layers()) {
      double[][] rows = requireNonNull(golden.get(layer.name()));
      Values activations = run.activations(layer.name(), first.epoch());
      assertThat(activations.samples()).isEqualTo(rows.length);
      assertThat(activations.units()).isEqualTo(rows[0].length);
      for (int i = 0; i < rows.length; i++) {
        for (int unit = 0; unit < rows[i].length; unit++) {
          assertThat(activations.get(i, unit))
              .as("%s of %s", layer.name(), i)
              .isEqualTo(rows[i][unit], within(1e-5));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"chain", "logits"})
  void chainHasKerassNamesAndActivations(String model) throws IOException {
    assertAsNumpy(
        Notebook.captureLayers(FOLDER.resolve(model + ".h5")).onProbe(examples()).now(), model);
  }

  @Test
  void imagesWithChannelsLastAreTheMeansOfTheirChannels() throws IOException {
    DataSet images = new DataSet(array("images", "images", EXAMPLES, 6, 6, 2), oneHot(3));
    assertAsNumpy(Notebook.captureLayers(FOLDER.resolve("cnn.h5")).onProbe(images).now(), "cnn");
  }

  @Test
  void graphHasTheOutputThatWasChosenLast() throws IOException {
    DataSet sizes = new DataSet(examples().getFeatures(), array("graph", "size", EXAMPLES, 2));
    LayerCapture graph = Notebook.captureLayers(FOLDER.resolve("graph.h5"));
    assertAsNumpy(graph.output("size").onProbe(sizes).now(), "graph");
    Recording kinds = graph.output("kind").onProbe(examples()).now();
    assertAsNumpy(kinds, "graph");
    assertThat(kinds.layers().get(5).name()).isEqualTo("kind");
    assertThat(kinds.layers().get(3).inputs()).containsExactly("one", "two");
    assertThatIllegalStateException()
        .isThrownBy(() -> graph.onProbe(examples()).now())
        .withMessageContainingAll("2 outputs: \"kind\", \"size\"", ".output(\"kind\")");
  }

  /** The losses of Keras, from the activations that numpy computed. */
  @Test
  void lossesAreThoseThatTheModelWasCompiledWith() throws IOException {
    DataSet classes = examples();
    double entropy = 0;
    double[][] softmax = golden("chain", "classes");
    for (int i = 0; i < EXAMPLES; i++) {
      entropy -= Math.log(softmax[i][i % 3]) / EXAMPLES;
    }
    assertThat(testLoss(Notebook.captureLayers(FOLDER.resolve("chain.h5")), classes))
        .isCloseTo(entropy, within(1e-5));

    double[][] got = golden("graph", "size");
    double square = 0;
    for (double[] row : got) {
      square += (row[0] * row[0] + row[1] * row[1]) / 2 / EXAMPLES; // a mean over columns, too
    }
    LayerCapture graph = Notebook.captureLayers(FOLDER.resolve("graph.h5")).output("size");
    assertThat(testLoss(graph, new DataSet(classes.getFeatures(), Nd4j.zeros(EXAMPLES, 2))))
        .isCloseTo(square, within(1e-5));

    entropy = 0;
    softmax = golden("logits", "logits_softmax");
    for (int i = 0; i < EXAMPLES; i++) {
      entropy -= Math.log(softmax[i][i % 3]) / EXAMPLES;
    }
    assertThat(testLoss(Notebook.captureLayers(FOLDER.resolve("logits.h5")), classes))
        .isCloseTo(entropy, within(1e-5));
  }

  private static double testLoss(LayerCapture capture, DataSet examples) {
    return capture
        .onProbe(examples)
        .evaluating(examples, examples)
        .now()
        .metrics()
        .get(0)
        .testLoss();
  }

  @Test
  void trainingGoesOnFromTheSavedWeightsAndIsTheSameEachTime() throws IOException {
    Split twice = new Split("same", examples(), examples());
    LayerCapture first = Notebook.captureLayers(FOLDER.resolve("chain.h5"));
    Recording run =
        first
            .inTrainingOrder()
            .onProbe(twice.test())
            .evaluating(twice.train(), twice.test())
            .keepingWeights()
            .whileTraining(twice.batches(3, 1), 60);
    assertThat(run.metrics().get(60).trainLoss())
        .isLessThan(0.9 * run.metrics().get(0).trainLoss());
    Recording again =
        Notebook.captureLayers(FOLDER.resolve("chain.h5"))
            .onProbe(twice.test())
            .keepingWeights()
            .whileTraining(twice.batches(3, 1), 60);
    assertThat(Notebook.networkAt(run, 60).params())
        .isEqualTo(Notebook.networkAt(again, 60).params());
    assertThat(Notebook.knockOut(run).table().rowCount()).isPositive();
  }

  @Test
  void graphTrainsOnLabelsOfBothOutputs() throws IOException {
    MultiDataSet batch =
        new MultiDataSet(
            new INDArray[] {examples().getFeatures()},
            new INDArray[] {oneHot(3), Nd4j.ones(EXAMPLES, 2)});
    Recording run =
        Notebook.captureLayers(FOLDER.resolve("graph.h5"))
            .output("kind")
            .inTrainingOrder()
            .onProbe(examples())
            .keepingWeights()
            .evaluating(examples(), examples())
            .whileTraining(new SingletonMultiDataSetIterator(batch), 200);
    assertThat(run.metrics().get(200).trainLoss())
        .isLessThan(0.9 * run.metrics().get(0).trainLoss());
    assertThat(run.track(TimeAxis.TRAINING_ORDER).snapshots().get(0).labels().groups())
        .isEqualTo(3);
    INDArray kinds = Notebook.graphAt(run, 200).output(examples().getFeatures())[0];
    Values recorded = run.activations("kind", 200);
    for (int i = 0; i < EXAMPLES; i++) {
      assertThat(recorded.get(i, 1)).isEqualTo(kinds.getDouble(i, 1), within(1e-6));
    }
  }

  @Test
  void uncompiledModelIsRecordedButNotTrained() throws IOException {
    LayerCapture model = Notebook.captureLayers(FOLDER.resolve("uncompiled.h5"));
    assertAsNumpy(model.onProbe(examples()).now(), "chain");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> model.whileTraining(new Split("same", examples(), examples()).batches(3, 1), 1))
        .withMessageContainingAll("no loss", "compile a Keras model before it is saved");
  }

  @Test
  void whatCannotBeReadIsRefusedWithWhatToDo(@TempDir Path folder) throws IOException {
    String save = "TensorFlow 2.15 or earlier): model.save(\"model.h5\")";
    assertRefused(FOLDER.resolve("none.h5"), "none.h5\" does not exist");
    assertRefused(folder, "is a folder, as of TensorFlow's SavedModel", save);
    Path text = Files.writeString(folder.resolve("text.h5"), "weights");
    assertRefused(text, "text.h5\" is not an HDF5 file", save);
    Path zip = Files.write(folder.resolve("model.keras"), new byte[] {'P', 'K', 3, 4, 0, 0, 0, 0});
    assertRefused(zip, "a zip file, as of Keras 3 (.keras)", save);
    byte[] whole = Files.readAllBytes(FOLDER.resolve("chain.h5"));
    Path cut = Files.write(folder.resolve("cut.h5"), Arrays.copyOf(whole, 5000));
    assertRefused(cut, "cannot be imported", "readActivations(folder)");
    assertRefused(FOLDER.resolve("keras3.h5"), "was saved by Keras 3.4.1", save);
    assertRefused(FOLDER.resolve("weights.h5"), "has no model, perhaps only weights", save);
    assertRefused(FOLDER.resolve("layer.h5"), "cannot be imported", "MyLayer", "readActivations");
    assertRefused(FOLDER.resolve("optimiser.h5"), "optimiser AdamW", "include_optimizer=False");
    assertRefused(FOLDER.resolve("weighted.h5"), "loss_weights", "include_optimizer=False");
  }

  private static void assertRefused(Path file, String... words) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Notebook.captureLayers(file))
        .withMessageContainingAll(words);
  }

  /** Loads this library and Deeplearning4j anew, without the library that reads Keras models. */
  @Test
  void withoutTheImporterTheErrorNamesItsLine() throws Exception {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (!entry.contains("modelimport")) {
        urls.add(Path.of(entry).toUri().toURL());
      }
    }
    Path file = FOLDER.resolve("chain.h5");
    try (URLClassLoader loader =
        new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      Class<?> capture = loader.loadClass("org.infoplane.capture.dl4j.LayerCapture");
      assertThatThrownBy(() -> capture.getMethod("of", Path.class).invoke(null, file))
          .cause()
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(
              "`%maven org.deeplearning4j:deeplearning4j-modelimport:1.0.0-M2.1` below the line");
    }
  }
}
