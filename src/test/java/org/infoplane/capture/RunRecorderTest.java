package org.infoplane.capture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.infoplane.recording.TimeAxis.PROBE;
import static org.infoplane.recording.TimeAxis.TRAINING_ORDER;
import static org.infoplane.recording.TimeAxis.TRAINING_PROBE;
import static org.infoplane.recording.TimeAxis.TRAINING_STEPS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.infoplane.recording.EpochMetrics;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.Recording;
import org.infoplane.recording.Snapshot;
import org.infoplane.recording.TimeAxis;
import org.infoplane.recording.Track;
import org.infoplane.symbol.Discretizer;
import org.infoplane.symbol.Encoding;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Segments;
import org.infoplane.symbol.Symbols;
import org.infoplane.symbol.SymbolsBuilder;
import org.infoplane.symbol.Values;
import org.infoplane.testing.Recordings;
import org.infoplane.testing.Trained;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunRecorderTest {

  private static final List<LayerInfo> LAYERS =
      List.of(new LayerInfo("a", "input", 0), new LayerInfo("b", "dense", 0));

  @TempDir private Path folder;

  private static RunRecorder starting() {
    RunRecorder run = RunRecorder.of(LAYERS, Keeping.symbols(), Recipe.empty());
    run.probe(PROBE, unlike(12));
    return run;
  }

  private static Partition unlike(int samples) {
    return Partition.of(IntStream.range(0, samples).toArray());
  }

  private static TrainingMoment probe(int epoch) {
    return new TrainingMoment(PROBE, epoch, 3 * epoch);
  }

  private static TrainingMoment order(int epoch) {
    return new TrainingMoment(TRAINING_ORDER, epoch, 3 * epoch);
  }

  /** A made-up layer, that moves with {@code weight}. */
  private static Values rows(int samples, int units, double weight) {
    return Values.view(samples, units, (i, unit) -> Math.sin(i * i + unit + weight * i));
  }

  private static void whole(RunRecorder run, TrainingMoment moment, double weight) {
    run.push("b", rows(12, 2, weight), moment);
    run.push("a", rows(12, 3, 0), moment);
    run.complete(moment, unlike(12));
  }

  private static List<Integer> bits(Symbols symbols) {
    return IntStream.range(0, symbols.units() * symbols.samples())
        .mapToObj(i -> symbols.get(i / symbols.samples(), i % symbols.samples()))
        .toList();
  }

  private static Symbols oracle(Discretizer rule, Values fitted, Values all) {
    return new SymbolsBuilder(rule.fit(fitted)).append(all).finish();
  }

  @Test
  void eachMomentIsFittedAnewOnAllExamplesOrOnTheFirstMiniBatch() {
    for (boolean once : new boolean[] {false, true}) {
      Keeping keeping = Keeping.symbols().discretize("b", Discretizer.mean());
      try (RunRecorder run =
          RunRecorder.of(LAYERS, once ? keeping.fittingOnce() : keeping, Recipe.empty())) {
        run.probe(PROBE, unlike(12));
        for (int epoch = 1; epoch <= 2; epoch++) {
          double weight = epoch;
          for (int from : new int[] {0, 20}) { // layer by layer, and the probe in between
            run.push("b", rows(32, 2, weight).reorder(span(from, from + 12)), order(epoch));
          }
          whole(run, probe(epoch), weight);
          for (int from : new int[] {0, 20}) {
            run.push("a", rows(32, 3, 0).reorder(span(from, from + 12)), order(epoch));
          }
          run.complete(order(epoch), unlike(24), Segments.ofLength(6, 24));
          run.endEpoch(epoch, 3 * epoch);
        }
        Recording made = run.finish();
        assertThat(made.layers()).extracting(LayerInfo::units).containsExactly(3, 2);
        Snapshot last = made.track(TRAINING_ORDER).snapshots().get(1);
        int[] seen = IntStream.concat(IntStream.range(0, 12), IntStream.range(20, 32)).toArray();
        Values all = rows(32, 2, 2).reorder(seen);
        Values first = rows(32, 2, once ? 1 : 2).reorder(span(0, 12));
        assertThat(bits(last.symbols(1))).isEqualTo(bits(oracle(Discretizer.mean(), first, all)));
        assertThat(last.batchStarts()).containsExactly(0, 12);
        assertThat(last.iteration()).isEqualTo(6);
        assertThat(last.sequences()).isEqualTo(Segments.ofLength(6, 24));
        Snapshot look = made.track(PROBE).snapshots().get(1);
        Values fitted = rows(12, 2, once ? 1 : 2);
        Symbols bins = oracle(Discretizer.equalWidth(30), fitted, rows(12, 2, 2));
        assertThat(bits(look.symbols(1)))
            .isEqualTo(bits(oracle(Discretizer.mean(), fitted, rows(12, 2, 2))));
        assertThat(look.binning(1)).contains(bins.discretization());
        assertThat(look.patterns(1).orElseThrow().groups())
            .isEqualTo(Partition.ofRows(bins).groups());
      }
    }
  }

  private static int[] span(int from, int to) {
    return IntStream.range(from, to).toArray();
  }

  @Test
  void chunksMakeNoDifference() {
    Values many = rows(70_000, 3, 0.5);
    RunRecorder run = RunRecorder.of(LAYERS, Keeping.symbols(), Recipe.empty());
    run.push("a", many, order(1));
    run.push("b", many, order(1));
    run.complete(order(1), Partition.trivial(70_000));
    run.endEpoch(1, 3);
    assertThat(bits(run.finish().track(TRAINING_ORDER).snapshots().get(0).symbols(0)))
        .isEqualTo(bits(oracle(Discretizer.median(), many, many)));
  }

  @Test
  void momentsMustBeWholeAndInOrder() {
    try (RunRecorder run = starting()) {
      run.push("a", rows(12, 3, 0), probe(1));
      assertThatIllegalStateException()
          .isThrownBy(() -> run.push("a", rows(12, 3, 0), probe(1)))
          .withMessageContainingAll(
              "\"a\"", "probe, epoch 1, iteration 3", "already pushed", "once per moment");
      assertThatIllegalStateException()
          .isThrownBy(() -> run.complete(probe(1), unlike(12)))
          .withMessageContainingAll(
              "probe, epoch 1, iteration 3", "\"b\" was pushed 0 of 1 times", "Push all layers");
      assertThatIllegalStateException()
          .isThrownBy(() -> run.push("b", rows(12, 2, 0), probe(2)))
          .withMessageContainingAll(
              "probe, epoch 2, iteration 6",
              "before \"probe, epoch 1, iteration 3\" is complete",
              "complete(...) or drop(...)");
      assertThatIllegalStateException()
          .isThrownBy(() -> run.endEpoch(1, 3))
          .withMessageContaining(
              "Cannot end epoch 1: moment \"probe, epoch 1, iteration 3\" is not");
      assertThatIllegalStateException()
          .isThrownBy(run::finish)
          .withMessageContaining("Cannot finish the recording: moment \"probe, epoch 1");
      assertThatIllegalStateException()
          .isThrownBy(run::stop)
          .withMessageContaining("No epoch has ended");
      run.drop(PROBE);
      run.drop(TRAINING_PROBE);
      whole(run, probe(2), 1);
      run.endEpoch(2, 6);
      assertThatIllegalStateException()
          .isThrownBy(() -> run.push("a", rows(12, 3, 0), probe(2)))
          .withMessageContainingAll(
              "\"probe, epoch 2, iteration 6\" is not after \"probe, epoch 2, iteration 6\"",
              "chronological order");
      assertThatIllegalStateException()
          .isThrownBy(() -> run.push("a", rows(12, 3, 0), order(1)))
          .withMessageContainingAll(
              "training order, epoch 1, iteration 3", "epoch 2 has ended", "chronological order");
      assertThatIllegalStateException()
          .isThrownBy(() -> run.endEpoch(1, 6))
          .withMessageContainingAll("epoch 1 after epoch 2", "chronological order");
      assertThat(run.finish().track(PROBE).snapshots()).hasSize(1);
    }
  }

  @Test
  void samplesAndUnitsMustAgree() {
    try (RunRecorder run = starting()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> run.push("c", rows(12, 3, 0), probe(0)))
          .withMessageContainingAll("\"c\"", "[a, b]");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> run.push("a", rows(11, 3, 0), probe(0)))
          .withMessageContainingAll(
              "\"a\" on the probe before training must be 12, got 11", "same order");
      whole(run, probe(0), 1);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> run.push("a", rows(12, 2, 0), order(1)))
          .withMessageContainingAll("\"a\" must have 3 units", "got 2");
      run.push("a", rows(12, 3, 0), order(1));
      run.push("a", rows(5, 3, 0), order(1));
      run.push("b", rows(12, 2, 0), order(1));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> run.push("b", rows(6, 2, 0), order(1)))
          .withMessageContaining("layer \"b\" in epoch 1, batch 2 must be 5, got 6");
      assertThatIllegalStateException()
          .isThrownBy(() -> run.complete(order(1), unlike(17)))
          .withMessageContaining("layer \"b\" was pushed 1 of 2 times");
      run.push("b", rows(5, 2, 0), order(1));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> run.complete(order(1), unlike(16)))
          .withMessageContainingAll(
              "training order, epoch 1, iteration 3", "17, got 16", "one label per sample");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> run.complete(order(1), unlike(17), Segments.startingAt(0, 17)));
      run.complete(order(1), unlike(17));
    }
  }

  @Test
  void valuesMustBeNumbersAndEnough() {
    try (RunRecorder run = starting()) {
      Values diverged = Values.view(12, 2, (i, unit) -> i == 7 && unit == 1 ? Double.NaN : i);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> run.push("b", diverged, probe(3)))
          .withMessageContainingAll(
              "\"b\", unit 1 of 2, is NaN on the probe after epoch 3 (example 7)",
              "lower the learning rate or check the data");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> run.push("b", diverged, order(3)))
          .withMessageContaining("is NaN in epoch 3, batch 1 (example 7)");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> run.push("b", rows(9, 2, 0), order(3)))
          .withMessageContaining("at least 10 samples to fit \"median of the unit\", got 9");
      whole(run, probe(0), 1); // a refused push leaves nothing behind
      Keeping zero = Keeping.symbols(Discretizer.zero());
      RunRecorder one = RunRecorder.of(LAYERS, zero, Recipe.empty());
      one.push("a", rows(1, 1, 0), order(1));
      one.push("b", rows(1, 1, 0), order(1));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> one.complete(order(1), unlike(1)))
          .withMessageContainingAll("epoch 1", "training order", "at least 2, got 1");
    }
  }

  @Test
  void probesAreDeclaredOnce() {
    try (RunRecorder run = starting()) {
      assertThatIllegalStateException()
          .isThrownBy(() -> run.probe(PROBE, unlike(2)))
          .withMessageContainingAll("The probe is declared already, or an epoch has ended", "once");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> run.probe(TRAINING_ORDER, unlike(2)))
          .withMessageContaining("axis must be PROBE or TRAINING_PROBE, got TRAINING_ORDER");
      assertThatIllegalStateException()
          .isThrownBy(() -> run.push("a", rows(12, 3, 0), new TrainingMoment(TRAINING_PROBE, 0, 0)))
          .withMessageContainingAll(
              "probe of training examples was not declared", "probe(axis, inputs)");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new TrainingMoment(TRAINING_STEPS, 0, 0))
          .withMessageContaining("which are derived from the probe");
      whole(run, probe(0), 1);
      run.endEpoch(0, 0);
      assertThatIllegalStateException()
          .isThrownBy(() -> run.probe(TRAINING_PROBE, unlike(2)))
          .withMessageContaining("or an epoch has ended");
      for (TimeAxis axis : List.of(PROBE, TRAINING_ORDER)) {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> new TrainingMoment(axis, 1, -1))
            .withMessageContaining("iteration must be at least 0, got -1");
      }
    }
  }

  @Test
  void rulesAreChecked() {
    Discretizer four = Discretizer.quantiles(4);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Keeping.symbols().discretize("a", four))
        .withMessageContaining("must be binary, got \"4 ");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Keeping.symbols().bins(Discretizer.ordinalPatterns(3)))
        .withMessageContaining("one example at a time");
    Keeping zero = Keeping.symbols().discretize("b", Discretizer.zero());
    assertThat(LAYERS)
        .extracting(layer -> zero.ruleOf(layer.name()))
        .containsExactly(Discretizer.median(), Discretizer.zero());
  }

  /** A trainer whose network is one number. */
  private static final class Trainer implements Weights {
    private double weight = 0.5;

    @Override
    public void save(Path file) throws IOException {
      Files.writeString(file, Double.toString(weight));
    }

    @Override
    public void restore(Path file) throws IOException {
      weight = Double.parseDouble(Files.readString(file, UTF_8));
    }

    private Recording train(RunRecorder run, int epochs, int cutOff) {
      try (run) {
        run.probe(PROBE, unlike(12));
        run.restore();
        int first = run.resumedEpoch().orElse(-1) + 1;
        assertThat(run.resumedIteration()).isEqualTo(3 * Math.max(0, first - 1));
        for (int epoch = first; epoch <= epochs; epoch++) {
          weight += epoch > 0 ? 0.25 : 0;
          whole(run, probe(epoch), weight);
          if (epoch == cutOff) {
            throw new IllegalStateException("power cut");
          }
          run.endEpoch(epoch, 3 * epoch);
        }
        return run.finish();
      }
    }
  }

  private RunRecorder saving(Trainer trainer, Keeping keeping) {
    return RunRecorder.savingTo(LAYERS, keeping, Recipe.empty(), folder.resolve("run"), trainer, 0);
  }

  @Test
  void runThatWasCutOffGoesOnWithItsWeights() {
    Keeping keeping = Keeping.symbols();
    Recording whole = new Trainer().train(RunRecorder.of(LAYERS, keeping, Recipe.empty()), 5, -1);
    for (int cutOff : new int[] {1, 4}) {
      Trainer cut = new Trainer();
      assertThatIllegalStateException()
          .isThrownBy(() -> cut.train(saving(cut, keeping), 5, cutOff))
          .withMessage("power cut");
    }
    assertThat(folder.toFile().list())
        .containsExactlyInAnyOrder("run.part", "run.epoch-3-iteration-9.zip");
    assertThatIllegalStateException()
        .isThrownBy(() -> saving(new Trainer(), keeping.fittingOnce()).close())
        .withMessageContaining("the rules fitted by fittingOnce() are not saved");
    Trainer again = new Trainer();
    Recordings.assertEqual(again.train(saving(again, keeping), 5, -1), whole);
    assertThat(again.weight).isEqualTo(0.5 + 5 * 0.25);
    assertThat(folder.toFile().list()).containsExactly("run");
  }

  /** Of each moment of an axis, whether its values were kept. */
  private static List<Boolean> kept(Recording run, TimeAxis axis) {
    return run.track(axis).snapshots().stream().map(at -> at.hasValues(0)).toList();
  }

  /** Six moments of a probe and five epochs in training order, of 240 bytes each. */
  private static Recording onBothAxes(RunRecorder run, boolean expected, int cutOff) {
    try (run) {
      run.probe(PROBE, unlike(12));
      if (expected) {
        run.expect(PROBE, 6);
        run.expect(TRAINING_ORDER, 5);
      }
      run.restore();
      for (int epoch = run.resumedEpoch().orElse(-1) + 1; epoch <= 5; epoch++) {
        if (epoch > 0) {
          whole(run, order(epoch), epoch);
        }
        whole(run, probe(epoch), epoch);
        if (epoch == cutOff) {
          throw new IllegalStateException("power cut");
        }
        run.endEpoch(epoch, 3 * epoch);
      }
      return run.finish();
    }
  }

  @Test
  void runThatWasCutOffDecidesOnItsBudgetAsBefore() {
    for (boolean expected : new boolean[] {false, true}) {
      for (int moments : new int[] {3, 6, 11}) { // whose values fit
        Keeping keeping = Keeping.budget(240L * moments);
        Recording whole = onBothAxes(RunRecorder.of(LAYERS, keeping, Recipe.empty()), expected, -1);
        assertThatIllegalStateException()
            .isThrownBy(() -> onBothAxes(saving(new Trainer(), keeping), expected, 3))
            .withMessage("power cut");
        Recording resumed = onBothAxes(saving(new Trainer(), keeping), expected, -1);
        for (TimeAxis axis : List.of(PROBE, TRAINING_ORDER)) {
          assertThat(kept(resumed, axis)).isEqualTo(kept(whole, axis));
        }
        long values =
            Stream.of(PROBE, TRAINING_ORDER)
                .flatMap(axis -> kept(whole, axis).stream())
                .filter(kept -> kept)
                .count();
        assertThat(values).isEqualTo(expected && moments == 3 ? 0 : moments);
      }
    }
  }

  @Test
  void numberTooLargeForSinglePrecisionIsRefusedWhereItIsKept() {
    try (RunRecorder run = RunRecorder.of(LAYERS, Keeping.values(), Recipe.empty())) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> run.push("a", Values.ofRows(new double[][] {{1}, {1e39}}), order(1)))
          .withMessageContaining("Layer \"a\", unit 0 of 1, is Infinity");
    }
  }

  @Test
  void runThatIsStoppedKeepsTheEpochsThatHaveEnded() {
    try (RunRecorder run = starting()) {
      whole(run, probe(0), 1);
      run.endEpoch(0, 0);
      whole(run, probe(1), 1);
      run.push("a", rows(12, 3, 0), order(2));
      Recording stopped = run.stop();
      assertThat(stopped.track(PROBE).snapshots()).hasSize(1);
      assertThat(stopped.recipe().entries()).containsEntry("stopped", "after epoch 0");
    }
  }

  private static void endEpoch(RunRecorder run, int epoch) {
    whole(run, probe(epoch), 1 + epoch);
    run.endEpoch(3 * epoch, new EpochMetrics(epoch, 0.5, 0.5, 0.5, 0.5));
  }

  @Test
  void whatIsRecordedSoFarIsARecordingThatDoesNotChange() {
    for (Keeping keeping : List.of(Keeping.symbols(), Keeping.values())) {
      for (boolean inFile : new boolean[] {false, true}) {
        RunRecorder run =
            inFile
                ? saving(new Trainer(), keeping)
                : RunRecorder.of(LAYERS, keeping, Recipe.empty());
        List<Recording> all = new ArrayList<>();
        try (run) {
          run.probe(PROBE, unlike(12));
          assertThatIllegalStateException()
              .isThrownBy(run::soFar)
              .withMessage("No epoch has ended, so nothing is recorded. Run it again.");
          for (int epoch = 0; epoch < 3; epoch++) {
            endEpoch(run, epoch);
            whole(run, new TrainingMoment(PROBE, epoch, 3 * epoch + 1), 7); // not finished
            all.add(run.soFar());
          }
          Recording finished = run.finish();
          for (int epoch = 0; epoch < 3; epoch++) {
            Recording some = all.get(epoch);
            assertThat(some.isGrowing()).isTrue();
            assertThat(some.recipe().entries())
                .containsEntry(
                    "so far", "up to epoch %s; no null unless one is chosen".formatted(epoch));
            assertThat(some.metrics()).isEqualTo(finished.metrics().subList(0, epoch + 1));
            int moments = 2 * epoch + 1; // each epoch, and what came before its next one
            List<Snapshot> then = finished.track(PROBE).snapshots().subList(0, moments);
            Recordings.assertEqual(
                some,
                new Recording(
                    finished.layers(),
                    List.of(new Track(PROBE, then, finished.track(PROBE).inputs())),
                    some.metrics(),
                    some.recipe()));
            assertThat(some.track(PROBE).snapshots())
                .as("not read, nor encoded, again")
                .startsWith(
                    all.get(Math.max(0, epoch - 1))
                        .track(PROBE)
                        .snapshots()
                        .toArray(Snapshot[]::new));
            assertThat(some.memo()).isSameAs(all.get(0).memo());
          }
          assertThat(finished.isGrowing()).isFalse();
        }
      }
    }
  }

  @Test
  void runThatWasCutOffIsResumedAsItWasMadeOnly() {
    Trainer cut = new Trainer();
    assertThatIllegalStateException()
        .isThrownBy(() -> cut.train(saving(cut, Keeping.symbols()), 5, 2));
    for (Keeping other :
        List.of(
            Keeping.symbols().discretize(Discretizer.zero()),
            Keeping.symbols().discretize("a", Discretizer.zero()),
            Keeping.symbols().bins(Discretizer.quantiles(3)))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> saving(new Trainer(), other).close())
          .withMessageContaining("which was made with other settings");
    }
    try (RunRecorder run = saving(new Trainer(), Keeping.symbols())) {
      for (Partition other : List.of(unlike(20), Partition.trivial(12))) {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> run.probe(PROBE, other))
            .withMessageContaining("the examples of the probe differ");
      }
    }
    try (RunRecorder run = saving(new Trainer(), Keeping.symbols())) {
      run.probe(PROBE, unlike(12));
      assertThat(run.resumedEpoch()).contains(1);
      assertThatIllegalStateException()
          .isThrownBy(() -> whole(run, probe(1), 1))
          .withMessageContaining("Push moments in chronological order.");
      assertThatIllegalStateException()
          .isThrownBy(() -> run.push("a", rows(12, 3, 0), order(1)))
          .withMessageContaining("Push moments in chronological order.");
      whole(run, probe(2), 1);
    }
  }

  /** Bins that refuse what is large. */
  private record Small() implements Discretizer {
    @Override
    public Encoding fit(Values values) {
      return Encoding.of(
          values.units(),
          2,
          (unit, value) -> {
            if (value > 100) {
              throw new IllegalArgumentException("too large");
            }
            return value > 0 ? 1 : 0;
          });
    }
  }

  @Test
  void refusedPushLeavesNoTrace() {
    Keeping keeping = Keeping.symbols().bins(new Small()).fittingOnce();
    try (RunRecorder run = RunRecorder.of(LAYERS, keeping, Recipe.empty())) {
      run.probe(PROBE, unlike(12));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> run.push("b", Values.view(12, 2, (i, unit) -> 90.0 + i), probe(0)))
          .withMessage("too large");
      whole(run, probe(0), 1);
      Values first = rows(12, 2, 1);
      run.endEpoch(0, 0);
      Snapshot snapshot = run.finish().track(PROBE).snapshots().get(0);
      assertThat(bits(snapshot.symbols(1)))
          .isEqualTo(bits(oracle(Discretizer.median(), first, first)));
    }
  }

  @Test
  void namesOfLayersAreTheirOwn() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                RunRecorder.of(
                    List.of(LAYERS.get(0), LAYERS.get(0)), Keeping.symbols(), Recipe.empty()))
        .withMessageContaining("Layer names must be distinct");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                RunRecorder.of(
                    LAYERS, Keeping.symbols().discretize("c", Discretizer.zero()), Recipe.empty()))
        .withMessageContainingAll("\"c\"", "[a, b]", "discretize(...)");
  }

  @Test
  void whatTheProgramDoesNotSayIsWrittenDown() {
    try (RunRecorder run = starting()) {
      whole(run, probe(0), 1);
      run.endEpoch(0, new EpochMetrics(0, 1, 0.5, 2, 0.25));
      Recording made = run.finish();
      assertThat(made.recipe().entries())
          .containsEntry("binary rule", Discretizer.median().toString())
          .containsEntry("bins", Discretizer.equalWidth(30).toString())
          .containsKeys("infoplane", "Java");
      assertThat(made.metrics()).containsExactly(new EpochMetrics(0, 1, 0.5, 2, 0.25));
    }
  }

  /** A made-up network that has no weights. */
  private static final class Weightless implements Weights {
    @Override
    public void save(Path file) throws IOException {
      Files.writeString(file, "none");
    }

    @Override
    public void restore(Path file) {}
  }

  private Recording trained(Keeping keeping, boolean announced, int from, int to) {
    try (RunRecorder run =
        RunRecorder.savingTo(
            Trained.LAYERS, keeping, Recipe.empty(), folder.resolve("run"), new Weightless(), 0)) {
      if (announced) {
        run.expect(TRAINING_ORDER, Trained.EPOCHS);
        run.expect(PROBE, Trained.EPOCHS + 1);
      }
      if (from == 0) {
        Trained.start(run);
      } else {
        assertThat(run.resumedEpoch()).contains(from - 1);
        run.probe(PROBE, Partition.ofDistinctRows(Trained.onProbe(0, 0)));
      }
      Trained.epochs(run, Math.max(1, from), to);
      return to == Trained.EPOCHS ? run.finish() : run.stop();
    }
  }

  @Test
  void budgetOfARunThatIsGoneOnWithIsWhatIsLeftOfIt() {
    long probe = 5 * Trained.PROBE_BYTES;
    long order = 4 * Trained.ORDER_BYTES;
    for (long bytes : new long[] {0, probe, order, 20_000, 25_000, probe + order - 1, 50_000}) {
      for (boolean announced : new boolean[] {false, true}) {
        Keeping keeping = Keeping.budget(bytes);
        Recording whole = announced ? Trained.announced(keeping) : Trained.recorded(keeping);
        for (int cut = 1; cut < Trained.EPOCHS; cut++) {
          trained(keeping, announced, 0, cut);
          Recordings.assertEqual(trained(keeping, announced, cut + 1, Trained.EPOCHS), whole);
        }
      }
    }
  }
}
