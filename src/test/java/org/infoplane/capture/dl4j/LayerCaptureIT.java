package org.infoplane.capture.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.listeners.ScoreIterationListener;
import org.infoplane.Notebook;
import org.infoplane.capture.Keeping;
import org.infoplane.data.Split;
import org.infoplane.recording.EpochMetrics;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.Recording;
import org.infoplane.recording.Sequences;
import org.infoplane.recording.Snapshot;
import org.infoplane.recording.TimeAxis;
import org.infoplane.symbol.Discretizer;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Symbols;
import org.infoplane.symbol.Values;
import org.infoplane.testing.Networks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;

/** Capture against what the network itself computes. */
class LayerCaptureIT {

  private static final Split DIGITS = Networks.digits();

  private static void assertSame(Symbols symbols, Symbols expected) {
    assertThat(symbols.units()).isEqualTo(expected.units());
    assertThat(symbols.samples()).isEqualTo(expected.samples());
    for (int unit = 0; unit < expected.units(); unit++) {
      for (int i = 0; i < expected.samples(); i++) {
        assertThat(symbols.get(unit, i))
            .as("unit %d, sample %d", unit, i)
            .isEqualTo(expected.get(unit, i));
      }
    }
  }

  private static Values rows(INDArray activations) {
    INDArray flat = activations.rank() == 4 ? activations.mean(2, 3) : activations;
    return Values.ofRows(flat.dup('c').data().asFloat(), (int) flat.size(1));
  }

  @Test
  void probeEqualsFeedForwardOfTheFinishedNetwork() {
    MultiLayerNetwork network = Networks.convolutional();
    Recording run =
        LayerCapture.of(network)
            .onProbe(DIGITS.test())
            .keeping(
                Keeping.symbols(Discretizer.zero())
                    .discretize("logits", Discretizer.authorsLogits()))
            .whileTraining(DIGITS.batches(32, 1), 2);
    Snapshot last = run.track(TimeAxis.PROBE).snapshots().get(2);
    assertThat(run.layers().stream().map(LayerInfo::name))
        .containsExactly("input", "conv", "norm", "relu", "pool", "dense", "logits", "softmax");
    assertThat(run.layers().stream().map(LayerInfo::units))
        .containsExactly(64, 3, 3, 3, 3, 8, 10, 10);
    for (int i = 1; i < run.layers().size(); i++) {
      // Up to this layer only: the ReLU layer overwrites its input.
      INDArray x = DIGITS.test().getFeatures();
      Values values = rows(network.feedForwardToLayer(i - 1, x, false).get(i));
      Discretizer rule = i == 6 ? Discretizer.authorsLogits() : Discretizer.zero();
      assertSame(last.symbols(i), rule.fit(values).encode(values));
    }
  }

  @Test
  void probeIsTakenBeforeTrainingAndAfterEachEpoch() {
    MultiLayerNetwork network = Networks.dense();
    List<INDArray> before = network.feedForward(DIGITS.test().getFeatures(), false);
    Recording run =
        LayerCapture.of(network)
            .onProbe(DIGITS.test())
            .keeping(Keeping.symbols())
            .whileTraining(DIGITS.batches(50, 1), 3);
    List<Snapshot> snapshots = run.track(TimeAxis.PROBE).snapshots();
    assertThat(snapshots.stream().map(Snapshot::epoch)).containsExactly(0, 1, 2, 3);
    Values first = rows(before.get(1));
    assertSame(snapshots.get(0).symbols(1), Discretizer.median().fit(first).encode(first));
    assertThat(snapshots.get(0).labels().groups()).isEqualTo(10);
    assertThat(run.track(TimeAxis.PROBE).inputs().orElseThrow().samples()).isEqualTo(50);
  }

  /** With a rate of zero the weights stand still, and the training pass is the inference pass. */
  @ParameterizedTest
  @MethodSource("org.infoplane.testing.Networks#withoutDropout")
  void trainingOrderEqualsFeedForwardBatchByBatch(MultiLayerNetwork network) {
    network.setLearningRate(0);
    Recording run =
        Notebook.captureLayers(network)
            .keeping(Keeping.symbols(Discretizer.threshold(0.1)))
            .inTrainingOrder()
            .whileTraining(DIGITS.batches(60, 9), 2);
    Snapshot second = run.track(TimeAxis.TRAINING_ORDER).snapshots().get(1);
    assertThat(second.batchStarts()).containsExactly(0, 60, 120, 180);
    assertThat(second.samples()).isEqualTo(200);
    DataSetIterator again = DIGITS.batches(60, 9);
    again.reset(); // the order of the second epoch
    INDArray inOrder =
        Nd4j.vstack(
            again.next().getFeatures(),
            again.next().getFeatures(),
            again.next().getFeatures(),
            again.next().getFeatures());
    List<INDArray> layers = network.feedForward(inOrder, false);
    for (int i = 0; i < layers.size(); i++) {
      Values values = rows(layers.get(i));
      assertSame(second.symbols(i), Discretizer.threshold(0.1).fit(values).encode(values));
    }
  }

  @Test
  void ruleInTrainingOrderIsFittedOnTheFirstMiniBatchOfTheEpoch() {
    MultiLayerNetwork network = Networks.dense();
    network.setLearningRate(0);
    Recording run =
        LayerCapture.of(network).keeping(Keeping.symbols()).whileTraining(DIGITS.batches(60, 9), 1);
    INDArray first = network.feedForward(DIGITS.batches(60, 9).next().getFeatures(), false).get(1);
    Symbols fitted = Discretizer.median().fit(rows(first)).encode(rows(first));
    Symbols recorded = run.track(TimeAxis.TRAINING_ORDER).snapshots().get(0).symbols(1);
    for (int i = 0; i < 60; i++) {
      assertThat(recorded.get(2, i)).isEqualTo(fitted.get(2, i));
    }
  }

  @Test
  void trainingOrderShowsALayerAsTheNextReceivesItAndTheProbeWithoutDropout() {
    Recording run =
        LayerCapture.of(Networks.dropout())
            .keeping(Keeping.symbols(Discretizer.zero()))
            .inTrainingOrder()
            .onProbe(DIGITS.train())
            .whileTraining(DIGITS.batches(50, 1), 1);
    assertThat(ones(run, TimeAxis.PROBE)).isEqualTo(1);
    // 4,000 coins: standard error 0.8 %.
    assertThat(ones(run, TimeAxis.TRAINING_ORDER)).isCloseTo(0.5, within(0.04));
  }

  private static double ones(Recording run, TimeAxis axis) {
    Symbols sigmoid = run.track(axis).snapshots().get(0).symbols(run.layer("sigmoid"));
    int ones = 0;
    for (int unit = 0; unit < sigmoid.units(); unit++) {
      for (int i = 0; i < sigmoid.samples(); i++) {
        ones += sigmoid.get(unit, i);
      }
    }
    return (double) ones / sigmoid.units() / sigmoid.samples();
  }

  @Test
  void weightsAreBitIdenticalWithAndWithoutCapture() {
    MultiLayerNetwork plain = Networks.convolutional();
    Nd4j.getRandom().setSeed(99); // dropout draws from it
    plain.fit(DIGITS.batches(32, 4), 3);
    MultiLayerNetwork captured = Networks.convolutional();
    Nd4j.getRandom().setSeed(99);
    LayerCapture.of(captured)
        .inTrainingOrder()
        .onProbe(DIGITS.test())
        .evaluating(DIGITS.train(), DIGITS.test())
        .whileTraining(DIGITS.batches(32, 4), 3);
    assertThat(captured.params().equalsWithEps(plain.params(), 0)).isTrue();
  }

  @Test
  void accuracyAndLossAreThoseOfTheNetwork() {
    MultiLayerNetwork network = Networks.dense();
    Recording run =
        LayerCapture.of(network)
            .evaluating(DIGITS.train(), DIGITS.test())
            .whileTraining(DIGITS.batches(20, 4), 2);
    assertThat(run.metrics()).hasSize(3);
    EpochMetrics last = run.metrics().get(2);
    assertThat(last.epoch()).isEqualTo(2);
    assertThat(last.testAccuracy())
        .isCloseTo(
            network
                .evaluate(
                    new org.deeplearning4j.datasets.iterator.utilty.SingletonDataSetIterator(
                        DIGITS.test()))
                .accuracy(),
            within(1e-9));
    assertThat(last.trainLoss()).isCloseTo(network.score(DIGITS.train(), false), within(1e-5));
    assertThat(last.trainAccuracy()).isGreaterThan(run.metrics().get(0).trainAccuracy());
  }

  @Test
  void listenersAreRestoredAlsoAfterAnError() {
    MultiLayerNetwork network = Networks.dense();
    ScoreIterationListener mine = new ScoreIterationListener(1000);
    network.setListeners(mine);
    LayerCapture capture = LayerCapture.of(network);
    capture.whileTraining(DIGITS.batches(50, 1), 1);
    capture.whileTraining(DIGITS.batches(50, 1), 1);
    assertThat(network.getListeners()).containsExactly(mine);
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                capture.whileTraining(
                    () -> {
                      throw new IllegalStateException("stopped by hand");
                    }))
        .withMessage("stopped by hand");
    assertThat(network.getListeners()).containsExactly(mine);
  }

  @Test
  void sameSeedGivesTheSameSymbols() {
    Recording one = packed(Networks.dense());
    Recording two = packed(Networks.dense());
    for (int layer = 0; layer < one.layers().size(); layer++) {
      assertSame(
          two.track(TimeAxis.TRAINING_ORDER).snapshots().get(1).symbols(layer),
          one.track(TimeAxis.TRAINING_ORDER).snapshots().get(1).symbols(layer));
    }
  }

  private static Recording packed(MultiLayerNetwork network) {
    return LayerCapture.of(network)
        .keeping(Keeping.symbols())
        .whileTraining(DIGITS.batches(32, 4), 2);
  }

  @Test
  void edgesFittedOnceAreThoseOfTheFirstSnapshot() {
    MultiLayerNetwork network = Networks.dense();
    INDArray x = DIGITS.test().getFeatures();
    Values before = rows(network.feedForward(x, false).get(1));
    Recording run =
        LayerCapture.of(network)
            .onProbe(DIGITS.test())
            .keeping(Keeping.symbols().bins(Discretizer.equalWidth(8)).fittingOnce())
            .whileTraining(DIGITS.batches(50, 1), 3);
    Values after = rows(network.feedForward(x, false).get(1));
    Snapshot last = run.track(TimeAxis.PROBE).snapshots().get(3);
    assertSame(last.symbols(1), Discretizer.median().fit(before).encode(after));
    Symbols binned = Discretizer.equalWidth(8).fit(before).encode(after);
    assertThat(last.binning(1)).contains(binned.discretization());
    assertThat(binned.discretization().outside()).isPositive();
    assertThat(last.patterns(1).orElseThrow().groups())
        .isEqualTo(Partition.ofRows(binned).groups());
    assertThat(run.recipe().entries())
        .containsEntry(
            "rules and bins that look at data are fitted on",
            "the first mini-batch of each epoch, of a probe all examples, once"); // of a probe that
    // is all of it
    assertThat(Notebook.mutualInformation(run).table().stringColumn("warnings").get(13))
        .contains("H(T) outside range");
  }

  @Test
  void edgesInTrainingOrderFittedOnceAreThoseOfTheFirstMiniBatchOfAll() {
    MultiLayerNetwork network = Networks.dense();
    network.setLearningRate(0);
    DataSetIterator batches = DIGITS.batches(60, 9);
    Values first = rows(network.feedForward(batches.next().getFeatures(), false).get(1));
    batches.reset();
    Values second = rows(network.feedForward(batches.next().getFeatures(), false).get(1));
    Recording run =
        LayerCapture.of(network)
            .keeping(Keeping.symbols().fittingOnce())
            .whileTraining(DIGITS.batches(60, 9), 2);
    Symbols recorded = run.track(TimeAxis.TRAINING_ORDER).snapshots().get(1).symbols(1);
    Symbols expected = Discretizer.median().fit(first).encode(second);
    for (int i = 0; i < 60; i++) {
      assertThat(recorded.get(2, i)).isEqualTo(expected.get(2, i));
    }
    assertThat(run.recipe().entries())
        .containsEntry(
            "rules and bins that look at data are fitted on",
            "the first mini-batch of each epoch, of a probe all examples, once");
  }

  @Test
  void featureMapsAreReducedAsAsked() {
    MultiLayerNetwork network = Networks.convolutional();
    network.setLearningRate(0);
    INDArray x = DIGITS.test().getFeatures();
    INDArray maps = network.feedForwardToLayer(0, x, false).get(1); // [50, 3, h, w]
    int positions = (int) (maps.length() / maps.size(0));
    Values max = rows(maps.max(2, 3));
    Values all = rows(maps.dup('c').reshape('c', maps.size(0), positions));
    assertSame(conv(network, FeatureMaps.channelMax()), Discretizer.zero().fit(max).encode(max));
    assertSame(conv(network, FeatureMaps.allPositions()), Discretizer.zero().fit(all).encode(all));
    assertSame(
        conv(network, FeatureMaps.sampled(100_000, 3)), Discretizer.zero().fit(all).encode(all));
    Symbols some = conv(network, FeatureMaps.sampled(5, 3));
    Symbols whole = conv(network, FeatureMaps.allPositions());
    assertThat(some.units()).isEqualTo(5);
    int last = -1;
    for (int unit = 0; unit < 5; unit++) { // each is a position of its own, in order
      int found = last + 1;
      while (!same(some.unit(unit), whole.unit(found))) {
        found++;
      }
      last = found;
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FeatureMaps.sampled(0, 1))
        .withMessageContainingAll("units", "at least 1", "got 0");
  }

  private static boolean same(Symbols one, Symbols other) {
    for (int i = 0; i < one.samples(); i++) {
      if (one.get(0, i) != other.get(0, i)) {
        return false;
      }
    }
    return true;
  }

  private static Symbols conv(MultiLayerNetwork network, FeatureMaps maps) {
    Recording run =
        LayerCapture.of(network)
            .layers("conv", "softmax")
            .featureMaps(maps)
            .onProbe(DIGITS.test())
            .keeping(Keeping.symbols(Discretizer.zero()))
            .whileTraining(DIGITS.batches(50, 1), 1);
    assertThat(run.recipe().entries()).containsEntry("feature maps", maps.toString());
    assertThat(run.layers().get(0).units())
        .isEqualTo(run.track(TimeAxis.PROBE).snapshots().get(0).symbols(0).units());
    return run.track(TimeAxis.PROBE).snapshots().get(1).symbols(0);
  }

  @Test
  void recipeSaysWhatMadeIt() {
    Recording run =
        LayerCapture.of(Networks.dense())
            .onProbe(DIGITS.test())
            .inTrainingOrder()
            .keeping(
                Keeping.symbols()
                    .discretize("first", Discretizer.zero())
                    .bins(Discretizer.equalWidth(8, -1, 1)))
            .whileTraining(DIGITS.batches(50, 1), 1);
    assertThat(run.recipe().entries())
        .containsEntry("layers", "input, first, second, output")
        .containsEntry("binary rule", "median of the unit")
        .containsEntry("binary rule of first", "a > 0.0")
        .containsEntry("bins", "8 bins of equal width, from -1.0 to 1.0")
        .containsEntry("network seed", "5")
        .containsEntry("Deeplearning4j", "1.0.0-M2.1")
        .containsKeys("probe", "training order", "infoplane", "Java");
  }

  @Test
  void unknownLayerIsNamedWithTheOnesThereAre() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LayerCapture.of(Networks.dense()).layers("first", "third"))
        .withMessage(
            "No layer named \"third\". This network has: \"input\" (64 units), \"first\" (6 units), \"second\" (5 units), \"output\" (10 units). Pass one of these to layers(...).");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                LayerCapture.of(Networks.convolutional())
                    .keeping(Keeping.symbols().discretize("con", Discretizer.zero())))
        .withMessageContainingAll(
            "\"con\"",
            "[input, conv, norm, relu, pool, dense, logits, softmax]",
            "discretize(...)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LayerCapture.of(Networks.dense()).layers())
        .withMessageContainingAll(
            "No layers",
            "\"input\" (64 units), \"first\" (6 units), \"second\" (5 units), \"output\" (10 units)",
            "at least one");
  }

  @Test
  void oneLayerAloneIsAskedInsideIt() {
    Recording run =
        LayerCapture.of(Networks.dense())
            .layers("first")
            .inTrainingOrder()
            .whileTraining(DIGITS.batches(50, 4), 1);
    assertThat(run.layers()).extracting(LayerInfo::name).containsExactly("first");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Notebook.transferEntropy(run).table())
        .withMessageContainingAll("\"first\" alone was recorded", "from(\"first\").to(\"first\")");
    assertThat(Notebook.transferEntropy(run).from("first").to("first").pairs(1).rowCount())
        .isEqualTo(6 * 5);
  }

  @ParameterizedTest
  @CsvSource({"same, same", "input, second"})
  void namesThatAreNotUniqueAreRefused(String first, String second) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LayerCapture.of(Networks.named(first, second)))
        .withMessageContainingAll("must be distinct", first, "name(\"...\")");
  }

  @Test
  void medianOfATinyFirstMiniBatchIsRefused() {
    LayerCapture capture = LayerCapture.of(Networks.dense()).keeping(Keeping.symbols());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> capture.whileTraining(DIGITS.batches(9, 1), 1))
        .withMessageContainingAll("first mini-batch", "at least 10", "median of the unit", "got 9");
    Recording run =
        capture.keeping(Keeping.symbols(Discretizer.zero())).whileTraining(DIGITS.batches(9, 1), 1);
    assertThat(run.track(TimeAxis.TRAINING_ORDER).snapshots().get(0).samples()).isEqualTo(200);
  }

  @Test
  void infinityIsNamedLikeNotANumber() {
    MultiLayerNetwork network = Networks.convolutional();
    network.getLayer(5).getParam("b").putScalar(1, Double.POSITIVE_INFINITY);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                LayerCapture.of(network)
                    .onProbe(DIGITS.test())
                    .whileTraining(DIGITS.batches(50, 1), 1))
        .withMessageStartingWith(
            "Layer \"logits\", unit 1 of 10, is Infinity on the probe before training (example 0).");
  }

  @Test
  void networkWithOneLayerIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LayerCapture.of(Networks.single()))
        .withMessageContainingAll("at least 2 layers", "\"output\"", "a layer before the output");
  }

  @Test
  void networkWithoutWeightsIsRefused() {
    assertThatIllegalStateException()
        .isThrownBy(() -> LayerCapture.of(Networks.denseWithoutWeights()))
        .withMessageContainingAll("no weights", "network.init()");
  }

  @Test
  void emptyProbeIsRefused() {
    LayerCapture capture = LayerCapture.of(Networks.dense());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> capture.onProbe(new DataSet()))
        .withMessageContainingAll("onProbe(examples)", "at least 2 examples", "got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> capture.onProbe(new DataSet(Nd4j.zeros(3, 64), null)))
        .withMessageContainingAll(
            "onProbe(examples)", "one label per example", "3 examples with 0");
  }

  /** One example has no other to be compared with, one sequence has its steps. */
  @Test
  void probeOfOneSequenceIsRecordedAndOfOneExampleRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> LayerCapture.of(Networks.dense()).onProbe(DIGITS.test().get(new int[] {0})))
        .withMessageContainingAll("onProbe(examples)", "at least 2 examples", "got 1");
    Recording run =
        LayerCapture.of(Networks.recurrent())
            .sequences(Sequences.EVERY_STEP)
            .onProbe(Networks.rows(DIGITS.test().get(new int[] {0})))
            .now();
    assertThat(run.track(TimeAxis.PROBE).at(0).samples()).isEqualTo(8);
    assertThat(Notebook.transferEntropy(run).recipe().entries())
        .containsEntry("null", "circular shift x 20, seed 42, source only");
  }

  @Test
  void notANumberIsNamedAndListenersAreRestored() {
    MultiLayerNetwork network = Networks.dense();
    network.getLayer(1).getParam("b").putScalar(3, Double.NaN);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LayerCapture.of(network).whileTraining(DIGITS.batches(50, 1), 1))
        .withMessageStartingWith(
            "Layer \"second\", unit 3 of 5, is NaN in epoch 1, batch 1 (example 0).")
        .withMessageContaining("lower the learning rate or check the data");
    assertThat(network.getListeners()).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                LayerCapture.of(network)
                    .onProbe(DIGITS.test())
                    .whileTraining(DIGITS.batches(50, 1), 1))
        .withMessageContaining("unit 3 of 5, is NaN on the probe before training");
  }

  @Test
  void trainingWithoutAnEpochIsAnError() {
    MultiLayerNetwork network = Networks.dense();
    assertThatIllegalStateException()
        .isThrownBy(() -> LayerCapture.of(network).whileTraining(() -> network.fit(DIGITS.train())))
        .withMessageContaining("No epoch of the captured network was finished");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LayerCapture.of(network).whileTraining(DIGITS.batches(50, 1), 0))
        .withMessageContaining("epochs must be at least 1, got 0");
  }

  @Test
  void binsAreNoRuleForTransferEntropy() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                LayerCapture.of(Networks.dense())
                    .keeping(Keeping.symbols(Discretizer.equalWidth(30))))
        .withMessageContaining("The rule must be binary");
  }

  @Test
  void ordinalPatternsAreNoBins() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Keeping.symbols().bins(Discretizer.ordinalPatterns(3)))
        .withMessageContaining("got \"ordinal patterns of order 3");
  }
}
