package org.infoplane.recording;

/** The samples that a data-dependent discretizer, such as the median, is fitted on. */
public enum FittedOn {
  /** The samples of the query: the whole epoch, or its last samples if a window was chosen. */
  WINDOW("the samples asked about"),
  /** All samples of the moment, even if the query has a window. */
  EPOCH("all samples of each epoch"),
  /**
   * The first mini-batch of each epoch, as {@code keeping(symbols(...))} fits in training order;
   * all samples where there are no mini-batches.
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
