package org.infoplane.paper;

import org.infoplane.measure.statistics.ConfidenceInterval;

/**
 * A claim, as the seeds of one network have it.
 *
 * @param claim what was tested
 * @param network its name
 * @param seeds of which the effect could be told
 * @param effect mean over seeds; of C5 the one correlation; NaN if it could not be told
 * @param interval of the effect, 95 %: Student's t over seeds, of C5 a bootstrap
 * @param nullEffect the effect on the mean of the null
 * @param excessEffect the effect beyond the null: of C1 the difference of the shares, else the
 *     correlation of TE - null
 * @param pPattern p of the pattern: sign test over seeds, of C5 shuffled seeds; NaN if it could not
 *     be told
 * @param pBeyondNull p of the pattern beyond the null: sign test over seeds, of C5 the larger of
 *     shuffled seeds and a sign test; NaN if it could not be told
 * @param verdict at 5 %
 * @param note what else is to be known, such as why a seed could not be told
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
   * The p-value of "reproduced", which asks for both: the larger of the two.
   *
   * @return NaN if it could not be told
   * @see <a href="https://doi.org/10.1080/00401706.1982.10487790">Berger 1982</a>
   */
  public double pReproduced() {
    return Math.max(pPattern, pBeyondNull);
  }

  static Verdict verdict(double pPattern, double pBeyondNull) {
    return pPattern > SIGNIFICANT
        ? Verdict.NOT_REPRODUCED
        : pBeyondNull > SIGNIFICANT ? Verdict.EXPLAINED_BY_DRIFT : Verdict.REPRODUCED;
  }

  static ClaimResult unknown(Claim claim, String network, int seeds, String why) {
    return new ClaimResult(
        claim,
        network,
        seeds,
        Double.NaN,
        ConfidenceInterval.unknown("none"),
        Double.NaN,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        Verdict.INCONCLUSIVE,
        why);
  }

  /** What was measured, without a verdict. */
  ClaimResult untold(String why) {
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
        Verdict.INCONCLUSIVE,
        note.isEmpty() ? why : why + "; " + note);
  }
}
