package org.infoplane.capture;

import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.infoplane.Turns;
import org.infoplane.capture.dl4j.LayerCapture;
import org.infoplane.data.Split;
import org.infoplane.query.TransferEntropyQuery;
import org.infoplane.recording.Recording;
import org.infoplane.recording.store.RecordingFile;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

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
    Recording[] made = new Recording[2];
    double[] seconds =
        Turns.medians(
            1,
            SHOTS,
            () -> fit(network(name), data),
            () -> made[0] = record(network(name), data, Keeping.symbols()),
            () -> made[1] = record(network(name), data, Keeping.values()));
    double plain = seconds[0];
    System.out.printf(
        "%s: an epoch %.3f s, packed %.2f x, values %.2f x (values / packed %.2f); on disk %.2f MB packed, %.2f MB values%n",
        name,
        plain,
        seconds[1] / plain,
        seconds[2] / plain,
        seconds[2] / seconds[1],
        size(made[0]) / 1e6,
        size(made[1]) / 1e6);
    System.out.printf(
        "%s: heap that capture retains %.2f MB packed, %.2f MB values; allocated while training %.2f x and %.2f x of plain%n",
        name,
        retained(() -> record(network(name), data, Keeping.symbols())) / 1e6,
        retained(() -> record(network(name), data, Keeping.values())) / 1e6,
        allocated(() -> record(network(name), data, Keeping.symbols())) / plainAllocated(name, data),
        allocated(() -> record(network(name), data, Keeping.values())) / plainAllocated(name, data));
    query(name, made[1]);
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
      double first = Turns.seconds(TransferEntropyQuery.of(fresh)::result);
      double second = Turns.seconds(TransferEntropyQuery.of(fresh)::result);
      if (shot < 0) {
        System.out.printf("%s: the first query %.3f s, the second %.3f s%n", name, first, second);
      } else {
        whole[shot] = first;
        encoding[shot] = first - second;
      }
    }
    System.out.printf(
        "%s: a query by medians %.3f s with its null, of which reading and encoding %.0f %%%n",
        name, Turns.median(whole), 100 * Turns.median(encoding) / Turns.median(whole));
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

  private static MultiLayerNetwork network(String name) {
    return name.equals("shallow")
        ? WaitCosts.dense(12, 10, 7, 5, 4, 3, 2)
        : TrainingBenchmark.network(name);
  }
}
