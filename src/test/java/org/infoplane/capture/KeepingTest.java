package org.infoplane.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.infoplane.recording.TimeAxis.PROBE;
import static org.infoplane.recording.TimeAxis.TRAINING_ORDER;
import static org.infoplane.testing.Trained.LAYERS;
import static org.infoplane.testing.Trained.ORDER_BYTES;
import static org.infoplane.testing.Trained.PROBE_BYTES;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.Recording;
import org.infoplane.recording.Snapshot;
import org.infoplane.symbol.Discretizer;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Values;
import org.infoplane.testing.Trained;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeepingTest {

  @TempDir private Path folder;

  @Test
  void stepsOfPackingAreRefusedWhereNothingIsPacked() {
    for (Keeping values : List.of(Keeping.values(), Keeping.defaults(), Keeping.budget(0))) {
      Map<String, Runnable> steps =
          Map.of(
              "discretize(rule)", () -> values.discretize(Discretizer.zero()),
              "discretize(layer, rule)", () -> values.discretize("hidden", Discretizer.zero()),
              "bins(...)", () -> values.bins(Discretizer.equalWidth(5)),
              "fittingOnce()", values::fittingOnce);
      steps.forEach(
          (name, step) ->
              assertThatIllegalStateException()
                  .isThrownBy(step::run)
                  .withMessageContainingAll(
                      name, "only values are kept", "query", "symbols(rule)", "values(\"...\")"));
    }
    assertThat(Keeping.values("hidden").bins(Discretizer.equalWidth(5)).binning())
        .isEqualTo(Discretizer.equalWidth(5));
  }

  @Test
  void rulesThatAreNotBinaryAreForQueries() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Keeping.symbols(Discretizer.quantiles(4)))
        .withMessageContainingAll(
            "must be binary, got \"4 quantile bins of the unit\"",
            "median(), mean(), zero(), threshold(t), authorsLogits() or authorsSoftmax()",
            "keeping(values())");
  }

  @Test
  void layersThatAreNamedMustBeRecorded() {
    Map<String, Keeping> wrong =
        Map.of(
            "values(...)", Keeping.values("hidden", "x"),
            "discretize(...)", Keeping.symbols().discretize("x", Discretizer.zero()));
    wrong.forEach(
        (step, keeping) ->
            assertThatIllegalArgumentException()
                .isThrownBy(() -> RunRecorder.of(LAYERS, keeping, Recipe.empty()))
                .withMessageContainingAll("\"x\"", "[input, hidden, output]", step));
  }

  @Test
  void budgetIsAtLeastNothing() {
    for (Runnable step :
        List.<Runnable>of(() -> Keeping.budget(-1), () -> Keeping.values().atMost(-1))) {
      assertThatIllegalArgumentException()
          .isThrownBy(step::run)
          .withMessageContainingAll("bytes", "at least 0", "got -1");
    }
  }

  @Test
  void temporaryFilesNeedAFolder() {
    Path none = folder.resolve("none");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Keeping.defaults().temporaryFilesIn(none))
        .withMessageContainingAll(none.toString(), "does not exist", "Create it");
  }

  @Test
  void valuesThatDoNotFitAreRefusedBeforeTrainingIfTheirNumberIsKnown() {
    Keeping tight = Keeping.values().atMost(5 * PROBE_BYTES - 1);
    try (RunRecorder run = RunRecorder.of(LAYERS, tight, Recipe.empty())) {
      run.expect(PROBE, 5);
      assertThatIllegalStateException()
          .isThrownBy(() -> Trained.start(run))
          .withMessageContainingAll(
              "atMost(...)",
              "14399 bytes",
              "on the axis of probe, 5 moments need 14400 bytes",
              "Allow more",
              "keep symbols");
    }
    Recording fits = Trained.announced(Keeping.values().atMost(5 * PROBE_BYTES + 4 * ORDER_BYTES));
    assertThat(fits.track(PROBE).snapshots()).allMatch(at -> at.hasValues(0));
    assertThat(fits.recipe().entries()).containsEntry("keeping", "values, at most 33600 bytes");
  }

  @Test
  void valuesThatDoNotFitAreRefusedAfterTheFirstEpochInTrainingOrder() {
    Keeping tight = Keeping.values().atMost(5 * PROBE_BYTES + 4 * ORDER_BYTES - 1);
    try (RunRecorder run = RunRecorder.of(LAYERS, tight, Recipe.empty())) {
      run.expect(PROBE, 5);
      run.expect(TRAINING_ORDER, 4);
      Trained.start(run);
      assertThatIllegalStateException()
          .isThrownBy(() -> Trained.epochs(run, 1, 4))
          .withMessageContainingAll("33599 bytes", "training order, 4 moments need 19200 bytes");
      run.drop(TRAINING_ORDER);
      assertThat(run.stop().track(PROBE).snapshots()).hasSize(1);
    }
  }

  @Test
  void valuesOfAnUnknownNumberOfMomentsAreRefusedWhenTheyNoLongerFit() {
    Keeping tight = Keeping.values("hidden").atMost(3 * 100 * 5 * Float.BYTES);
    try (RunRecorder run = RunRecorder.of(LAYERS, tight, Recipe.empty())) {
      for (int epoch = 1; epoch <= 3; epoch++) {
        Trained.order(run, epoch);
        run.endEpoch(epoch, 4 * epoch);
      }
      assertThatIllegalStateException()
          .isThrownBy(() -> Trained.order(run, 4))
          .withMessageContainingAll(
              "6000 bytes", "training order, those of one moment need 2000 bytes");
    }
  }

  @Test
  void numberOfMomentsIsAtLeastOne() {
    try (RunRecorder run = RunRecorder.of(LAYERS, Keeping.values(), Recipe.empty())) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> run.expect(PROBE, 0))
          .withMessageContainingAll("moments", "at least 1", "got 0");
    }
  }

  @Test
  void valuesAreThoseThatWerePushedWhateverBecomesOfTheirArray() {
    float[] rows = {1, 2, 3, 4, 5, 6};
    TrainingMoment moment = new TrainingMoment(TRAINING_ORDER, 1, 3);
    try (RunRecorder run = RunRecorder.of(LAYERS.subList(0, 1), Keeping.values(), Recipe.empty())) {
      for (int batch = 0; batch < 2; batch++) {
        run.push("input", Values.ofRows(rows, 2), moment);
        Arrays.fill(rows, 7 + batch);
      }
      run.complete(moment, Partition.trivial(6));
      run.endEpoch(1, 3);
      Values kept = run.finish().activations("input", 1);
      assertThat(columns(kept))
          .isDeepEqualTo(new double[][] {{1, 3, 5, 7, 7, 7}, {2, 4, 6, 7, 7, 7}});
      assertThat(kept.isSingle()).isTrue();
    }
  }

  private static double[][] columns(Values values) {
    double[][] columns = new double[values.units()][values.samples()];
    values.columns(0, columns);
    return columns;
  }

  @Test
  void keptValuesAreThoseOfTheTraining() {
    Recording run = Trained.recorded(Keeping.defaults());
    for (int layer = 0; layer < 3; layer++) {
      for (int epoch = 0; epoch <= Trained.EPOCHS; epoch++) {
        Snapshot look = run.track(PROBE).at(epoch);
        assertThat(columns(look.values(layer)))
            .isDeepEqualTo(columns(Trained.onProbe(epoch, layer)));
        if (epoch > 0) {
          Snapshot order = run.track(TRAINING_ORDER).at(epoch);
          assertThat(columns(order.values(layer)))
              .isDeepEqualTo(columns(Trained.inOrder(epoch, layer)));
          assertThat(order.batchStarts()).isEqualTo(Trained.starts());
          assertThat(order.patterns(layer)).isEmpty();
          assertThat(order.binning(layer)).isEmpty();
        }
      }
    }
  }
}
