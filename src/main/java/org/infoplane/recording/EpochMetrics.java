package org.infoplane.recording;

/**
 * How well the network does after an epoch, with frozen weights.
 *
 * @param epoch 0 is before training
 * @param trainLoss loss on the training examples, in the unit of the network's loss function
 * @param trainAccuracy share of training examples whose class is the network's, 0 to 1; NaN if
 *     labels are not classes or it was not measured
 * @param testLoss loss on the test examples
 * @param testAccuracy the same of the test examples
 */
public record EpochMetrics(
    int epoch, double trainLoss, double trainAccuracy, double testLoss, double testAccuracy) {}
