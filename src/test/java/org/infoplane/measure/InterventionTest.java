package org.infoplane.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.infoplane.measure.statistics.Draws;
import org.infoplane.symbol.Discretizer;
import org.infoplane.symbol.Values;
import org.junit.jupiter.api.Test;

/** Interventions made of others: some units, and what comes of it further on. */
class InterventionTest {

  private static final double[][] X = {{1, -2, .5}, {-1, 3, .25}, {2, .5, -4}, {.5, 1, 2}};
  private static final LayerWeights FIRST =
      LayerWeights.of(
          new double[][] {{.5, -1}, {.25, .75}, {-1, .125}},
          new double[] {.1, -.2},
          ActivationFunction.tanh());
  private static final LayerWeights SECOND =
      LayerWeights.of(
          new double[][] {{1, -.5, .3}, {.2, .4, -.6}},
          new double[3],
          ActivationFunction.sigmoid());
  private static final Intervention ALL = Intervention.ofDense(Values.ofRows(X), FIRST);
  private static final int[] DRAW = {2, 0, 3, 1};

  private static double[][] rows(Values values) {
    double[][] rows = new double[values.samples()][values.units()];
    for (int n = 0; n < rows.length; n++) {
      for (int unit = 0; unit < rows[n].length; unit++) {
        rows[n][unit] = values.get(n, unit);
      }
    }
    return rows;
  }

  @Test
  void someUnitsAreThoseOfTheirNumbersInTheirOrder() {
    Intervention some = ALL.only(new int[] {2, 0}, new int[] {1});
    for (int n = 0; n < 4; n++) {
      assertThat(some.source().get(n, 0)).isEqualTo(X[n][2]);
      assertThat(some.source().get(n, 1)).isEqualTo(X[n][0]);
      assertThat(some.target().get(n, 0)).isEqualTo(ALL.target().get(n, 1));
      assertThat(some.target(0, DRAW).get(n, 0)).isEqualTo(ALL.target(2, DRAW).get(n, 1));
      assertThat(some.target(1, DRAW).get(n, 0)).isEqualTo(ALL.target(0, DRAW).get(n, 1));
    }
    assertThat(some.source().units()).isEqualTo(2);
    assertThat(some.target().units()).isEqualTo(1);
    assertThat(some.target(0, DRAW).units()).isEqualTo(1);
  }

  @Test
  void allUnitsInOrderAreTheInterventionItself() {
    assertThat(ALL.only(Draws.identity(3), Draws.identity(2))).isSameAs(ALL);
    assertThat(ALL.only(new int[] {1, 0, 2}, Draws.identity(2))).isNotSameAs(ALL);
  }

  @Test
  void numbersOfUnitsAreCopied() {
    int[] sources = {2};
    int[] targets = {1};
    Intervention some = ALL.only(sources, targets);
    sources[0] = 0;
    targets[0] = 0;
    assertThat(some.source().get(0, 0)).isEqualTo(X[0][2]);
    assertThat(some.target().get(0, 0)).isEqualTo(ALL.target().get(0, 1));
  }

  @Test
  void unitsOfSomeAreCountedAmongThese() {
    Intervention some = ALL.only(new int[] {2}, new int[] {1});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> some.target(1, DRAW))
        .withMessageContainingAll("source unit", "0 to 0", "got 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ALL.only(new int[] {3}, new int[] {1}))
        .withMessageContainingAll("source unit", "0 to 2", "got 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ALL.only(new int[] {0}, new int[] {-1}))
        .withMessageContainingAll("target unit", "0 to 1", "got -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ALL.only(new int[0], new int[] {1}))
        .withMessageContainingAll("source units", "0 to 2", "got none");
  }

  /** The source is intervened on, and the pass goes on from there. */
  @Test
  void furtherOnIsTheFunctionOfTheTarget() {
    Intervention further = ALL.then(SECOND);
    assertThat(rows(further.source())).isDeepEqualTo(rows(ALL.source()));
    assertThat(rows(further.target())).isDeepEqualTo(rows(SECOND.apply(ALL.target())));
    assertThat(rows(further.target(1, DRAW)))
        .isDeepEqualTo(rows(SECOND.apply(ALL.target(1, DRAW))));
    UnaryOperator<Values> sum =
        values ->
            Values.view(values.samples(), 1, (n, u) -> values.get(n, 0) + 10 * values.get(n, 2));
    double expected = further.target(0, DRAW).get(3, 0) + 10 * further.target(0, DRAW).get(3, 2);
    assertThat(further.then(sum).target(0, DRAW).get(3, 0)).isEqualTo(expected);
    assertThat(further.then(sum).only(new int[] {0}, new int[] {0}).target(0, DRAW).get(3, 0))
        .isEqualTo(expected);
  }

  /** Some units of a dense layer are counted over all values as the whole layer is. */
  @Test
  void contextOfSomeUnitsIsThatOfTheSameUnitsAmongAll() {
    double[][] rows = new double[100][3];
    for (int n = 0; n < 100; n++) {
      for (int unit = 0; unit < 3; unit++) {
        rows[n][unit] = Math.sin(1 + n * (unit + 1.7));
      }
    }
    Intervention all = Intervention.ofDense(Values.ofRows(rows), FIRST);
    Intervention some = all.only(new int[] {2, 0}, new int[] {1});
    LayerTransfer whole = context(all);
    LayerTransfer part = context(some);
    assertThat(part.nats(0, 0)).isEqualTo(whole.nats(2, 1)).isPositive();
    assertThat(part.nats(1, 0)).isEqualTo(whole.nats(0, 1));
    assertThat(part.get(0, 0).estimator()).isEqualTo(whole.get(2, 1).estimator());
    AtomicInteger passes = new AtomicInteger();
    Intervention further =
        all.then(
            values -> {
              passes.incrementAndGet();
              return SECOND.apply(values);
            });
    context(further);
    assertThat(passes.get()).isEqualTo(3 * 64 + 2); // its switches are not known
  }

  private static LayerTransfer context(Intervention all) {
    return InformationFlow.of(
            all, Discretizer.median().fit(all.source()), Discretizer.median().fit(all.target()))
        .inContext();
  }
}
