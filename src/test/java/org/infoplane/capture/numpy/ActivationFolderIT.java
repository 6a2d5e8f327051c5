package org.infoplane.capture.numpy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.infoplane.Notebook;
import org.infoplane.capture.Keeping;
import org.infoplane.data.Split;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.Recording;
import org.infoplane.recording.Snapshot;
import org.infoplane.recording.TimeAxis;
import org.infoplane.symbol.Discretizer;
import org.infoplane.symbol.Values;
import org.infoplane.testing.Networks;
import org.infoplane.testing.Recordings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A folder of activations against a capture of the same network, and against numpy. */
class ActivationFolderIT {

  private static final Split DIGITS = Networks.digits();

  @TempDir private Path folder;

  private static List<Values> activations(MultiLayerNetwork network) {
    return network.feedForward(DIGITS.test().getFeatures(), false).stream()
        .map(a -> Values.ofRows(a.dup('c').data().asFloat(), (int) a.size(1)))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void recordingEqualsTheCaptureOfTheSameNetwork(boolean once) {
    Keeping softmax = Keeping.symbols().discretize("output", Discretizer.authorsSoftmax());
    Keeping keeping = once ? softmax.fittingOnce() : softmax;
    MultiLayerNetwork network = Networks.dense();
    List<List<Values>> steps = new ArrayList<>();
    steps.add(activations(network));
    network.setListeners(
        new BaseTrainingListener() {
          @Override
          public void onEpochEnd(Model model) {
            steps.add(activations(network));
          }
        });
    var capture =
        Notebook.captureLayers(network)
            .onProbe(DIGITS.test())
            .evaluating(DIGITS.train(), DIGITS.test())
            .keeping(keeping);
    Recording expected = capture.whileTraining(DIGITS.batches(50, 1), 3);
    INDArray labels = DIGITS.test().getLabels();
    ActivationWriter writer =
        new ActivationWriter(folder, expected.layers(), TimeAxis.PROBE)
            .labels(labels.argMax(1).toIntVector());
    for (int epoch = 0; epoch <= 3; epoch++) {
      int iteration = expected.track(TimeAxis.PROBE).snapshots().get(epoch).iteration();
      writer.step(epoch, iteration, steps.get(epoch)).metrics(expected.metrics().get(epoch));
    }
    Recording run = writer.finish().keeping(keeping).recording();
    assertThat(run.recipe().entries())
        .containsEntry("layers", expected.recipe().entries().get("layers"))
        .containsEntry("bins", expected.recipe().entries().get("bins"))
        .containsEntry("binary rule", expected.recipe().entries().get("binary rule"));
    Recordings.assertEqual(
        new Recording(
            run.layers(), List.of(run.track(TimeAxis.PROBE)), run.metrics(), expected.recipe()),
        expected);
  }

  /** A Python with numpy, as environment/setup.sh looks for it. */
  static Optional<String> python() {
    return Stream.of("/usr/bin/python3", "python3")
        .filter(
            python -> {
              try {
                return run(Path.of("."), python, "-c", "import numpy") == 0;
              } catch (IOException | InterruptedException e) {
                return false;
              }
            })
        .findFirst();
  }

  private static int run(Path where, String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .directory(where.toFile())
            .redirectErrorStream(true)
            .redirectOutput(
                where.equals(Path.of("."))
                    ? ProcessBuilder.Redirect.DISCARD
                    : ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    return process.exitValue();
  }

  private static String readme(String language) throws IOException {
    Matcher block =
        Pattern.compile("## Your own activations.*?```" + language + "\\R(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("notebooks/activations/README.md")));
    assertThat(block.find()).isTrue();
    return block.group(1);
  }

  @Test
  void pythonOfTheReadmeBecomesAPlane() throws Exception {
    Optional<String> python = python();
    assumeTrue(
        python.isPresent(),
        "There is no python3 with numpy here (apt-get install python3-numpy): the README's Python lines are not run.");
    String lines = readme("python");
    assertThat(lines.lines().count()).isLessThanOrEqualTo(30);
    Path script = Files.writeString(folder.resolve("readme.py"), lines, UTF_8);
    Files.copy(
        Path.of("notebooks/activations/infoplane_writer.py"),
        folder.resolve("infoplane_writer.py"));
    assertThat(run(folder, python.get(), script.toString())).isZero();
    Recording run = ActivationFolder.of(folder.resolve("activations")).recording();
    assertThat(run.layers())
        .containsExactly(
            new LayerInfo("input", "input", 8, List.of()),
            new LayerInfo("hidden", "layer", 6, List.of("input")),
            new LayerInfo("output", "layer", 2, List.of("hidden")));
    List<Snapshot> snapshots = run.track(TimeAxis.PROBE).snapshots();
    assertThat(snapshots).hasSize(21);
    assertThat(snapshots.get(20).epoch()).isEqualTo(20);
    assertThat(snapshots.get(20).samples()).isEqualTo(200);
    assertThat(run.metrics().get(20).trainAccuracy()).isGreaterThan(0.9);
    assertThat(run.metrics().get(20).testLoss()).isNaN();
    assertThat(Notebook.transferEntropy(run).table().rowCount()).isPositive();
    assertThat(Notebook.plotPlane(run).mutualInformation().figure().toString()).isNotEmpty();
  }

  @Test
  void numpyReadsWhatIsWritten() throws Exception {
    Optional<String> python = python();
    assumeTrue(
        python.isPresent(),
        "There is no python3 with numpy here (apt-get install python3-numpy): what is written is not read by it.");
    double[][] rows = {{0.1, -2, 3e300}, {4, 5, 1e-310}};
    NumpyFile.save(Values.ofRows(rows), folder.resolve("a.npy"));
    NumpyFile.save(Values.ofRows(new float[] {0.1f, 2, 3, 4}, 1), folder.resolve("b.npy"));
    NpyWriter.write(folder.resolve("c.npy"), new int[] {7, -1});
    Path script =
        Files.writeString(
            folder.resolve("check.py"),
            """
            import numpy as np
            a, b, c = [np.load(name + ".npy") for name in "abc"]
            assert a.dtype == "<f8" and a.tolist() == [[0.1, -2, 3e300], [4, 5, 1e-310]]
            assert b.dtype == "<f4" and b.tolist() == [[float(np.float32(0.1))], [2], [3], [4]]
            assert c.dtype == "<i4" and c.tolist() == [7, -1]
            """);
    assertThat(run(folder, python.get(), script.toString())).isZero();
  }
}
