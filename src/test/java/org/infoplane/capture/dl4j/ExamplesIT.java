package org.infoplane.capture.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.EmbeddingLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.infoplane.Notebook;
import org.infoplane.capture.Keeping;
import org.infoplane.data.Split;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.Recording;
import org.infoplane.recording.Sequences;
import org.infoplane.recording.TimeAxis;
import org.infoplane.symbol.Discretizer;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Symbols;
import org.infoplane.symbol.Values;
import org.infoplane.testing.Networks;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Probes and evaluation sets are what the network takes, no more and no less. */
class ExamplesIT {

  private static final Split DIGITS = Networks.digits();
  private static final Discretizer RULE = Discretizer.threshold(0.01);

  private static MultiLayerNetwork built(NeuralNetConfiguration.ListBuilder layers) {
    MultiLayerNetwork network = new MultiLayerNetwork(layers.build());
    network.init();
    return network;
  }

  private static void assertSame(Symbols symbols, INDArray rows) {
    Values values = Values.ofRows(rows.dup('c').data().asFloat(), (int) rows.size(1));
    Symbols expected = RULE.fit(values).encode(values);
    assertThat(symbols.samples()).isEqualTo(expected.samples());
    for (int unit = 0; unit < expected.units(); unit++) {
      for (int i = 0; i < expected.samples(); i++) {
        assertThat(symbols.get(unit, i)).isEqualTo(expected.get(unit, i));
      }
    }
  }

  private static Symbols last(Recording run, String layer) {
    var snapshots = run.track(TimeAxis.PROBE).snapshots();
    return snapshots.get(snapshots.size() - 1).symbols(run.layer(layer));
  }

  private static Recording record(MultiLayerNetwork network, DataSet examples) {
    return LayerCapture.of(network)
        .keeping(Keeping.symbols(RULE))
        .onProbe(examples)
        .inTrainingOrder()
        .evaluating(examples, examples)
        .whileTraining(new Split("examples", examples, examples).batches(25, 1), 2);
  }

  @Test
  void imagesThatAPreprocessorFlattensForADenseLayer() {
    MultiLayerNetwork network =
        built(
            new NeuralNetConfiguration.Builder()
                .seed(5)
                .list()
                .layer(Networks.layer("dense").nOut(6).build())
                .layer(Networks.output().nOut(10).build())
                .setInputType(InputType.convolutional(8, 8, 1)));
    INDArray images = DIGITS.test().getFeatures().reshape(50, 1, 8, 8);
    Recording run = record(network, new DataSet(images, DIGITS.test().getLabels()));
    assertSame(last(run, "dense"), network.feedForward(images, false).get(1));
    assertThat(run.layers().get(0))
        .isEqualTo(new LayerInfo("input", "input", 1, java.util.List.of()));
    assertThat(run.track(TimeAxis.TRAINING_ORDER).snapshots().get(0).samples()).isEqualTo(50);
    assertThat(Notebook.mutualInformation(run).table().rowCount()).isEqualTo(9);
  }

  @Test
  void numbersOfWordsThatAnEmbeddingTakes() {
    MultiLayerNetwork network =
        built(
            new NeuralNetConfiguration.Builder()
                .seed(5)
                .list(
                    new EmbeddingLayer.Builder().name("words").nIn(40).nOut(5).build(),
                    Networks.layer("dense").nIn(5).nOut(4).build(),
                    Networks.output().nIn(4).nOut(10).build()));
    INDArray words = Nd4j.create(50, 1);
    IntStream.range(0, 50).forEach(i -> words.putScalar(i, 0, i * 7 % 40));
    Recording run = record(network, new DataSet(words, DIGITS.test().getLabels()));
    assertSame(last(run, "words"), network.feedForward(words, false).get(1));
    Partition inputs = run.track(TimeAxis.PROBE).inputs().orElseThrow();
    assertThat(inputs.groups()).isEqualTo(40);
    assertThat(inputs.get(40)).isEqualTo(inputs.get(0)); // 280 % 40
  }

  @Test
  void sequencesOfWordsThatAnEmbeddingTakes() {
    MultiLayerNetwork pooled =
        built(
            new NeuralNetConfiguration.Builder()
                .seed(5)
                .list(
                    new EmbeddingSequenceLayer.Builder()
                        .name("words")
                        .nIn(40)
                        .nOut(5)
                        .inputLength(6)
                        .build(),
                    new LSTM.Builder().name("lstm").nIn(5).nOut(4).build(),
                    new GlobalPoolingLayer.Builder().name("pool").build(),
                    Networks.output().nIn(4).nOut(10).build()));
    INDArray words = Nd4j.create(50, 6);
    for (int i = 0; i < 300; i++) {
      words.putScalar(i / 6, i % 6, i * 7 % 40);
    }
    DataSet sentences = new DataSet(words, DIGITS.test().getLabels());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> record(pooled, sentences))
        .withMessageContaining("Choose what to record of them: sequences(LAST_STEP)");
    Recording run =
        LayerCapture.of(pooled)
            .sequences(Sequences.LAST_STEP)
            .keeping(Keeping.symbols(RULE))
            .onProbe(sentences)
            .evaluating(sentences, sentences)
            .whileTraining(new Split("words", sentences, sentences).batches(25, 1), 1);
    assertSame(last(run, "pool"), pooled.feedForward(words, false).get(3));
    assertThat(last(run, "input").units()).isEqualTo(6);

    DataSet spoken = new DataSet(words.reshape(50, 1, 6), DIGITS.test().getLabels());
    Recording steps =
        LayerCapture.of(pooled)
            .layers("input", "words", "lstm")
            .sequences(Sequences.EVERY_STEP)
            .keeping(Keeping.symbols(RULE))
            .onProbe(spoken)
            .now();
    INDArray lstm = pooled.feedForward(words, false).get(2).permute(0, 2, 1).dup('c');
    assertSame(last(steps, "lstm"), lstm.reshape('c', 300, 4));
    assertSame(labelsOf(steps), 6);
  }

  /** Each example's label at each of its steps. */
  private static void assertSame(Partition labels, int steps) {
    for (int i = 0; i < labels.samples(); i++) {
      assertThat(labels.get(i)).isEqualTo(labels.get(i / steps * steps));
    }
    assertThat(labels.samples()).isEqualTo(50 * steps);
    assertThat(labels.groups()).isEqualTo(10);
  }

  private static Partition labelsOf(Recording run) {
    return run.track(TimeAxis.PROBE).snapshots().get(0).labels();
  }

  @Test
  void whatTheNetworkDoesNotTakeIsRefusedWithItsOwnComplaint() {
    LayerCapture capture = LayerCapture.of(Networks.dense());
    DataSet narrow = new DataSet(Nd4j.zeros(5, 63), Nd4j.zeros(5, 10));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> capture.onProbe(narrow))
        .withMessageStartingWith(
            "onProbe(examples) got features of shape [5, 63], which the network does not accept: ")
        .withMessageContaining("(layer # inputs = 64)")
        .withMessageNotContaining("\n")
        .withMessageEndingWith(". Pass examples of the shape that it trains on.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> capture.evaluating(narrow, DIGITS.test()))
        .withMessageStartingWith("evaluating(train, ...) got features of shape [5, 63]");
    DataSet fewClasses = new DataSet(DIGITS.test().getFeatures(), Nd4j.zeros(50, 7));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> capture.evaluating(DIGITS.train(), fewClasses))
        .withMessageStartingWith(
            "evaluating(..., test) got labels of shape [50, 7], which the network does not accept: ");
  }

  @Test
  void inputsThatDifferInDoublePrecisionOnlyAreTwoStates() {
    MultiLayerNetwork network =
        built(
            new NeuralNetConfiguration.Builder()
                .dataType(DataType.DOUBLE)
                .list(
                    Networks.layer("dense").nIn(2).nOut(3).build(),
                    Networks.output().nIn(3).nOut(2).build()));
    double[][] points = {{0.5, 1}, {0.5 + 1e-12, 1}, {0.5, 1}, {0.5, 1 + 1e-12}};
    double[][] classes = {{1, 0}, {0, 1}, {1, 0}, {0, 1}};
    DataSet examples = new DataSet(Nd4j.create(points), Nd4j.create(classes));
    assertThat(examples.getFeatures().dataType()).isEqualTo(DataType.DOUBLE);
    Recording run = LayerCapture.of(network).onProbe(examples).now();
    Partition inputs = run.track(TimeAxis.PROBE).inputs().orElseThrow();
    assertThat(IntStream.range(0, 4).map(inputs::get)).containsExactly(0, 1, 0, 2);
    double[][] others = Arrays.stream(points).map(double[]::clone).toArray(double[][]::new);
    others[1][0] += 1e-12;
    assertThat(
            LayerCapture.of(network)
                .onProbe(new DataSet(Nd4j.create(others), Nd4j.create(classes)))
                .now()
                .recipe()
                .entries()
                .get("probe examples"))
        .isNotEqualTo(run.recipe().entries().get("probe examples"));
  }

  @Test
  void doubleSequencesAreToldApartStepByStep() {
    MultiLayerNetwork network =
        built(
            new NeuralNetConfiguration.Builder()
                .dataType(DataType.DOUBLE)
                .list(
                    new LSTM.Builder().name("lstm").nIn(1).nOut(3).build(),
                    new RnnOutputLayer.Builder()
                        .name("output")
                        .nIn(3)
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .build()));
    double[][][] series = {{{1, 2, 3}}, {{1, 2 + 1e-12, 3}}};
    DataSet examples =
        new DataSet(
            Nd4j.create(series),
            Nd4j.create(new double[][][] {{{1, 1, 1}, {0, 0, 0}}, {{0, 0, 0}, {1, 1, 1}}}));
    Recording run =
        LayerCapture.of(network).sequences(Sequences.EVERY_STEP).onProbe(examples).now();
    Partition inputs = run.track(TimeAxis.PROBE).inputs().orElseThrow();
    assertThat(IntStream.range(0, 6).map(inputs::get)).containsExactly(0, 1, 2, 0, 3, 4);
  }
}
