package org.infoplane.capture.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.deeplearning4j.datasets.iterator.ExistingDataSetIterator;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.infoplane.Notebook;
import org.infoplane.capture.Keeping;
import org.infoplane.data.Split;
import org.infoplane.jupyter.Cards;
import org.infoplane.measure.statistics.LayerPhases;
import org.infoplane.paper.Claims;
import org.infoplane.paper.Phases;
import org.infoplane.recording.EpochMetrics;
import org.infoplane.recording.Recording;
import org.infoplane.recording.Sequences;
import org.infoplane.recording.Snapshot;
import org.infoplane.recording.TimeAxis;
import org.infoplane.recording.store.RecordingFile;
import org.infoplane.result.RunSummary;
import org.infoplane.symbol.Discretizer;
import org.infoplane.symbol.Partition;
import org.infoplane.testing.Networks;
import org.infoplane.testing.Recordings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import tech.tablesaw.api.Table;

/**
 * Labels of every kind: accuracy and groups where they are classes, no made-up number elsewhere.
 */
class LabelsIT {

  private static final Split DIGITS = Networks.digits();

  @TempDir private Path folder;

  /** 64-12-outputs. */
  private static MultiLayerNetwork network(int outputs, Activation activation, LossFunction loss) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(5)
                .updater(new Adam(0.02))
                .list(
                    Networks.layer("dense").nIn(64).nOut(12).build(),
                    new OutputLayer.Builder(loss)
                        .name("output")
                        .nIn(12)
                        .nOut(outputs)
                        .activation(activation)
                        .build())
                .build());
    network.init();
    return network;
  }

  /** The digits with labels computed from the class. */
  private static Split labelled(java.util.function.IntFunction<double[]> label) {
    return new Split("digits", relabel(DIGITS.train(), label), relabel(DIGITS.test(), label));
  }

  private static DataSet relabel(DataSet digits, java.util.function.IntFunction<double[]> label) {
    double[][] rows = Arrays.stream(classes(digits)).mapToObj(label).toArray(double[][]::new);
    return new DataSet(
        digits.getFeatures(), Nd4j.create(rows).castTo(digits.getFeatures().dataType()));
  }

  private static int[] classes(DataSet digits) {
    return digits.getLabels().argMax(1).toIntVector();
  }

  private static Recording record(MultiLayerNetwork network, Split split, int epochs) {
    return LayerCapture.of(network)
        .onProbe(split.train(), split.test())
        .keeping(Keeping.symbols(Discretizer.zero()))
        .evaluating(split.train(), split.test())
        .whileTraining(split.batches(20, 4), epochs);
  }

  private static double dl4j(INDArray labels, INDArray output) {
    Evaluation evaluation = new Evaluation();
    evaluation.eval(labels, output);
    return evaluation.accuracy();
  }

  private static EpochMetrics last(Recording run) {
    return run.metrics().get(run.metrics().size() - 1);
  }

  private static Partition labels(Recording run) {
    return run.track(TimeAxis.PROBE).snapshots().get(0).labels();
  }

  private static void assertSame(Partition actual, int[] expected) {
    Partition groups = Partition.of(expected);
    assertThat(IntStream.range(0, actual.samples()).map(actual::get))
        .containsExactlyElementsOf(
            IntStream.range(0, groups.samples()).mapToObj(groups::get).toList());
  }

  @Test
  void classNumbersAreComparedWithTheLargestOutput() {
    Split numbers = labelled(c -> new double[] {c});
    MultiLayerNetwork network = network(10, Activation.SOFTMAX, LossFunction.SPARSE_MCXENT);
    Recording run = record(network, numbers, 20);
    double expected =
        dl4j(DIGITS.train().getLabels(), network.output(DIGITS.train().getFeatures()));
    assertThat(last(run).trainAccuracy()).isEqualTo(expected).isGreaterThan(0.9);
    assertThat(last(run).testAccuracy())
        .isEqualTo(dl4j(DIGITS.test().getLabels(), network.output(DIGITS.test().getFeatures())));
    assertSame(labels(run), classes(DIGITS.test()));
    assertThat(run.recipe().entries())
        .containsEntry("probe labels", "class numbers in one column, 10 groups")
        .containsEntry("accuracy", "share of examples whose largest output is their class");
    // A softmax output says classes as well, when only the probe has their numbers.
    Recording probe = Notebook.captureLayers(Networks.dense()).onProbe(numbers.test()).now();
    assertSame(labels(probe), classes(DIGITS.test()));
  }

  @Test
  void classNumberThatTheOutputDoesNotHaveIsRefused() {
    MultiLayerNetwork network = network(10, Activation.SOFTMAX, LossFunction.SPARSE_MCXENT);
    Split fromOne = labelled(c -> new double[] {c + 1});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> record(network, fromOne, 1))
        .withMessageContainingAll("class numbers", "0 to 9", "got 10.0");
  }

  @Test
  void accuracyOfSequencesAndOfImagesIsThatOfDl4j() {
    DataSet rows = Networks.rows(DIGITS.test());
    MultiLayerNetwork recurrent = Networks.recurrent();
    Recording run =
        LayerCapture.of(recurrent)
            .sequences(Sequences.LAST_STEP)
            .onProbe(rows)
            .evaluating(rows, rows)
            .whileTraining(new Split("rows", rows, rows).batches(10, 3), 3);
    double perStep = dl4j(rows.getLabels(), recurrent.output(rows.getFeatures()));
    assertThat(last(run).testAccuracy()).isCloseTo(perStep, within(1e-12));
    assertThat(run.recipe().entries()).containsEntry("probe labels", "one-hot, 10 groups");

    MultiLayerNetwork segmenting = segmenting();
    INDArray images = DIGITS.test().getFeatures().reshape(50, 1, 8, 8);
    INDArray dark = images.lt(0.5).castTo(images.dataType());
    DataSet pixels = new DataSet(images, Nd4j.concat(1, dark, dark.rsub(1)));
    Recording mapped =
        LayerCapture.of(segmenting)
            .onProbe(pixels)
            .evaluating(pixels, pixels)
            .whileTraining(new Split("pixels", pixels, pixels).batches(10, 3), 1);
    double perPixel = dl4j(pixels.getLabels(), segmenting.output(images));
    assertThat(last(mapped).testAccuracy()).isCloseTo(perPixel, within(1e-12));
    assertThat(labels(mapped).groups()).isEqualTo(1); // a label image is not a class
  }

  private static MultiLayerNetwork segmenting() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(5)
                .convolutionMode(ConvolutionMode.Same)
                .list(
                    new ConvolutionLayer.Builder(3, 3).name("conv").nOut(3).build(),
                    new ConvolutionLayer.Builder(1, 1).name("two").nOut(2).build(),
                    new CnnLossLayer.Builder(LossFunction.MCXENT)
                        .name("pixels")
                        .activation(Activation.SOFTMAX)
                        .build())
                .setInputType(InputType.convolutional(8, 8, 1))
                .build());
    network.init();
    return network;
  }

  @Test
  void singleColumnOfZeroAndOneIsTwoClasses() {
    Split even = labelled(c -> new double[] {c % 2});
    MultiLayerNetwork network = network(1, Activation.SIGMOID, LossFunction.XENT);
    Recording run = record(network, even, 5);
    double expected = dl4j(even.test().getLabels(), network.output(even.test().getFeatures()));
    assertThat(last(run).testAccuracy()).isCloseTo(expected, within(1e-12));
    assertSame(labels(run), Arrays.stream(classes(DIGITS.test())).map(c -> c % 2).toArray());
    assertThat(run.recipe().entries())
        .containsEntry("probe labels", "0 or 1 in one column, 2 groups");
    // The same output trained on chances is no classifier.
    Recording chances = record(network, labelled(c -> new double[] {c / 10.0}), 1);
    assertThat(last(chances).testAccuracy()).isNaN();
    assertThat(labels(chances).groups()).isEqualTo(1);
    // Nor is a regression that has met no other number yet.
    Recording numbers = record(network(1, Activation.IDENTITY, LossFunction.MSE), even, 1);
    assertThat(last(numbers).testAccuracy()).isNaN();
  }

  @Test
  void regressionHasALossButNeitherAccuracyNorInformationOfTheLabel() {
    Split targets = labelled(c -> new double[] {c * c / 10.0});
    MultiLayerNetwork network = network(1, Activation.IDENTITY, LossFunction.MSE);
    Recording run = record(network, targets, 2);
    assertThat(last(run).trainAccuracy()).isNaN();
    assertThat(last(run).testAccuracy()).isNaN();
    assertThat(last(run).testLoss()).isCloseTo(network.score(targets.test(), false), within(1e-5));
    assertThat(run.recipe().entries())
        .containsEntry("accuracy", "none, since the labels are not classes for this output layer");
    assertThat(run.recipe().entries().get("probe labels"))
        .startsWith("not classes for this output layer, such as [")
        .endsWith("]: no I(T;Y); give groups with labelling(...)");
    assertThat(run.toString())
        .contains("loss after epoch 2: train ")
        .endsWith("(accuracy: none, since the labels are not classes for this output layer)");
    Table table = Notebook.mutualInformation(run).table();
    assertThat(table.doubleColumn("I(T;Y) [bits]").countMissing()).isEqualTo(table.rowCount());
    assertThat(table.doubleColumn("I(X;T) [bits]").countMissing()).isZero();
    assertThat(table.stringColumn("warnings").asList()).allMatch(w -> w.contains("no I(T;Y)"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Notebook.plotPlane(run).mutualInformation().figure())
        .withMessageStartingWith(
            "The plane of I(X;T) and I(T;Y) needs labels, but the labels of the probe are not classes for this output layer, such as [")
        .withMessageEndingWith(
            "Record with labelling(...), or look at mutualInformation(run).table().");
    // The whole numbers of a count are no classes either.
    assertThat(last(record(network, labelled(c -> new double[] {c}), 1)).testAccuracy()).isNaN();
  }

  @Test
  void severalLabelsAtOnceAreNoClasses() {
    Split bits = labelled(c -> new double[] {c & 1, c >> 1 & 1, c >> 2 & 1});
    Recording run = record(network(3, Activation.SIGMOID, LossFunction.XENT), bits, 1);
    assertThat(last(run).trainAccuracy()).isNaN();
    assertThat(labels(run).groups()).isEqualTo(1);
    assertThat(run.recipe().entries().get("probe labels"))
        .startsWith("not classes for this output layer, such as [");
    Recording grouped =
        LayerCapture.of(network(3, Activation.SIGMOID, LossFunction.XENT))
            .labelling(Labelling.equalColumns())
            .onProbe(bits.test())
            .inTrainingOrder()
            .keeping(Keeping.symbols(Discretizer.zero()))
            .whileTraining(bits.batches(50, 4), 1);
    assertSame(labels(grouped), Arrays.stream(classes(DIGITS.test())).map(c -> c & 7).toArray());
    assertThat(grouped.track(TimeAxis.TRAINING_ORDER).snapshots().get(0).labels().groups())
        .isEqualTo(8);
    assertThat(grouped.recipe().entries())
        .containsEntry("probe labels", "by all columns together, 8 groups");
  }

  @Test
  void labelsThatOnlySomeBatchesSayAsClassesAreNoGroupsOfTheEpoch() {
    INDArray x = DIGITS.test().getFeatures();
    DataSet oneHot = new DataSet(x, Nd4j.zeros(50, 2));
    oneHot.getLabels().getColumn(0).assign(1);
    DataSet both = new DataSet(x, Nd4j.ones(50, 2));
    Recording run =
        LayerCapture.of(network(2, Activation.SIGMOID, LossFunction.XENT))
            .keeping(Keeping.symbols(Discretizer.zero()))
            .whileTraining(new ExistingDataSetIterator(List.of(oneHot, both)), 1);
    Snapshot epoch = run.track(TimeAxis.TRAINING_ORDER).snapshots().get(0);
    assertThat(epoch.samples()).isEqualTo(100);
    assertThat(epoch.labels().groups()).isEqualTo(1);
  }

  @Test
  void targetsAreGroupedIntoBinsWhoseEdgesStay() {
    Split targets = labelled(c -> new double[] {c * c / 10.0});
    Recording run =
        LayerCapture.of(network(1, Activation.IDENTITY, LossFunction.MSE))
            .onProbe(targets.train(), targets.test())
            .labelling(Labelling.quantiles(2, targets.train()))
            .whileTraining(targets.batches(20, 4), 1);
    double[] all = targets.train().getLabels().toDoubleVector();
    double[] sorted = all.clone();
    Arrays.sort(sorted);
    double edge = (sorted[99] + sorted[100]) / 2;
    for (TimeAxis axis : List.of(TimeAxis.TRAINING_PROBE, TimeAxis.PROBE)) {
      DataSet set = axis == TimeAxis.PROBE ? targets.test() : targets.train();
      int[] above =
          Arrays.stream(set.getLabels().toDoubleVector()).mapToInt(v -> v > edge ? 1 : 0).toArray();
      assertSame(run.track(axis).snapshots().get(0).labels(), above);
    }
    assertThat(run.recipe().entries())
        .containsEntry(
            "probe labels", "by 2 quantile bins of the targets, fitted on 200, 2 groups");
    assertThat(Notebook.mutualInformation(run).table().doubleColumn("I(T;Y) [bits]").max())
        .isGreaterThan(0.3)
        .isLessThanOrEqualTo(1);
    assertThat(Notebook.plotPlane(run).mutualInformation().html()).contains("Information plane");
  }

  @Test
  void columnsAreBinnedTogether() {
    Split autoencoder =
        new Split(
            "itself",
            new DataSet(DIGITS.train().getFeatures(), DIGITS.train().getFeatures()),
            new DataSet(DIGITS.test().getFeatures(), DIGITS.test().getFeatures()));
    MultiLayerNetwork network = network(64, Activation.SIGMOID, LossFunction.MSE);
    Recording run =
        LayerCapture.of(network)
            .onProbe(autoencoder.test())
            .evaluating(autoencoder.train(), autoencoder.test())
            .labelling(Labelling.quantiles(2, autoencoder.train()))
            .whileTraining(autoencoder.batches(50, 4), 1);
    assertThat(last(run).testAccuracy()).isNaN();
    assertThat(labels(run).groups()).isEqualTo(50); // each image is a pattern of its own
    Recording byLight =
        LayerCapture.of(network)
            .onProbe(autoencoder.test())
            .labelling(y -> Arrays.stream(y).sum() > 20 ? "light" : "dark")
            .now();
    int[] light =
        Arrays.stream(DIGITS.test().getFeatures().sum(1).toDoubleVector())
            .mapToInt(sum -> sum > 20 ? 1 : 0)
            .toArray();
    assertSame(labels(byLight), light);
    assertThat(byLight.recipe().entries()).containsEntry("probe labels", "by a function, 2 groups");
  }

  @Test
  void softLabelsAreGroupedByTheLargestColumnWhenThatIsAskedFor() {
    DataSet soft =
        new DataSet(DIGITS.test().getFeatures(), DIGITS.test().getLabels().mul(0.9).add(0.01));
    LayerCapture capture = LayerCapture.of(Networks.dense()).onProbe(soft);
    assertThat(labels(capture.now()).groups()).isEqualTo(1);
    assertSame(labels(capture.labelling(Labelling.largestColumn()).now()), classes(DIGITS.test()));
  }

  @Test
  void labellingThatSaysNothingIsRefused() {
    LayerCapture capture = LayerCapture.of(Networks.dense()).onProbe(DIGITS.test());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> capture.labelling(y -> y).now())
        .withMessageContainingAll(
            "labelling(...)", "a number, string or list", "got an array for [");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> capture.labelling(y -> Map.of().get(y)).now())
        .withMessageContaining("got null for [");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Labelling.quantiles(1, DIGITS.train()))
        .withMessageContainingAll("bins", "at least 2", "got 1");
    Labelling bins = Labelling.quantiles(2, labelled(c -> new double[] {c}).train());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> capture.labelling(bins).now())
        .withMessageContainingAll("columns", "1, got 10", "same targets");
  }

  @Test
  void labelsThatAreNoNumbersAreRefused() {
    DataSet holes = DIGITS.test().copy();
    holes.getLabels().putScalar(7, 3, Double.NaN);
    LayerCapture capture = LayerCapture.of(Networks.dense());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> capture.onProbe(holes))
        .withMessageContainingAll(
            "onProbe(examples) got a label that is NaN (example 7)", "finite labels");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> capture.evaluating(DIGITS.train(), holes))
        .withMessageStartingWith("evaluating(..., test) got a label that is NaN (example 7).");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Labelling.quantiles(3, holes))
        .withMessageStartingWith("quantiles(bins, fittedOn) got a label that is NaN (example 7).");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                capture
                    .keeping(Keeping.symbols(Discretizer.zero()))
                    .whileTraining(new Split("holes", holes, holes).batches(50, 1), 1))
        .withMessageStartingWith("Batch 1 of epoch 1 has a label that is NaN (example ");
  }

  @Test
  void labelsOfOtherStepsThanTheSequencesAreRefused() {
    DataSet rows = Networks.rows(DIGITS.test());
    INDArray halfAsLong =
        rows.getLabels().get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(0, 4));
    DataSet examples = new DataSet(rows.getFeatures(), halfAsLong.dup());
    LayerCapture capture = LayerCapture.of(Networks.recurrent()).onProbe(examples);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> capture.sequences(Sequences.EVERY_STEP).now())
        .withMessageContainingAll(
            "400 samples", "[examples, columns, steps]", "got shape [50, 10, 4]");
    DataSet flat = new DataSet(DIGITS.test().getFeatures(), rows.getLabels());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LayerCapture.of(Networks.dense()).onProbe(flat).now())
        .withMessageContainingAll(
            "shape [50, 10, 8]", "sequences(LAST_STEP) or sequences(EVERY_STEP)");
  }

  @Test
  void labelsOfOneClassSayNothing() {
    DataSet ones = relabel(DIGITS.test(), c -> new double[] {1, 0, 0, 0, 0, 0, 0, 0, 0, 0});
    Recording run = LayerCapture.of(Networks.dense()).onProbe(ones).now();
    Table table = Notebook.mutualInformation(run).table();
    assertThat(table.doubleColumn("I(T;Y) [bits]").countMissing()).isEqualTo(4);
    assertThat(run.recipe().entries()).containsEntry("probe labels", "one-hot, 1 group: no I(T;Y)");
  }

  /** What uses accuracy, without any. */
  @Test
  void missingAccuracyStaysMissingDownstream() {
    Split targets = labelled(c -> new double[] {c * c / 10.0});
    Recording run =
        RecordingFile.save(
            record(network(1, Activation.IDENTITY, LossFunction.MSE), targets, 6),
            folder.resolve("run"));
    Recordings.assertEqual(RecordingFile.load(folder.resolve("run")), run);
    var te = Notebook.transferEntropy(run);
    String curves = te.curves().html();
    assertThat(curves)
        .contains("\"name\":\"test loss\"", "\"text\":\"loss\"")
        .doesNotContain("\"name\":\"test accuracy\"", "\"text\":\"accuracy\"");
    assertThat(Cards.html(run)).contains("loss (no accuracy)").doesNotContain(">NaN");
    String heat = Notebook.mutualInformation(run).heatMap().html();
    assertThat(heat).contains("no I(T;Y)").contains("of the input").doesNotContain("of the label");

    RunSummary seed = RunSummary.of(7, te.result(), Notebook.mutualInformation(run).result());
    seed.save(folder.resolve("seed.json"));
    RunSummary read = RunSummary.load(folder.resolve("seed.json"));
    assertThat(read.metrics()).isEqualTo(seed.metrics());
    assertThat(read.layers().get(1).label()).containsOnly(Double.NaN).hasSize(7);
    LayerPhases phases = Phases.of(read).layers().get(1);
    assertThat(phases.labelGain()).isNaN();
    assertThat(read.toString()).doesNotContain("NaN");
    assertThat(read.generalizationGap()).isNaN();
    Table claims =
        Claims.of(
                "regression",
                List.of(
                    read, RunSummary.of(8, te.result(), Notebook.mutualInformation(run).result())))
            .seeds();
    Table accuracy =
        claims.where(claims.stringColumn("measured as").isEqualTo("Spearman(TE, test accuracy)"));
    assertThat(accuracy.stringColumn("cannot be told").asList())
        .containsOnly("accuracy or loss is not a number");
  }
}
