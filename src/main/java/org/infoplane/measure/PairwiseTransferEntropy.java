package org.infoplane.measure;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.infoplane.symbol.BinaryTransitions;
import org.infoplane.symbol.Symbols;

/**
 * Plug-in transfer entropy from every unit of one binary layer to every unit of another, histories
 * of one symbol and lag 1. Immutable.
 *
 * <p>A pair with a constant unit has TE 0, no degrees of freedom and no bias; it stays in the mean.
 *
 * @see <a href="https://doi.org/10.1103/PhysRevLett.85.461">Schreiber 2000</a>
 */
public final class PairwiseTransferEntropy {

  private static final int DEGREES_OF_FREEDOM = 2;

  private final int targets;
  private final int transitions;
  private final double[] nats;
  private final boolean[] liveSource;
  private final boolean[] liveTarget;

  private PairwiseTransferEntropy(Symbols sources, Symbols targets) {
    this.targets = targets.units();
    this.transitions = targets.samples() - 1;
    this.nats = new double[sources.units() * targets.units()];
    this.liveSource = live(sources);
    this.liveTarget = live(targets);
    PlugIn plugIn = new PlugIn(transitions);
    BinaryTransitions.count(
        sources,
        targets,
        (source, target, counts) ->
            nats[source * this.targets + target] =
                plugIn.conditionalInformation(counts, transitions));
  }

  /**
   * Measures all pairs.
   *
   * @param sources binary symbols of the source layer
   * @param targets binary symbols of the target layer, as many samples, at least 2
   * @return TE of {@code sources.units() x targets.units()} pairs
   * @throws IllegalArgumentException if a layer is not binary, or lengths differ or are below 2
   */
  public static PairwiseTransferEntropy between(Symbols sources, Symbols targets) {
    return new PairwiseTransferEntropy(sources, targets);
  }

  private static boolean[] live(Symbols symbols) {
    boolean[] live = new boolean[symbols.units()];
    for (int unit = 0; unit < live.length; unit++) {
      live[unit] = !symbols.isConstant(unit);
    }
    return live;
  }

  /**
   * Number of transitions.
   *
   * @return n, samples - 1
   */
  public int transitions() {
    return transitions;
  }

  /**
   * Number of pairs.
   *
   * @return source units times target units
   */
  public int pairs() {
    return nats.length;
  }

  /**
   * Pairs that could carry information.
   *
   * @return number of pairs of which neither unit is constant
   */
  public int livePairs() {
    return count(liveSource) * count(liveTarget);
  }

  private static int count(boolean[] live) {
    return (int) IntStream.range(0, live.length).filter(i -> live[i]).count();
  }

  /**
   * One pair.
   *
   * @param source unit of the source layer
   * @param target unit of the target layer
   * @return its TE; bias 1/n nats (1/(n ln 2) bits); p-value of {@link ChiSquare}
   */
  public Estimate get(int source, int target) {
    int df = liveSource[source] && liveTarget[target] ? DEGREES_OF_FREEDOM : 0;
    double value = nats[source * targets + target];
    return new Estimate(
        value,
        transitions,
        df / (2.0 * transitions),
        Double.NaN,
        ChiSquare.pValue(value, transitions, df));
  }

  /**
   * Mean over all pairs: comparable across widths.
   *
   * @return nats
   */
  public double mean() {
    return sum() / nats.length;
  }

  /**
   * Sum over all pairs.
   *
   * @return nats
   */
  public double sum() {
    return Arrays.stream(nats).sum();
  }

  /**
   * The largest pair.
   *
   * @return nats
   */
  public double max() {
    return Arrays.stream(nats).max().orElse(0);
  }

  /**
   * What {@link #mean()} is expected to be if no pair shares information: 1/n nats for each pair
   * whose units both vary.
   *
   * @return nats
   */
  public double bias() {
    return (double) livePairs() / pairs() * biasOfLivePair(transitions);
  }

  /**
   * Expected TE of one pair of independent units that both vary: 1/n nats, or 1/(n ln 2) bits.
   *
   * @param transitions n, at least 1
   * @return nats
   */
  public static double biasOfLivePair(int transitions) {
    return DEGREES_OF_FREEDOM / (2.0 * transitions);
  }

  /**
   * Pairs that the chi-square test calls significant after the Benjamini-Hochberg step-up at a
   * false discovery rate.
   *
   * @param rate false discovery rate, such as 0.05
   * @return number of pairs
   * @see <a href="https://doi.org/10.1111/j.2517-6161.1995.tb02031.x">Benjamini and Hochberg
   *     1995</a>
   */
  public int significantPairs(double rate) {
    double[] p =
        IntStream.range(0, nats.length)
            .mapToDouble(i -> get(i / targets, i % targets).pValue())
            .sorted()
            .toArray();
    for (int i = p.length; i > 0; i--) {
      if (p[i - 1] <= rate * i / p.length) {
        return i;
      }
    }
    return 0;
  }
}
