package org.infoplane.measure;

import static java.util.Objects.requireNonNull;

import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.Symbols;
import org.infoplane.symbol.Values;
import org.jspecify.annotations.Nullable;

/**
 * Transfer entropy from each unit of one layer to each unit of another given the rest: all other
 * units, and the input of the same step. Pairwise TE also finds units that share a source, or that
 * a third unit lies between; given the rest, what is left are the links.
 *
 * <p>Inside a layer no unit has a pair with itself: such pairs are NaN, and left out of mean, sum,
 * maximum, tests and the number of pairs.
 *
 * @see <a href="https://doi.org/10.1103/PhysRevE.77.026110">Lizier, Prokopenko and Zomaya 2008</a>
 */
public final class GivenTheRest {

  private GivenTheRest() {}

  /**
   * Gaussian TE, by linear regression of each target's next value on its own past, the past of all
   * units of both layers and the input: {@code -1/2 ln(1 - r^2)} with r the partial correlation.
   * One factorisation serves all pairs.
   *
   * <p>The p-value is that of the partial F-test, of as many degrees of freedom as the source has
   * history. It is exact for fixed regressors; with the target's own past among them, as here, its
   * level holds for many transitions. A target that remembers more steps than its history makes it
   * reject too often. The bias is history / 2v nats of v degrees of freedom of the residuals.
   *
   * <p>A pair with a constant unit has TE 0 and is not live. A source that is a linear combination
   * of the other regressors, or a target that they tell exactly, makes its pairs NaN, and the
   * warnings say how many. If fewer than 5 degrees of freedom are left, correlations are shrunk by
   * the intensity of Schaefer and Strimmer: a warning says so, and there is neither p-value nor
   * bias.
   *
   * <p>{@link LayerTransfer#against Surrogates} that move the source move what is left of it given
   * the rest (Freedman and Lane), which is as fast as the measure itself. Those that move whole
   * samples, or change values, are measured anew; changed values stand beside the layer's own,
   * which needs twice as many transitions.
   *
   * @param from {@code samples x units} of the source layer, finite
   * @param to {@code samples x units} of the target layer, finite, as many samples
   * @param input {@code samples x inputs}, finite, given at the same step as the target's next
   *     value; null if there is none
   * @param embedding histories, delays, lag and trials; its past of what is given is not used
   * @param inside whether both are the same layer
   * @return TE of {@code from.units() x to.units()} pairs, in nats
   * @throws IllegalArgumentException if lengths differ, there are fewer than 10 transitions, a
   *     value is NaN or infinite, or layers that are to be the same differ or have one unit only
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
    return new PairByPair(GaussianGivenTheRest.of(from, to, input, embedding, inside));
  }

  /**
   * Plug-in TE of symbols, where all others would be too many states to count: for each target the
   * sources are selected one by one. Its own past and the input are given from the start. The
   * source with the largest TE given those selected joins them if the maximum over all candidates
   * reaches its TE in at most a share {@code alpha} of the surrogates (maximum statistic); when
   * none does, selected sources that the others make superfluous are dropped again, the weakest
   * first, by the minimum statistic. A surrogate is a circular shift of all candidates together,
   * which keeps their autocorrelation and what they share.
   *
   * <p>A selected source has its TE given the other selected ones, and the larger one of its
   * p-values in selection and pruning, so that a target without links has a selected source with
   * probability {@code alpha}. Others have TE 0 and their p-value in the last step. These p-values
   * count as tests of the {@link LayerTransfer}; the mean has no known bias. Selection stops with a
   * warning when the next step would leave fewer than 5 samples a state. {@link
   * LayerTransfer#against} selects anew for every surrogate, which takes as long as that sounds.
   *
   * <p>Proposed by Lizier and Rubinov (preprint 25/2012 of the Max Planck Institute for Mathematics
   * in the Sciences).
   *
   * @param from {@code units x samples} of the source layer, the candidates
   * @param to {@code units x samples} of the target layer, as many samples
   * @param input {@code inputs x samples}, given at the same step as the target's next symbol; null
   *     if there is none
   * @param embedding histories, delays, lag and trials; its past of what is given is not used
   * @param inside whether both are the same layer
   * @param surrogates how many, such as 200; at least {@code 1 / alpha - 1}
   * @param alpha level of each step, such as 0.05
   * @param seed of the surrogates; the same seed gives the same result
   * @return TE of {@code from.units() x to.units()} pairs, in nats
   * @throws IllegalArgumentException if lengths differ, no transition is left, alpha is not between
   *     0 and 1, there are too few surrogates for it, or layers that are to be the same differ or
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
    return new PairByPair(
        GreedySelection.of(
            from, to, input, embedding, inside, new GreedySelection.Test(surrogates, alpha, seed)));
  }

  /** If a unit has the same value in both layers at a sample. */
  interface Same {
    boolean at(int unit, int sample);
  }

  static void requireInput(int input, int samples) {
    if (input != samples) {
      throw new IllegalArgumentException(
          "The input has %s samples, the target %s. Pass series of the same time axis."
              .formatted(input, samples));
    }
  }

  static void requireOneLayer(int from, int to, int samples, Same same) {
    boolean isOne = from == to;
    for (int unit = 0; isOne && unit < to; unit++) {
      for (int t = 0; isOne && t < samples; t++) {
        isOne = same.at(unit, t);
      }
    }
    if (!isOne || to < 2) {
      throw new IllegalArgumentException(
          "Asked for the pairs inside one layer, from %s units to %s%s. Pass the same layer twice, of at least 2 units, or inside = false."
              .formatted(from, to, isOne || from != to ? "" : ", whose series differ"));
    }
  }
}
