package org.infoplane.capture;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.Recipe;
import org.infoplane.symbol.Discretizer;

/**
 * How the activations of layers become symbols: by binary rules for transfer entropy, in bins for
 * mutual information on a probe. What looks at data is fitted anew at each moment, or once.
 * Immutable: each step returns a new one.
 *
 * @param rule of the layers that have none of their own
 * @param ruleOfLayer rules of single layers by name, in the order in which they were set
 * @param bins of all layers
 * @param once whether what is fitted at the first moment of a time axis is kept
 */
public record LayerRules(
    Discretizer rule, Map<String, Discretizer> ruleOfLayer, Discretizer bins, boolean once)
    implements RuleSteps<LayerRules> {

  /**
   * Checks rules and bins, and copies the map.
   *
   * @param rule of the layers that have none of their own
   * @param ruleOfLayer rules of single layers by name
   * @param bins of all layers
   * @param once whether what is fitted first is kept
   * @throws IllegalArgumentException if a rule has more than two symbols, or bins look at several
   *     examples, as ordinal patterns do
   */
  public LayerRules {
    requireNonNull(rule, "rule must not be null");
    requireNonNull(ruleOfLayer, "ruleOfLayer must not be null");
    requireNonNull(bins, "bins must not be null");
    requireBinary(rule);
    ruleOfLayer.values().forEach(LayerRules::requireBinary);
    if (bins.span() > 1) {
      throw new IllegalArgumentException(
          "Asked for bins that are %s, which look at several examples. Use a rule of one: equalWidth(n), binWidth(w) or quantiles(n)."
              .formatted(bins));
    }
    ruleOfLayer = Collections.unmodifiableMap(new LinkedHashMap<>(ruleOfLayer));
  }

  private static void requireBinary(Discretizer rule) {
    if (!rule.isBinary()) {
      throw new IllegalArgumentException(
          "Asked for transfer entropy of %s. Use a binary rule: median(), mean(), zero(), threshold(t), authorsLogits() or authorsSoftmax(); bins(...) sets the bins of mutual information."
              .formatted(rule));
    }
  }

  /**
   * {@return the rules used unless told otherwise: each unit 1 above its median, 30 bins of equal
   * width, both fitted at each moment}
   */
  public static LayerRules defaults() {
    return new LayerRules(Discretizer.median(), Map.of(), Discretizer.equalWidth(30), false);
  }

  /**
   * Writes down the binary rules.
   *
   * @param recipe of a recording
   * @return with them
   */
  public Recipe addTo(Recipe recipe) {
    requireNonNull(recipe, "recipe must not be null");
    Recipe more = recipe.with("binary rule", rule);
    for (Map.Entry<String, Discretizer> own : ruleOfLayer.entrySet()) {
      more = more.with("binary rule of " + own.getKey(), own.getValue());
    }
    return more;
  }

  @Override
  public LayerRules rules() {
    return this;
  }

  @Override
  public LayerRules with(LayerRules rules) {
    return requireNonNull(rules, "rules must not be null");
  }

  /**
   * The binary rule of each layer.
   *
   * @param layers that are recorded
   * @return one a layer, in their order
   */
  public List<Discretizer> of(List<LayerInfo> layers) {
    requireNonNull(layers, "layers must not be null");
    return layers.stream().map(l -> ruleOfLayer.getOrDefault(l.name(), rule)).toList();
  }
}
