package org.infoplane.measure;

import java.util.Locale;

/**
 * One measured information with what is needed to believe it.
 *
 * @param nats the plug-in value, in nats
 * @param samples how many observations were counted
 * @param biasNats how far the plug-in value is off on average, in nats, first order in 1/samples;
 *     for a transfer entropy, what is expected with no information at all
 * @param nullMeanNats mean over surrogates in which the information is destroyed, in nats; NaN if
 *     no surrogate was made
 * @param pValue probability of a value as large under the null; NaN if not tested
 */
public record Estimate(
    double nats, long samples, double biasNats, double nullMeanNats, double pValue) {

  /**
   * The value in a unit.
   *
   * @param unit bits or nats
   * @return the plug-in value
   */
  public double in(Unit unit) {
    return unit.fromNats(nats);
  }

  /**
   * The bias in a unit.
   *
   * @param unit bits or nats
   * @return the expected bias
   */
  public double bias(Unit unit) {
    return unit.fromNats(biasNats);
  }

  /**
   * The null in a unit.
   *
   * @param unit bits or nats
   * @return mean over surrogates, NaN if there are none
   */
  public double nullMean(Unit unit) {
    return unit.fromNats(nullMeanNats);
  }

  /**
   * One readable line, in bits.
   *
   * @return value, samples, bias, null and p-value, the last two if there are any
   */
  @Override
  public String toString() {
    StringBuilder line = new StringBuilder();
    line.append(
        String.format(
            Locale.ROOT, "%.6f bits (n = %d, bias %.6f", in(Unit.BITS), samples, bias(Unit.BITS)));
    if (!Double.isNaN(nullMeanNats)) {
      line.append(String.format(Locale.ROOT, ", null %.6f", nullMean(Unit.BITS)));
    }
    if (!Double.isNaN(pValue)) {
      line.append(String.format(Locale.ROOT, ", p = %.3g", pValue));
    }
    return line.append(')').toString();
  }
}
