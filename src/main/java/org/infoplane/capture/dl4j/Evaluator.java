package org.infoplane.capture.dl4j;

import org.infoplane.recording.EpochMetrics;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Loss with frozen weights, and the accuracy of DL4J's {@code Evaluation} if labels are classes.
 */
final class Evaluator {

  private final NetworkAdapter network;
  private final DataSet train;
  private final DataSet test;
  private final Labels.Kind labels;

  Evaluator(NetworkAdapter network, DataSet train, DataSet test) {
    this.network = network;
    this.train = train;
    this.test = test;
    this.labels = new Labels(network, null, null).kind(train, test);
  }

  String accuracy() {
    return labels.accuracy();
  }

  EpochMetrics evaluate(int epoch) {
    double[] onTrain = lossAndAccuracy(train);
    double[] onTest = lossAndAccuracy(test);
    return new EpochMetrics(epoch, onTrain[0], onTrain[1], onTest[0], onTest[1]);
  }

  private double[] lossAndAccuracy(DataSet examples) {
    double loss = 0;
    double right = 0;
    int all = 0;
    for (DataSet chunk : Examples.chunks(examples)) {
      int rows = (int) (chunk.getLabels().length() / columns(chunk.getLabels()));
      loss += network.score(chunk) * rows;
      if (labels != Labels.Kind.NONE) {
        right += right(chunk.getLabels(), network.output(chunk.getFeatures()));
      }
      all += rows;
    }
    return new double[] {loss / all, labels == Labels.Kind.NONE ? Double.NaN : right / all};
  }

  private static long columns(INDArray labels) {
    return labels.rank() == 1 ? 1 : labels.size(1);
  }

  /** The number of correctly classified rows; NaN if the network has diverged. */
  private double right(INDArray wanted, INDArray output) {
    if (Double.isNaN(output.sumNumber().doubleValue())) {
      return Double.NaN;
    }
    double[][] truth = Examples.rows(wanted);
    double[][] got = Examples.rows(output);
    int right = 0;
    for (int i = 0; i < truth.length; i++) {
      int said = labels == Labels.Kind.BINARY ? got[i][0] > 0.5 ? 1 : 0 : Examples.largest(got[i]);
      right += said == labels.classOf(truth[i]) ? 1 : 0;
    }
    return right;
  }
}
