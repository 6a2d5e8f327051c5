package org.infoplane.recording;

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

  @Override
  public String toString() {
    return words;
  }
}
