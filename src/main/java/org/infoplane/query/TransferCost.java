package org.infoplane.query;

import java.util.List;
import java.util.Locale;
import org.infoplane.measure.GaussianCopula;
import org.infoplane.measure.Kraskov;
import org.infoplane.recording.Snapshot;
import org.infoplane.result.LayerPair;

/** Refuses measurements that would take hours. */
final class TransferCost {

  private static final double HOUR = 3.6e12; // nanoseconds

  private TransferCost() {}

  /** Of means over pairs only some of many pairs are shuffled. */
  static void requireAffordable(TransferSettings asked, List<LayerPair> layers, boolean ofMean) {
    double observations = 0;
    for (int s : asked.moments()) {
      Snapshot at = asked.snapshots().get(s);
      if (asked.steps()) {
        observations += (double) at.samples() * asked.steps(s);
      } else {
        observations += asked.window == 0 ? at.samples() : asked.window;
      }
    }
    int surrogates = asked.surrogates().surrogates();
    double pairs = 0;
    double passes = 0;
    boolean someOfMany = ofMean && !asked.whole && !asked.rest && asked.doing == null;
    for (LayerPair pair : layers) {
      double from = asked.sources(pair).size();
      double to = asked.targets(pair).size();
      double all = asked.whole ? from + to : from * to;
      boolean some = someOfMany && all > PairSample.MOST;
      pairs += all;
      passes += all + (some ? PairSample.shuffled(from, to) : all) * surrogates;
    }
    double hours = observations * passes * nanoseconds(asked) / HOUR;
    if (hours >= 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s of %,.0f %s, %,.0f observations each, with %s surrogates takes about %,.0f hours. Measure some units, units(sampled(32, 1)), two layers, from(...).to(...), some epochs, epochs(0, 10), or take fewer surrogates.",
              asked.doing != null ? asked.kind().title() : asked.words().estimator(),
              pairs,
              asked.whole ? "dimensions" : "pairs",
              observations,
              surrogates,
              hours));
    }
  }

  /** For an observation of a pair on two cores. */
  private static double nanoseconds(TransferSettings asked) {
    if (asked.doing != null) {
      return asked.doing.inContext() ? 200 : 10;
    }
    if (asked.rest && asked.ofValues == null) {
      return 2 * TransferSettings.GREEDY; // each step of a selection has surrogates of its own
    }
    if (asked.ofValues instanceof Kraskov) {
      return 10_000;
    }
    if (asked.ofValues != null) {
      return asked.whole || asked.ofValues instanceof GaussianCopula ? 100 : 10;
    }
    return asked.estimator.isPlugIn() && !asked.whole ? 0.2 : 100;
  }
}
