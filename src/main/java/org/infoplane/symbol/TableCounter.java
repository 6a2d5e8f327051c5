package org.infoplane.symbol;

import java.util.Arrays;

/** Counts pairs in a table, one increment per transition; two sources at once if that fits. */
final class TableCounter implements AllPairs.PairCounter {

  // Ints: half of a first-level cache.
  private static final int SMALL_TABLE = 4096;

  private static final int TILE = 4;

  private final Symbols targets;
  private final Embedding embedding;
  private final int[] times;
  private final char[][] sources;
  private final int sourceStates;
  private final int targetStates;
  private final char[][] both; // joint states of two sources, if their table fits a cache

  TableCounter(Symbols sources, Symbols targets, Embedding embedding) {
    this.targets = targets;
    this.embedding = embedding;
    this.times = embedding.times(targets.samples(), embedding.target(), embedding.source());
    this.sourceStates = (int) AllPairs.power(sources.alphabet(), embedding.source().length());
    this.targetStates = (int) AllPairs.power(targets.alphabet(), embedding.target().length() + 1);
    this.sources = new char[sources.units()][times.length];
    for (int unit = 0; unit < this.sources.length; unit++) {
      for (int i = 0; i < times.length; i++) {
        this.sources[unit][i] = (char) embedding.source().state(sources, unit, times[i]);
      }
    }
    long cells = (long) targetStates * sourceStates * sourceStates;
    both = cells <= SMALL_TABLE ? pairs(this.sources, sourceStates) : new char[0][];
  }

  private static char[][] pairs(char[][] sources, int states) {
    char[][] both = new char[sources.length / 2][sources[0].length];
    for (int p = 0; p < both.length; p++) {
      for (int i = 0; i < both[p].length; i++) {
        both[p][i] = (char) (sources[2 * p][i] * states + sources[2 * p + 1][i]);
      }
    }
    return both;
  }

  @Override
  public int parts() {
    return (targets.units() + TILE - 1) / TILE;
  }

  @Override
  public void count(int part, AllPairs.Receiver receiver) {
    int first = part * TILE;
    int end = Math.min(targets.units(), first + TILE);
    int n = times.length;
    int pasts = targetStates / targets.alphabet();
    int[] states = new int[n];
    int[] wide = new int[n]; // for the table of two sources
    int[] counts = new int[targetStates * sourceStates];
    int[] other = new int[counts.length];
    boolean twoAtOnce = both.length > 0;
    int[] joint = new int[twoAtOnce ? counts.length * sourceStates : 0];
    for (int target = first; target < end; target++) {
      for (int i = 0; i < n; i++) {
        int next = targets.get(target, times[i]);
        int past = embedding.target().state(targets, target, times[i]);
        states[i] = (next * pasts + past) * sourceStates;
      }
      for (int i = 0; twoAtOnce && i < n; i++) {
        wide[i] = states[i] * sourceStates;
      }
      int source = 0;
      for (; twoAtOnce && source + 1 < sources.length; source += 2) {
        count(wide, both[source / 2], joint);
        split(joint, counts, other);
        receiver.pair(source, target, counts);
        receiver.pair(source + 1, target, other);
      }
      for (; source < sources.length; source++) {
        count(states, sources[source], counts, other);
        receiver.pair(source, target, counts);
      }
    }
  }

  /** One increment for two sources; the states of the target are multiples of one source's. */
  private static void count(int[] states, char[] twoSources, int[] joint) {
    Arrays.fill(joint, 0);
    for (int i = 0; i < states.length; i++) {
      joint[states[i] + twoSources[i]]++;
    }
  }

  /** Marginalizes over the other source. */
  private void split(int[] joint, int[] counts, int[] other) {
    Arrays.fill(other, 0);
    int cell = 0;
    for (int state = 0; state < targetStates; state++) {
      int at = state * sourceStates;
      for (int first = 0; first < sourceStates; first++) {
        int sum = 0;
        for (int second = 0; second < sourceStates; second++) {
          int n = joint[cell++];
          sum += n;
          other[at + second] += n;
        }
        counts[at + first] = sum;
      }
    }
  }

  /** Alternates between two tables, so that increments do not wait for each other. */
  private static void count(int[] states, char[] source, int[] counts, int[] other) {
    Arrays.fill(counts, 0);
    Arrays.fill(other, 0);
    int i = 0;
    for (; i + 1 < states.length; i += 2) {
      counts[states[i] + source[i]]++;
      other[states[i + 1] + source[i + 1]]++;
    }
    if (i < states.length) {
      counts[states[i] + source[i]]++;
    }
    for (int cell = 0; cell < counts.length; cell++) {
      counts[cell] += other[cell];
    }
  }
}
