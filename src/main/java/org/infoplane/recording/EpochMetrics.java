package org.infoplane.recording;

/**
 * How well the network does after an epoch, with frozen weights.
 *
 * @param epoch 0 is before training
 * @param trainLoss loss on the training examples, in the unit of the network's loss function
 * @param trainAccuracy share of training examples whose largest output is the label, 0 to 1
 * @param testLoss loss on the test examples
 * @param testAccuracy share of test examples whose largest output is the label, 0 to 1
 */
public record EpochMetrics(
    int epoch, double trainLoss, double trainAccuracy, double testLoss, double testAccuracy) {}
