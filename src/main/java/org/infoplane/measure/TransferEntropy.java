package org.infoplane.measure;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import org.infoplane.measure.nulls.Null;
import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.History;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Symbols;
import org.infoplane.symbol.Values;
import org.jspecify.annotations.Nullable;

/**
 * Transfer entropy, the conditional information {@code I(y_next ; x_past | y_past)} of an {@link
 * Embedding}. All units of the source, and of the target, are taken jointly: of one unit each it is
 * the usual pairwise TE, of whole layers the collective TE.
 *
 * @see <a href="https://doi.org/10.1103/PhysRevLett.85.461">Schreiber 2000</a>
 * @see PairwiseTransferEntropy
 */
public final class TransferEntropy extends DiscreteInformation<TransferEntropy> {

  private TransferEntropy(
      States<TransferEntropy> states, Estimator estimator, Inference inference) {
    super(states, estimator, inference);
  }

  @Override
  TransferEntropy of(States<TransferEntropy> states, Estimator chosen, Inference asked) {
    return new TransferEntropy(states, chosen, asked);
  }

  /**
   * {@return TE of symbols, plug-in with the chi-square null by default}
   *
   * @param source {@code units x samples}, such as {@code layer.unit(3)}
   * @param target {@code units x samples}, as many samples
   * @param embedding histories, delays, lag and trials
   * @throws IllegalArgumentException if lengths differ or no transition is left
   */
  public static TransferEntropy of(Symbols source, Symbols target, Embedding embedding) {
    return of(source, target, null, embedding);
  }

  /**
   * {@return conditional TE, complete if all other sources are given: {@code I(y_next ; x_past |
   * y_past, z_past)}; plug-in with the chi-square null by default}
   *
   * @param source {@code units x samples}
   * @param target {@code units x samples}, as many samples
   * @param known the conditioning series, {@code units x samples}, as many samples
   * @param embedding histories, delays, lag and trials
   * @throws IllegalArgumentException if lengths differ or no transition is left
   */
  public static TransferEntropy conditional(
      Symbols source, Symbols target, Symbols known, Embedding embedding) {
    requireNonNull(known, "known must not be null");
    return of(source, target, known, embedding);
  }

  private static TransferEntropy of(
      Symbols source, Symbols target, @Nullable Symbols known, Embedding embedding) {
    requireNonNull(source, "source must not be null");
    requireNonNull(target, "target must not be null");
    requireNonNull(embedding, "embedding must not be null");
    if (known != null) {
      Embedding.requireSameLength(known.samples(), target.samples());
    }
    Embedding.requireSameLength(source.samples(), target.samples());
    int[] times = times(target.samples(), known != null, embedding);
    Partition past = Embedding.states(target, embedding.target(), times);
    List<Warning> warnings =
        new ArrayList<>(Warning.ofDiscretization("source", source.discretization()));
    warnings.addAll(Warning.ofDiscretization("target", target.discretization()));
    if (known != null) {
      warnings.addAll(Warning.ofDiscretization("given", known.discretization()));
    }
    return new TransferEntropy(
        new States<>(
            Embedding.states(target, History.present(), times),
            Embedding.states(source, embedding.source(), times),
            known == null ? past : past.and(Embedding.states(known, embedding.given(), times)),
            target.samples(),
            (order, whole) ->
                of(
                    source.reorder(order),
                    whole ? target.reorder(order) : target,
                    known == null || !whole ? known : known.reorder(order),
                    embedding),
            nullModel ->
                Memory.matters(nullModel)
                    ? MutualInformation.plus(warnings, Memory.beyondHistory(target, embedding))
                    : warnings),
        Estimator.plugIn(),
        Inference.against(Null.chiSquare()));
  }

  private static int[] times(int samples, boolean isConditional, Embedding embedding) {
    return isConditional
        ? embedding.times(samples, embedding.target(), embedding.source(), embedding.given())
        : embedding.times(samples, embedding.target(), embedding.source());
  }

  /**
   * {@return TE of numbers, by 4 nearest neighbours by default}
   *
   * @param source {@code samples x units}
   * @param target {@code samples x units}, as many samples
   * @param embedding histories, delays, lag and trials
   * @throws IllegalArgumentException if lengths differ, no transition is left, or a value is NaN or
   *     infinite
   */
  public static ContinuousTransferEntropy of(Values source, Values target, Embedding embedding) {
    return of(source, target, null, embedding);
  }

  /**
   * {@return conditional TE of numbers, by 4 nearest neighbours by default}
   *
   * @param source {@code samples x units}
   * @param target {@code samples x units}, as many samples
   * @param known the conditioning series, {@code samples x units}, as many samples
   * @param embedding histories, delays, lag and trials
   * @throws IllegalArgumentException if lengths differ, no transition is left, or a value is NaN or
   *     infinite
   */
  public static ContinuousTransferEntropy conditional(
      Values source, Values target, Values known, Embedding embedding) {
    requireNonNull(known, "known must not be null");
    return of(source, target, known, embedding);
  }

  private static ContinuousTransferEntropy of(
      Values source, Values target, @Nullable Values known, Embedding embedding) {
    requireNonNull(source, "source must not be null");
    requireNonNull(target, "target must not be null");
    requireNonNull(embedding, "embedding must not be null");
    if (known != null) {
      Embedding.requireSameLength(known.samples(), target.samples());
    }
    Embedding.requireSameLength(source.samples(), target.samples());
    Columns.requireNumbers("source", source);
    Columns.requireNumbers("target", target);
    if (known != null) {
      Columns.requireNumbers("given", known);
    }
    int[] times = times(target.samples(), known != null, embedding);
    double[][] past = Embedding.points(target, embedding.target(), times);
    return new ContinuousTransferEntropy(
        new ContinuousInformation.Points<>(
            Embedding.points(target, History.present(), times),
            Embedding.points(source, embedding.source(), times),
            known == null
                ? past
                : Columns.join(past, Embedding.points(known, embedding.given(), times)),
            embedding.clock(times),
            target.samples(),
            moved ->
                of(
                    moved.source(source),
                    moved.other(target),
                    known == null ? null : moved.other(known),
                    embedding),
            () -> Memory.beyondHistory(target, embedding)));
  }

  @Override
  public String toString() {
    return "transfer entropy, not measured yet: call estimate()";
  }
}
