package org.infoplane.paper;

/** What the seeds say of a claim. */
public enum Verdict {
  /** The pattern is there in more seeds than chance gives, and so it is beyond the null. */
  REPRODUCED("reproduced"),
  /** The pattern is there, but not in what TE has beyond its null. */
  EXPLAINED_BY_DRIFT("pattern seen, explained by weight drift"),
  /** The pattern is not there in more seeds than chance gives. */
  NOT_REPRODUCED("not reproduced"),
  /** Too few seeds or epochs, constant series, or something was not measured. */
  INCONCLUSIVE("cannot be told");

  private final String words;

  Verdict(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}
