package org.infoplane.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;
import static org.infoplane.recording.TimeAxis.PROBE;
import static org.infoplane.recording.TimeAxis.TRAINING_ORDER;
import static org.infoplane.recording.TimeAxis.TRAINING_STEPS;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.infoplane.Notebook;
import org.infoplane.capture.Keeping;
import org.infoplane.measure.ContinuousEstimator;
import org.infoplane.measure.Estimator;
import org.infoplane.measure.LagSignificance;
import org.infoplane.measure.LagSpectrum;
import org.infoplane.measure.LayerTransfer;
import org.infoplane.measure.Resampling;
import org.infoplane.measure.Unit;
import org.infoplane.measure.nulls.Null;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.recording.Fact;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.Recording;
import org.infoplane.recording.Sequences;
import org.infoplane.recording.Snapshot;
import org.infoplane.recording.TimeAxis;
import org.infoplane.recording.Track;
import org.infoplane.symbol.Discretizer;
import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Segments;
import org.infoplane.symbol.Symbols;
import org.infoplane.symbol.Values;
import org.infoplane.testing.Drawn;
import org.infoplane.testing.Trained;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/** After how many steps: questions against {@link LagSpectrum}, called by hand. */
class LagQueryTest {

  private static final int STEPS = 600;
  private static final int[] DELAYS = {1, 3, 4};

  private static final List<LayerInfo> LAYERS =
      List.of(
          new LayerInfo("input", "input", 2),
          new LayerInfo("hidden", "rnn", 4),
          new LayerInfo("output", "output", 1));

  private static final LagSpectrum.Measure<Symbols> PLUG_IN =
      (x, y, e) -> LayerTransfer.ofPairs(x, y, e, Estimator.plugIn());

  /** Hidden units follow the first input 1, 3 and 4 steps later, the last is constant. */
  private static List<Values> layers(long seed, double coupling) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] input = new double[2][STEPS];
    double[][] hidden = new double[4][STEPS];
    double[][] output = new double[1][STEPS];
    for (int t = 0; t < STEPS; t++) {
      input[0][t] = random.nextDouble(-1, 1);
      input[1][t] = random.nextDouble(-1, 1);
      for (int unit = 0; unit < DELAYS.length; unit++) {
        double late = t < DELAYS[unit] ? 0 : input[0][t - DELAYS[unit]];
        hidden[unit][t] = Math.tanh(coupling * late + 0.3 * random.nextDouble(-1, 1));
      }
      hidden[3][t] = 0.25;
      output[0][t] = (t < 2 ? 0 : hidden[0][t - 2]) + 0.2 * random.nextDouble(-1, 1);
    }
    return List.of(Values.ofSeries(input), Values.ofSeries(hidden), Values.ofSeries(output));
  }

  private static Snapshot moment(int epoch, List<Values> layers, int... starts) {
    return new Snapshot(
        epoch,
        layers.stream().map(Snapshot.Layer::of).toList(),
        Partition.trivial(layers.get(0).samples()),
        starts);
  }

  private static Recording recording(TimeAxis axis, Recipe recipe, Snapshot... moments) {
    return new Recording(
        LAYERS, List.of(new Track(axis, List.of(moments), Optional.empty())), List.of(), recipe);
  }

  private static final Recipe ONE_SEQUENCE =
      Recipe.empty().with(new Fact.Steps(Sequences.EVERY_STEP));

  private static final List<Values> NOISE = layers(1, 0);
  private static final List<Values> LATE = layers(2, 2);

  /** One long sequence, before and after it was learned. */
  private static final Recording LONG =
      recording(PROBE, ONE_SEQUENCE, moment(0, NOISE, 0), moment(5, LATE, 0));

  private static Symbols median(Values values) {
    return Discretizer.median().fit(values).encode(values);
  }

  private static LagSpectrum byHand(
      List<Values> of, int from, int to, Segments segments, int last) {
    return LagSpectrum.ofSymbols(
        median(of.get(from)),
        median(of.get(to)),
        Embedding.oneStep().within(segments),
        1,
        last,
        PLUG_IN);
  }

  private static double bits(double nats) {
    return Unit.BITS.fromNats(nats);
  }

  /** The rows of one layer pair at one moment. */
  private static void assertRows(
      Table table, int first, LagSpectrum spectrum, LagSignificance nullModel) {
    for (int lag = spectrum.first(); lag <= spectrum.last(); lag++) {
      Row row = table.row(first + lag - spectrum.first());
      LayerTransfer te = spectrum.at(lag);
      assertThat(row.getInt("lag")).isEqualTo(lag);
      assertThat(row.getDouble("TE mean [bits]")).isEqualTo(bits(te.meanNats()));
      assertThat(row.getDouble("bias [bits]")).isEqualTo(bits(te.biasNatsWithoutInformation()));
      assertThat(row.getDouble("null mean [bits]"))
          .as("null mean of lag %s", lag)
          .isEqualTo(bits(nullModel.ofMean(lag).nullMean()));
      assertThat(row.getDouble("null deviation [bits]"))
          .isEqualTo(bits(nullModel.ofMean(lag).nullDeviation()));
      assertThat(row.getDouble("p (null)")).isEqualTo(nullModel.ofMean(lag).pValue());
      assertThat(row.getBoolean("best")).isEqualTo(lag == spectrum.bestLag());
      assertThat(row.getDouble("p (best of all lags)")).isEqualTo(nullModel.ofBest().pValue());
    }
  }

  @Test
  void tableOfOneLongSequenceIsTheSpectrumAgainstShiftsLongerThanTheLongestLag() {
    LagQuery lags = Notebook.transferEntropy(LONG).from("input").to("hidden").lags(1, 5);
    Table table = lags.table();
    assertThat(table.name()).isEqualTo("transfer entropy by lag, probe");
    assertThat(table.columnNames())
        .containsExactly(
            "epoch",
            "from",
            "to",
            "lag",
            "TE mean [bits]",
            "bias [bits]",
            "null mean [bits]",
            "null deviation [bits]",
            "p (null)",
            "best",
            "p (best of all lags)",
            "warnings");
    assertThat(table.rowCount()).isEqualTo(2 * 5);
    assertThat(table.intColumn("epoch").asList()).startsWith(0, 0).endsWith(5, 5);
    Surrogates shift = Null.circularShift(20, 42);
    for (int epoch = 0; epoch < 2; epoch++) {
      LagSpectrum spectrum = byHand(epoch == 0 ? NOISE : LATE, 0, 1, Segments.whole(), 5);
      assertRows(table, 5 * epoch, spectrum, spectrum.against(shift, Segments.whole()));
    }
    assertThat(table.row(0).getDouble("p (best of all lags)")).isGreaterThan(0.05);
    assertThat(table.row(5).getDouble("p (best of all lags)")).isEqualTo(1 / 21.0);
    assertThat(lags.recipe().entries())
        .containsEntry("null", "circular shift of at least 5 steps x 20, seed 42, source only")
        .containsEntry("lags", "1 to 5, on the same transitions")
        .containsEntry("interval", "none");
    assertThat(lags.result().about().recipe().entries()).isEqualTo(lags.recipe().entries());
    assertThat(lags.result().lags()).containsExactly(1, 2, 3, 4, 5);
    assertThat(lags.html()).contains("transfer entropy by lag, probe");
    assertThat(lags.toString()).contains("p (best of all lags)");
    // Without lags the same question has shifts of any length.
    assertThat(Notebook.transferEntropy(LONG).recipe().entries())
        .containsEntry("null", "circular shift x 20, seed 42, source only");
  }

  @Test
  void unitsHaveTheirDelaysAsBestLagsAndTheirOwnNumbers() {
    TransferEntropyQuery te = Notebook.transferEntropy(LONG).from("input").to("hidden").epochs(5);
    Table units = te.lags(1, 5).units();
    assertThat(units.columnNames())
        .containsExactly(
            "epoch",
            "from",
            "to",
            "unit",
            "best lag",
            "TE [bits]",
            "null mean [bits]",
            "p (best of all lags)");
    LagSpectrum spectrum = byHand(LATE, 0, 1, Segments.whole(), 5);
    LagSignificance nullModel = spectrum.against(Null.circularShift(20, 42), Segments.whole());
    for (int unit = 0; unit < DELAYS.length; unit++) {
      Row row = units.row(unit);
      assertThat(row.getInt("unit")).isEqualTo(unit);
      assertThat(row.getInt("best lag")).isEqualTo(DELAYS[unit]);
      assertThat(row.getDouble("TE [bits]")).isEqualTo(bits(spectrum.nats(DELAYS[unit], unit)));
      assertThat(row.getDouble("null mean [bits]"))
          .isEqualTo(bits(nullModel.nullMean(DELAYS[unit], unit)));
      assertThat(row.getDouble("p (best of all lags)"))
          .isEqualTo(nullModel.pValueOfBest(unit))
          .isEqualTo(1 / 21.0);
    }
    Row constant = units.row(3);
    assertThat(constant.getDouble("TE [bits]")).isZero();
    assertThat(constant.getDouble("p (best of all lags)")).isEqualTo(1);

    Table some = te.units("hidden", 2, 0).units("input", 0).lags(1, 5).units();
    assertThat(some.intColumn("unit").asList()).containsExactly(2, 0);
    assertThat(some.intColumn("best lag").asList()).containsExactly(4, 1);
    assertThat(some.doubleColumn("TE [bits]").get(0)).isEqualTo(bits(spectrum.at(4).nats(0, 2)));
  }

  @Test
  void constantUnitsAreWarnedOfAtEachLag() {
    Table table =
        Notebook.transferEntropy(LONG).from("input").to("hidden").epochs(5).lags(1, 3).table();
    assertThat(table.stringColumn("warnings").asList())
        .hasSize(3)
        .allSatisfy(words -> assertThat(words).contains("target: 1 of 4 units constant"));
  }

  /** Mostly at the larger of its two values, the input is never above its median. */
  @Test
  void inputOfTwoValuesThatTheMedianSilencesIsWarnedOf() {
    int[] coin = new SplittableRandom(3).ints(STEPS, 0, 10).map(u -> u < 6 ? 1 : 0).toArray();
    double[] x = IntStream.of(coin).asDoubleStream().toArray();
    double[] y = IntStream.range(0, STEPS).mapToDouble(t -> t < 2 ? 0 : coin[t - 2]).toArray();
    List<Values> layers =
        List.of(Values.ofSeries(x, x), Values.ofSeries(y, y, y, y), Values.ofSeries(y));
    Recording run = recording(PROBE, ONE_SEQUENCE, moment(0, layers, 0));
    TransferEntropyQuery te = Notebook.transferEntropy(run).from("input").to("hidden");
    Table table = te.lags(1, 4).table();
    assertThat(table.doubleColumn("TE mean [bits]").asList()).containsOnly(0.0);
    assertThat(table.stringColumn("warnings").asList())
        .allSatisfy(
            words ->
                assertThat(words)
                    .contains("source: 2 of 2 units constant")
                    .contains("target: 4 of 4 units constant"));
    Table told = te.discretize(Discretizer.threshold(0.5)).lags(1, 4).table();
    assertThat(told.row(1).getBoolean("best")).isTrue();
    assertThat(told.row(1).getDouble("TE mean [bits]")).isGreaterThan(0.9);
  }

  @Test
  void gaussianMeasuresTheValues() {
    Table table =
        Notebook.transferEntropy(LONG)
            .from("input")
            .to("hidden")
            .epochs(5)
            .units("hidden", 0, 1, 2)
            .with(ContinuousEstimator.gaussian())
            .lags(1, 5)
            .table();
    LagSpectrum spectrum =
        LagSpectrum.ofValues(
            LATE.get(0),
            LATE.get(1).units(new int[] {0, 1, 2}),
            Embedding.oneStep(),
            1,
            5,
            (x, y, e) -> LayerTransfer.ofPairs(x, y, e, ContinuousEstimator.gaussian()));
    assertRows(table, 0, spectrum, spectrum.against(Null.circularShift(20, 42), Segments.whole()));
    assertThat(spectrum.bestLag()).isIn(1, 3, 4);
  }

  @Test
  void wholeLayersAreOneUnit() {
    LagQuery lags =
        Notebook.transferEntropy(LONG)
            .from("input")
            .to("hidden")
            .epochs(5)
            .ofWholeLayers()
            .lags(1, 4);
    LagSpectrum spectrum =
        LagSpectrum.ofSymbols(
            median(LATE.get(0)),
            median(LATE.get(1)),
            Embedding.oneStep(),
            1,
            4,
            (x, y, e) -> LayerTransfer.ofWholeLayers(x, y, e, Estimator.plugIn()));
    assertRows(
        lags.table(), 0, spectrum, spectrum.against(Null.circularShift(20, 42), Segments.whole()));
    assertThat(lags.units().rowCount()).isEqualTo(1);
  }

  @Test
  void trainingOrderIsShuffledWithinItsMiniBatches() {
    int[] starts = {0, 150, 300, 450};
    Recording run = recording(TRAINING_ORDER, Recipe.empty(), moment(1, LATE, starts));
    LagQuery lags = Notebook.transferEntropy(run).from("input").to("hidden").lags(1, 5);
    LagSpectrum spectrum = byHand(LATE, 0, 1, Segments.whole(), 5);
    assertRows(
        lags.table(),
        0,
        spectrum,
        spectrum.against(Null.withinBatch(20, 42).jointly(), Segments.startingAt(starts)));
    assertThat(lags.recipe().entries())
        .containsEntry("null", "within-batch shuffle x 20, seed 42, whole samples");
  }

  @Test
  void sequencesKeepTheirBordersAndAreShuffledAsTheyAreCut() {
    Segments tens = Segments.ofLength(12, STEPS);
    Recording run = recording(PROBE, ONE_SEQUENCE, moment(1, LATE, 0).ofSequences(tens));
    LagQuery lags = Notebook.transferEntropy(run).from("input").to("hidden").lags(1, 5);
    LagSpectrum spectrum = byHand(LATE, 0, 1, tens, 5);
    assertThat(spectrum.at(5).transitions()).isEqualTo(50 * (12 - 5));
    // Of each sequence the first target is that of step 5: 8 of 12 samples are left.
    assertRows(
        lags.table(),
        0,
        spectrum,
        spectrum.against(Null.blockShuffle(8, 20, 42), Segments.whole()));
    assertThat(lags.result().flows().get(0).lags().get(0).transitions()).isEqualTo(350);
    assertThat(lags.recipe().entries())
        .containsEntry("null", "shuffle of blocks of 8 x 20, seed 42, source only");
  }

  @Test
  void sequencesInTrainingOrderAreShuffledAsTheyAreCutWithinTheirMiniBatches() {
    Segments tens = Segments.ofLength(12, STEPS);
    int[] starts = {0, 120, 360};
    Recording run =
        recording(TRAINING_ORDER, ONE_SEQUENCE, moment(1, LATE, starts).ofSequences(tens));
    LagQuery lags = Notebook.transferEntropy(run).from("input").to("hidden").lags(1, 5);
    LagSpectrum spectrum = byHand(LATE, 0, 1, tens, 5);
    assertRows(
        lags.table(),
        0,
        spectrum,
        spectrum.against(Null.blocksWithinBatch(8, 20, 42), Segments.startingAt(starts)));
    assertThat(lags.recipe().entries())
        .containsEntry("null", "within-batch shuffle of blocks of 8 x 20, seed 42, source only");
  }

  /** Each example is a series over the states of the network, of which the first are cut. */
  @Test
  void trainingStepsAreShuffledAsTheExamplesAreCut() {
    int examples = 40;
    int steps = 10;
    List<Snapshot> states = new ArrayList<>();
    List<Values> all = List.of(new Values[0]);
    for (int step = 0; step < steps; step++) {
      int at = step;
      all =
          LATE.stream()
              .map(
                  layer ->
                      Values.view(
                          examples,
                          layer.units(),
                          (example, unit) -> layer.get(example * steps + at, unit)))
              .toList();
      states.add(moment(step, all, 0));
    }
    Recording run = recording(PROBE, Recipe.empty(), states.toArray(Snapshot[]::new));
    Discretizer sign = Discretizer.threshold(0);
    LagQuery lags =
        Notebook.transferEntropy(run)
            .on(TRAINING_STEPS)
            .discretize(sign)
            .from("input")
            .to("hidden")
            .lags(1, 4);
    Values from = LATE.get(0).slice(0, examples * steps);
    Values to = LATE.get(1).slice(0, examples * steps);
    LagSpectrum spectrum =
        LagSpectrum.ofSymbols(
            sign.fit(from).encode(from),
            sign.fit(to).encode(to),
            Embedding.oneStep().within(Segments.ofLength(steps, examples * steps)),
            1,
            4,
            PLUG_IN);
    assertRows(
        lags.table(),
        0,
        spectrum,
        spectrum.against(Null.blockShuffle(7, 20, 42), Segments.whole()));
    assertThat(lags.recipe().entries())
        .containsEntry("null", "shuffle of blocks of 7 x 20, seed 42, source only");
  }

  @Test
  void lagZeroIsOfFeedForwardPairsOnly() {
    TransferEntropyQuery te = Notebook.transferEntropy(LONG).epochs(5);
    Table table = te.lags(0, 2).table();
    assertThat(table.rowCount()).isEqualTo(2 * 3);
    assertThat(table.stringColumn("from").asList())
        .containsExactly("input", "input", "input", "hidden", "hidden", "hidden");
    String words =
        "Lag 0 needs a source that is computed before the target, and no such pair is left. Start at lag 1: lags(1, 2).";
    assertThatIllegalArgumentException()
        .isThrownBy(() -> te.from("hidden").to("input").lags(0, 2))
        .withMessage(words);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> te.from("hidden").to("hidden").lags(0, 2))
        .withMessage(words);
    assertThat(te.from("hidden").to("hidden").lags(1, 2).table().rowCount()).isEqualTo(2);
  }

  @Test
  void curvesHaveALineALayerPairAndAFrameAMoment() throws Exception {
    LagQuery lags = Notebook.transferEntropy(LONG).units("hidden", 0, 1, 2).lags(1, 5);
    JsonNode figure = Drawn.json(lags.curves());
    assertThat(figure.path("data")).hasSize(2 * 4); // each with its null
    JsonNode line = Drawn.trace(figure, "hidden → output");
    assertThat(line.path("x")).hasToString("[1,2,3,4,5]");
    LagSpectrum spectrum =
        LagSpectrum.ofSymbols(
            median(LATE.get(1)).units(new int[] {0, 1, 2}),
            median(LATE.get(2)),
            Embedding.oneStep(),
            1,
            5,
            PLUG_IN);
    assertThat(spectrum.bestLag()).isEqualTo(2);
    for (int lag = 1; lag <= 5; lag++) {
      assertThat(line.path("y").get(lag - 1).asDouble())
          .isCloseTo(1000 * bits(spectrum.at(lag).meanNats()), within(1e-3));
    }
    assertThat(line.path("marker").path("size")).hasToString("[7,11,7,7,7]");
    assertThat(line.path("text").get(1).asText())
        .contains("lag 2")
        .contains("best lag, p among all lags = 0.04762");
    assertThat(figure.path("frames")).hasSize(2);
    JsonNode before = figure.path("frames").get(0);
    assertThat(before.path("name").asText()).isEqualTo("0");
    assertThat(before.path("data")).hasSameSizeAs(figure.path("data"));
    assertThat(before.path("data").get(0).path("marker").path("size"))
        .hasToString("[7,7,7,7,7]"); // noise has no best lag
    assertThat(figure.path("layout").path("sliders").get(0).path("steps")).hasSize(2);
    assertThat(figure.path("layout").path("title").path("text").asText())
        .isEqualTo("After how many steps information arrives");
    assertThat(figure.path("layout").path("title").path("subtitle").path("text").asText())
        .isEqualTo(
            "probe; filled: best lag, above the null at p ≤ 0.05 (circular shift of at least 5 steps x 20, seed 42, source only)");
    assertThat(figure.path("layout").path("yaxis").toString())
        .contains("TE, mean over pairs [millibit]");
  }

  @Test
  void heatMapHasARowAUnitOfOneLayerPairAndAFrameAMoment() throws Exception {
    TransferEntropyQuery te = Notebook.transferEntropy(LONG).units("hidden", 2, 0);
    assertThatIllegalStateException()
        .isThrownBy(() -> te.lags(1, 5).heatMap())
        .withMessageContainingAll("one layer pair, and there are 4", "lags(1, 5).heatMap()");
    LagQuery lags = te.from("input").to("hidden").lags(1, 5);
    JsonNode figure = Drawn.json(lags.heatMap());
    JsonNode cells = figure.path("data").get(0);
    assertThat(cells.path("x")).hasToString("[\"1\",\"2\",\"3\",\"4\",\"5\"]");
    assertThat(cells.path("y")).hasToString("[\"2\",\"0\"]");
    LagSpectrum spectrum = byHand(LATE, 0, 1, Segments.whole(), 5);
    assertThat(cells.path("z").get(0).get(3).asDouble())
        .isCloseTo(1000 * bits(spectrum.nats(4, 2)), within(1e-3));
    JsonNode dots = figure.path("data").get(1);
    assertThat(dots.path("x")).hasToString("[\"4\",\"1\"]");
    assertThat(dots.path("y")).hasToString("[\"2\",\"0\"]");
    assertThat(figure.path("frames")).hasSize(2);
    assertThat(figure.path("layout").path("title").toString())
        .contains("After how many steps input is seen in each unit of hidden");
    assertThat(Drawn.json(lags.curves()).path("frames")).hasSize(2);
    JsonNode one = Drawn.json(te.from("input").to("hidden").epochs(5).lags(1, 5).heatMap());
    assertThat(one.path("frames")).isEmpty();
    assertThat(one.path("data").get(0)).isEqualTo(cells);
  }

  @Test
  void packedRecordingIsAskedOfItsSymbols() {
    LagQuery packed =
        Notebook.transferEntropy(Trained.recorded(Keeping.symbols()))
            .from("input")
            .to("hidden")
            .epochs(4)
            .lags(1, 3);
    Symbols from = firstBatch(0);
    Symbols to = firstBatch(1);
    LagSpectrum spectrum = LagSpectrum.ofSymbols(from, to, Embedding.oneStep(), 1, 3, PLUG_IN);
    assertRows(
        packed.table(),
        0,
        spectrum,
        spectrum.against(
            Null.withinBatch(20, 42).jointly(), Segments.startingAt(Trained.starts())));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Notebook.transferEntropy(Trained.recorded(Keeping.symbols()))
                    .with(ContinuousEstimator.gaussian())
                    .lags(1, 3)
                    .table())
        .withMessageStartingWith("No values of layer \"input\"")
        .withMessageContaining("Capture with keeping(values())");
  }

  private static Symbols firstBatch(int layer) {
    Values all = Trained.inOrder(4, layer);
    return Discretizer.median().fit(all.slice(0, Trained.starts()[1])).encode(all);
  }

  @Test
  void whatHasNoLagsIsRefused() {
    TransferEntropyQuery te = Notebook.transferEntropy(LONG).from("input").to("hidden");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> te.givenTheRest().lags(1, 3))
        .withMessageContainingAll(
            "lags(1, 3) cannot be combined with givenTheRest()", "with(new Embedding(1, 1, lag))");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> te.interval(Resampling.jackknife(10)).lags(1, 3))
        .withMessageContainingAll(
            "lags(1, 3) cannot be combined with interval(...)", "with(new Embedding(1, 1, lag))");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> te.lags(3, 2))
        .withMessageContainingAll("lags must rise", "got 3 to 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> te.lags(-1, 2))
        .withMessageContainingAll("lags must rise", "got -1 to 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> te.with(new Embedding(1, 1, 2)).lags(1, 3))
        .withMessageContainingAll("lag of the embedding must be 1", "got 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> te.lags(1, 400).table())
        .withMessageContainingAll("shift of at least 400", "at least 800 samples", "got 201");
  }
}
