package org.infoplane.query;

import java.util.List;
import org.infoplane.recording.Snapshot;
import org.infoplane.symbol.Symbols;
import org.infoplane.symbol.Trials;

/**
 * The examples of a probe as an ensemble: each one is a trial, whose time is the training step.
 *
 * @param steps the states of the network, in order
 */
record Ensemble(List<Snapshot> steps) {

  /** One example after the other, each with all of its steps. */
  Symbols symbols(int layer) {
    int examples = steps.get(0).samples();
    Symbols[] states = steps.stream().map(step -> step.symbols(layer)).toArray(Symbols[]::new);
    int[] order = new int[examples * steps.size()];
    for (int i = 0; i < order.length; i++) {
      order[i] = i % steps.size() * examples + i / steps.size();
    }
    return Symbols.join(states).reorder(order);
  }

  Trials trials() {
    return Trials.ofLength(steps.size(), steps.get(0).samples() * steps.size());
  }
}
