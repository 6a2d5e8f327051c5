package org.infoplane.capture.dl4j;

import java.util.HashMap;
import java.util.Map;
import org.infoplane.symbol.Discretizer;
import org.infoplane.symbol.Encoding;
import org.infoplane.symbol.Values;

/** Mutable: fits rules anew each time, or once and keeps their edges. */
final class Fits {

  private final boolean once;
  private final Map<String, Encoding> kept = new HashMap<>();

  Fits(boolean once) {
    this.once = once;
  }

  /** The encoding of a rule for a use, such as a layer. */
  Encoding of(Discretizer rule, String use, Values values) {
    return once ? kept.computeIfAbsent(use, key -> rule.fit(values)) : rule.fit(values);
  }
}
