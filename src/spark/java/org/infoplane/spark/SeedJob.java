package org.infoplane.spark;

import java.io.Serializable;
import org.infoplane.result.RunSummary;

/** Trains a network from a seed, and measures it. What it refers to must be on the workers. */
@FunctionalInterface
public interface SeedJob extends Serializable {

  /**
   * {@return the summary of a run, such as {@code RunSummary.of(seed, te.result(), mi.result())};
   * always the same for a seed}
   *
   * @param seed of the network and its data
   * @throws Exception if the run failed; Spark repeats it
   */
  RunSummary run(long seed) throws Exception;
}
