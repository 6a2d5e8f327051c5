package org.infoplane.recording;

/**
 * Loss and accuracy after an epoch, with frozen weights; NaN where they were not measured.
 *
 * @param epoch 0 is before training
 * @param trainLoss on the training examples, in the unit of the network's loss function
 * @param trainAccuracy share of training examples classified correctly, 0 to 1; NaN if labels are
 *     not classes
 * @param testLoss on the test examples
 * @param testAccuracy share of test examples classified correctly
 */
public record EpochMetrics(
    int epoch, double trainLoss, double trainAccuracy, double testLoss, double testAccuracy) {}
