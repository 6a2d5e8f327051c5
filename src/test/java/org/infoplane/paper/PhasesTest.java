package org.infoplane.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.infoplane.measure.statistics.ConfidenceInterval;
import org.infoplane.measure.statistics.LayerPhases;
import org.infoplane.recording.TimeAxis;
import org.infoplane.result.LayerInformationSeries;
import org.infoplane.result.RunSummary;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

class PhasesTest {

  private static final int EPOCHS = 60;

  /** Rises to 10 bits at epoch 20, then falls to 6. */
  private static double turns(double t) {
    return t <= 20 ? 4 + 6 * t / 20 : 10 - 4 * (t - 20) / 40;
  }

  private static double rises(double t) {
    return 10 - 6 * Math.exp(-t / 8);
  }

  private static LayerInformationSeries course(DoubleUnaryOperator input, double noise, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] values =
        IntStream.rangeClosed(0, EPOCHS)
            .mapToDouble(t -> input.applyAsDouble(t) + noise * (random.doubles(12).sum() - 6))
            .toArray();
    double[] label = IntStream.rangeClosed(0, EPOCHS).mapToDouble(t -> t / 100.0).toArray();
    double[] none = new double[EPOCHS + 1];
    return MadeUp.course("dense", values, none, label, none, values);
  }

  private static int[] epochs() {
    return IntStream.rangeClosed(0, EPOCHS).toArray();
  }

  @Test
  void turningPointIsFoundWhereItIs() {
    LayerPhases phases = phases(course(PhasesTest::turns, 0, 1), epochs(), 1);
    assertThat(phases.turning()).isEqualTo(20);
    // Around the top 9.4, 9.7, 10, 9.9, 9.8, and at the end 6.2, 6.1, 6.
    assertThat(phases.largest()).isCloseTo(9.8, within(1e-12));
    assertThat(phases.last()).isCloseTo(6.1, within(1e-12));
    assertThat(phases.compression()).isCloseTo(1 - 6.1 / 9.8, within(1e-12));
    assertThat(phases.compresses()).isTrue();
    assertThat(phases.labelGain()).isCloseTo(0.59 / 0.20 - 1, within(1e-12));
    assertThat(phases.phase()).isEqualTo("compression after epoch 20");
  }

  @Test
  void intervalsHoldTheTruthThroughTheNoise() {
    double factor = 1 - 6.1 / 9.8;
    int turning = 0;
    int compression = 0;
    int compresses = 0;
    for (int seed = 0; seed < 100; seed++) {
      LayerPhases phases = phases(course(PhasesTest::turns, 0.3, seed), epochs(), seed);
      compresses += phases.compresses() ? 1 : 0;
      turning += holds(phases.turningInterval(), 20) ? 1 : 0;
      compression += holds(phases.compressionInterval(), factor) ? 1 : 0;
    }
    assertThat(compresses).isEqualTo(100);
    assertThat(turning).isBetween(88, 100);
    assertThat(compression).isBetween(85, 99);
  }

  private static boolean holds(ConfidenceInterval interval, double truth) {
    return interval.low() <= truth && truth <= interval.high();
  }

  @Test
  void aCurveThatOnlyRisesDoesNotCompress() {
    LayerPhases phases = phases(course(PhasesTest::rises, 0, 1), epochs(), 1);
    assertThat(phases.turning()).isEqualTo(EPOCHS);
    assertThat(phases.compression()).isZero();
    assertThat(phases.p()).isEqualTo(1);
    assertThat(phases.phase()).isEqualTo("no compression");
  }

  @Test
  void noiseOnARiseIsCalledCompressionNoOftenerThanItSays() {
    long rising =
        IntStream.range(0, 100)
            .filter(i -> phases(course(PhasesTest::rises, 0.3, 100 + i), epochs(), i).compresses())
            .count();
    long flat =
        IntStream.range(0, 100)
            .filter(i -> phases(course(t -> 7, 0.3, 300 + i), epochs(), i).compresses())
            .count();
    assertThat(rising).isLessThanOrEqualTo(12); // 5 of 100, 12 once in a thousand times
    assertThat(flat).isLessThanOrEqualTo(12);
  }

  @Test
  void saturatedLayerDoesNotCompress() {
    LayerPhases phases = phases(course(t -> 12, 0, 1), epochs(), 1);
    assertThat(phases.turning()).isZero();
    assertThat(phases.compression()).isZero();
    assertThat(phases.compresses()).isFalse();
    assertThat(phases.labelTurning()).isCloseTo(0.01, within(1e-12));
  }

  @Test
  void fewEpochsCannotTell() {
    double[] five = {1, 4, 3, 2, 1};
    LayerInformationSeries course = MadeUp.course("dense", five, five, five, five, five);
    LayerPhases phases = phases(course, new int[] {0, 1, 2, 3, 4}, 1);
    assertThat(phases.phase()).isEqualTo("too few epochs");
    assertThat(phases.compresses()).isFalse();
    assertThat(phases.turningInterval().low()).isNaN();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> phases(course, new int[] {0, 1}, 1))
        .withMessageContainingAll("as many epochs as values", "got 2, 5");
  }

  @Test
  void tablesHaveARowALayerAndSeed() {
    List<RunSummary> runs =
        List.of(run(1, course(PhasesTest::turns, 0, 1)), run(2, course(PhasesTest::rises, 0, 1)));
    Table table = Phases.of(runs).table();
    assertThat(table.rowCount()).isEqualTo(2);
    assertThat(table.row(0).getString("phase")).isEqualTo("compression after epoch 20");
    assertThat(table.row(1).getString("phase")).isEqualTo("no compression");
    assertThat(table.row(0).getDouble("compression factor"))
        .isCloseTo(1 - 6.1 / 9.8, within(1e-12));
    Table over = Phases.of(runs).overSeeds();
    assertThat(over.rowCount()).isEqualTo(1);
    assertThat(over.row(0).getInt("seeds that compress")).isEqualTo(1);
    assertThat(over.row(0).getDouble("turning epoch")).isEqualTo(40);
    assertThat(over.row(0).getDouble("compression factor"))
        .isCloseTo((1 - 6.1 / 9.8) / 2, within(1e-12));
    assertThat(Phases.of(runs.get(0)).html()).contains("compression after epoch 20");
    assertThat(Phases.of(runs.get(0)).layers()).hasSize(1);
  }

  @Test
  void runsWithoutInformationAreRefused() {
    RunSummary none =
        new RunSummary(
            3,
            1,
            MadeUp.recipe(),
            TimeAxis.TRAINING_ORDER,
            "within-batch shuffle",
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Phases.of(none))
        .withMessageContainingAll(
            "seed 3 has no mutual information", "RunSummary.of(seed, te, mi)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Phases.of(List.of()))
        .withMessageContaining("Pass at least one");
    RunSummary run = run(1, course(PhasesTest::turns, 0, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Phases.of(List.of(run, run)))
        .withMessageContaining("two of seed 1");
  }

  private static RunSummary run(long seed, LayerInformationSeries course) {
    return new RunSummary(
        seed,
        1,
        MadeUp.recipe(),
        TimeAxis.TRAINING_ORDER,
        "within-batch shuffle",
        List.of(),
        List.of(),
        IntStream.rangeClosed(0, EPOCHS).boxed().toList(),
        List.of(course),
        List.of());
  }

  private static LayerPhases phases(LayerInformationSeries of, int[] epochs, long seed) {
    return LayerPhases.of(
        of.layer(), EpochSeries.doubles(of.input()), EpochSeries.doubles(of.label()), epochs, seed);
  }
}
