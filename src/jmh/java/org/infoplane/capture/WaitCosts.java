package org.infoplane.capture;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.infoplane.Turns;
import org.infoplane.capture.dl4j.LayerCapture;
import org.infoplane.data.Split;
import org.infoplane.figure.Offline;
import org.infoplane.measure.ContinuousEstimator;
import org.infoplane.measure.PairwiseTransferEntropy;
import org.infoplane.measure.nulls.Null;
import org.infoplane.query.InformationPlane;
import org.infoplane.query.MutualInformationQuery;
import org.infoplane.query.TransferEntropyQuery;
import org.infoplane.query.UnitSelection;
import org.infoplane.recording.Recording;
import org.infoplane.recording.Snapshot;
import org.infoplane.recording.TimeAxis;
import org.infoplane.symbol.Symbols;
import org.infoplane.symbol.Segments;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/**
 * Says what a user waits for, each as a share of a plain epoch of training, of four networks; then
 * how transfer entropy with its drift, bias and p grows. All kinds take turns; medians.
 */
public final class WaitCosts {

  private static final int SHOTS = 5;
  private static final int PROBE = 1_000;

  private WaitCosts() {}

  /** Prints a table a network; an argument chooses one of them, or {@code growth}. */
  public static void main(String[] args) {
    System.out.printf(
        "Java %s, %s threads%n",
        System.getProperty("java.version"), ForkJoinPool.getCommonPoolParallelism() + 1);
    String[] all = {"shallow", "digits", "mlp", "cnn", "growth"};
    for (String name : args.length > 0 ? args : all) {
      switch (name) {
        case "shallow" -> table(name, data(4_096, 12, 2), 256);
        case "digits" -> table(name, data(1_437, 64, 10), 100);
        case "mlp" -> table(name, data(10_000, 784, 10), 100);
        case "cnn" -> table(name, data(500, 784, 10), 100);
        default -> growth();
      }
    }
  }

  private static Split data(int images, int inputs, int classes) {
    INDArray labels = Nd4j.zeros(images, classes);
    for (int i = 0; i < images; i++) {
      labels.putScalar(i, i % classes, 1);
    }
    Nd4j.getRandom().setSeed(1);
    DataSet all = new DataSet(Nd4j.rand(images, inputs), labels);
    return new Split("random", all, all);
  }

  private static Recording order(String name, Split data, int batch, Keeping keeping) {
    return LayerCapture.of(network(name))
        .inTrainingOrder()
        .keeping(keeping)
        .whileTraining(data.batches(batch, 1), 1);
  }

  private static Recording probe(String name, Split data) {
    int examples = Math.min(PROBE, data.test().numExamples());
    return LayerCapture.of(network(name)).onProbe(data.take(1, examples).test()).now();
  }

  private static void table(String name, Split data, int batch) {
    Recording order = order(name, data, batch, Keeping.symbols());
    TransferEntropyQuery ofValues =
        TransferEntropyQuery.of(order(name, data, batch, Keeping.values()));
    Recording probe = probe(name, data);
    TransferEntropyQuery asked = TransferEntropyQuery.of(order);
    Map<String, Supplier<?>> kinds = new LinkedHashMap<>();
    kinds.put("training", () -> fit(network(name), data, batch));
    kinds.put("captured", () -> order(name, data, batch, Keeping.values()));
    // Each step makes a query that has measured nothing; symbols are kept, not made anew.
    kinds.put("TE bare", () -> asked.against(Null.none()).result());
    kinds.put(
        "TE with drift, bias and p",
        () -> asked.against(Null.withinBatch(20, 1).jointly()).result());
    kinds.put("TE, 20 shuffles of all pairs", () -> allShuffled(order));
    kinds.put(
        "MI with null, 1,000 examples",
        () -> MutualInformationQuery.of(probe).against(Null.globalShuffle(20, 1)).result());
    kinds.put(
        "KSG TE, 4 units a layer, 500 samples",
        () ->
            ofValues
                .units(UnitSelection.sampled(4, 1))
                .window(Math.min(500, data.train().numExamples()))
                .with(ContinuousEstimator.kraskov(4))
                .against(Null.none())
                .result());
    kinds.put("plane as JSON", () -> InformationPlane.of(asked).figure().json());
    kinds.put("plane as a page", () -> Offline.page(InformationPlane.of(asked).figure(), "plane"));
    kinds.put("plane as PNG", () -> InformationPlane.of(asked).figure().png());
    double[] seconds = Turns.medians(2, SHOTS, kinds.values().toArray(Supplier[]::new));
    int kind = 0;
    for (String what : kinds.keySet()) {
      System.out.printf(
          "%-10s %-40s %8.3f s %8.1f %%%n",
          name, what, seconds[kind], 100 * seconds[kind] / seconds[0]);
      kind++;
    }
  }

  /** As it was before some of many pairs were enough. */
  private static Object allShuffled(Recording run) {
    Snapshot epoch = run.track(TimeAxis.TRAINING_ORDER).snapshots().get(0);
    Segments batches = Segments.startingAt(epoch.batchStarts());
    double sum = 0;
    for (int layer = 0; layer + 1 < run.layers().size(); layer++) {
      Symbols here = epoch.symbols(layer);
      Symbols next = epoch.symbols(layer + 1);
      for (PairwiseTransferEntropy te :
          List.of(
              PairwiseTransferEntropy.between(here, next),
              PairwiseTransferEntropy.between(next, here))) {
        sum +=
            te.against(Null.withinBatch(20, 1).jointly(), batches).ofMean().nullMean();
      }
    }
    return sum;
  }

  private static void growth() {
    for (int units : new int[] {32, 64, 128, 256, 512, 1024}) {
      grow("%s -> %s units, 4,000 samples".formatted(units, units), units, 4_000, 1);
    }
    for (int samples : new int[] {1_000, 4_000, 16_000}) {
      grow("128 -> 128 units, %s samples".formatted(samples), 128, samples, 1);
    }
    for (int moments : new int[] {1, 2, 4}) {
      grow("128 -> 128 units, 4,000 samples, %s moments".formatted(moments), 128, 4_000, moments);
    }
  }

  private static void grow(String what, int units, int samples, int moments) {
    Recording run =
        LayerCapture.of(dense(units, units, 10))
            .inTrainingOrder()
            .whileTraining(data(samples, units, 10).batches(100, 1), moments);
    TransferEntropyQuery asked = TransferEntropyQuery.of(run).from("input").to("dense1");
    double[] seconds =
        Turns.medians(
            2,
            SHOTS,
            () -> asked.against(Null.none()).result(),
            () -> asked.against(Null.withinBatch(20, 1).jointly()).result());
    System.out.printf(
        "%-48s bare %8.2f ms, with drift, bias and p %8.2f ms%n",
        what, 1e3 * seconds[0], 1e3 * seconds[1]);
  }

  private static Object fit(MultiLayerNetwork network, Split data, int batch) {
    network.fit(data.batches(batch, 1), 1);
    return network;
  }

  private static MultiLayerNetwork network(String name) {
    return switch (name) {
      case "shallow" -> dense(12, 10, 7, 5, 4, 3, 2);
      case "digits" -> dense(64, 12, 8, 6, 10);
      default -> TrainingBenchmark.network(name);
    };
  }

  static MultiLayerNetwork dense(int... widths) {
    var layers = new NeuralNetConfiguration.Builder().seed(1).updater(new Adam(0.003)).list();
    int last = widths.length - 1;
    for (int i = 1; i < last; i++) {
      layers.layer(
          new DenseLayer.Builder()
              .name("dense" + i)
              .nIn(widths[i - 1])
              .nOut(widths[i])
              .activation(Activation.TANH)
              .build());
    }
    layers.layer(
        new OutputLayer.Builder()
            .name("output")
            .nIn(widths[last - 1])
            .nOut(widths[last])
            .activation(Activation.SOFTMAX)
            .build());
    MultiLayerNetwork network = new MultiLayerNetwork(layers.build());
    network.init();
    return network;
  }
}
