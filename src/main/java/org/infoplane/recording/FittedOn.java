package org.infoplane.recording;

/** The samples that a rule which looks at data, such as the median, is fitted on. */
public enum FittedOn {
  /** All that are asked about: the whole epoch, or its last samples if a window was chosen. */
  WINDOW("the samples asked about"),
  /** All samples of the moment, also if a window of them is asked about. */
  EPOCH("all samples of each epoch"),
  /**
   * The first mini-batch of each epoch, as a program must that keeps no values; all samples where
   * there are no mini-batches.
   */
  FIRST_BATCH("the first mini-batch of each epoch, of a probe all examples");

  private final String words;

  FittedOn(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}
