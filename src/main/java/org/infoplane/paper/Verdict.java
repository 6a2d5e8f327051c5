package org.infoplane.paper;

/** The verdict of the seeds on a claim. */
public enum Verdict {
  /** The pattern, and the pattern beyond the null, occur in more seeds than by chance. */
  REPRODUCED("reproduced"),
  /** The pattern occurs, but not in TE beyond its null. */
  EXPLAINED_BY_DRIFT("pattern seen, explained by weight drift"),
  /** The pattern occurs in no more seeds than by chance. */
  NOT_REPRODUCED("not reproduced"),
  /** Too few seeds or epochs, constant series, or a missing measure. */
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
