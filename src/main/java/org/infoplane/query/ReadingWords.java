package org.infoplane.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.infoplane.recording.Fact;
import org.infoplane.recording.FittedOn;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.Snapshot;
import org.infoplane.recording.TimeAxis;

/** How layers are read, in words, for recipes, titles and errors. */
record ReadingWords(LayerReader reader) {

  /** The bins; of layers that were packed, those that they were packed by. */
  Fact.Bins bins(TimeAxis axis) {
    String wanted = reader.rule(LayerReader.BINS).toString();
    String packed = reader.packed().bins();
    List<String> kept = withValues(axis);
    if (kept.size() == reader.run().layers().size() || packed.isEmpty()) {
      return new Fact.Bins(wanted);
    }
    return new Fact.Bins(kept.isEmpty() ? packed : "%s; of %s %s".formatted(packed, kept, wanted));
  }

  Recipe addBins(Recipe recipe, TimeAxis axis) {
    return addFit(
        addEach(recipe.with(bins(axis)), "bins of %s", reader.ruleOfLayer()), axis, false);
  }

  private static Recipe addEach(Recipe recipe, String name, Map<String, ?> ofLayer) {
    Recipe more = recipe;
    for (Map.Entry<String, ?> own : ofLayer.entrySet()) {
      more = more.with(name.formatted(own.getKey()), own.getValue());
    }
    return more;
  }

  /** What rules are fitted on; that of packed layers is in the recipe already. */
  private Recipe addFit(Recipe recipe, TimeAxis axis, boolean window) {
    Fact.Fitted fitted = new Fact.Fitted(reader.fit(axis, window ? 1 : 0), reader.once());
    List<String> kept = withValues(axis);
    if (kept.isEmpty()) {
      return recipe;
    }
    return kept.size() == reader.run().layers().size()
        ? recipe.with(fitted)
        : recipe.with("rules of %s are fitted on".formatted(kept), fitted.words());
  }

  String fitted() {
    return "fitted on %s%s"
        .formatted(
            Objects.requireNonNullElse(reader.fittedOn(), FittedOn.WINDOW),
            reader.once() ? ", once" : "");
  }

  /** Names of the layers whose values were kept. */
  private List<String> withValues(TimeAxis axis) {
    Snapshot first = reader.at(axis, 0);
    return IntStream.range(0, first.layers())
        .filter(first::hasValues)
        .mapToObj(reader::name)
        .toList();
  }

  boolean isBinary() {
    return manyValued().isEmpty();
  }

  /** Rules that are not binary; empty if there are none. */
  String manyValued() {
    List<String> words = new ArrayList<>();
    if (!reader.rule(LayerReader.MEDIAN).isBinary()) {
      words.add(reader.rule(LayerReader.MEDIAN).toString());
    }
    reader
        .ruleOfLayer()
        .forEach(
            (layer, its) -> {
              if (!its.isBinary()) {
                words.add("%s of %s".formatted(its, layer));
              }
            });
    return String.join(", ", words);
  }

  Recipe addUnits(Recipe recipe) {
    boolean all = reader.units().toString().equals(UnitSelection.all().toString());
    return addEach(
        all ? recipe : recipe.with("units", reader.units()), "units of %s", reader.unitsOfLayer());
  }

  /** The rules of symbols; those of packed layers are in the recipe already. */
  Recipe addRules(Recipe recipe, TimeAxis axis, boolean window) {
    List<String> kept = withValues(axis);
    Recipe more = recipe;
    if (!kept.isEmpty()) {
      boolean all = kept.size() == reader.run().layers().size();
      more =
          more.with(
              all ? "symbols by" : "symbols of %s by".formatted(kept),
              reader.rule(LayerReader.MEDIAN));
    }
    return addFit(addOwnRules(more), axis, window);
  }

  /** The rules of single layers. */
  Recipe addOwnRules(Recipe recipe) {
    return addEach(recipe, "symbols of %s by", reader.ruleOfLayer());
  }
}
