package org.infoplane.capture.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.infoplane.Notebook;
import org.infoplane.capture.Schedule;
import org.infoplane.data.Split;
import org.infoplane.recording.EpochMetrics;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.Recording;
import org.infoplane.recording.Snapshot;
import org.infoplane.recording.TimeAxis;
import org.infoplane.recording.store.RecordingFile;
import org.infoplane.symbol.Values;
import org.infoplane.testing.Networks;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.adapter.SingletonMultiDataSetIterator;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.dataset.api.MultiDataSetPreProcessor;
import org.nd4j.linalg.dataset.api.iterator.MultiDataSetIterator;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Of a graph with two outputs, labels, accuracy and loss are those of the chosen one. */
class GraphOutputsIT {

  private static final Split DIGITS = Networks.digits();

  /** "pixels", "shared", the outputs "digit" (10 classes) and "odd" (one sigmoid). */
  private static ComputationGraph network() {
    ComputationGraph network =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(5)
                .l2(0.01)
                .updater(new Adam(0.01))
                .graphBuilder()
                .addInputs("pixels")
                .addLayer("shared", Networks.layer(null).nIn(64).nOut(8).build(), "pixels")
                .addLayer("digit", Networks.output().name(null).nIn(8).nOut(10).build(), "shared")
                .addLayer(
                    "odd",
                    new OutputLayer.Builder(LossFunction.XENT)
                        .nIn(8)
                        .nOut(1)
                        .activation(Activation.SIGMOID)
                        .build(),
                    "shared")
                .setOutputs("digit", "odd")
                .build());
    network.init();
    return network;
  }

  private static INDArray odd(DataSet digits) {
    return digits
        .getLabels()
        .argMax(1)
        .fmod(2)
        .castTo(digits.getLabels().dataType())
        .reshape(-1, 1);
  }

  private static DataSet asOdd(DataSet digits) {
    return new DataSet(digits.getFeatures(), odd(digits));
  }

  private static MultiDataSet both(DataSet digits) {
    return new org.nd4j.linalg.dataset.MultiDataSet(
        new INDArray[] {digits.getFeatures()}, new INDArray[] {digits.getLabels(), odd(digits)});
  }

  private static List<MultiDataSet> batches() {
    List<MultiDataSet> all = new ArrayList<>();
    DIGITS.train().batchBy(50).forEach(batch -> all.add(both(batch)));
    return all;
  }

  private static void train(ComputationGraph network) {
    batches().forEach(network::fit);
  }

  @Test
  void eachOutputHasItsOwnLabelsAccuracyAndLoss() {
    ComputationGraph network = network();
    DataSet test = DIGITS.test();
    Recording digit =
        Notebook.captureLayers(network).output("digit").onProbe(test).evaluating(test, test).now();
    Recording odd =
        Notebook.captureLayers(network)
            .output("odd")
            .onProbe(asOdd(test))
            .evaluating(asOdd(test), asOdd(test))
            .now();
    assertThat(digit.layers().stream().map(LayerInfo::name))
        .containsExactly("pixels", "shared", "odd", "digit");
    assertThat(odd.layers().stream().map(LayerInfo::name))
        .containsExactly("pixels", "shared", "digit", "odd");
    assertThat(odd.layers().get(3).inputs()).containsExactly("shared");
    assertThat(labels(digit)).isEqualTo(10);
    assertThat(labels(odd)).isEqualTo(2);
    INDArray[] outputs = network.output(test.getFeatures());
    assertSame(digit.activations("digit", 0), outputs[0]);
    assertSame(digit.activations("odd", 0), outputs[1]);
    assertSame(odd.activations("odd", 0), outputs[1]);

    Evaluation expected = new Evaluation(10);
    expected.eval(test.getLabels(), outputs[0]);
    EpochMetrics ofDigit = digit.metrics().get(0);
    EpochMetrics ofOdd = odd.metrics().get(0);
    assertThat(ofDigit.testAccuracy()).isCloseTo(expected.accuracy(), within(1e-9));
    long right =
        IntStream.range(0, 50)
            .filter(i -> outputs[1].getDouble(i, 0) > 0.5 == odd(test).getDouble(i, 0) > 0.5)
            .count();
    assertThat(ofOdd.testAccuracy()).isCloseTo(right / 50.0, within(1e-9));
    // DL4J adds both losses, and the regularisation once.
    double regularisation = network.calcRegularizationScore(true);
    assertThat(regularisation).isGreaterThan(0.01);
    assertThat(ofDigit.testLoss() + ofOdd.testLoss() - regularisation)
        .isCloseTo(network.score(both(test), false), within(1e-5));
    double loss =
        Arrays.stream(outputs[0].mul(test.getLabels()).sum(1).toDoubleVector())
            .map(p -> -Math.log(p))
            .average()
            .orElseThrow();
    assertThat(ofDigit.testLoss()).isCloseTo(loss + regularisation, within(1e-5));
  }

  private static int labels(Recording run) {
    return run.track(TimeAxis.PROBE).snapshots().get(0).labels().groups();
  }

  private static void assertSame(Values values, INDArray rows) {
    for (int i = 0; i < rows.size(0); i++) {
      for (int unit = 0; unit < rows.size(1); unit++) {
        assertThat(values.get(i, unit)).isEqualTo(rows.getDouble(i, unit), within(1e-6));
      }
    }
  }

  @Test
  void weightsAreBitIdenticalWithAndWithoutCapture() {
    ComputationGraph plain = network();
    for (int epoch = 0; epoch < 3; epoch++) {
      train(plain);
    }
    for (String output : List.of("digit", "odd")) {
      ComputationGraph captured = network();
      DataSet test = output.equals("odd") ? asOdd(DIGITS.test()) : DIGITS.test();
      Recording run =
          Notebook.captureLayers(captured)
              .output(output)
              .inTrainingOrder()
              .onProbe(test)
              .iterations(Schedule.everyNth(2))
              .evaluating(test, test)
              .whileTraining(iterator(), 3);
      assertThat(captured.params().equalsWithEps(plain.params(), 0)).isTrue();
      Snapshot epoch = run.track(TimeAxis.TRAINING_ORDER).snapshots().get(2);
      assertThat(epoch.samples()).isEqualTo(200);
      INDArray labels =
          output.equals("odd") ? odd(DIGITS.train()) : DIGITS.train().getLabels().argMax(1);
      for (int i = 0; i < 200; i++) {
        for (int j = 0; j < i; j++) {
          assertThat(epoch.labels().get(i) == epoch.labels().get(j))
              .isEqualTo(labels.getDouble(i) == labels.getDouble(j));
        }
      }
      assertThat(run.metrics()).hasSize(4);
    }
    ComputationGraph own = network();
    Recording run =
        Notebook.captureLayers(own)
            .output("odd")
            .inTrainingOrder()
            .whileTraining(() -> train(own), 3);
    assertThat(own.params().equalsWithEps(plain.params(), 0)).isTrue();
    assertThat(run.track(TimeAxis.TRAINING_ORDER).snapshots()).hasSize(3);
  }

  private static MultiDataSetIterator iterator() {
    return new MultiDataSetIterator() {
      private static final long serialVersionUID = 1;
      private transient Iterator<MultiDataSet> rest = batches().iterator();

      @Override
      public MultiDataSet next() {
        return rest.next();
      }

      @Override
      public MultiDataSet next(int count) {
        throw new UnsupportedOperationException();
      }

      @Override
      public boolean hasNext() {
        return rest.hasNext();
      }

      @Override
      public void reset() {
        rest = batches().iterator();
      }

      @Override
      public boolean resetSupported() {
        return true;
      }

      @Override
      public boolean asyncSupported() {
        return true;
      }

      @Override
      public void setPreProcessor(MultiDataSetPreProcessor preProcessor) {
        throw new UnsupportedOperationException();
      }

      @Override
      public @Nullable MultiDataSetPreProcessor getPreProcessor() {
        return null;
      }
    };
  }

  @Test
  void trainingOrderIsThePassOfEachOutput() {
    ComputationGraph network = network();
    network.setLearningRate(0);
    Recording run =
        Notebook.captureLayers(network)
            .output("odd")
            .whileTraining(new SingletonMultiDataSetIterator(both(DIGITS.train())), 1);
    INDArray[] outputs = network.output(DIGITS.train().getFeatures());
    assertSame(run.activations("digit", 1, TimeAxis.TRAINING_ORDER), outputs[0]);
    assertSame(run.activations("odd", 1, TimeAxis.TRAINING_ORDER), outputs[1]);
  }

  @Test
  void interventionsAndKnockOutsAreThoseOfTheOutput(@TempDir Path folder) {
    ComputationGraph network = network();
    Recording run =
        Notebook.captureLayers(network)
            .output("odd")
            .onProbe(asOdd(DIGITS.test()))
            .keepingWeights()
            .whileTraining(iterator(), 2);
    Path file = folder.resolve("run.infoplane");
    RecordingFile.save(run, file);
    Recording loaded = RecordingFile.load(file);
    for (Recording one : List.of(run, loaded)) {
      NetworkAblation ablation = NetworkAblation.at(one, 2);
      DataSet test = asOdd(DIGITS.test());
      EpochMetrics metrics =
          Notebook.captureLayers(Notebook.graphAt(one, 2))
              .output("odd")
              .onProbe(test)
              .evaluating(test, test)
              .now()
              .metrics()
              .get(0);
      assertThat(ablation.isOutput(3)).isTrue();
      assertThat(ablation.isOutput(2)).isFalse();
      assertThat(ablation.intact().accuracy()).isCloseTo(metrics.testAccuracy(), within(1e-9));
      assertThat(ablation.intact().loss())
          .isCloseTo(metrics.testLoss() - network.calcRegularizationScore(true), within(1e-4));
    }
  }

  @Test
  void withoutAChoiceTheErrorListsTheOutputs() {
    LayerCapture capture = Notebook.captureLayers(network());
    String[] words = {"2 outputs: \"digit\", \"odd\"", "captureLayers(graph).output(\"digit\")"};
    assertThatIllegalStateException()
        .isThrownBy(() -> capture.onProbe(DIGITS.test()).now())
        .withMessageContainingAll(words);
    assertThatIllegalStateException()
        .isThrownBy(() -> capture.evaluating(DIGITS.test(), DIGITS.test()))
        .withMessageContainingAll(words);
    assertThatIllegalStateException()
        .isThrownBy(() -> capture.whileTraining(iterator(), 1))
        .withMessageContainingAll(words);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> capture.output("even"))
        .withMessageContainingAll("No output named \"even\"", "\"digit\", \"odd\"");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> capture.output("digit").evaluating(DIGITS.test(), DIGITS.test()).output("odd"))
        .withMessageContaining("evaluating(train, ...) got labels of shape [50, 10]");
  }

  @Test
  void batchesHaveLabelsForEachOutput() {
    LayerCapture capture = Notebook.captureLayers(network()).output("odd");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> capture.whileTraining(DIGITS.batches(50, 1), 1))
        .withMessageContainingAll("2 outputs", "Pass a MultiDataSetIterator");
    MultiDataSet one =
        new org.nd4j.linalg.dataset.MultiDataSet(
            DIGITS.test().getFeatures(), DIGITS.test().getLabels());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> capture.whileTraining(new SingletonMultiDataSetIterator(one), 1))
        .withMessageContainingAll("Batch 1", "outputs [digit, odd], got 1 array.");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Notebook.captureLayers(Networks.dense())
                    .whileTraining(new SingletonMultiDataSetIterator(one), 1))
        .withMessageContaining("Pass a DataSetIterator");
  }
}
