package org.infoplane.measure;

import java.util.Arrays;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Symbols;

/** Mutable: joint counts of the symbols of two units, reused for the information of many pairs. */
final class JointTable {

  private static final int MOST_CELLS = 1 << 16;

  private final int columns;
  private final int[] cells; // empty if there would be too many
  private final int[] ofA;
  private final int[] ofB;
  private int states; // of the last pair
  private int freedom;

  JointTable(int alphabetOfA, int alphabetOfB) {
    boolean fits = (long) alphabetOfA * alphabetOfB <= MOST_CELLS;
    columns = alphabetOfB;
    cells = new int[fits ? alphabetOfA * alphabetOfB : 0];
    ofA = new int[alphabetOfA];
    ofB = new int[alphabetOfB];
  }

  /** {@code int[units][samples]}. */
  static int[][] series(Symbols layer) {
    int[][] series = new int[layer.units()][layer.samples()];
    for (int unit = 0; unit < series.length; unit++) {
      int one = unit;
      Arrays.setAll(series[unit], sample -> layer.get(one, sample));
    }
    return series;
  }

  /** I(A;B), plug-in, in nats. */
  double information(int[] a, int[] b) {
    if (cells.length == 0) {
      return sparse(Partition.of(a), Partition.of(b));
    }
    Arrays.fill(cells, 0);
    Arrays.fill(ofA, 0);
    Arrays.fill(ofB, 0);
    for (int i = 0; i < a.length; i++) {
      cells[a[i] * columns + b[i]]++;
      ofA[a[i]]++;
      ofB[b[i]]++;
    }
    states = observed(cells);
    freedom = states - observed(ofA) - observed(ofB) + 1;
    double sum = sum(cells) - sum(ofA) - sum(ofB) + NLogN.of(a.length);
    return Math.max(0, sum / a.length);
  }

  private double sparse(Partition a, Partition b) {
    states = a.and(b).groups();
    freedom = states - a.groups() - b.groups() + 1;
    return Estimator.plugIn().information(a, b, Partition.trivial(a.samples()));
  }

  /** Observed joint states of the last pair. */
  int states() {
    return states;
  }

  /** Degrees of freedom of the last pair, by observed states. */
  int freedom() {
    return freedom;
  }

  private static int observed(int[] counts) {
    return (int) Arrays.stream(counts).filter(n -> n > 0).count();
  }

  private static double sum(int[] counts) {
    double sum = 0;
    for (int n : counts) {
      sum += NLogN.of(n);
    }
    return sum;
  }
}
