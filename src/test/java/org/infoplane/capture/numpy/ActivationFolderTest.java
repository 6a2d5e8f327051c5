package org.infoplane.capture.numpy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.infoplane.capture.Keeping;
import org.infoplane.recording.EpochMetrics;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.Recording;
import org.infoplane.recording.Snapshot;
import org.infoplane.recording.TimeAxis;
import org.infoplane.recording.Track;
import org.infoplane.symbol.Discretizer;
import org.infoplane.symbol.Encoding;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Symbols;
import org.infoplane.symbol.Values;
import org.infoplane.testing.RealSeries;
import org.infoplane.testing.Recordings;
import org.infoplane.testing.Series;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActivationFolderTest {

  private static final int SAMPLES = 3000; // more than a chunk of the widest layer
  private static final int[] CLASSES = Series.random(5, 1, SAMPLES, 4)[0];
  private static final List<LayerInfo> LAYERS =
      List.of(
          new LayerInfo("input", "input", 0),
          new LayerInfo("a/b \u00fc", "dense", 0, List.of("input")),
          new LayerInfo("output", "output", 0, List.of("input", "a/b \u00fc")));
  private static final List<EpochMetrics> METRICS =
      List.of(new EpochMetrics(0, 2, 0.25, 2.5, 0.125), new EpochMetrics(1, 1, 0.5, 1.5, 0.25));

  @TempDir private Path folder;

  private static List<Values> values(int step) {
    return List.of(
        Values.ofRows(rounded(RealSeries.gaussian(1, SAMPLES, 2))),
        Values.ofRows(RealSeries.gaussian(10 + step, SAMPLES, 40)),
        Values.ofRows(RealSeries.gaussian(20 + step, SAMPLES, 1)));
  }

  private static double[][] rounded(double[][] rows) {
    return RealSeries.rounded(rows, 0.5);
  }

  private ActivationFolder written() {
    return new ActivationWriter(folder, LAYERS, TimeAxis.PROBE)
        .labels(CLASSES)
        .step(0, values(0))
        .metrics(METRICS.get(0))
        .step(0, 7, values(1))
        .step(1, 14, values(2))
        .metrics(METRICS.get(1))
        .finish();
  }

  /** The slow way: whole layers, in memory. */
  private static Recording byHand(
      Discretizer[] rules, Discretizer bins, boolean once, Recipe recipe) {
    List<Snapshot> snapshots = new ArrayList<>();
    for (int step = 0; step < 3; step++) {
      List<Symbols> symbols = new ArrayList<>();
      List<Symbols> binned = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        Values values = values(step).get(i);
        Values fitted = once ? values(0).get(i) : values;
        symbols.add(rules[i].fit(fitted).encode(values));
        binned.add(bins.fit(fitted).encode(values));
      }
      snapshots.add(
          Recordings.snapshot(
                  step / 2,
                  symbols,
                  binned.stream().map(Partition::ofRows).toList(),
                  binned.stream().map(Symbols::discretization).toList(),
                  Partition.of(CLASSES),
                  new int[] {0})
              .afterIteration(7 * step));
    }
    List<LayerInfo> layers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      layers.add(LAYERS.get(i).withUnits(new int[] {2, 40, 1}[i]));
    }
    Track track =
        new Track(
            TimeAxis.PROBE, snapshots, Optional.of(Partition.ofDistinctRows(values(0).get(0))));
    return new Recording(layers, List.of(track), METRICS, recipe);
  }

  @Test
  void recordingEqualsWhatIsEncodedInMemory() {
    Recording run = written().keeping(Keeping.symbols()).recording();
    Discretizer median = Discretizer.median();
    Discretizer[] rules = {median, median, median};
    Recordings.assertEqual(run, byHand(rules, Discretizer.equalWidth(30), false, run.recipe()));
    assertThat(run.track(TimeAxis.PROBE).snapshots().stream().map(Snapshot::iteration))
        .containsExactly(0, 7, 14);
    assertThat(run.recipe().toString())
        .matches(
            "(?s)activations: numpy files of \".*\"\nlayers: input, a/b \u00fc, output\nprobe: 3000 examples\nsteps: 3, epochs 0 to 1\ninfoplane: development\nJava: .*\nkeeping: symbols\nbinary rule: median of the unit\nbins: 30 bins of equal width, smallest to largest of the layer\nrules and bins that look at data are fitted on: the first mini-batch of each epoch, of a probe all examples\nkept of the probe: symbols, 0\\.0484 MB");
  }

  @Test
  void rulesAreThoseThatWereAskedFor() {
    Recording run =
        written()
            .keeping(
                Keeping.symbols(Discretizer.mean())
                    .discretize("output", Discretizer.zero())
                    .bins(Discretizer.quantiles(5))
                    .fittingOnce())
            .recording();
    Discretizer[] rules = {Discretizer.mean(), Discretizer.mean(), Discretizer.zero()};
    Recordings.assertEqual(run, byHand(rules, Discretizer.quantiles(5), true, run.recipe()));
    assertThat(run.recipe().entries())
        .containsEntry("binary rule", "mean of the unit")
        .containsEntry("binary rule of output", "a > 0.0")
        .containsEntry("probe", "3000 examples")
        .containsEntry(
            "rules and bins that look at data are fitted on",
            "the first mini-batch of each epoch, of a probe all examples, once"); // of a probe that
    // is all of it
  }

  @Test
  void wrongStepsAreRefused() {
    ActivationFolder activations = written();
    assertThat(activations).hasToString("Activations of input, a/b \u00fc, output; 3 steps, probe");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> activations.keeping(Keeping.symbols().discretize("dense", Discretizer.zero())))
        .withMessageContainingAll("\"dense\"", "[input, a/b \u00fc, output]", "discretize(...)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Keeping.symbols(Discretizer.quantiles(3)))
        .withMessageStartingWith("The rule must be binary, got \"3 quantile bins of the unit\"");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Keeping.symbols().bins(Discretizer.ordinalPatterns(3)))
        .withMessageContaining("got \"ordinal patterns of order 3");
  }

  @Test
  void trainingOrderIsFittedOnTheFirstMiniBatch() {
    int[] other = Series.random(6, 1, SAMPLES, 4)[0];
    ActivationWriter writer =
        new ActivationWriter(folder, LAYERS, TimeAxis.TRAINING_ORDER)
            .labels(CLASSES)
            .batches(0, 100, 2000)
            .step(1, values(1))
            .labels(other)
            .step(2, values(2));
    ActivationFolder activations = writer.finish();
    for (boolean once : new boolean[] {false, true}) {
      Keeping median = once ? Keeping.symbols().fittingOnce() : Keeping.symbols();
      Recording run = activations.keeping(median).recording();
      assertThat(run.has(TimeAxis.PROBE)).isFalse();
      Track track = run.track(TimeAxis.TRAINING_ORDER);
      assertThat(track.inputs()).isEmpty();
      assertThat(track.snapshots().stream().map(Snapshot::epoch)).containsExactly(1, 2);
      for (int step = 0; step < 2; step++) {
        Snapshot snapshot = track.snapshots().get(step);
        assertThat(snapshot.batchStarts())
            .isEqualTo(step == 0 ? new int[] {0, 100, 2000} : new int[] {0});
        assertThat(snapshot.patterns(1)).isEmpty();
        Values values = values(step + 1).get(1);
        Values first = values(1).get(1);
        Values batch = step == 0 || once ? Values.view(100, 40, first::get) : values;
        Encoding encoding = Discretizer.median().fit(batch);
        Symbols expected = encoding.encode(values);
        Partition labels = Partition.of(step == 0 ? CLASSES : other);
        for (int i = 0; i < SAMPLES; i++) {
          assertThat(snapshot.symbols(1).get(9, i)).isEqualTo(expected.get(9, i));
          assertThat(snapshot.labels().get(i)).isEqualTo(labels.get(i));
        }
      }
      assertThat(run.recipe().entries())
          .containsEntry("training order", "3000 samples")
          .containsEntry(
              "rules and bins that look at data are fitted on",
              "the first mini-batch of each epoch, of a probe all examples"
                  + (once ? ", once" : ""));
    }
  }

  @Test
  void ruleIsNotFittedOnAFewSamples() {
    ActivationFolder activations =
        new ActivationWriter(folder, LAYERS, TimeAxis.TRAINING_ORDER)
            .labels(CLASSES)
            .batches(0, 9)
            .step(1, values(1))
            .finish()
            .keeping(Keeping.symbols());
    assertThatIllegalArgumentException()
        .isThrownBy(activations::recording)
        .withMessageContainingAll("first mini-batch", "at least 10", "median of the unit", "got 9");
    Keeping zero = Keeping.symbols(Discretizer.zero());
    assertThat(activations.keeping(zero).recording().layers()).hasSize(3);
  }

  @Test
  void folderThatWasNotFinishedIsNone() throws IOException {
    new ActivationWriter(folder, LAYERS, TimeAxis.PROBE).labels(CLASSES).step(0, values(0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ActivationFolder.of(folder).recording())
        .withMessage(
            "There is no \"%s\". Pass a folder that has one; it is written last, so writing may have been interrupted."
                .formatted(folder.resolve("activations.json")));
    written(); // beside what is left of the first
  }

  private static final String STEP = "{\"files\": [\"input.npy\", \"0/fc.npy\"]}";

  /** Two layers of 5 samples, 3 and 2 units, as little said as possible. */
  private void small(String json) throws IOException {
    Files.createDirectories(folder.resolve("0"));
    Values five = Values.ofRows(RealSeries.gaussian(1, 5, 3));
    NumpyFile.save(five, folder.resolve("input.npy"));
    NumpyFile.save(Values.ofRows(RealSeries.gaussian(2, 5, 2)), folder.resolve("0/fc.npy"));
    NpyWriter.write(folder.resolve("labels.npy"), new int[] {0, 1, 1, 0, 2});
    NumpyFile.save(Values.ofRows(RealSeries.gaussian(3, 4, 2)), folder.resolve("four.npy"));
    NpyWriter.write(folder.resolve("labels4.npy"), new int[] {0, 1, 1, 0});
    NumpyFile.save(
        Values.view(5, 2, (i, unit) -> i == 3 && unit == 1 ? Double.NaN : i),
        folder.resolve("nan.npy"));
    NumpyFile.save(Values.view(5, 1, (i, unit) -> i < 3 ? 0 : 1), folder.resolve("same.npy"));
    Files.writeString(folder.resolve("activations.json"), json);
  }

  @Test
  void littleHasToBeSaid() throws IOException {
    small(
        "{\"format\": 1, \"labels\": \"labels.npy\", \"inputs\": \"same.npy\", \"steps\": [%s, {\"files\": [\"input.npy\", \"0/fc.npy\"], \"trainAccuracy\": 0.5, \"testLoss\": NaN}]}"
            .formatted(STEP));
    Recording run = ActivationFolder.of(folder).recording();
    assertThat(run.layers())
        .containsExactly(
            new LayerInfo("input", "input", 3, List.of()),
            new LayerInfo("fc", "layer", 2, List.of("input")));
    Track track = run.track(TimeAxis.PROBE);
    assertThat(track.snapshots().stream().map(Snapshot::epoch)).containsExactly(0, 1);
    assertThat(track.inputs().orElseThrow().sizes()).containsExactly(3, 2);
    assertThat(run.metrics())
        .containsExactly(new EpochMetrics(1, Double.NaN, 0.5, Double.NaN, Double.NaN));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{ | it is not JSON: ",
        "[] | it is not an object. Write {\"format\": 1, ...}.",
        "{} | it has no \"format\". This infoplane reads \"format\": 1.",
        "{\"format\": 2} | its format is 2. This infoplane reads \"format\": 1.",
        "{\"format\": 1, \"lables\": 3} | the file has a key \"lables\". Use these: axis, finished, format, inputs, labels, layers, steps.",
        "{\"format\": 1} | it has no \"steps\". Write a list of at least one: \"steps\": [{\"epoch\": 0, \"files\": [...]}, ...].",
        "{\"format\": 1, \"steps\": [STEP]} | step 0 has no labels. Write \"labels\": \"labels.npy\", with the class number of each sample.",
        "{\"format\": 1, \"steps\": [{\"files\": [\"a.npy\"]}]} | its number of layers is 1. Write at least 2.",
        "{\"format\": 1, \"steps\": [{\"files\": [\"0/a.npy\", \"1/a.npy\"]}]} | two layers are named \"a\". Write distinct names in \"layers\".",
        "{\"format\": 1, \"layers\": [{\"type\": \"dense\"}], \"steps\": [STEP]} | layer 0 has no \"name\". Write its name, or {\"name\": ..., \"type\": ..., \"inputs\": [...]}.",
        "{\"format\": 1, \"layers\": [\"a\", {\"name\": \"b\", \"inputs\": [\"c\"]}], \"steps\": [STEP]} | layer \"b\" has the input \"c\", which is not an earlier layer. Write layers in the order of a forward pass.",
        "{\"format\": 1, \"layers\": [\"a\", \"b\", \"c\"], \"labels\": \"l\", \"steps\": [STEP]} | step 0 must have 3 files, got 2. Write one per layer, in the order of \"layers\".",
        "{\"format\": 1, \"axis\": \"time\", \"steps\": [STEP]} | its axis is \"time\". Write \"probe\", \"probe of training examples\" or \"training order\".",
        "{\"format\": 1, \"labels\": \"l\", \"finished\": 1, \"steps\": [STEP]} | \"finished\" is 1. Write true or false.",
        "{\"format\": 1, \"labels\": [0, 1], \"steps\": [STEP]} | \"labels\" is [0,1]. Write the name of a .npy file.",
        "{\"format\": 1, \"labels\": \"l\", \"steps\": [{\"files\": [\"a\", \"b\"], \"epoch\": 1.5}]} | \"epoch\" of step 0 is 1.5. Write an integer of at least 0.",
        "{\"format\": 1, \"labels\": \"l\", \"steps\": [{\"files\": [\"a\", \"b\"], \"epoch\": 1}, {\"files\": [\"a\", \"b\"], \"epoch\": 1}]} | step 1 (epoch 1, iteration 0) is not after the previous one. Write steps in chronological order, each epoch once, or with increasing \"iteration\".",
        "{\"format\": 1, \"labels\": \"l\", \"steps\": [{\"files\": [\"a\", \"b\"], \"batches\": [0, 2]}]} | step 0 has batches [0, 2]. Write the first sample of each, increasing from 0, and only for \"axis\": \"training order\".",
        "{\"format\": 1, \"axis\": \"training order\", \"labels\": \"l\", \"steps\": [{\"files\": [\"a\", \"b\"], \"batches\": [0, 0]}]} | step 0 has batches [0, 0]. Write the first sample of each, increasing from 0, and only for \"axis\": \"training order\".",
        "{\"format\": 1, \"labels\": \"l\", \"steps\": [{\"files\": [\"a\", \"b\"], \"testLoss\": \"low\"}]} | \"testLoss\" of step 0 is \"low\". Write a number.",
        "{\"format\": 1, \"labels\": \"l\", \"steps\": [{\"files\": [\"a\", \"b\"], \"accuracy\": 1}]} | step 0 has a key \"accuracy\". Use these: batches, epoch, files, iteration, labels, testAccuracy, testLoss, trainAccuracy, trainLoss.",
      })
  void whatCannotBeIsNamed(String json, String words) throws IOException {
    small(json.replace("STEP", STEP));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ActivationFolder.of(folder))
        .withMessageStartingWith(
            "Cannot read %s\"%s\": "
                .formatted(
                    json.equals("{") ? "" : "activations from ",
                    folder.resolve("activations.json")))
        .withMessageContaining("\": " + words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "input.npy, none.npy | labels.npy | layer \"fc\" at step 0 (epoch 0) | none.npy | there is no such file. Write it with numpy.save(file, array).",
        "input.npy, labels.npy | labels.npy | layer \"fc\" at step 0 (epoch 0) | labels.npy | its type is i4. Save array.astype(\"float32\") or float64.",
        "input.npy, four.npy | labels.npy | layer \"fc\" at step 0 (epoch 0) | four.npy | it has 4 samples, and its labels have 5. Save the same samples in all files, one row per sample.",
        "input.npy, nan.npy | labels.npy | layer \"fc\" at step 0 (epoch 0) | nan.npy | unit 1 of 2 is NaN (sample 3). Training diverged, or the input has such values: lower the learning rate or check the data.",
        "input.npy, same.npy | labels4.npy | layer \"input\" at step 0 (epoch 0) | input.npy | it has 5 samples, and its labels have 4. Save the same samples in all files, one row per sample.",
        "input.npy, same.npy | input.npy | the labels of step 0 (epoch 0) | input.npy | its type is f8. Save class numbers: labels.astype(\"int32\")."
      })
  void wrongArrayIsNamed(String files, String labels, String what, String file, String words)
      throws IOException {
    small(
        "{\"format\": 1, \"layers\": [\"input\", \"fc\"], \"labels\": \"%s\", \"steps\": [{\"files\": [\"%s\"]}]}"
            .formatted(labels, files.replace(", ", "\", \"")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ActivationFolder.of(folder).recording())
        .withMessage("Cannot read %s from \"%s\": %s".formatted(what, folder.resolve(file), words));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "probe | STEP, {\"files\": [\"input.npy\", \"input.npy\"]} | it has 3 units, and 2 at the first step. Save the same units at each step.",
        "probe | STEP, {\"files\": [\"four.npy\", \"four.npy\"], \"labels\": \"labels4.npy\"} | it has 2 units, and 3 at the first step. Save the same units at each step.",
        "probe | {\"files\": [\"same.npy\", \"0/fc.npy\"]}, {\"files\": [\"same4.npy\", \"four.npy\"], \"labels\": \"labels4.npy\"} | it has 4 samples, and the first step has 5. Save the same samples in all files, one row per sample.",
        "training order | {\"files\": [\"input.npy\", \"0/fc.npy\"], \"batches\": [0, 5]} | it has 5 samples, and the last batch starts at 5. Write the first sample of each batch as \"batches\"."
      })
  void stepsThatDoNotGoTogetherAreNamed(String axis, String steps, String words)
      throws IOException {
    small(
        "{\"format\": 1, \"axis\": \"%s\", \"labels\": \"labels.npy\", \"steps\": [%s]}"
            .formatted(axis, steps.replace("STEP", STEP)));
    NumpyFile.save(Values.view(4, 1, (i, unit) -> i), folder.resolve("same4.npy"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ActivationFolder.of(folder).recording())
        .withMessageEndingWith("\": " + words);
  }

  private static Values wide(int layer) {
    int units = layer == 0 ? 4000 : 40;
    return Values.view(4000, units, (i, unit) -> (i * 31 + unit * 7 + layer) % 1009 / 8.0);
  }

  /** A plain Java program has no kernel on its class path. */
  private static String classPathWithoutKernel() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(jar -> !jar.contains("rapaio-jupyter-kernel"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  @Test
  void layerMayBeLargerThanTheHeap() throws Exception {
    List<LayerInfo> layers =
        List.of(new LayerInfo("wide", "input", 0), new LayerInfo("fc", "dense", 0));
    Path large = folder.resolve("large");
    new ActivationWriter(large, layers, TimeAxis.PROBE)
        .labels(Series.random(1, 1, 4000, 10)[0])
        .step(0, List.of(wide(0), wide(1)))
        .finish();
    assertThat(Files.size(large.resolve("000/0-wide.npy"))).isGreaterThan(64_000_000);
    Process small =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx56m",
                "-XX:+UseSerialGC", // G1 scatters large arrays, and may fail with room left
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                classPathWithoutKernel(),
                ActivationFolderTest.class.getName(),
                large.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(small.getInputStream().readAllBytes(), UTF_8);
    assertThat(small.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(output).endsWith("a layer of 64 MB is as written\n");
  }

  /** Reads a layer of 64 MB in a smaller heap. */
  public static void main(String[] args) {
    Recording run = ActivationFolder.of(Path.of(args[0])).keeping(Keeping.symbols()).recording();
    Snapshot snapshot = run.track(TimeAxis.PROBE).snapshots().get(0);
    for (int layer = 0; layer < 2; layer++) {
      Values values = wide(layer);
      for (int unit = 0; unit < values.units(); unit += 39) {
        int one = unit;
        Values column = Values.view(4000, 1, (i, u) -> values.get(i, one));
        Symbols expected = Discretizer.median().fit(column).encode(column);
        for (int i = 0; i < 4000; i++) {
          if (snapshot.symbols(layer).get(unit, i) != expected.get(0, i)) {
            throw new AssertionError("layer %s, unit %s, sample %s".formatted(layer, unit, i));
          }
        }
      }
    }
    int groups = run.track(TimeAxis.PROBE).inputs().orElseThrow().groups();
    if (groups != 1009) {
      throw new AssertionError(groups + " inputs");
    }
    System.out.println("a layer of 64 MB is as written");
  }
}
