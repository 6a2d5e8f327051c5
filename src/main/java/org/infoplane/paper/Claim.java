package org.infoplane.paper;

import java.util.function.Function;
import org.infoplane.recording.EpochMetrics;
import org.infoplane.result.LayerInformationSeries;
import org.infoplane.result.RunSummary;

/**
 * The claims of the literature about transfer entropy in networks that learn, each as one effect of
 * one seed. C3 and C4 have more than one, each with its row and verdict.
 *
 * <p>TE of the network is the mean over pairs of units of each feed-forward pair of layers, summed
 * over the layer pairs. Each effect is taken three times: of the observed TE; of the mean of its
 * null, which has the bias and, within batches, the drift of the weights; and of the excess, TE -
 * null. A pattern is beyond the null in a seed if TE is above its null there (mean over the epochs)
 * and the excess has the pattern. The excess, since two rank correlations may both be -1 when TE is
 * far above a null that falls as well. Under the null hypothesis, observed and null are
 * exchangeable only if whole samples were shuffled ({@code jointly()}).
 *
 * <table>
 *   <caption>The claims</caption>
 *   <tr><th>claim</th><th>effect</th><th>pattern</th></tr>
 *   <tr><td>{@link #LAST_LAYERS}</td><td>share of the last two pairs - 2 / pairs</td><td>above 0</td></tr>
 *   <tr><td>{@link #FALLS}</td><td>rank correlation of epoch and TE</td><td>below 0</td></tr>
 *   <tr><td>{@link #ACCURACY}, {@link #LOSS}</td><td>rank correlation of TE and test accuracy or loss</td><td>the same sign in the seeds, either</td></tr>
 *   <tr><td>{@link #ACCURACY_CHANGES}, {@link #LOSS_CHANGES}</td><td>the same of changes from epoch to epoch</td><td>the same sign in the seeds, either</td></tr>
 *   <tr><td>{@link #COMPRESSION}, {@link #ENTROPY}</td><td>rank correlation of TE into a layer with its I(X;T) or H(T), mean over layers</td><td>above 0</td></tr>
 *   <tr><td>{@link #COMPRESSION_GIVEN_EPOCH}</td><td>the same, partial, given the epoch</td><td>above 0</td></tr>
 *   <tr><td>{@link #GENERALIZATION}</td><td>rank correlation over seeds of mean TE and test - train accuracy</td><td>not 0</td></tr>
 * </table>
 */
public enum Claim {
  /**
   * C1, TE concentrates in the final layers: TE of the last two of at least 3 feed-forward pairs,
   * summed over epochs, as a share of all pairs. Beyond the null if the share is larger than that
   * of the null, and TE of these two pairs together is above it.
   */
  LAST_LAYERS(
      "C1",
      "TE concentrates in the last layers",
      "share of last two − 2 / pairs",
      1,
      NetworkEffects::lastLayers),
  /**
   * C2, TE decreases during training; the seed counts only if TE of the first tenth of the epochs
   * is above that of the last tenth as well. Beyond the null if the same is true of the excess, and
   * it is above 0 in the first tenth. The note has the bias line.
   */
  FALLS("C2", "TE falls during training", "Spearman(epoch, TE)", -1, NetworkEffects::falls),
  /** C3, TE of the network and test accuracy at the same epochs. Two-sided. */
  ACCURACY(
      "C3",
      "TE goes with accuracy",
      "Spearman(TE, test accuracy)",
      0,
      run -> NetworkEffects.metric(run, EpochMetrics::testAccuracy, false)),
  /** C3 without shared trends. Two-sided. */
  ACCURACY_CHANGES(
      "C3",
      "TE goes with accuracy",
      "Spearman(change of TE, of accuracy)",
      0,
      run -> NetworkEffects.metric(run, EpochMetrics::testAccuracy, true)),
  /** C3, TE of the network and test loss at the same epochs. Two-sided. */
  LOSS(
      "C3",
      "TE goes with loss",
      "Spearman(TE, test loss)",
      0,
      run -> NetworkEffects.metric(run, EpochMetrics::testLoss, false)),
  /** C3 without shared trends. Two-sided. */
  LOSS_CHANGES(
      "C3",
      "TE goes with loss",
      "Spearman(change of TE, of loss)",
      0,
      run -> NetworkEffects.metric(run, EpochMetrics::testLoss, true)),
  /**
   * C4, TE is a proxy for compression; the mean is over the layers in which neither is constant. A
   * null that moves samples keeps how often each unit is on: its excess is matched in the entropy
   * of the units.
   */
  COMPRESSION(
      "C4",
      "TE is a proxy for I(X;T)",
      "Spearman(TE, I(X;T)) by layer",
      1,
      run -> LayerEffects.of(run, LayerInformationSeries::input, false)),
  /** C4 without shared trends. */
  COMPRESSION_GIVEN_EPOCH(
      "C4",
      "TE is a proxy for I(X;T)",
      "Spearman(TE, I(X;T)) given epoch",
      1,
      run -> LayerEffects.of(run, LayerInformationSeries::input, true)),
  /** C4 with H(T). Not tested if it equals I(X;T), as on a probe of distinct inputs. */
  ENTROPY(
      "C4",
      "TE is a proxy for H(T)",
      "Spearman(TE, H(T)) by layer",
      1,
      run ->
          LayerEffects.inputIsEntropy(run)
              ? SeedEffect.unknown(
                  run.seed(), "I(X;T) = H(T) on this probe, one number, tested above")
              : LayerEffects.of(run, LayerInformationSeries::entropy, false)),
  /**
   * C5, the link to generalization: over at least 5 seeds, mean TE (over epochs and feed-forward
   * pairs) and test minus train accuracy at the end; p by shuffled seeds, two-sided, interval by a
   * bootstrap of the seeds. Beyond the null if the excess correlates with the same sign, one-sided,
   * and is above 0 in the seeds by the sign test: the larger p of the two.
   */
  GENERALIZATION(
      "C5",
      "TE goes with generalization",
      "Spearman(TE, test − train) of seeds",
      0,
      run -> SeedEffect.unknown(run.seed(), "one number for all seeds"));

  private final String id;
  private final String words;
  private final String measuredAs;
  private final int sign;

  @SuppressWarnings("ImmutableEnumChecker") // stateless
  private final Function<RunSummary, SeedEffect> effect;

  Claim(
      String id,
      String words,
      String measuredAs,
      int sign,
      Function<RunSummary, SeedEffect> effect) {
    this.id = id;
    this.words = words;
    this.measuredAs = measuredAs;
    this.sign = sign;
    this.effect = effect;
  }

  SeedEffect of(RunSummary run) {
    return effect.apply(run);
  }

  /** The sign of the effect if the claim is true; 0 if it may be either. */
  int sign() {
    return sign;
  }

  /** {@return the number of the finding, C1 to C5} */
  public String id() {
    return id;
  }

  /** {@return the claim in a few words} */
  public String words() {
    return words;
  }

  /** {@return the effect that is measured} */
  public String measuredAs() {
    return measuredAs;
  }
}
