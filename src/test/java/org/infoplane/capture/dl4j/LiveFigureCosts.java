package org.infoplane.capture.dl4j;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.infoplane.Notebook;
import org.infoplane.data.Digits;
import org.infoplane.data.Split;
import org.infoplane.jupyter.FakeScreen;
import org.infoplane.recording.Recording;
import org.infoplane.recording.TimeAxis;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;

/**
 * Says what a live figure costs: how much longer training takes with it, and how old an epoch is
 * when the figure shows it. With and without take turns; of each training, from the first call to
 * the end of its last epoch. By hand: {@code main} on the test class path, with a number of epochs
 * and of turns.
 */
public final class LiveFigureCosts {

  private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();
  private static final OperatingSystemMXBean ALL =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private LiveFigureCosts() {}

  private static MultiLayerNetwork network() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(7)
                .updater(new Adam(0.003))
                .activation(Activation.TANH)
                .list(
                    new DenseLayer.Builder().nIn(64).nOut(12).build(),
                    new DenseLayer.Builder().nIn(12).nOut(8).build(),
                    new DenseLayer.Builder().nIn(8).nOut(6).build(),
                    new OutputLayer.Builder()
                        .nIn(6)
                        .nOut(10)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
    network.init();
    return network;
  }

  /** Prints a line a turn, and the median. */
  public static void main(String[] args) {
    int epochs = Integer.parseInt(args[0]);
    int turns = Integer.parseInt(args[1]);
    Split digits = Digits.load(1);
    train(digits, 2, null); // loads the classes of training
    double[][] ratios = new double[3][turns];
    for (int turn = 0; turn < turns; turn++) {
      Shown shown = new Shown();
      boolean first = turn % 2 == 0; // whoever is first is the slower one
      double[] plain = first ? new double[3] : train(digits, epochs, null);
      double[] with = train(digits, epochs, shown);
      plain = first ? train(digits, epochs, null) : plain;
      for (int kind = 0; kind < 3; kind++) {
        ratios[kind][turn] = with[kind] / plain[kind];
      }
      System.out.printf(
          Locale.ROOT,
          "%s epochs: %.2f s without, with %.3f x; processor time of the training thread %.3f x, of all threads %.3f x; shown %s times; shown %.2f s after its epoch, and %.2f s after one that it lacked, at most; at the end %.2f s%n",
          epochs,
          plain[0],
          ratios[0][turn],
          ratios[1][turn],
          ratios[2][turn],
          shown.times.size(),
          shown.delay(),
          shown.oldest(),
          shown.finish);
    }
    for (double[] kind : ratios) {
      Arrays.sort(kind);
    }
    System.out.printf(
        Locale.ROOT,
        "medians: %.3f x, thread %.3f x, all %.3f x%n",
        ratios[0][turns / 2],
        ratios[1][turns / 2],
        ratios[2][turns / 2]);
  }

  /** When epochs ended, and which of them were shown when. */
  private static final class Shown {
    private final List<Long> ends = new ArrayList<>();
    private final List<Long> times = new ArrayList<>();
    private final List<Integer> epochs = new ArrayList<>();
    private double finish;
    private volatile int drawing;

    Object draw(Recording run) {
      var all = run.track(TimeAxis.TRAINING_ORDER).snapshots();
      drawing = all.get(all.size() - 1).epoch();
      return Notebook.plotPlane(run);
    }

    /** Of the epochs that were shown, from their end until they were. */
    double delay() {
      double most = 0;
      for (int i = 0; i < times.size(); i++) {
        most = Math.max(most, (times.get(i) - ends.get(epochs.get(i) - 1)) / 1e9);
      }
      return most;
    }

    /** From the end of any epoch until it or a later one was shown, or training ended. */
    double oldest() {
      double most = 0;
      long last = ends.get(ends.size() - 1);
      for (int epoch = 1; epoch <= ends.size(); epoch++) {
        long when = last;
        for (int i = times.size() - 1; i >= 0 && epochs.get(i) >= epoch; i--) {
          when = times.get(i);
        }
        most = Math.max(most, (Math.min(when, last) - ends.get(epoch - 1)) / 1e9);
      }
      return most;
    }
  }

  /** Seconds, and seconds of processor time of this thread and of all. */
  private static double[] train(Split digits, int epochs, @Nullable Shown shown) {
    MultiLayerNetwork network = network();
    LayerCapture capture =
        LayerCapture.of(network)
            .inTrainingOrder()
            .onProbe(digits.test())
            .evaluating(digits.train(), digits.test());
    if (shown != null) {
      FakeScreen screen = new FakeScreen();
      screen.onShow(
          () -> {
            shown.times.add(System.nanoTime());
            shown.epochs.add(shown.drawing);
          });
      capture = capture.showing(shown::draw).on(screen.figure());
    }
    long[] end = {0, 0, 0};
    var batches = digits.batches(32, 1);
    long[] start = {System.nanoTime(), THREAD.getCurrentThreadCpuTime(), ALL.getProcessCpuTime()};
    capture.whileTraining(
        () -> {
          if (shown != null && end[0] > 0) {
            shown.ends.add(System.nanoTime());
          }
          end[0] = 1;
          batches.reset();
          network.fit(batches);
          end[0] = System.nanoTime();
          end[1] = THREAD.getCurrentThreadCpuTime();
          end[2] = ALL.getProcessCpuTime();
        },
        epochs);
    if (shown != null) {
      shown.ends.add(end[0]);
      shown.finish = (System.nanoTime() - end[0]) / 1e9;
    }
    return IntStream.range(0, 3).mapToDouble(kind -> (end[kind] - start[kind]) / 1e9).toArray();
  }
}
