package org.infoplane.symbol;

import java.util.stream.IntStream;

/**
 * Two layers as masks over time, one for each state of a unit except the first, whose counts follow
 * from the totals.
 */
final class StateMasks {

  private static final int[] NOT_NEEDED = {};

  /** {@code int[units][states][words]}; state 0 is left empty. */
  final int[][][] sources;

  private final Symbols targets;
  private final Embedding embedding;
  private final int[] valid;
  private final int transitions;
  private final int[][] sourceTotals;

  StateMasks(Symbols sources, Symbols targets, Embedding embedding) {
    this.targets = targets;
    this.embedding = embedding;
    int samples = targets.samples();
    int reach = Embedding.reach(samples, embedding.target(), embedding.source());
    this.valid = Masks.valid(embedding.segments(), reach, samples);
    this.transitions = embedding.transitions(samples, embedding.target(), embedding.source());
    this.sources = new int[sources.units()][][];
    this.sourceTotals = new int[sources.units()][];
    IntStream.range(0, sources.units()).parallel().forEach(unit -> prepare(sources, unit));
  }

  private void prepare(Symbols layer, int unit) {
    int[][] states = states(layer, unit);
    int[] totals = new int[states.length];
    for (int r = 1; r < states.length; r++) {
      totals[r] = Masks.count(states[r], valid);
    }
    sources[unit] = states;
    sourceTotals[unit] = totals;
  }

  private int[][] states(Symbols layer, int unit) {
    History past = embedding.source();
    if (layer.alphabet() == 2 && past.length() == 1) {
      return new int[][] {NOT_NEEDED, Masks.ofOnes(layer, unit, past.back(0))};
    }
    int[][] states = Masks.ofPast(Masks.ofSymbols(layer, unit), past);
    states[0] = NOT_NEEDED;
    return states;
  }

  int targets() {
    return targets.units();
  }

  /** {@code int[states][words]} of (next, past) of a target. */
  int[][] target(int unit) {
    return Masks.ofStep(targets, unit, embedding.target(), valid);
  }

  int[] totals(int[][] target) {
    int[] totals = new int[target.length];
    totals[0] = transitions;
    for (int s = 1; s < target.length; s++) {
      totals[s] = Masks.count(target[s], valid);
      totals[0] -= totals[s];
    }
    return totals;
  }

  /**
   * Fills in the counts for the first state of the target or the source.
   *
   * @param totals of the target's states
   * @param source unit of the source layer
   * @param counts {@code int[target states * source states]}
   */
  void complete(int[] totals, int source, int[] counts) {
    int[] ofSource = sourceTotals[source];
    if (counts.length == 8) { // binary: the same, unrolled
      counts[1] = ofSource[1] - counts[3] - counts[5] - counts[7];
      counts[0] = totals[0] - counts[1];
      counts[2] = totals[1] - counts[3];
      counts[4] = totals[2] - counts[5];
      counts[6] = totals[3] - counts[7];
      return;
    }
    int n = ofSource.length;
    for (int r = 1; r < n; r++) {
      int rest = ofSource[r];
      for (int s = 1; s < totals.length; s++) {
        rest -= counts[s * n + r];
      }
      counts[r] = rest;
    }
    for (int s = 0; s < totals.length; s++) {
      int rest = totals[s];
      for (int r = 1; r < n; r++) {
        rest -= counts[s * n + r];
      }
      counts[s * n] = rest;
    }
  }
}
