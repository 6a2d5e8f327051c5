package org.infoplane.measure;

/** Transfer entropy of each pair of units of two layers, source by source. */
abstract sealed class UnitPairs
    permits FlowInContext,
        PairwiseTransferEntropy,
        PairwiseGaussianTransferEntropy,
        PairwiseKraskovTransferEntropy {

  /** TE of each pair, filled by the subclass. */
  final double[] nats;

  final int transitions;
  private final int sources;
  private final int targets;

  UnitPairs(int sources, int targets, int transitions) {
    this.nats = new double[Math.multiplyExact(sources, targets)];
    this.sources = sources;
    this.targets = targets;
    this.transitions = transitions;
  }

  final int index(int source, int target) {
    return index(source, target, sources, targets);
  }

  static int index(int source, int target, int sources, int targets) {
    if (source < 0 || source >= sources || target < 0 || target >= targets) {
      throw new IllegalArgumentException(
          "source must be from 0 to %s and target from 0 to %s, got %s and %s: there are %s x %s units"
              .formatted(sources - 1, targets - 1, source, target, sources, targets));
    }
    return source * targets + target;
  }

  /** {@return the number of transitions, n} */
  public final int transitions() {
    return transitions;
  }

  /** {@return the number of pairs, source units times target units} */
  public final int pairs() {
    return nats.length;
  }

  /** {@return the number of units of the source layer} */
  public final int sources() {
    return sources;
  }

  /** {@return the number of units of the target layer} */
  public final int targets() {
    return targets;
  }

  /**
   * {@return the TE of one pair, in nats}
   *
   * @param source unit of the source layer
   * @param target unit of the target layer
   * @throws IllegalArgumentException if there is no such unit
   */
  public final double nats(int source, int target) {
    return nats[index(source, target)];
  }

  /** {@return the sum over all pairs, in nats} */
  public final double sumNats() {
    double sum = 0;
    for (double value : nats) {
      sum += value;
    }
    return sum;
  }

  /** {@return the mean over all pairs, in nats, comparable across layer widths} */
  public final double meanNats() {
    return sumNats() / nats.length;
  }
}
