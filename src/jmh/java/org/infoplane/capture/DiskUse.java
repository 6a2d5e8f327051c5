package org.infoplane.capture;

import java.nio.file.Files;
import java.nio.file.Path;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.infoplane.capture.dl4j.LayerCapture;
import org.infoplane.data.Split;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.Recording;
import org.infoplane.recording.TimeAxis;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Says how much a recording takes on disk: 100 epochs of 784-1024-20-20-20-10 on 10,000 examples.
 * Start Java with -Xmx512m to see that it needs no more.
 */
public final class DiskUse {

  private DiskUse() {}

  /** Prints bits an activation. */
  public static void main(String[] args) throws Exception {
    MultiLayerNetwork network = TrainingBenchmark.network("mlp");
    INDArray labels = Nd4j.zeros(10_000, 10);
    for (int i = 0; i < 10_000; i++) {
      labels.putScalar(i, i % 10, 1);
    }
    DataSet all = new DataSet(Nd4j.rand(10_000, 784), labels);
    DataSet few = new Split("few", all, all).take(100, 100).train();
    Path file = Files.createTempFile("disk", ".infoplane");
    Recording run =
        LayerCapture.of(network)
            .onProbe(all)
            .keeping(Keeping.symbols())
            .savingTo(file)
            .whileTraining(new Split("few", few, few).batches(100, 1), 100);
    long units = run.layers().stream().mapToLong(LayerInfo::units).sum();
    long activations = units * 10_000 * run.track(TimeAxis.PROBE).snapshots().size();
    System.out.printf(
        "%d epochs, %d units, 10,000 examples: %.1f MB, %.3f bit an activation, heap at most %d MB%n",
        run.track(TimeAxis.PROBE).snapshots().size(),
        units,
        Files.size(file) / 1e6,
        Files.size(file) * 8.0 / activations,
        Runtime.getRuntime().maxMemory() >> 20);
    Files.delete(file);
  }
}
