package org.infoplane.query;

import java.util.List;
import java.util.Locale;
import org.infoplane.measure.GaussianCopula;
import org.infoplane.measure.Kraskov;
import org.infoplane.recording.Snapshot;
import org.infoplane.result.LayerPair;

/**
 * About how long a measurement takes.
 *
 * @param asked what is measured
 * @param observations of a pair, over all moments
 * @param pairs of units; of whole layers their dimensions
 * @param passes over a pair, observed or shuffled
 */
record TransferCost(TransferSettings asked, double observations, double pairs, double passes) {

  private static final double HOUR = 3.6e12; // nanoseconds

  /** Of means over pairs only some of many pairs are shuffled. */
  static TransferCost of(TransferSettings asked, List<LayerPair> layers, boolean ofMean) {
    double observations = 0;
    for (int s : asked.moments()) {
      Snapshot at = asked.snapshots().get(s);
      if (asked.steps()) {
        observations += (double) at.samples() * asked.steps(s);
      } else {
        observations += asked.window == 0 ? at.samples() : asked.window;
      }
    }
    double pairs = 0;
    double passes = 0;
    boolean someOfMany = ofMean && !asked.whole && !asked.rest && asked.doing == null;
    for (LayerPair pair : layers) {
      double from = asked.sources(pair).size();
      double to = asked.targets(pair).size();
      double all = asked.whole ? from + to : from * to;
      boolean some = someOfMany && all > PairSample.MOST;
      pairs += all;
      passes +=
          all + (some ? PairSample.shuffled(from, to) : all) * asked.surrogates().surrogates();
    }
    return new TransferCost(asked, observations, pairs, passes);
  }

  void requireAffordable() {
    double hours = observations * passes * nanoseconds() / HOUR;
    if (hours >= 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s of %,.0f %s, %,.0f observations each, with %s surrogates takes about %,.0f hours. Measure some units, units(sampled(32, 1)), or two layers, from(...).to(...), or take fewer surrogates.",
              asked.doing != null ? asked.kind().title() : asked.words().estimator(),
              pairs,
              asked.whole ? "dimensions" : "pairs",
              observations,
              asked.surrogates().surrogates(),
              hours));
    }
  }

  /** For an observation of a pair on two cores. */
  private double nanoseconds() {
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
