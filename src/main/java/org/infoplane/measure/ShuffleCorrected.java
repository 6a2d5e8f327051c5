package org.infoplane.measure;

import org.infoplane.measure.statistics.Draws;
import org.infoplane.measure.statistics.Parallel;
import org.infoplane.symbol.Partition;

/**
 * Plug-in information minus its mean over shuffles of B; for transfer entropy, of the states of the
 * source's history (effective TE). The remaining bias is unknown: shuffles show that of independent
 * series, not that of dependent ones.
 *
 * @see <a href="https://doi.org/10.1140/epjb/e2002-00379-2">Marschinski and Kantz 2002</a>
 */
record ShuffleCorrected(int shuffles, long seed) implements Estimator {

  ShuffleCorrected {
    if (shuffles < 1) {
      throw new IllegalArgumentException("shuffles must be at least 1, got " + shuffles);
    }
  }

  @Override
  public double information(Partition a, Partition b, Partition given) {
    PlugIn plugIn = new PlugIn();
    double[] shuffled =
        Parallel.map(
            shuffles,
            i -> plugIn.information(a, b.reorder(Draws.shuffled(seed, i, a.samples())), given));
    double sum = 0; // in order, which a stream does not promise
    for (double value : shuffled) {
      sum += value;
    }
    return plugIn.information(a, b, given) - sum / shuffles;
  }

  @Override
  public Intervals intervals() {
    return Intervals.HOLD_AS_PLUG_IN;
  }

  @Override
  public String toString() {
    return "plug-in minus the mean of %s shuffles, seed %s".formatted(shuffles, seed);
  }
}
