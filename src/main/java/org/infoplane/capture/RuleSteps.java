package org.infoplane.capture;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;
import org.infoplane.symbol.Discretizer;

/**
 * The steps of every capture that say how activations become symbols.
 *
 * @param <S> what is captured from; each step returns a new one
 */
public interface RuleSteps<S> {

  /** {@return the rules so far; {@link LayerRules#defaults()} if none were set} */
  LayerRules rules();

  /**
   * Takes all rules from elsewhere.
   *
   * @param rules of all layers
   * @return a new one
   * @throws IllegalArgumentException if there is no layer that a rule is for
   */
  S with(LayerRules rules);

  /**
   * Sets how activations become binary symbols for transfer entropy, for all layers that have no
   * rule of their own. Rules that look at data are fitted anew each time unless {@link
   * #fittingOnce()} is set: on all examples of a probe, on the first mini-batch of an epoch in
   * training order, which then needs at least 10.
   *
   * @param binaryRule such as {@link Discretizer#median()}, the default
   * @return a new one
   * @throws IllegalArgumentException if the rule has more than two symbols
   */
  default S discretize(Discretizer binaryRule) {
    requireNonNull(binaryRule, "binaryRule must not be null");
    LayerRules now = rules();
    return with(new LayerRules(binaryRule, now.ruleOfLayer(), now.bins(), now.once()));
  }

  /**
   * Sets how the activations of one layer become binary symbols.
   *
   * @param layer its name
   * @param binaryRule such as {@link Discretizer#authorsSoftmax()}
   * @return a new one
   * @throws IllegalArgumentException if there is no such layer, or the rule has more than two
   *     symbols
   */
  default S discretize(String layer, Discretizer binaryRule) {
    requireNonNull(layer, "layer must not be null");
    requireNonNull(binaryRule, "binaryRule must not be null");
    LayerRules now = rules();
    Map<String, Discretizer> more = new LinkedHashMap<>(now.ruleOfLayer());
    more.put(layer, binaryRule);
    return with(new LayerRules(now.rule(), more, now.bins(), now.once()));
  }

  /**
   * Sets the bins for mutual information on a probe; fitted anew each time, for each layer, unless
   * {@link #fittingOnce()} is set.
   *
   * @param binning such as {@code equalWidth(30, -1, 1)} for tanh; {@code equalWidth(30)} by
   *     default
   * @return a new one
   * @throws IllegalArgumentException for ordinal patterns, which look at several examples
   */
  default S bins(Discretizer binning) {
    requireNonNull(binning, "binning must not be null");
    LayerRules now = rules();
    return with(new LayerRules(now.rule(), now.ruleOfLayer(), binning, now.once()));
  }

  /**
   * {@return the same with rules and bins that are fitted the first time and keep their edges,
   * instead of being fitted anew each time. The planes differ: with kept edges a layer that grows
   * leaves its bins, and the share of values outside is reported}
   */
  default S fittingOnce() {
    LayerRules now = rules();
    return with(new LayerRules(now.rule(), now.ruleOfLayer(), now.bins(), true));
  }
}
