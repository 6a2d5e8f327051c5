package org.infoplane.recording;

/** The steps of sequences, {@code [examples, units, steps]}, that are recorded. */
public enum Sequences {
  /** The last step: one sample per example; mutual information takes the sequence as input. */
  LAST_STEP("the last step of each sequence"),
  /**
   * Every step: time runs within each sequence and no transition crosses to the next one. Mutual
   * information takes the sequence up to the step as input.
   */
  EVERY_STEP("every step of each sequence");

  private final String words;

  Sequences(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}
