package org.infoplane.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.infoplane.recording.TimeAxis.PROBE;
import static org.infoplane.recording.TimeAxis.TRAINING_ORDER;
import static org.infoplane.recording.TimeAxis.TRAINING_STEPS;
import static org.infoplane.testing.Trained.cells;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.infoplane.capture.Keeping;
import org.infoplane.measure.ContinuousEstimator;
import org.infoplane.measure.Estimate;
import org.infoplane.measure.Estimator;
import org.infoplane.measure.LayerEstimator;
import org.infoplane.measure.LayerTransfer;
import org.infoplane.measure.Resampling;
import org.infoplane.measure.nulls.Null;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.recording.FittedOn;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.Recording;
import org.infoplane.recording.Snapshot;
import org.infoplane.recording.TimeAxis;
import org.infoplane.recording.Track;
import org.infoplane.result.LayerFlow;
import org.infoplane.result.Moment;
import org.infoplane.symbol.Discretizer;
import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Segments;
import org.infoplane.symbol.Values;
import org.infoplane.testing.Trained;
import org.junit.jupiter.api.Test;

/** What cannot be asked says what was asked, what there is, and what to do. */
class RefusedQuestionsTest {

  private static final Recording VALUES = Trained.recorded(Keeping.values());
  private static final Recording PACKED = Trained.recorded(Keeping.symbols());
  private static final Recording BEYOND = Trained.recorded(Keeping.budget(0));

  private static void assertRefused(Runnable question, String... words) {
    assertThatIllegalArgumentException().isThrownBy(question::run).withMessageContainingAll(words);
  }

  private static TransferEntropyQuery te(Recording run) {
    return TransferEntropyQuery.of(run);
  }

  private static MutualInformationQuery mi(Recording run) {
    return MutualInformationQuery.of(run);
  }

  @Test
  void whatWasPackedHasOneQuestionAndSaysHowToKeepMore() {
    assertRefused(
        () -> te(PACKED).discretize(Discretizer.quantiles(4)).table(),
        "No symbols of layer \"input\" by 4 quantile bins of the unit, fitted on",
        "after epoch 1 the training order keeps symbols of that layer, not values: median of the unit, 30 bins of equal width, smallest to largest of the layer, fitted on the first mini-batch of each epoch",
        "Capture with keeping(values()), or keeping(values(\"input\", ...))");
    assertRefused(
        () -> te(PACKED).from("hidden").with(ContinuousEstimator.gaussian()).table(),
        "No values of layer \"hidden\": after epoch 1 the training order keeps symbols",
        "median of the unit, 30 bins of equal width",
        "keeping(values(\"hidden\", ...)) of all layers of the query.");
    assertRefused(
        () -> te(PACKED).to("output").fittedOn(FittedOn.EPOCH).table(),
        "No symbols of layer \"hidden\" by median of the unit, fitted on all samples of each epoch",
        "fitted on the first mini-batch of each epoch",
        "keeping(values(\"hidden\", ...))");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> te(PACKED).fittingOnce().table())
        .withMessageContainingAll("by median of the unit, fitted on", ", once: after")
        .withMessageContaining("Capture with keeping(values())");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> mi(PACKED).bins(Discretizer.quantiles(30)).table())
        .withMessageContainingAll(
            "30 quantile bins of the unit of layer \"input\", fitted on",
            "after epoch 0 the probe keeps symbols of that layer, not values")
        .withMessageEndingWith("keeping(values(\"input\", ...)) of all layers of the query.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> mi(PACKED).units(UnitSelection.only(0)).table())
        .withMessageStartingWith("No 30 bins of equal width");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> mi(PACKED).with(LayerEstimator.kernelDensity(0.1)).table())
        .withMessageStartingWith("No values of layer \"input\"")
        .withMessageContaining("keeping(values())");
    assertThatIllegalStateException()
        .isThrownBy(() -> PACKED.activations("hidden", 1))
        .withMessage(
            "No values of layer 1 after epoch 1: it was packed to symbols. Record with keeping(values()).");
    assertThatIllegalStateException()
        .isThrownBy(() -> VALUES.track(PROBE).at(1).symbols(2))
        .withMessage(
            "No symbols of layer 2 after epoch 1: its values are kept. Take values(layer) and a Discretizer.");
  }

  @Test
  void beyondTheBudgetALargerOneIsARemedyToo() {
    assertRefused(
        () -> te(BEYOND).with(ContinuousEstimator.gaussian()).table(),
        "No values of layer \"input\": after epoch 1 the training order keeps symbols",
        "fitted on all samples of each epoch",
        "Capture with keeping(values())",
        "or with a larger budget, keeping(budget(bytes))");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> mi(BEYOND).bins(Discretizer.quantiles(4)).table())
        .withMessageStartingWith("No 4 quantile bins of the unit of layer \"input\"");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> te(BEYOND).window(50).table())
        .withMessageStartingWith("No symbols of layer \"input\" by median of the unit")
        .withMessageEndingWith("Or use fittedOn(EPOCH).");
    assertThat(cells(te(BEYOND).window(50).fittedOn(FittedOn.EPOCH).table()))
        .isEqualTo(cells(te(VALUES).window(50).fittedOn(FittedOn.EPOCH).table()));
    long oneEpoch = 2 * Trained.PROBE_BYTES + Trained.ORDER_BYTES;
    Recording crossed = Trained.recorded(Keeping.budget(oneEpoch));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> te(crossed).discretize(Discretizer.mean()).table())
        .withMessageContaining("after epoch 2 the training order keeps symbols of that layer")
        .withMessageContaining("or with a larger budget, keeping(budget(bytes))");
    assertThat(cells(te(crossed).discretize(Discretizer.mean()).epochs(1).table()))
        .isEqualTo(cells(te(VALUES).discretize(Discretizer.mean()).epochs(1).table()));
  }

  @Test
  void layersUnitsAndEpochsThatAreNotThereAreNamedWithThoseThatAre() {
    List<Runnable> layers =
        List.of(
            () -> te(VALUES).discretize("middle", Discretizer.mean()),
            () -> te(VALUES).units("middle", 1),
            () -> mi(VALUES).bins("middle", Discretizer.mean()),
            () -> mi(VALUES).units("middle", 1),
            () -> VALUES.activations("middle", 1));
    for (Runnable question : layers) {
      assertThatIllegalArgumentException()
          .isThrownBy(question::run)
          .withMessage(
              "No layer named \"middle\" was recorded. This recording has: \"input\" (4 units), \"hidden\" (5 units), \"output\" (3 units). Use one of these.");
    }
    String unit = "Layer \"input\" has no unit 4. Pass indices from 0 to 3";
    assertRefused(() -> te(VALUES).units(UnitSelection.only(0, 4)), unit);
    assertRefused(() -> mi(VALUES).units(UnitSelection.only(0, 4)), unit);
    assertRefused(
        () -> te(VALUES).units("output", -1),
        "Layer \"output\" has no unit -1. Pass indices from 0 to 2");
    assertRefused(
        () -> te(VALUES).units(layer -> new int[0]), "empty for layer \"input\"", "at least one");
    assertRefused(
        () -> te(VALUES).epochs(1, 9),
        "Epoch 9 was not recorded on the training order axis. It has epochs 1 to 4. Pass one of these.");
    assertRefused(
        () -> mi(VALUES).epochs(9),
        "Epoch 9 was not recorded on the probe axis. It has epochs 0 to 4. Pass one of these.");
    assertRefused(() -> te(VALUES).epochs(), "epochs must not be empty", "at least one");
    assertRefused(
        () -> VALUES.activations("hidden", 0, TRAINING_ORDER),
        "Epoch 0 was not recorded on the training order axis. It has epochs 1 to 4. Pass one of these.");
    assertRefused(
        () -> te(VALUES).on(TRAINING_STEPS).window(3).epochs(4, 1).table(),
        "Epoch 1 has no result: the first window of 3 training steps ends with epoch 2",
        "a shorter window(steps)");
    assertRefused(
        () -> te(VALUES).on(TRAINING_STEPS).epochs(3).heatMap(),
        "Epoch 3 has no result: all training steps are one window, which ends with epoch 4",
        "a shorter window(steps)");
    assertThat(te(VALUES).on(TRAINING_STEPS).epochs(4, 2).window(3).result().moments())
        .extracting(Moment::epoch)
        .containsExactly(2, 4);
  }

  /** Two wide layers of ten thousand examples, looked at once; values are never read. */
  private static Recording large(AtomicInteger reads) {
    Values wide =
        Values.view(
            10_000,
            300,
            (sample, unit) -> {
              reads.incrementAndGet();
              return Math.sin(sample * (unit + 1.0));
            });
    return new Recording(
        List.of(new LayerInfo("wide", "input", 300), new LayerInfo("too", "dense", 300)),
        List.of(
            new Track(
                PROBE,
                List.of(
                    new Snapshot(
                        0,
                        List.of(Snapshot.Layer.of(wide), Snapshot.Layer.of(wide)),
                        Partition.trivial(10_000),
                        new int[] {0})),
                Optional.empty())),
        List.of(),
        Recipe.empty());
  }

  @Test
  void questionOfHoursIsAnsweredByWhatWouldTakeMinutesAndStartsNothing() {
    AtomicInteger reads = new AtomicInteger();
    TransferEntropyQuery hours = te(large(reads)).with(ContinuousEstimator.kraskov(4));
    // 2 directions x 300 x 300 pairs x 10,000 samples x (1 + 20) surrogates x 10 microseconds
    assertRefused(
        hours::table,
        "Kraskov, 4 neighbours, algorithm 1 TE, values, k = 1, l = 1, lag = 1, mean over pairs of units of 180,000 pairs, 10,000 observations each, with 20 surrogates takes about 27 hours.",
        "units(sampled(32, 1))",
        "from(...).to(...)",
        "fewer surrogates");
    TransferEntropyQuery two = hours.from("wide").to("too");
    assertThatIllegalArgumentException()
        .isThrownBy(two::matrix)
        .withMessageContaining("of 90,000 pairs")
        .withMessageContaining("about 53 hours");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> two.pairs(0))
        .withMessageContaining("units(sampled(32, 1))");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> two.units(UnitSelection.sampled(60, 1)).table())
        .withMessageContaining("of 3,600 pairs")
        .withMessageContaining("about 2 hours");
    assertThat(reads.get()).isZero();
  }

  /** An estimator that declares an hour and measures nothing. */
  private record Slow() implements LayerEstimator {
    @Override
    public Estimate ofInput(Values layer, Optional<Values> input, Surrogates nulls) {
      throw new AssertionError("it has begun");
    }

    @Override
    public Estimate ofLabels(Values layer, Partition labels, Surrogates nulls) {
      throw new AssertionError("it has begun");
    }

    @Override
    public double seconds(int samples) {
      return 3600;
    }

    @Override
    public String toString() {
      return "slow";
    }
  }

  @Test
  void whatALayerKnowsIsNotMeasuredForHours() {
    int moments = VALUES.track(TimeAxis.PROBE).snapshots().size() * VALUES.layers().size();
    assertThatIllegalArgumentException()
        .isThrownBy(mi(VALUES).with(new Slow())::table)
        .withMessageStartingWith("slow of %s layers (all moments counted)".formatted(moments))
        .withMessageContainingAll(
            "20 surrogates takes about %s hours".formatted(22 * moments), "epochs(0, 10, 30)");
  }

  @Test
  void intervalsAreOfCountsOnly() {
    String words = "nearest neighbours, k = 3 has no intervals. Leave interval(...) out";
    MutualInformationQuery interval = mi(VALUES).interval(Resampling.jackknife(10));
    assertRefused(() -> interval.with(LayerEstimator.mixed()), words);
    assertRefused(
        () -> mi(VALUES).with(LayerEstimator.mixed()).interval(Resampling.jackknife(10)), words);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> interval.with(ContinuousEstimator.gaussian()))
        .withMessageContainingAll("Gaussian", "has no intervals");
  }

  @Test
  void nullsThatChangeValuesAreNoNullsOfSymbols() {
    String[] words = {
      "phase randomisation x 9, seed 1 changes values",
      "circularShift(99, seed)",
      "with(gaussian())"
    };
    TransferEntropyQuery te = te(VALUES);
    assertRefused(() -> te.against(Null.phaseRandomization(9, 1)), words);
    TransferEntropyQuery phases =
        te.with(ContinuousEstimator.gaussian()).against(Null.phaseRandomization(9, 1));
    LayerFlow flow = phases.epochs(4).from("input").result().flows().get(0);
    assertThat(flow.significance())
        .isEqualTo(
            LayerTransfer.ofPairs(
                    Trained.inOrder(4, 0),
                    Trained.inOrder(4, 1),
                    Embedding.oneStep(),
                    ContinuousEstimator.gaussian())
                .against(Null.phaseRandomization(9, 1), Segments.whole())
                .ofMean());
    assertRefused(() -> phases.with(Estimator.plugIn()), words);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> mi(VALUES).against(Null.phaseRandomization(9, 1)))
        .withMessageContainingAll("phase randomisation x 9, seed 1", "Use globalShuffle(...)");
  }

  @Test
  void gaussianNeedsMoreSamplesThanItHasTerms() {
    TransferEntropyQuery gaussian = te(VALUES).with(ContinuousEstimator.gaussian());
    assertRefused(
        () -> gaussian.window(3).table(),
        "Gaussian information of 3 dimensions in all needs more observations than dimensions, got 2.");
    assertRefused(
        () -> gaussian.ofWholeLayers().window(10).table(),
        "The Gaussian transfer entropy of whole layers needs more transitions than the 14 dimensions in all, got 9. Pass more samples, or fewer units: units(sampled(32, seed)).");
  }

  @Test
  void ordinalPatternsAreNoBinsAndNotOfSequences() {
    assertRefused(
        () -> mi(VALUES).bins(Discretizer.ordinalPatterns(3)),
        "rule must look at one example at a time, got ordinal patterns of order 3",
        "quantiles(n)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> mi(VALUES).bins("hidden", Discretizer.ordinalPatterns(3)))
        .withMessageContaining("one example at a time");
  }

  @Test
  void wholeLayersHaveNoPairsOfUnits() {
    TransferEntropyQuery whole = te(VALUES).from("input").to("hidden").ofWholeLayers();
    assertThatIllegalStateException()
        .isThrownBy(() -> whole.pairs(1))
        .withMessageContainingAll("pairs(epoch) needs pairs of units", "table()");
    assertThatIllegalStateException()
        .isThrownBy(whole::matrix)
        .withMessageContainingAll("matrix() needs pairs of units", "table()");
  }

  @Test
  void interruptedQueryEndsAndALaterOneIsWhole() {
    List<List<Object>> expected = cells(te(VALUES).table());
    List<List<Object>> knows = cells(mi(VALUES).table());
    Recording run = Trained.recorded(Keeping.values());
    TransferEntropyQuery te = te(run);
    MutualInformationQuery mi = mi(run);
    TransferEntropyQuery neighbours = te.with(ContinuousEstimator.kraskov(3)).epochs(1);
    List<Runnable> questions =
        List.of(te::table, neighbours::table, mi::table, te.from("input").to("hidden")::matrix);
    for (Runnable question : questions) {
      Thread.currentThread().interrupt();
      assertThatExceptionOfType(CancellationException.class)
          .isThrownBy(question::run)
          .withMessage(
              "The measurement was stopped and has no result. Run it again from the start.");
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(cells(te.table())).isEqualTo(expected);
    assertThat(cells(mi.table())).isEqualTo(knows);
    assertThat(cells(neighbours.table()))
        .isEqualTo(cells(te(VALUES).with(ContinuousEstimator.kraskov(3)).epochs(1).table()));
  }
}
