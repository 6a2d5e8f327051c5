package org.infoplane.capture;

import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.infoplane.capture.dl4j.LayerCapture;
import org.infoplane.data.Split;
import org.infoplane.query.TransferEntropyQuery;
import org.infoplane.recording.Recording;
import org.infoplane.recording.store.RecordingFile;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/**
 * Says what keeping values costs beside packing them, of three networks in training order: seconds
 * of an epoch, bytes in memory and on disk, and what share of a query its encoding is. The kinds
 * take turns, so that a machine that slows down slows all of them; medians.
 */
public final class KeepingCosts {

  private static final int SHOTS = 7;

  private KeepingCosts() {}

  /** Prints a line a network; an argument chooses one. */
  public static void main(String[] args) throws Exception {
    for (String name : args.length > 0 ? args : new String[] {"shallow", "mlp", "cnn"}) {
      int images = name.equals("cnn") ? 500 : name.equals("mlp") ? 10_000 : 4_000;
      int inputs = name.equals("shallow") ? 12 : 784;
      INDArray labels = Nd4j.zeros(images, name.equals("shallow") ? 2 : 10);
      for (int i = 0; i < images; i++) {
        labels.putScalar(i, i % labels.columns(), 1);
      }
      DataSet all = new DataSet(Nd4j.rand(images, inputs), labels);
      compare(name, new Split("random", all, all));
    }
  }

  private static void compare(String name, Split data) throws Exception {
    double[][] seconds = new double[3][SHOTS];
    Recording packed = null;
    Recording kept = null;
    for (int shot = -1; shot < SHOTS; shot++) { // the first warms up
      MultiLayerNetwork network = network(name);
      double plain = seconds(() -> fit(network, data));
      Recording[] made = new Recording[2];
      double symbols =
          seconds(() -> made[0] = record(network(name), data, Keeping.symbols()));
      double values = seconds(() -> made[1] = record(network(name), data, Keeping.values()));
      packed = made[0];
      kept = made[1];
      if (shot >= 0) {
        seconds[0][shot] = plain;
        seconds[1][shot] = symbols;
        seconds[2][shot] = values;
      }
    }
    double plain = median(seconds[0]);
    System.out.printf(
        "%s: an epoch %.3f s, packed %.2f x, values %.2f x (values / packed %.2f); on disk %.2f MB packed, %.2f MB values%n",
        name,
        plain,
        median(seconds[1]) / plain,
        median(seconds[2]) / plain,
        median(seconds[2]) / median(seconds[1]),
        size(packed) / 1e6,
        size(kept) / 1e6);
    System.out.printf(
        "%s: heap that capture retains %.2f MB packed, %.2f MB values; allocated while training %.2f x and %.2f x of plain%n",
        name,
        retained(() -> record(network(name), data, Keeping.symbols())) / 1e6,
        retained(() -> record(network(name), data, Keeping.values())) / 1e6,
        allocated(() -> record(network(name), data, Keeping.symbols())) / plainAllocated(name, data),
        allocated(() -> record(network(name), data, Keeping.values())) / plainAllocated(name, data));
    query(name, kept);
  }

  private static double plainAllocated(String name, Split data) {
    return allocated(() -> fit(network(name), data));
  }

  /** Bytes on the heap that the result of work holds: with it, and after it was let go. */
  private static double retained(Supplier<?> work) {
    work.get(); // what is held for good afterwards is not counted
    Object made = work.get();
    double with = used();
    Reference.reachabilityFence(made);
    made = null;
    return with - used();
  }

  private static double used() {
    for (int i = 0; i < 5; i++) {
      System.gc();
      LockSupport.parkNanos(50_000_000); // for cleaners
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /** Bytes on the heap that this thread takes for work, garbage included. */
  private static double allocated(Supplier<?> work) {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    work.get();
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  /**
   * The first query of a loaded file reads and encodes, the second finds the symbols; both with 20
   * shuffles. The first shot is that of a JVM which has asked nothing yet; the median is of the
   * others.
   */
  private static void query(String name, Recording run) throws Exception {
    Path file = Files.createTempFile("costs", ".infoplane");
    RecordingFile.save(run, file);
    double[] whole = new double[SHOTS];
    double[] encoding = new double[SHOTS];
    for (int shot = -1; shot < SHOTS; shot++) {
      Recording fresh = RecordingFile.load(file);
      double first = seconds(TransferEntropyQuery.of(fresh)::result);
      double second = seconds(TransferEntropyQuery.of(fresh)::result);
      if (shot < 0) {
        System.out.printf("%s: the first query %.3f s, the second %.3f s%n", name, first, second);
      } else {
        whole[shot] = first;
        encoding[shot] = first - second;
      }
    }
    System.out.printf(
        "%s: a query by medians %.3f s with its null, of which reading and encoding %.0f %%%n",
        name, median(whole), 100 * median(encoding) / median(whole));
    Files.delete(file);
  }

  private static double size(Recording run) throws Exception {
    Path file = Files.createTempFile("costs", ".infoplane");
    RecordingFile.save(run, file);
    long bytes = Files.size(file);
    Files.delete(file);
    return bytes;
  }

  private static Recording record(MultiLayerNetwork network, Split data, Keeping keeping) {
    return LayerCapture.of(network)
        .inTrainingOrder()
        .keeping(keeping)
        .whileTraining(data.batches(100, 1), 1);
  }

  private static Object fit(MultiLayerNetwork network, Split data) {
    network.fit(data.batches(100, 1), 1);
    return network;
  }

  private static double seconds(Supplier<?> work) {
    long start = System.nanoTime();
    work.get();
    return (System.nanoTime() - start) / 1e9;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static MultiLayerNetwork network(String name) {
    if (!name.equals("shallow")) {
      return TrainingBenchmark.network(name);
    }
    int[] widths = {12, 10, 7, 5, 4, 3};
    var layers = new NeuralNetConfiguration.Builder().seed(1).updater(new Adam(0.003)).list();
    for (int i = 1; i < widths.length; i++) {
      layers.layer(
          new DenseLayer.Builder()
              .name("dense" + i)
              .nIn(widths[i - 1])
              .nOut(widths[i])
              .activation(Activation.TANH)
              .build());
    }
    layers.layer(
        new OutputLayer.Builder().name("output").nIn(3).nOut(2).activation(Activation.SOFTMAX).build());
    MultiLayerNetwork network = new MultiLayerNetwork(layers.build());
    network.init();
    return network;
  }
}
