package org.infoplane.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.infoplane.measure.nulls.Null.withinBatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.infoplane.Notebook;
import org.infoplane.measure.TransferEntropy;
import org.infoplane.measure.Unit;
import org.infoplane.recording.EpochMetrics;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.Recording;
import org.infoplane.recording.Snapshot;
import org.infoplane.recording.TimeAxis;
import org.infoplane.recording.Track;
import org.infoplane.symbol.DiscretizationReport;
import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Segments;
import org.infoplane.symbol.Symbols;
import org.infoplane.testing.Recordings;
import org.infoplane.testing.Series;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

class TimeAxesTest {

  private static final int EXAMPLES = 300;
  private static final int STEPS = 9;

  /**
   * Each example is a random series over the steps in layer "first", and "second" is what "first"
   * was a step before. Epochs of 4 iterations, each iteration recorded, the ends of epochs twice.
   */
  private static Recording steps(boolean coupled) {
    SplittableRandom random = new SplittableRandom(5);
    List<Snapshot> snapshots = new ArrayList<>();
    int[] before = new int[EXAMPLES];
    for (int step = 0; step < STEPS; step++) {
      int[] now = random.ints(EXAMPLES, 0, 2).toArray();
      int[] other = coupled ? before : random.ints(EXAMPLES, 0, 2).toArray();
      List<Symbols> layers = List.of(Series.binary(now), Series.binary(other));
      List<Partition> patterns = layers.stream().map(Partition::ofRows).toList();
      List<DiscretizationReport> codings = layers.stream().map(Symbols::discretization).toList();
      Partition labels = Partition.of(now);
      Snapshot state =
          Recordings.snapshot((step - 1) / 4, layers, patterns, codings, labels, new int[] {0});
      snapshots.add(state.afterIteration(step));
      if (step > 0 && step % 4 == 0) {
        snapshots.add(
            Recordings.snapshot(step / 4, layers, patterns, codings, labels, new int[] {0})
                .afterIteration(step));
      }
      before = now;
    }
    int[] number = new int[EXAMPLES];
    java.util.Arrays.setAll(number, i -> i);
    Partition inputs = Partition.of(number);
    return new Recording(
        List.of(new LayerInfo("first", "dense", 1), new LayerInfo("second", "dense", 1)),
        List.of(
            new Track(TimeAxis.PROBE, snapshots, Optional.of(inputs)),
            new Track(TimeAxis.TRAINING_PROBE, snapshots.subList(0, 2), Optional.of(inputs))),
        List.of(new EpochMetrics(0, 2, 0, 2, 0), new EpochMetrics(1, 1, 0.5, 1, 0.5)),
        Recipe.empty());
  }

  private static TransferEntropyQuery forward(Recording run) {
    return Notebook.transferEntropy(run).on(TimeAxis.TRAINING_STEPS).from("first").to("second");
  }

  @Test
  void trainingStepsArePooledOverTheExamples() {
    Recording run = steps(true);
    Table table = forward(run).table();
    assertThat(table.rowCount()).isEqualTo(1);
    Row row = table.row(0);
    assertThat(row.getInt("transitions")).isEqualTo(EXAMPLES * (STEPS - 1));
    // By hand: one trial an example, the states of the network in order.
    List<Snapshot> states = run.track(TimeAxis.TRAINING_STEPS).snapshots();
    assertThat(states).hasSize(STEPS);
    int[] first = new int[EXAMPLES * STEPS];
    int[] second = new int[EXAMPLES * STEPS];
    for (int i = 0; i < EXAMPLES; i++) {
      for (int step = 0; step < STEPS; step++) {
        first[i * STEPS + step] = states.get(step).symbols(0).get(0, i);
        second[i * STEPS + step] = states.get(step).symbols(1).get(0, i);
      }
    }
    double expected =
        TransferEntropy.of(
                Series.binary(first),
                Series.binary(second),
                Embedding.oneStep().within(Segments.ofLength(STEPS, first.length)))
            .estimate()
            .in(Unit.BITS);
    assertThat(row.getDouble("TE mean [bits]")).isCloseTo(expected, within(1e-12));
    assertThat(expected).isGreaterThan(0.98);
    assertThat(row.getDouble("p (null)")).isEqualTo(1 / 21.0, within(1e-12));
    assertThat(forward(run).recipe().entries())
        .containsEntry("time axis", "training steps")
        .containsEntry("window", "all training steps")
        .containsEntry("null", "shuffle of blocks of 9 x 20, seed 42, source only");
  }

  @Test
  void windowOfTrainingStepsMovesStepByStep() {
    Table table = forward(steps(true)).window(4).table();
    assertThat(table.intColumn("iteration").asList()).containsExactly(3, 4, 5, 6, 7, 8);
    assertThat(table.intColumn("transitions").asList()).containsOnly(EXAMPLES * 3);
    assertThat(table.doubleColumn("TE mean [bits]").min()).isGreaterThan(0.95);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> forward(steps(true)).window(10))
        .withMessageContainingAll("window of 10 training steps", "at most 9", "iterations(...)");
  }

  @Test
  void whatIsNotCoupledIsNotAboveItsNull() {
    Row row = forward(steps(false)).table().row(0);
    assertThat(row.getDouble("p (null)")).isGreaterThan(0.05);
    assertThat(row.getDouble("null mean [bits]"))
        .isCloseTo(row.getDouble("bias [bits]"), within(3e-4));
  }

  @Test
  void iterationsTellMomentsOfAnEpochApart() {
    Recording run = steps(true);
    Table te = Notebook.transferEntropy(run).on(TimeAxis.PROBE).table();
    assertThat(te.intColumn("iteration").unique().asList())
        .containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8);
    TransferEntropyQuery pair =
        Notebook.transferEntropy(run).on(TimeAxis.PROBE).from("first").to("second");
    assertThat(pair.pairs(0).name()).contains("iteration 0 (epoch 0)"); // before training
    assertThat(pair.pairs(1).name()).contains("iteration 4 (epoch 1)"); // and not the one before 8
    Table mi = Notebook.mutualInformation(run).table();
    assertThat(mi.columnNames().subList(0, 3)).containsExactly("epoch", "iteration", "layer");
    assertThat(Notebook.plotPlane(run).mutualInformation().html())
        .contains("\"text\":\"iteration\"");
    assertThat(Notebook.transferEntropy(run).on(TimeAxis.PROBE).curves().html())
        .contains("\"x\":[0,4]"); // accuracy at the ends of the epochs
  }

  /** Sequences with a clock in common, and nothing else. */
  @Test
  void wholeSequencesAreShuffledWhereTheSeriesAreSequences() {
    SplittableRandom random = new SplittableRandom(8);
    int sequences = 100;
    int steps = 8;
    int[] x = new int[sequences * steps];
    int[] y = new int[sequences * steps];
    for (int i = 0; i < x.length; i++) {
      double clock = i % steps < steps / 2 ? 0.9 : 0.1;
      x[i] = random.nextDouble() < clock ? 1 : 0;
      y[i] = random.nextDouble() < clock ? 1 : 0;
    }
    Snapshot snapshot =
        Recordings.snapshot(
                1,
                List.of(Series.binary(x), Series.binary(y)),
                List.of(),
                List.of(),
                Partition.trivial(x.length),
                new int[] {0, 400})
            .ofSequences(Segments.ofLength(steps, x.length));
    Recording run =
        new Recording(
            List.of(new LayerInfo("first", "lstm", 1), new LayerInfo("second", "lstm", 1)),
            List.of(new Track(TimeAxis.TRAINING_ORDER, List.of(snapshot), Optional.empty())),
            List.of(),
            Recipe.empty());
    TransferEntropyQuery te = Notebook.transferEntropy(run).from("first").to("second");
    assertThat(te.recipe().entries())
        .containsEntry("null", "within-batch shuffle of blocks of 8 x 20, seed 42, source only");
    assertThat(te.table().row(0).getDouble("p (null)")).isGreaterThan(0.05);
    assertThat(te.against(withinBatch(20, 42)).table().row(0).getDouble("p (null)"))
        .isLessThan(0.05); // it breaks the clock
  }

  @Test
  void mutualInformationIsMeasuredOnEitherProbe() {
    Recording run = steps(true);
    MutualInformationQuery train = Notebook.mutualInformation(run).on(TimeAxis.TRAINING_PROBE);
    assertThat(train.table().rowCount()).isEqualTo(4);
    assertThat(train.recipe().entries()).containsEntry("time axis", "probe of training examples");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> train.on(TimeAxis.TRAINING_STEPS))
        .withMessageContainingAll("training steps axis", "on(PROBE)");
    Recording without =
        new Recording(run.layers(), List.of(run.track(TimeAxis.PROBE)), List.of(), run.recipe());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Notebook.mutualInformation(without).on(TimeAxis.TRAINING_PROBE))
        .withMessageContaining("Add onProbe(train, test) to captureLayers(...).");
  }
}
