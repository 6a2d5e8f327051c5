package org.infoplane.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.infoplane.Notebook;
import org.infoplane.measure.Drift;
import org.infoplane.measure.PairwiseSignificance;
import org.infoplane.measure.PairwiseTransferEntropy;
import org.infoplane.measure.Unit;
import org.infoplane.measure.nulls.Null;
import org.infoplane.measure.nulls.Significance;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.measure.statistics.Draws;
import org.infoplane.recording.Fact;
import org.infoplane.recording.FittedOn;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.Recording;
import org.infoplane.recording.Snapshot;
import org.infoplane.recording.TimeAxis;
import org.infoplane.recording.Track;
import org.infoplane.result.LayerFlow;
import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Segments;
import org.infoplane.symbol.Symbols;
import org.infoplane.testing.Drawn;
import org.infoplane.testing.Recordings;
import org.infoplane.testing.Series;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

class TransferEntropyQueryTest {

  private static final Recording RUN = Recordings.copying("mid");

  @Test
  void tableHasAllAdjacentPairsInBothDirectionsAtEveryEpoch() {
    Table table = Notebook.transferEntropy(RUN).table();
    assertThat(table.rowCount()).isEqualTo(8);
    assertThat(table.columnNames())
        .isEqualTo(
            List.of(
                "epoch",
                "from",
                "to",
                "direction",
                "pairs",
                "live pairs",
                "transitions",
                "TE mean [bits]",
                "TE sum [bits]",
                "TE max [bits]",
                "bias [bits]",
                "drift [bits]",
                "drift bias [bits]",
                "rest [bits]",
                "null mean [bits]",
                "null deviation [bits]",
                "p (null)",
                "significant share (FDR 5 %)",
                "warnings"));
    assertThat(table.stringColumn("direction").asList().subList(0, 4))
        .containsExactly("feed-forward", "feedback", "feed-forward", "feedback");
  }

  /**
   * 160 x 140 units in 50 batches of 20, whose shares of ones move; one unit is nearly always 0.
   */
  private static Recording wide() {
    SplittableRandom random = new SplittableRandom(3);
    int samples = 1000;
    int[][][] bits = {new int[160][samples], new int[140][samples]};
    for (int[][] layer : bits) {
      for (int unit = 0; unit < layer.length; unit++) {
        double phase = unit * .3;
        for (int t = 0; t < samples; t++) {
          double share = unit == 7 ? .02 : .5 + .3 * Math.sin(t / 150.0 + phase);
          layer[unit][t] = random.nextDouble() < share ? 1 : 0;
        }
      }
    }
    return ofTwo(Symbols.ofSeries(2, bits[0]), Symbols.ofSeries(2, bits[1]));
  }

  /** An epoch in batches of 20. */
  private static Recording ofTwo(Symbols first, Symbols second) {
    int samples = first.samples();
    Snapshot epoch =
        Recordings.snapshot(
            1,
            List.of(first, second),
            List.of(),
            List.of(),
            Partition.trivial(samples),
            IntStream.range(0, samples / 20).map(b -> 20 * b).toArray());
    return new Recording(
        List.of(
            new LayerInfo("first", "input", first.units()),
            new LayerInfo("second", "output", second.units())),
        List.of(new Track(TimeAxis.TRAINING_ORDER, List.of(epoch), Optional.empty())),
        List.of(),
        Recipe.empty());
  }

  @Test
  void ofManyPairsSomeAreShuffledAndSplit() {
    Recording run = wide();
    Snapshot at = run.track(TimeAxis.TRAINING_ORDER).snapshots().get(0);
    Surrogates nullModel = Null.withinBatch(20, 42).jointly();
    TransferEntropyQuery asked = TransferEntropyQuery.of(run).from("first").to("second");
    LayerFlow flow = asked.result().flows().get(0);
    PairwiseTransferEntropy all = PairwiseTransferEntropy.between(at.symbols(0), at.symbols(1));
    assertThat(flow.meanNats()).isEqualTo(all.meanNats());
    assertThat(flow.pairs()).isEqualTo(22_400);
    int[] sources = Arrays.copyOf(Draws.shuffled(42, 0, 160), 142);
    int[] targets = Draws.identity(140);
    PairwiseTransferEntropy some =
        PairwiseTransferEntropy.between(at.symbols(0).units(sources), at.symbols(1).units(targets));
    Significance expected = some.against(nullModel, Segments.startingAt(at.batchStarts())).ofMean();
    assertThat(flow.significance().pValue()).isEqualTo(expected.pValue());
    assertThat(flow.significance().nullDeviation()).isEqualTo(expected.nullDeviation());
    assertThat(asked.result().recipe().toString())
        .contains("of more than 20000 pairs the mean over so many, drawn by seed 42")
        .contains("drift of at most 1000 pairs, bias of 200");
    // Drift and bias are what all shuffles of all pairs have on average.
    double ofAll =
        all.against(Null.withinBatch(200, 1).jointly(), Segments.startingAt(at.batchStarts()))
            .ofMean()
            .nullMean();
    LayerFlow.Split split = flow.split().orElseThrow();
    assertThat(flow.significance().nullMean()).isCloseTo(ofAll, within(.03 * ofAll));
    assertThat(split.driftNats() + split.biasNats()).isCloseTo(ofAll, within(.03 * ofAll));
    assertThat(split.driftNats()).isGreaterThan(4 * split.biasNats());
    assertThat(flow.restNats()).isCloseTo(0, within(.05 * ofAll)); // 31 x 32 pairs say it
  }

  /** Each unit copies that of the same number: a few pairs have all the flow, and are no drift. */
  @Test
  void flowOfFewPairsIsNoDrift() {
    int[][] from = Series.random(5, 200, 1000, 2);
    int[][] to = Arrays.stream(from).map(Series::delayed).toArray(int[][]::new);
    for (int units : new int[] {200, 100}) { // some of the pairs are shuffled, or all
      Symbols source = Symbols.ofSeries(2, Arrays.copyOf(from, units));
      Symbols target = Symbols.ofSeries(2, Arrays.copyOf(to, units));
      LayerFlow flow =
          TransferEntropyQuery.of(ofTwo(source, target))
              .from("first")
              .to("second")
              .result()
              .flows()
              .get(0);
      Drift drift = Drift.of(source, target, Embedding.oneStep(), Segments.ofLength(20, 1000));
      double mean =
          IntStream.range(0, units * units)
              .mapToDouble(pair -> drift.nats(pair / units, pair % units))
              .average()
              .orElseThrow();
      LayerFlow.Split split = flow.split().orElseThrow();
      assertThat(split.driftNats()).isCloseTo(mean, within(.2 * mean));
      assertThat(split.biasNats()).isCloseTo(1 / 999.0, within(.0002));
      assertThat(flow.significance().nullMean())
          .isCloseTo(split.driftNats() + split.biasNats(), within(.0001));
      double ofCopies = Math.log(2) / units;
      assertThat(flow.restNats()).isCloseTo(ofCopies, within(.1 * ofCopies));
      assertThat(flow.significance().pValue()).isEqualTo(1 / 21.0);
    }
  }

  @Test
  void manyPairsOfANarrowLayerAreNotCutTo141() {
    Symbols narrow = Symbols.ofSeries(2, Series.random(6, 2, 400, 2));
    Symbols wide = Symbols.ofSeries(2, Series.random(7, 12_000, 400, 2));
    LayerFlow flow =
        TransferEntropyQuery.of(ofTwo(narrow, wide))
            .from("first")
            .to("second")
            .result()
            .flows()
            .get(0);
    int[] drawn = Arrays.copyOf(Draws.shuffled(42, 1, 12_000), 10_000);
    Significance expected =
        PairwiseTransferEntropy.between(narrow, wide.units(drawn))
            .against(Null.withinBatch(20, 42).jointly(), Segments.ofLength(20, 400))
            .ofMean();
    assertThat(flow.significance().pValue()).isEqualTo(expected.pValue());
    assertThat(flow.significance().nullDeviation()).isEqualTo(expected.nullDeviation());
  }

  /** Closed where it can be, by the shuffles of a pair where an expected count is too small. */
  @Test
  void splitIsThatOfThePairs() {
    Recording run = wide();
    Snapshot at = run.track(TimeAxis.TRAINING_ORDER).snapshots().get(0);
    LayerFlow flow =
        TransferEntropyQuery.of(run)
            .from("first")
            .to("second")
            .units(UnitSelection.only(5, 6, 7))
            .result()
            .flows()
            .get(0);
    int[] units = {5, 6, 7};
    Segments batches = Segments.startingAt(at.batchStarts());
    Symbols from = at.symbols(0).units(units);
    Symbols to = at.symbols(1).units(units);
    Drift drift = Drift.of(from, to, Embedding.oneStep(), batches);
    PairwiseSignificance nullModel =
        PairwiseTransferEntropy.between(from, to)
            .against(Null.withinBatch(20, 42).jointly(), batches);
    double drifts = 0;
    double biases = 0;
    int shuffled = 0;
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        drifts += drift.nats(i, j) / 9;
        boolean closed = !Double.isNaN(drift.biasNats(i, j));
        shuffled += closed ? 0 : 1;
        biases += (closed ? drift.biasNats(i, j) : nullModel.nullNats(i, j) - drift.nats(i, j)) / 9;
      }
    }
    assertThat(shuffled).isEqualTo(5);
    LayerFlow.Split split = flow.split().orElseThrow();
    assertThat(split.driftNats()).isCloseTo(drifts, within(1e-15));
    assertThat(split.biasNats()).isCloseTo(biases, within(1e-15));
  }

  @Test
  void curvesOfOnePairHaveBandsOfDriftBiasAndRest() throws Exception {
    TransferEntropyQuery pair = TransferEntropyQuery.of(RUN).from("input").to("mid");
    JsonNode traces = Drawn.json(pair.curves()).path("data");
    Table table = pair.table();
    assertThat(traces.path(0).path("name").asText()).isEqualTo("drift");
    assertThat(traces.path(0).path("fill").asText()).isEqualTo("tozeroy");
    assertThat(traces.path(1).path("name").asText()).isEqualTo("drift + bias");
    assertThat(traces.path(2).path("fill").asText()).isEqualTo("tonexty");
    for (int epoch = 0; epoch < 2; epoch++) {
      double drift = 1000 * table.doubleColumn("drift [bits]").get(epoch);
      double bias = 1000 * table.doubleColumn("drift bias [bits]").get(epoch);
      double rest = 1000 * table.doubleColumn("rest [bits]").get(epoch);
      assertThat(traces.path(0).path("y").path(epoch).asDouble()).isCloseTo(drift, within(1e-3));
      assertThat(traces.path(1).path("y").path(epoch).asDouble())
          .isCloseTo(drift + bias, within(1e-3));
      assertThat(traces.path(2).path("y").path(epoch).asDouble())
          .isCloseTo(drift + bias + rest, within(.2));
    }
    assertThat(traces.path(2).path("text").path(0).asText())
        .contains("<br>drift 0.2", " + rest 99");
    assertThat(Drawn.json(TransferEntropyQuery.of(RUN).curves()).toString())
        .doesNotContain("\"fill\":\"tonexty\"");
  }

  /** The mean ends early, pairs of units are compared with all surrogates. */
  @Test
  void endsEarlyOfTheMeanOnly() {
    Snapshot at = RUN.track(TimeAxis.TRAINING_ORDER).snapshots().get(0);
    Segments batches = Segments.startingAt(at.batchStarts());
    Surrogates all = Null.withinBatch(99, 1).jointly();
    TransferEntropyQuery asked = TransferEntropyQuery.of(RUN).against(all.untilReached(5));
    for (LayerFlow flow : asked.result().flows().subList(0, 4)) {
      Symbols from = at.symbols(RUN.layer(flow.from()));
      Symbols to = at.symbols(RUN.layer(flow.to()));
      PairwiseTransferEntropy te = PairwiseTransferEntropy.between(from, to);
      double[] others = new double[99];
      for (int s = 0; s < 99; s++) {
        int[] order = all.order(s, batches, 400);
        others[s] =
            PairwiseTransferEntropy.between(from.reorder(order), to.reorder(order)).meanNats();
      }
      int reached = 0;
      int drawn = 0;
      while (drawn < 99 && reached < 5) {
        reached += Significance.reaches(others[drawn++], te.meanNats()) ? 1 : 0;
      }
      assertThat(flow.significance().pValue())
          .isEqualTo(reached < 5 ? (1 + reached) / 100.0 : 5.0 / drawn);
      assertThat(flow.significance().nullMean())
          .isCloseTo(Arrays.stream(others, 0, drawn).average().orElseThrow(), within(1e-12));
    }
    assertThat(asked.from("input").to("mid").pairs(1).doubleColumn("p (null)").get(0))
        .isEqualTo(.01);
    assertThat(asked.result().recipe().toString()).contains("until 5 reach");
  }

  @Test
  void otherNullsAndLongHistoriesOfManySymbolsHaveNoSplit() {
    TransferEntropyQuery asked = TransferEntropyQuery.of(RUN);
    for (TransferEntropyQuery other :
        List.of(
            asked.against(Null.withinBatch(20, 1)),
            asked.against(Null.none()),
            asked.against(Null.circularShift(20, 1)),
            asked.with(new Embedding(4, 1, 1)),
            asked.with(new Embedding(1, 1, 2)))) {
      assertThat(other.result().flows()).allMatch(flow -> flow.split().isEmpty());
      assertThat(other.table().columnNames()).doesNotContain("rest [bits]");
    }
    assertThat(asked.against(Null.globalShuffle(20, 1).jointly()).result().flows())
        .allMatch(flow -> flow.split().isPresent());
    assertThat(asked.with(new Embedding(3, 2, 1)).result().flows())
        .allMatch(flow -> flow.split().isPresent());
  }

  @Test
  void copyIsFarAboveItsNullAndItsReverseIsNot() {
    Table table = TransferEntropyQuery.of(RUN).table();
    Row copy = table.row(0);
    assertThat(copy.getDouble("TE mean [bits]")).isCloseTo(1, within(0.02));
    assertThat(copy.getDouble("TE max [bits]")).isEqualTo(copy.getDouble("TE mean [bits]"));
    assertThat(copy.getDouble("TE sum [bits]")).isEqualTo(copy.getDouble("TE mean [bits]"));
    assertThat(copy.getDouble("bias [bits]")).isCloseTo(1 / (399 * Math.log(2)), within(1e-12));
    assertThat(copy.getDouble("null mean [bits]")).isLessThan(0.05);
    assertThat(copy.getDouble("p (null)")).isCloseTo(1 / 21.0, within(1e-12));
    assertThat(copy.getDouble("significant share (FDR 5 %)")).isEqualTo(1);
    Row back = table.row(1);
    assertThat(back.getString("from")).isEqualTo("mid");
    assertThat(back.getDouble("p (null)")).isGreaterThan(0.05);
  }

  @Test
  void windowLooksAtTheLastSamplesOfEachEpoch() {
    Recording run =
        new Recording(
            RUN.layers(),
            RUN.tracks(),
            RUN.metrics(),
            RUN.recipe().with(new Fact.Fitted(FittedOn.FIRST_BATCH, false)));
    TransferEntropyQuery te = TransferEntropyQuery.of(run).from("input").to("mid").window(150);
    Snapshot last = RUN.track(TimeAxis.TRAINING_ORDER).snapshots().get(1);
    PairwiseTransferEntropy expected =
        PairwiseTransferEntropy.between(
            last.symbols(0).slice(250, 400), last.symbols(1).slice(250, 400));
    Row row = te.table().row(1);
    assertThat(row.getInt("transitions")).isEqualTo(149);
    assertThat(row.getDouble("TE mean [bits]"))
        .isEqualTo(Unit.BITS.fromNats(expected.meanNats()), within(1e-12));
    assertThat(row.getDouble("null mean [bits]"))
        .isEqualTo(
            Unit.BITS.fromNats(
                expected
                    .against(Null.withinBatch(20, 42).jointly(), Segments.startingAt(0, 50))
                    .ofMean()
                    .nullMean()),
            within(1e-12));
    assertThat(te.recipe().entries()).containsEntry("window", "last 150 samples of an epoch");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TransferEntropyQuery.of(RUN).window(401))
        .withMessageContainingAll("window of 401 samples", "epoch 1, which has 400", "at most 400");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TransferEntropyQuery.of(RUN).window(0))
        .withMessageContainingAll("window must be at least 2", "got 0");
  }

  @Test
  void fromAndToChooseLayers() {
    TransferEntropyQuery te = TransferEntropyQuery.of(RUN);
    assertThat(te.from("mid").table().rowCount()).isEqualTo(4);
    assertThat(te.to("mid").table().stringColumn("from").unique().asList())
        .containsExactlyInAnyOrder("input", "output");
    Table skipping = te.from("input").to("output").table();
    assertThat(skipping.rowCount()).isEqualTo(2);
    assertThat(skipping.row(0).getString("direction")).isEqualTo("feed-forward");
  }

  @Test
  void pairsListEveryUnitWithItsPValue() {
    Table pairs = TransferEntropyQuery.of(RUN).from("input").to("mid").pairs(2);
    assertThat(pairs.name()).isEqualTo("input → mid, epoch 2");
    assertThat(pairs.rowCount()).isEqualTo(1);
    assertThat(pairs.row(0).getDouble("p (analytic)")).isLessThan(1e-50);
    assertThat(pairs.row(0).getDouble("p (null)")).isCloseTo(1 / 21.0, within(1e-12));
    assertThat(pairs.row(0).getDouble("p (null, largest pair)")).isCloseTo(1 / 21.0, within(1e-12));
  }

  @Test
  void sameSeedGivesTheSameNumbersAndAnotherSeedAnotherNull() {
    Table one = TransferEntropyQuery.of(RUN).against(Null.withinBatch(5, 1)).table();
    Table same = TransferEntropyQuery.of(RUN).against(Null.withinBatch(5, 1)).table();
    Table other = TransferEntropyQuery.of(RUN).against(Null.withinBatch(5, 2)).table();
    assertThat(one.doubleColumn("null mean [bits]").asDoubleArray())
        .isEqualTo(same.doubleColumn("null mean [bits]").asDoubleArray())
        .isNotEqualTo(other.doubleColumn("null mean [bits]").asDoubleArray());
  }

  /** 200 runs of two units that share drift and the same sample, but nothing in time. */
  private static double shareRejected(boolean wholeSamples) {
    int[] starts = new int[20];
    Arrays.setAll(starts, b -> b * 50);
    int rejected = 0;
    for (int run = 0; run < 200; run++) {
      SplittableRandom random = new SplittableRandom(500 + run);
      int[] x = new int[1000];
      int[] y = new int[1000];
      for (int t = 0; t < 1000; t++) {
        int batch = t / 50;
        double drift = 0.1 + 0.8 * batch / 19;
        x[t] = random.nextDouble() < drift ? 1 : 0;
        y[t] = random.nextDouble() < 0.9 ? x[t] : 1 - x[t];
      }
      Snapshot snapshot =
          Recordings.snapshot(
              1,
              List.of(Series.binary(x), Series.binary(y)),
              List.of(),
              List.of(),
              Partition.of(x),
              starts);
      Recording recording =
          new Recording(
              List.of(new LayerInfo("a", "dense", 1), new LayerInfo("b", "dense", 1)),
              List.of(new Track(TimeAxis.TRAINING_ORDER, List.of(snapshot), Optional.empty())),
              List.of(),
              Recipe.empty());
      Surrogates nullModel = Null.withinBatch(19, run);
      double p =
          TransferEntropyQuery.of(recording)
              .against(wholeSamples ? nullModel.jointly() : nullModel)
              .from("a")
              .to("b")
              .table()
              .doubleColumn("p (null)")
              .get(0);
      rejected += p <= 0.05 ? 1 : 0;
    }
    return rejected / 200.0;
  }

  @Test
  void shuffleOfWholeSamplesRejectsFivePercentOfWhatIsDriftAndSharedInTheSameSample() {
    assertThat(shareRejected(true)).isBetween(0.01, 0.11); // standard error 1.5 %
    assertThat(shareRejected(false)).isZero(); // moving the source alone is no such test here
  }

  @Test
  void wholeSamplesAreNamedInTheRecipe() {
    assertThat(TransferEntropyQuery.of(RUN).against(Null.withinBatch(20, 42)).recipe().entries())
        .containsEntry("null", "within-batch shuffle x 20, seed 42, source only");
  }

  @Test
  void axisCanBeChosen() {
    TransferEntropyQuery probe = TransferEntropyQuery.of(RUN).on(TimeAxis.PROBE);
    assertThat(probe.table().rowCount()).isEqualTo(4);
    assertThat(TransferEntropyQuery.of(RUN).recipe().entries())
        .containsEntry("null", "within-batch shuffle x 20, seed 42, whole samples");
    assertThat(probe.recipe().entries())
        .containsEntry("time axis", "probe")
        .containsEntry("null", "global shuffle x 20, seed 42, source only")
        .containsEntry(
            "estimator", "plug-in TE, binary, k = 1, l = 1, lag = 1, mean over pairs of units");
  }

  @Test
  void historiesAndLagCanBeChosen() {
    TransferEntropyQuery lagTwo = TransferEntropyQuery.of(RUN).with(new Embedding(2, 1, 2));
    Table table = lagTwo.from("input").to("mid").table();
    // The copy is one step late: at lag 2 the source is the target's own past, and tells nothing.
    assertThat(table.row(0).getInt("transitions")).isEqualTo(398);
    assertThat(table.row(0).getDouble("TE mean [bits]")).isZero();
    assertThat(table.row(0).getDouble("bias [bits]")).isZero();
    Table deep =
        TransferEntropyQuery.of(RUN)
            .with(new Embedding(2, 1, 1))
            .from("input")
            .to("output")
            .table();
    assertThat(deep.row(0).getDouble("bias [bits]"))
        .isCloseTo(4 / (2 * 398 * Math.log(2)), within(1e-12));
    assertThat(lagTwo.recipe().entries())
        .containsEntry(
            "estimator", "plug-in TE, binary, k = 2, l = 1, lag = 2, mean over pairs of units");
  }

  @Test
  void showsItselfWithNumbersRounded() {
    TransferEntropyQuery te =
        TransferEntropyQuery.of(RUN).from("input").against(Null.withinBatch(0, 1));
    assertThat(te.html())
        .contains("<b>transfer entropy, training order</b>")
        .contains("<td>input</td><td>mid</td><td>feed-forward</td>", "<td>0.003616</td><td>–</td>");
    assertThat(te.toString()).contains("feed-forward").contains("TE mean [bits]");
  }

  @Test
  void badQuestionsAreAnswered() {
    TransferEntropyQuery te = TransferEntropyQuery.of(RUN);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> te.from("dense9"))
        .withMessage(
            "No layer named \"dense9\" was recorded. This recording has: \"input\" (1 unit), \"mid\" (1 unit), \"output\" (1 unit). Use one of these.");
    assertThatIllegalStateException()
        .isThrownBy(() -> te.from("input").pairs(1))
        .withMessageContaining("from(\"...\").to(\"...\").pairs(epoch)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> te.from("input").to("mid").pairs(7))
        .withMessage(
            "Epoch 7 has no result on the training order axis. Pass one of the epochs [1, 2].");
  }
}
