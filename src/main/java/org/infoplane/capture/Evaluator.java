package org.infoplane.capture;

import org.infoplane.recording.EpochMetrics;
import org.nd4j.linalg.dataset.DataSet;

/** Accuracy and loss with frozen weights. */
final class Evaluator {

  private final Net network;
  private final DataSet train;
  private final DataSet test;

  Evaluator(Net network, DataSet train, DataSet test) {
    this.network = network;
    this.train = train;
    this.test = test;
  }

  EpochMetrics evaluate(int epoch) {
    double[] onTrain = lossAndAccuracy(train);
    double[] onTest = lossAndAccuracy(test);
    return new EpochMetrics(epoch, onTrain[0], onTrain[1], onTest[0], onTest[1]);
  }

  private double[] lossAndAccuracy(DataSet examples) {
    double loss = 0;
    int right = 0;
    int all = 0;
    for (DataSet chunk : Examples.chunks(examples)) {
      int[] wanted = Examples.classes(chunk.getLabels());
      int[] got = Examples.classes(network.output(chunk.getFeatures()));
      loss += network.score(chunk) * wanted.length;
      for (int i = 0; i < wanted.length; i++) {
        right += wanted[i] == got[i] ? 1 : 0;
      }
      all += wanted.length;
    }
    return new double[] {loss / all, (double) right / all};
  }
}
