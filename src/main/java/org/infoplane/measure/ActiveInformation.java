package org.infoplane.measure;

import static java.util.Objects.requireNonNull;

import org.infoplane.measure.nulls.Null;
import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.History;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Symbols;

/**
 * Active information storage, {@code I(y_next ; y_past)}: what the past of a series tells of its
 * next symbol.
 *
 * @see <a href="https://doi.org/10.1016/j.ins.2012.04.016">Lizier et al. 2012</a>
 */
public final class ActiveInformation extends DiscreteInformation<ActiveInformation> {

  private ActiveInformation(
      States<ActiveInformation> states, Estimator estimator, Inference inference) {
    super(states, estimator, inference);
  }

  @Override
  ActiveInformation of(States<ActiveInformation> states, Estimator chosen, Inference asked) {
    return new ActiveInformation(states, chosen, asked);
  }

  /**
   * {@return AIS of symbols; its null moves the samples of the series, past and next alike}
   *
   * @param series {@code units x samples}; units are taken jointly
   * @param embedding its target part and trials; the source part is not used
   * @throws IllegalArgumentException if no transition is left
   */
  public static ActiveInformation of(Symbols series, Embedding embedding) {
    requireNonNull(series, "series must not be null");
    requireNonNull(embedding, "embedding must not be null");
    int[] times = embedding.times(series.samples(), embedding.target());
    Partition next = Embedding.states(series, History.present(), times);
    Partition past = Embedding.states(series, embedding.target(), times);
    return new ActiveInformation(
        new States<>(
            next,
            past,
            Partition.trivial(times.length),
            series.samples(),
            (order, wholeSamples) -> of(series.reorder(order), embedding),
            nullModel -> Warning.ofDiscretization("series", series.discretization())),
        Estimator.plugIn(),
        Inference.against(Null.chiSquare()));
  }

  @Override
  public String toString() {
    return "active information storage, not measured yet: call estimate()";
  }
}
