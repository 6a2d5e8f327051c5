package org.infoplane.measure;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.infoplane.measure.nulls.ChiSquare;
import org.infoplane.measure.nulls.Significance;
import org.infoplane.symbol.Partition;

/**
 * Pearson's test of independence of A and B given C: the sum, over the tables of A and B for each
 * state of C, of (observed - expected)^2 / expected. It needs far fewer samples than the G
 * statistic (2n times the information): with 12 samples a state and each state expected 5 times it
 * rejects at most 5.5 % at a nominal 5 %, where G rejects up to 18 %.
 *
 * @param statistic X^2
 * @param degreesOfFreedom the sum over the states of C of (states of A - 1)(states of B - 1), as
 *     observed with it
 * @param leastExpected the smallest expected count of a state of A, B and C; infinite without
 *     degrees of freedom
 * @see <a href="https://doi.org/10.2307/3001616">Cochran 1954</a>
 */
record Pearson(double statistic, long degreesOfFreedom, double leastExpected) {

  private static final int SAMPLES_A_STATE = 12;
  private static final double LEAST_EXPECTED = 5;

  static Pearson of(Partition a, Partition b, Partition given) {
    Partition aGiven = a.and(given);
    Partition bGiven = b.and(given);
    Partition joint = a.and(bGiven);
    int[] ofA = aGiven.sizes();
    int[] ofB = bGiven.sizes();
    int[] ofGiven = given.sizes();
    int[] ofJoint = joint.sizes();
    Observed observedA = new Observed(aGiven, given);
    Observed observedB = new Observed(bGiven, given);
    double sum = 0;
    boolean[] done = new boolean[ofJoint.length];
    for (int i = 0; i < joint.samples(); i++) {
      int state = joint.get(i);
      if (!done[state]) {
        done[state] = true;
        double margins = (double) ofA[aGiven.get(i)] * ofB[bGiven.get(i)];
        sum += (double) ofJoint[state] * ofJoint[state] * ofGiven[given.get(i)] / margins;
      }
    }
    long df = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int c = 0; c < ofGiven.length; c++) {
      long here = (observedA.states[c] - 1) * (observedB.states[c] - 1);
      df += here;
      if (here > 0) {
        least = Math.min(least, (double) observedA.rarest[c] * observedB.rarest[c] / ofGiven[c]);
      }
    }
    return new Pearson(Math.max(0, sum - joint.samples()), df, least);
  }

  /** Number of observed states for each state of C, and the count of the rarest. */
  private static final class Observed {
    private final long[] states;
    private final int[] rarest;

    Observed(Partition both, Partition given) {
      int[] sizes = both.sizes();
      states = new long[given.groups()];
      rarest = new int[given.groups()];
      Arrays.fill(rarest, Integer.MAX_VALUE);
      boolean[] counted = new boolean[sizes.length];
      for (int i = 0; i < both.samples(); i++) {
        int state = both.get(i);
        if (!counted[state]) {
          counted[state] = true;
          states[given.get(i)]++;
          rarest[given.get(i)] = Math.min(rarest[given.get(i)], sizes[state]);
        }
      }
    }
  }

  /** Whether the p-value of n samples in this many joint states holds its level. */
  boolean isCalibrated(long samples, long states) {
    return samples >= SAMPLES_A_STATE * states && leastExpected >= LEAST_EXPECTED;
  }

  /** The null of n samples in this many joint states; none where the test is not calibrated. */
  Significance significance(long samples, long states) {
    return isCalibrated(samples, states)
        ? ChiSquare.of(ChiSquare.upperTail(statistic, degreesOfFreedom), samples, degreesOfFreedom)
        : Significance.NONE;
  }

  /** Keeps a value that is too small from being rounded up to what is needed. */
  private static double shortOf(double number, double needed) {
    return Math.min(number, needed - 0.1);
  }

  /** Says why there is no p-value, if there is none. */
  Optional<Warning> warning(long samples, long states) {
    if (isCalibrated(samples, states)) {
      return Optional.empty();
    }
    String why =
        samples < SAMPLES_A_STATE * states
            ? String.format(
                Locale.ROOT,
                "%.1f samples a state, %d needed",
                shortOf((double) samples / states, SAMPLES_A_STATE),
                SAMPLES_A_STATE)
            : String.format(
                Locale.ROOT,
                "a state is expected %.1f times, %.0f needed",
                shortOf(leastExpected, LEAST_EXPECTED),
                LEAST_EXPECTED);
    return Optional.of(
        new Warning(
            Warning.Kind.UNTESTED,
            "no chi-square p-value: " + why + "; use surrogates, such as Null.globalShuffle"));
  }
}
