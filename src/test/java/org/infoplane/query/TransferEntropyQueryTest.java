package org.infoplane.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.infoplane.Notebook;
import org.infoplane.measure.PairwiseTransferEntropy;
import org.infoplane.measure.Unit;
import org.infoplane.measure.nulls.Null;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.recording.Fact;
import org.infoplane.recording.FittedOn;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.Recording;
import org.infoplane.recording.Snapshot;
import org.infoplane.recording.TimeAxis;
import org.infoplane.recording.Track;
import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Trials;
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
                "null mean [bits]",
                "null deviation [bits]",
                "p (null)",
                "significant share (FDR 5 %)",
                "warnings"));
    assertThat(table.stringColumn("direction").asList().subList(0, 4))
        .containsExactly("feed-forward", "feedback", "feed-forward", "feedback");
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
                    .against(Null.withinBatch(20, 42).ofWholeSamples(), Trials.startingAt(0, 50))
                    .ofMean()
                    .nullMean()),
            within(1e-12));
    assertThat(te.recipe().entries()).containsEntry("window", "last 150 samples of an epoch");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TransferEntropyQuery.of(RUN).window(401))
        .withMessage(
            "Asked for the last 401 samples of each epoch, but epoch 1 has 400 on the training order axis. Pass at most 400.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TransferEntropyQuery.of(RUN).window(0))
        .withMessageContaining("Pass at least 2: a transition needs a past.");
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
      Surrogates nothing = Null.withinBatch(19, run);
      double p =
          TransferEntropyQuery.of(recording)
              .against(wholeSamples ? nothing.ofWholeSamples() : nothing)
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
            "No layer named \"dense9\" was recorded. This recording has: \"input\" (1 units), \"mid\" (1 units), \"output\" (1 units). Use one of these.");
    assertThatIllegalStateException()
        .isThrownBy(() -> te.from("input").pairs(1))
        .withMessageContaining("from(\"...\").to(\"...\").pairs(epoch)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> te.from("input").to("mid").pairs(7))
        .withMessage(
            "Epoch 7 was not recorded on the training order axis. It has epochs 1 to 2. Pass one of these.");
  }
}
