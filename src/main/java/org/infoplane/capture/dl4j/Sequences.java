package org.infoplane.capture.dl4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** What of a sequence, {@code [examples, units, steps]}, is recorded. */
public enum Sequences {
  /**
   * The last step: one sample an example. The input of mutual information is the whole sequence.
   */
  LAST_STEP("the last step of each sequence"),
  /**
   * Every step: time runs inside the sequence, example after example, and no transition crosses
   * from one to the next. The input of mutual information is the sequence up to the step.
   */
  EVERY_STEP("every step of each sequence");

  private final String words;

  Sequences(String words) {
    this.words = words;
  }

  /** One row a sample: {@code [examples or examples * steps, units]}. */
  INDArray rows(INDArray sequences) {
    long steps = sequences.size(2);
    if (this == LAST_STEP) {
      return sequences.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.point(steps - 1));
    }
    return sequences
        .permute(0, 2, 1)
        .dup('c')
        .reshape('c', sequences.size(0) * steps, sequences.size(1));
  }

  /**
   * For recipes.
   *
   * @return what is recorded, in words
   */
  @Override
  public String toString() {
    return words;
  }
}
