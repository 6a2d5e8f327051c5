package org.infoplane.measure;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import org.infoplane.measure.nulls.Null;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Symbols;
import org.infoplane.symbol.Values;

/**
 * Mutual information, I(A;B), or I(A;B|C) by {@code given(C)}. Of discrete states plug-in with the
 * chi-square null by default, of real values by 4 nearest neighbours. Immutable: each step returns
 * a new one.
 *
 * @see <a href="https://doi.org/10.1002/047174882X">Cover and Thomas 2006, chapter 2</a>
 */
public final class MutualInformation extends DiscreteInformation<MutualInformation> {

  private MutualInformation(
      States<MutualInformation> states, Estimator estimator, Inference inference) {
    super(states, estimator, inference);
  }

  private static MutualInformation of(Partition a, Partition b, Warnings warnings) {
    return new MutualInformation(
        new States<>(
            a,
            b,
            Partition.trivial(a.samples()),
            a.samples(),
            (order, wholeSamples) -> {
              Inference.requireOneMoves(wholeSamples);
              return of(a, b.reorder(order), warnings);
            },
            warnings),
        Estimator.plugIn(),
        Inference.against(Null.chiSquare()));
  }

  @Override
  MutualInformation of(States<MutualInformation> states, Estimator chosen, Inference asked) {
    return new MutualInformation(states, chosen, asked);
  }

  /**
   * {@return mutual information of discrete states}
   *
   * @param a groups of the samples, such as the inputs
   * @param b groups of the same samples, such as the patterns of a layer
   * @throws IllegalArgumentException if the numbers of samples differ
   */
  public static MutualInformation between(Partition a, Partition b) {
    requireNonNull(a, "a must not be null");
    requireNonNull(b, "b must not be null");
    return of(a, b, nullModel -> List.of());
  }

  /**
   * {@return mutual information of two layers, or of two units, the units of each taken jointly; it
   * also warns of constant units, values outside the range and, where the null assumes independent
   * samples, series with memory}
   *
   * @param a {@code units x samples}
   * @param b {@code units x samples}, as many samples
   * @throws IllegalArgumentException if the numbers of samples differ
   */
  public static MutualInformation between(Symbols a, Symbols b) {
    requireNonNull(a, "a must not be null");
    requireNonNull(b, "b must not be null");
    List<Warning> warnings = new ArrayList<>(Warning.ofDiscretization("a", a.discretization()));
    warnings.addAll(Warning.ofDiscretization("b", b.discretization()));
    return of(
        Partition.ofRows(a),
        Partition.ofRows(b),
        nullModel -> Memory.matters(nullModel) ? plus(warnings, Memory.ofBoth(a, b)) : warnings);
  }

  /**
   * {@return mutual information of real values}
   *
   * @param a {@code samples x units}; units are taken jointly
   * @param b {@code samples x units}, as many samples
   * @throws IllegalArgumentException if the numbers of samples differ, or a value is NaN or
   *     infinite
   */
  public static ContinuousMutualInformation between(Values a, Values b) {
    return ContinuousMutualInformation.of(a, b);
  }

  static List<Warning> plus(List<Warning> some, List<Warning> more) {
    List<Warning> all = new ArrayList<>(some);
    all.addAll(more);
    return all;
  }

  @Override
  public String toString() {
    return "mutual information, not measured yet: call estimate()";
  }
}
