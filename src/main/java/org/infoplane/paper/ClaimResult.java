package org.infoplane.paper;

import org.infoplane.measure.statistics.ConfidenceInterval;

/**
 * The result of a claim over the seeds of one network. Values that are undefined are NaN.
 *
 * @param claim what was tested
 * @param network its name
 * @param seeds of which the effect is known
 * @param effect mean over seeds; of C5 the one correlation
 * @param interval of the effect, 95 %: Student's t over seeds, of C5 a bootstrap
 * @param nullEffect the effect on the mean of the null
 * @param excessEffect the effect beyond the null: of C1 the difference of the shares, else the
 *     correlation of TE - null
 * @param pPattern p of the pattern: sign test over seeds, of C5 shuffled seeds
 * @param pBeyondNull p of the pattern beyond the null: sign test over seeds, of C5 the larger of
 *     shuffled seeds and a sign test; NaN without a null
 * @param verdict at 5 %
 * @param note remarks, such as why the effect of a seed is unknown
 */
public record ClaimResult(
    Claim claim,
    String network,
    int seeds,
    double effect,
    ConfidenceInterval interval,
    double nullEffect,
    double excessEffect,
    double pPattern,
    double pBeyondNull,
    Verdict verdict,
    String note) {

  static final double SIGNIFICANT = 0.05;

  /**
   * {@return the p-value of "reproduced", which needs both: the larger of the two; NaN if unknown}
   *
   * @see <a href="https://doi.org/10.1080/00401706.1982.10487790">Berger 1982</a>
   */
  public double pReproduced() {
    return Math.max(pPattern, pBeyondNull);
  }

  /** With the verdict; there is none with too few seeds or without a null. */
  static ClaimResult of(
      Claim claim,
      String network,
      int seeds,
      double effect,
      ConfidenceInterval interval,
      double nullEffect,
      double excessEffect,
      double pPattern,
      double pBeyondNull,
      boolean tooFew,
      String note) {
    boolean noNull = Double.isNaN(pBeyondNull);
    String why = tooFew ? "too few seeds" : noNull ? "TE has no null" : "";
    Verdict verdict = pBeyondNull > SIGNIFICANT ? Verdict.EXPLAINED_BY_DRIFT : Verdict.REPRODUCED;
    return new ClaimResult(
        claim,
        network,
        seeds,
        effect,
        interval,
        nullEffect,
        excessEffect,
        pPattern,
        pBeyondNull,
        tooFew || noNull
            ? Verdict.INCONCLUSIVE
            : pPattern > SIGNIFICANT ? Verdict.NOT_REPRODUCED : verdict,
        why.isEmpty() || note.isEmpty() ? why + note : why + "; " + note);
  }

  static ClaimResult unknown(Claim claim, String network, int seeds, String why) {
    double nan = Double.NaN;
    ConfidenceInterval none = ConfidenceInterval.unknown("none");
    return new ClaimResult(
        claim, network, seeds, nan, none, nan, nan, nan, nan, Verdict.INCONCLUSIVE, why);
  }
}
