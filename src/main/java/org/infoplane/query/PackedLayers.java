package org.infoplane.query;

import java.util.Optional;
import org.infoplane.recording.Fact;
import org.infoplane.recording.FittedOn;
import org.infoplane.recording.Recording;
import org.infoplane.recording.Snapshot;
import org.infoplane.recording.TimeAxis;
import org.infoplane.symbol.Discretizer;

/** How layers without values were packed, by the recipe of their recording. */
record PackedLayers(Recording run) {

  /** Whether values exceeded the budget: such layers are packed as queries do by default. */
  private boolean isBudget() {
    return fitted().filter(fact -> fact.on() == FittedOn.EPOCH).isPresent();
  }

  /** The bins; empty if they are unknown. */
  String bins() {
    return run.recipe()
        .find(Fact.Bins.class)
        .map(Fact.Bins::words)
        .orElse(isBudget() ? Discretizer.equalWidth(30).toString() : "");
  }

  Fact.Rule rule(String layer) {
    Fact.Rule found =
        new Fact.Rule("", isBudget() ? Discretizer.median().toString() : "a rule of its own", true);
    for (Fact fact : run.recipe().facts()) {
      if (fact instanceof Fact.Rule rule
          && (rule.layer().isEmpty() || rule.layer().equals(layer))) {
        found = rule; // that of the layer comes later
      }
    }
    return found;
  }

  /** What rules were fitted on; unknown if symbols were made by hand. */
  Optional<Fact.Fitted> fitted() {
    return run.recipe().find(Fact.Fitted.class);
  }

  /**
   * The error that a layer has no values.
   *
   * @param wanted what they are needed for
   * @param windowAlone whether the packed symbols differ in the window that they are fitted on only
   */
  IllegalArgumentException withoutValues(
      TimeAxis axis, Snapshot at, String layer, String wanted, boolean windowAlone) {
    String bins = bins();
    return new IllegalArgumentException(
        "No %s: after epoch %s the %s keeps symbols of that layer, not values: %s, fitted on %s. Capture with keeping(values()), or keeping(values(\"%s\", ...)) of all layers of the query%s."
            .formatted(
                wanted,
                at.epoch(),
                axis,
                rule(layer).words() + (bins.isEmpty() ? "" : ", " + bins),
                fitted().map(Fact.Fitted::words).orElse("samples of its own"),
                layer,
                isBudget()
                    ? ", or with a larger budget, keeping(budget(bytes)), since the values exceeded it"
                        + (windowAlone ? ". Or use fittedOn(EPOCH)" : "")
                    : ""));
  }
}
