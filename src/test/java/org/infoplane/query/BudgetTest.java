package org.infoplane.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.infoplane.recording.TimeAxis.PROBE;
import static org.infoplane.recording.TimeAxis.TRAINING_ORDER;
import static org.infoplane.recording.TimeAxis.TRAINING_STEPS;
import static org.infoplane.testing.Trained.ORDER_BYTES;
import static org.infoplane.testing.Trained.PROBE_BYTES;
import static org.infoplane.testing.Trained.cells;

import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.infoplane.capture.Keeping;
import org.infoplane.measure.Estimator;
import org.infoplane.measure.Resampling;
import org.infoplane.measure.nulls.Null;
import org.infoplane.recording.FittedOn;
import org.infoplane.recording.Recording;
import org.infoplane.recording.TimeAxis;
import org.infoplane.symbol.Discretizer;
import org.infoplane.symbol.Embedding;
import org.infoplane.testing.Trained;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.Table;

/** One training, of which values or symbols were kept: tables are the same. */
class BudgetTest {

  /** Enough for the first two epochs: what is known before is as large as a moment. */
  private static final long SOME = PROBE_BYTES + 2 * (ORDER_BYTES + PROBE_BYTES) + 1;

  private static final Recording VALUES = Trained.recorded(Keeping.values());
  private static final Recording NOTHING = Trained.recorded(Keeping.budget(0));
  private static final Recording CROSSED = Trained.recorded(Keeping.budget(SOME));
  private static final List<Recording> WITHIN_A_BUDGET =
      List.of(
          NOTHING,
          CROSSED,
          Trained.recorded(Keeping.defaults()),
          Trained.announced(Keeping.budget(SOME)));

  private static List<Boolean> hasValues(Recording run, TimeAxis axis) {
    return run.track(axis).snapshots().stream().map(at -> at.hasValues(1)).toList();
  }

  @Test
  void valuesAreKeptUntilTheBudgetIsUsedUp() {
    assertThat(hasValues(CROSSED, PROBE)).containsExactly(true, true, true, false, false);
    assertThat(hasValues(CROSSED, TRAINING_ORDER)).containsExactly(true, true, false, false);
    assertThat(hasValues(NOTHING, PROBE)).containsOnly(false);
    assertThat(hasValues(NOTHING, TRAINING_ORDER)).containsOnly(false);
    assertThat(CROSSED.recipe().entries())
        .containsEntry(
            "keeping",
            "values up to 18241 bytes, else symbols by median of the unit and 30 bins of equal width, smallest to largest of the layer, fitted on all samples of each epoch")
        .containsEntry("kept of the probe", "values, 0.00864 MB; symbols, 0.000180 MB")
        .containsEntry("kept of the training order", "values, 0.00960 MB; symbols, 0.000300 MB");
  }

  @Test
  void whereTheNumberOfMomentsIsKnownAllOrNoneAreKept() {
    long probe = 5 * PROBE_BYTES;
    long order = 4 * ORDER_BYTES;
    Recording fits = Trained.announced(Keeping.budget(probe + order));
    assertThat(hasValues(fits, PROBE)).containsOnly(true);
    assertThat(hasValues(fits, TRAINING_ORDER)).containsOnly(true);
    Recording probeFits = Trained.announced(Keeping.budget(probe + order - 1));
    assertThat(hasValues(probeFits, PROBE)).containsOnly(true);
    assertThat(hasValues(probeFits, TRAINING_ORDER)).containsOnly(false);
    Recording orderFits = Trained.announced(Keeping.budget(probe - 1));
    assertThat(hasValues(orderFits, PROBE)).containsOnly(false);
    assertThat(hasValues(orderFits, TRAINING_ORDER)).containsOnly(false);
  }

  private static void assertSame(Function<Recording, Table> question) {
    List<List<Object>> expected = cells(question.apply(VALUES));
    assertThat(expected.size()).isGreaterThan(1);
    for (Recording run : WITHIN_A_BUDGET) {
      assertThat(cells(question.apply(run)))
          .as("%s", run.recipe().entries().get("keeping"))
          .isEqualTo(expected);
    }
  }

  private static void assertSameTransfer(UnaryOperator<TransferEntropyQuery> step) {
    assertSame(run -> step.apply(TransferEntropyQuery.of(run)).table());
  }

  @Test
  void transferEntropyDoesNotDependOnTheBudget() {
    assertSameTransfer(te -> te);
    assertSameTransfer(te -> te.on(PROBE));
    assertSameTransfer(te -> te.on(TRAINING_STEPS));
    assertSameTransfer(te -> te.on(TRAINING_STEPS).window(3));
    assertSameTransfer(te -> te.discretize(Discretizer.median()));
    assertSameTransfer(te -> te.discretize("hidden", Discretizer.median()).epochs(1, 4));
    assertSameTransfer(te -> te.with(Estimator.millerMadow()).against(Null.withinBatch(5, 1)));
    assertSameTransfer(te -> te.with(new Embedding(2, 1, 1)).from("hidden"));
    assertSameTransfer(te -> te.ofWholeLayers());
    assertSameTransfer(te -> te.interval(Resampling.jackknife(10)).to("hidden"));
    assertSameTransfer(te -> te.units(UnitSelection.sampled(2, 1)));
    assertSameTransfer(te -> te.fittedOn(FittedOn.EPOCH).window(50));
    assertSame(run -> TransferEntropyQuery.of(run).from("input").to("hidden").pairs(4));
  }

  @Test
  void mutualInformationDoesNotDependOnTheBudget() {
    assertSame(run -> MutualInformationQuery.of(run).table());
    assertSame(run -> MutualInformationQuery.of(run).bins(Discretizer.equalWidth(30)).table());
    assertSame(
        run -> MutualInformationQuery.of(run).with(Estimator.grassberger()).epochs(4, 0).table());
    assertSame(run -> MutualInformationQuery.of(run).interval(Resampling.jackknife(10)).table());
  }

  @Test
  void figuresDoNotDependOnTheBudgetButForTheirRecipe() {
    assertThat(matrix(NOTHING)).isEqualTo(matrix(VALUES)).isEqualTo(matrix(CROSSED));
  }

  private static String matrix(Recording run) {
    String json = TransferEntropyQuery.of(run).from("input").to("hidden").matrix().json();
    return json.substring(0, json.indexOf("\"layout\""));
  }

  /** What was packed as mini-batches arrived, and the values asked for the same. */
  private static void assertPacked(
      Keeping keeping, UnaryOperator<TransferEntropyQuery> step, TimeAxis axis) {
    Recording packed = Trained.recorded(keeping);
    Table asWas = TransferEntropyQuery.of(packed).on(axis).table();
    Table asked = step.apply(TransferEntropyQuery.of(VALUES).on(axis)).table();
    assertThat(cells(asked)).isEqualTo(cells(asWas));
  }

  private static void assertPackedInOrder(
      Keeping keeping, UnaryOperator<TransferEntropyQuery> step) {
    assertPacked(keeping, step, TRAINING_ORDER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TRAINING_ORDER", "PROBE", "TRAINING_STEPS"})
  void rulesFittedOnTheFirstMiniBatchAreThoseOfPacking(TimeAxis axis) {
    UnaryOperator<TransferEntropyQuery> first = te -> te.fittedOn(FittedOn.FIRST_BATCH);
    assertPacked(Keeping.symbols(), first, axis);
    assertPacked(Keeping.symbols().fittingOnce(), te -> first.apply(te).fittingOnce(), axis);
    assertPacked(
        Keeping.symbols(Discretizer.mean()),
        te -> first.apply(te).discretize(Discretizer.mean()),
        axis);
    assertPacked(
        Keeping.symbols(Discretizer.median().perLayer()).discretize("output", Discretizer.zero()),
        te ->
            first
                .apply(te)
                .discretize(Discretizer.median().perLayer())
                .discretize("output", Discretizer.zero()),
        axis);
  }

  @Test
  void firstMiniBatchIsNotTheEpoch() {
    TransferEntropyQuery te = TransferEntropyQuery.of(VALUES);
    assertThat(cells(te.fittedOn(FittedOn.FIRST_BATCH).table()))
        .isNotEqualTo(cells(te.table()))
        .isNotEqualTo(cells(te.fittedOn(FittedOn.FIRST_BATCH).fittingOnce().table()));
  }

  @Test
  void thresholdsNeedNoSampleToBeFittedOn() {
    assertPackedInOrder(
        Keeping.symbols(Discretizer.zero()), te -> te.discretize(Discretizer.zero()));
    assertPackedInOrder(
        Keeping.symbols(Discretizer.authorsLogits()).discretize("output", Discretizer.zero()),
        te -> te.discretize(Discretizer.authorsLogits()).discretize("output", Discretizer.zero()));
  }

  @Test
  void windowOfPackedSymbolsIsTheWindowOfValues() {
    for (Discretizer rule : List.of(Discretizer.zero(), Discretizer.threshold(0.1))) {
      Recording packed = Trained.recorded(Keeping.symbols(rule));
      List<List<Object>> expected =
          cells(TransferEntropyQuery.of(VALUES).discretize(rule).window(40).table());
      assertThat(cells(TransferEntropyQuery.of(packed).window(40).table())).isEqualTo(expected);
      assertThat(cells(TransferEntropyQuery.of(packed).discretize(rule).window(40).table()))
          .isEqualTo(expected);
    }
    Recording median = Trained.recorded(Keeping.symbols());
    assertThat(cells(TransferEntropyQuery.of(median).window(40).table()))
        .isEqualTo(
            cells(
                TransferEntropyQuery.of(VALUES).fittedOn(FittedOn.FIRST_BATCH).window(40).table()));
  }

  @Test
  void valuesOfOneLayerAndSymbolsOfTheOthersAreAskedTogether() {
    Recording mixed = Trained.recorded(Keeping.values("hidden").discretize(Discretizer.zero()));
    assertThat(hasValues(mixed, PROBE)).containsOnly(true);
    assertThat(mixed.track(PROBE).snapshots()).noneMatch(at -> at.hasValues(0) || at.hasValues(2));
    for (TimeAxis axis : List.of(TRAINING_ORDER, PROBE)) {
      assertThat(
              cells(
                  TransferEntropyQuery.of(mixed)
                      .on(axis)
                      .discretize("hidden", Discretizer.mean())
                      .table()))
          .isEqualTo(
              cells(
                  TransferEntropyQuery.of(VALUES)
                      .on(axis)
                      .discretize(Discretizer.zero())
                      .discretize("hidden", Discretizer.mean())
                      .table()));
    }
    assertThat(cells(MutualInformationQuery.of(mixed).table()))
        .isEqualTo(cells(MutualInformationQuery.of(VALUES).table()));
  }

  @Test
  void binsOfValuesArePackedBins() {
    List<Discretizer> rules =
        List.of(
            Discretizer.equalWidth(30, -1, 1),
            Discretizer.binWidth(0.25),
            Discretizer.quantiles(5).perLayer(),
            Discretizer.equalWidth(7));
    for (Discretizer bins : rules) {
      Recording packed = Trained.recorded(Keeping.symbols().bins(bins));
      assertThat(cells(MutualInformationQuery.of(VALUES).bins(bins).table()))
          .as("%s", bins)
          .isEqualTo(cells(MutualInformationQuery.of(packed).table()))
          .isEqualTo(cells(MutualInformationQuery.of(packed).bins(bins).table()));
    }
    Recording once = Trained.recorded(Keeping.symbols().bins(rules.get(3)).fittingOnce());
    assertThat(cells(MutualInformationQuery.of(VALUES).bins(rules.get(3)).fittingOnce().table()))
        .isEqualTo(cells(MutualInformationQuery.of(once).table()))
        .isNotEqualTo(cells(MutualInformationQuery.of(VALUES).bins(rules.get(3)).table()));
  }
}
