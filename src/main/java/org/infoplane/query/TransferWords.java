package org.infoplane.query;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.infoplane.recording.Recipe;
import org.infoplane.result.TransferResult;
import org.infoplane.symbol.Segments;

/** Settings in words, for recipes and titles. */
record TransferWords(TransferSettings asked) {

  Recipe recipe() {
    if (asked.doing != null) {
      return ofDoing(asked.doing);
    }
    Recipe recipe = asked.run.recipe().with("time axis", asked.axis).with("window", window());
    recipe = asked.layers.words().addUnits(recipe);
    if (asked.ofValues == null) {
      recipe = asked.layers.words().addRules(recipe, asked.axis, asked.window > 0);
    }
    return recipe
        .with("estimator", estimator())
        .with("null", TransferResult.nullInWords(asked.surrogates()) + somePairs())
        .with("interval", asked.resampling == null ? "none" : "95 % by " + asked.resampling);
  }

  private Recipe ofDoing(TransferSettings.Doing doing) {
    Recipe recipe =
        asked
            .layers
            .words()
            .addUnits(asked.run.recipe().with("time axis", asked.axis))
            .with(
                "symbols by",
                asked.layers.rule(TransferSettings.FLOW) + ", fitted on what is observed");
    return asked
        .layers
        .words()
        .addOwnRules(recipe)
        .with(
            "estimator",
            "%s%s, plug-in, one unit at a time as on another example, %s; mean over pairs of units"
                .formatted(
                    asked.kind(),
                    asked.toClass() ? " to the predicted class" : "",
                    doing.inContext()
                        ? "all others known"
                        : "one permutation of seed " + TransferSettings.SEED))
        .with(
            "units changed",
            "those asked about; of whole layers with more than %s, where not a dense layer alone lies between, %s"
                .formatted(TransferSettings.PASSES, TransferSettings.PASSED))
        .with("null", doing.inContext() ? "none" : TransferResult.nullInWords(asked.surrogates()));
  }

  /** The estimator and the discretizer, if they are not the plug-in and a binary one. */
  String differs() {
    if (asked.doing != null) {
      return asked.layers.rule(TransferSettings.FLOW) + (asked.toClass() ? ", to the class" : "");
    }
    if (asked.ofValues != null) {
      return asked.ofValues + " of values" + (asked.rest ? ", given the rest" : "");
    }
    if (asked.rest) {
      return "given greedily selected units";
    }
    return Stream.of(
            asked.estimator.isPlugIn() ? "" : asked.estimator.toString(),
            asked.layers.words().manyValued())
        .filter(words -> !words.isEmpty())
        .collect(Collectors.joining(", "));
  }

  String estimator() {
    boolean values = asked.ofValues != null;
    return "%s TE, %s, %s, %s%s"
        .formatted(
            values ? asked.ofValues : asked.estimator,
            values ? "values" : asked.layers.words().isBinary() ? "binary" : "symbols",
            asked.embedding,
            asked.rest ? rest() : "",
            asked.whole ? "whole layers" : "mean over pairs of units");
  }

  private String rest() {
    return (asked.ofValues == null
            ? "given units selected greedily (alpha %s, %s surrogates, seed %s)"
                .formatted(TransferSettings.ALPHA, TransferSettings.GREEDY, TransferSettings.SEED)
            : "given all other units")
        + (asked.input().isEmpty() ? ", " : " and the input of the same step, ");
  }

  /** Which pairs are drawn, if there are many. */
  private String somePairs() {
    if (asked.whole || asked.rest || asked.longestLag > 0 || asked.surrogates().surrogates() == 0) {
      return "";
    }
    long widest =
        IntStream.range(0, asked.run.layers().size())
            .map(layer -> asked.layers.units(layer).length)
            .max()
            .orElse(0);
    boolean split =
        widest * widest > PairSample.BIAS
            && asked.ofValues == null
            && asked.estimator.isPlugIn()
            && asked.surrogates().exchangeable(Segments.whole()).isPresent();
    return (widest * widest > PairSample.MOST
            ? "; of more than %s pairs the mean over so many, drawn by seed %s"
                .formatted(PairSample.MOST, TransferSettings.SEED)
            : "")
        + (split
            ? "; drift of at most %s pairs, bias of %s, drawn by the same seed"
                .formatted(PairSample.DRIFT, PairSample.BIAS)
            : "");
  }

  private String window() {
    if (asked.window == 0) {
      return asked.steps() ? "all training steps" : "whole epoch";
    }
    return (asked.steps() ? "last %s training steps" : "last %s samples of an epoch")
        .formatted(asked.window);
  }
}
