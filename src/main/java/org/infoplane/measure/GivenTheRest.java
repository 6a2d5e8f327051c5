package org.infoplane.measure;

import static java.util.Objects.requireNonNull;

import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.Symbols;
import org.infoplane.symbol.Values;
import org.jspecify.annotations.Nullable;

/**
 * Transfer entropy from each unit of one layer to each unit of another, conditioned on all other
 * units and the input of the same step. Unlike pairwise TE it excludes pairs that only share a
 * source or are linked through a third unit.
 *
 * <p>Inside a layer no unit has a pair with itself: such pairs are NaN, and left out of mean, sum,
 * maximum, tests and the number of pairs.
 *
 * @see <a href="https://doi.org/10.1103/PhysRevE.77.026110">Lizier, Prokopenko and Zomaya 2008</a>
 */
public final class GivenTheRest {

  private GivenTheRest() {}

  /**
   * {@return the Gaussian TE of {@code from.units() x to.units()} pairs, in nats} A linear
   * regression of each target's next value on its own history, the history of all units of both
   * layers and the input gives {@code -1/2 ln(1 - r^2)}, with r the partial correlation.
   *
   * <p>The p-value is that of the partial F-test, with the length of the source history as degrees
   * of freedom. Its level is exact for fixed regressors, asymptotic with the target's own history,
   * and too high if the target has memory beyond that. The bias is history / 2v nats, with v the
   * degrees of freedom of the residuals.
   *
   * <p>A pair with a constant unit has TE 0. A source that is a linear combination of the other
   * regressors, or a target determined by them, makes its pairs NaN, with a warning. With fewer
   * than 5 degrees of freedom left, correlations are shrunk (Schaefer and Strimmer), with a
   * warning, and there is neither p-value nor bias.
   *
   * <p>{@link LayerTransfer#against Surrogates} that reorder the source reorder its residual given
   * the rest (Freedman and Lane), which is fast. Others are measured anew; changed values are
   * regressors beside the layer's own, which needs twice as many transitions.
   *
   * @param from {@code samples x units} of the source layer, finite
   * @param to {@code samples x units} of the target layer, finite, as many samples
   * @param input {@code samples x inputs}, finite, at the step of the target's next value; null if
   *     there is none
   * @param embedding histories, delays, lag and trials; its conditioned history is not used
   * @param inside whether both are the same layer
   * @throws IllegalArgumentException if lengths differ, there are fewer than 10 transitions, a
   *     value is NaN or infinite, or inside is true and the layers differ or have one unit only
   * @see <a href="https://doi.org/10.1103/PhysRevLett.103.238701">Barnett, Barrett and Seth
   *     2009</a>
   * @see <a href="https://doi.org/10.2202/1544-6115.1175">Schaefer and Strimmer 2005</a>
   * @see <a href="https://doi.org/10.2307/1391660">Freedman and Lane 1983</a>
   */
  public static LayerTransfer gaussian(
      Values from, Values to, @Nullable Values input, Embedding embedding, boolean inside) {
    requireNonNull(from, "from must not be null");
    requireNonNull(to, "to must not be null");
    requireNonNull(embedding, "embedding must not be null");
    Columns.requireNumbers("source", from);
    Columns.requireNumbers("target", to);
    if (input != null) {
      Columns.requireNumbers("input", input);
    }
    ConditionedData<Values> data = new ConditionedData<>(from, to, input, embedding, inside);
    data.check(Values::units, Values::samples, (layer, unit, t) -> layer.get(t, unit));
    return new PairByPair(new GaussianGivenTheRest(data));
  }

  /**
   * {@return the plug-in TE of {@code from.units() x to.units()} pairs of symbols, in nats} As all
   * units together have too many states to count, the sources of each target are selected greedily,
   * given its own history and the input. The source with the largest TE given those selected is
   * added if at most a share {@code alpha} of the surrogates reach it with their maximum over all
   * candidates (maximum statistic). Then redundant sources are pruned, the weakest first, by the
   * minimum statistic. A surrogate is one circular shift of all candidates, which preserves their
   * autocorrelation and cross-correlation.
   *
   * <p>A selected source has its TE given the other selected ones, and the larger of its p-values
   * in selection and pruning, so that a target without links has a selected source with probability
   * {@code alpha}. Others have TE 0 and their last p-value. These p-values count as tests of the
   * {@link LayerTransfer}; the bias of the mean is unknown. Selection stops with a warning if the
   * next step would leave fewer than 5 samples a state. {@link LayerTransfer#against} repeats the
   * selection for every surrogate, which is slow.
   *
   * <p>Proposed by Lizier and Rubinov (Max Planck Institute for Mathematics in the Sciences,
   * preprint 25/2012).
   *
   * @param from {@code units x samples} of the source layer, the candidates
   * @param to {@code units x samples} of the target layer, as many samples
   * @param input {@code inputs x samples}, at the step of the target's next symbol; null if there
   *     is none
   * @param embedding histories, delays, lag and trials; its conditioned history is not used
   * @param inside whether both are the same layer
   * @param surrogates how many, such as 200; at least {@code 1 / alpha - 1}
   * @param alpha level of each step, such as 0.05
   * @param seed of the surrogates; the same seed gives the same result
   * @throws IllegalArgumentException if lengths differ, no transition is left, alpha is not between
   *     0 and 1, there are too few surrogates for it, or inside is true and the layers differ or
   *     have one unit only
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   * @see <a href="https://doi.org/10.1162/netn_a_00092">Novelli, Wollstadt, Mediano, Wibral and
   *     Lizier 2019</a>
   */
  public static LayerTransfer greedy(
      Symbols from,
      Symbols to,
      @Nullable Symbols input,
      Embedding embedding,
      boolean inside,
      int surrogates,
      double alpha,
      long seed) {
    requireNonNull(from, "from must not be null");
    requireNonNull(to, "to must not be null");
    requireNonNull(embedding, "embedding must not be null");
    GreedySelection.Test test = new GreedySelection.Test(surrogates, alpha, seed);
    ConditionedData<Symbols> data = new ConditionedData<>(from, to, input, embedding, inside);
    data.check(Symbols::units, Symbols::samples, Symbols::get);
    return new PairByPair(new GreedySelection(data, test));
  }
}
