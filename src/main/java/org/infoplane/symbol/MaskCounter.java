package org.infoplane.symbol;

import java.util.stream.IntStream;

/**
 * Counts pairs by AND and population count of masks. Of every state but one of the target with
 * every state but one of the source; the others follow from the totals.
 */
final class MaskCounter implements AllPairs.PairCounter {

  private static final int[] NOT_NEEDED = {};

  private final Symbols targets;
  private final Embedding embedding;
  private final int[] valid;
  private final int transitions;
  private final int[][][] sources;
  private final int[][] sourceTotals;

  MaskCounter(Symbols sources, Symbols targets, Embedding embedding) {
    this.targets = targets;
    this.embedding = embedding;
    int samples = targets.samples();
    int reach = Embedding.reach(samples, embedding.target(), embedding.source());
    this.valid = Masks.valid(embedding.trials(), reach, samples);
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
    Past past = embedding.source();
    if (layer.alphabet() == 2 && past.history() == 1) {
      return new int[][] {NOT_NEEDED, Masks.ofOnes(layer, unit, past.back(0))};
    }
    int[][] states = Masks.ofPast(Masks.ofSymbols(layer, unit), past);
    states[0] = NOT_NEEDED;
    return states;
  }

  @Override
  public void count(int first, int end, AllPairs.Receiver receiver) {
    int[][][] states = new int[end - first][][];
    int[][] totals = new int[end - first][];
    for (int target = first; target < end; target++) {
      int[][] ofTarget = Masks.ofStep(targets, target, embedding.target(), valid);
      states[target - first] = ofTarget;
      totals[target - first] = totals(ofTarget);
    }
    int[] counts = new int[states[0].length * sources[0].length];
    for (int source = 0; source < sources.length; source++) { // stays in the cache for the tile
      for (int target = first; target < end; target++) {
        int[][] ofTarget = states[target - first];
        if (counts.length == 8) {
          binary(ofTarget, totals[target - first], source, counts);
        } else {
          count(ofTarget, totals[target - first], source, counts);
        }
        receiver.pair(source, target, counts);
      }
    }
  }

  private int[] totals(int[][] states) {
    int[] totals = new int[states.length];
    totals[0] = transitions;
    for (int s = 1; s < states.length; s++) {
      totals[s] = Masks.count(states[s], valid);
      totals[0] -= totals[s];
    }
    return totals;
  }

  /** Four states of the target, two of the source: the general case, unrolled. */
  private void binary(int[][] target, int[] totals, int source, int[] counts) {
    Masks.count(sources[source][1], target[1], target[2], target[3], counts, 3, 2);
    counts[1] = sourceTotals[source][1] - counts[3] - counts[5] - counts[7];
    counts[0] = totals[0] - counts[1];
    counts[2] = totals[1] - counts[3];
    counts[4] = totals[2] - counts[5];
    counts[6] = totals[3] - counts[7];
  }

  private void count(int[][] target, int[] totals, int source, int[] counts) {
    int[][] from = sources[source];
    int n = from.length;
    for (int r = 1; r < n; r++) {
      int s = 1;
      for (; s + 2 < target.length; s += 3) {
        Masks.count(from[r], target[s], target[s + 1], target[s + 2], counts, s * n + r, n);
      }
      for (; s < target.length; s++) {
        counts[s * n + r] = Masks.count(from[r], target[s]);
      }
      int rest = sourceTotals[source][r];
      for (s = 1; s < target.length; s++) {
        rest -= counts[s * n + r];
      }
      counts[r] = rest;
    }
    for (int s = 0; s < target.length; s++) {
      int rest = totals[s];
      for (int r = 1; r < n; r++) {
        rest -= counts[s * n + r];
      }
      counts[s * n] = rest;
    }
  }
}
