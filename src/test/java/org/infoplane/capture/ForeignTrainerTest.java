package org.infoplane.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.infoplane.recording.TimeAxis.PROBE;
import static org.infoplane.recording.TimeAxis.TRAINING_ORDER;

import java.util.List;
import java.util.stream.IntStream;
import org.infoplane.query.MutualInformationQuery;
import org.infoplane.query.TransferEntropyQuery;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.Recipe;
import org.infoplane.symbol.Discretizer;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.SymbolsBuilder;
import org.infoplane.symbol.Values;
import org.infoplane.testing.Series;
import org.junit.jupiter.api.Test;

/** A trainer without Deeplearning4j: a weight learns to repeat the input of the step before. */
class ForeignTrainerTest {
  private static final int[] BITS = Series.parse("0000100110101111"); // each pair equally often
  private static final int[] STARTS = {0, 100, 130, 200, 257};

  private static Values inputs(double weight, int from, int to) {
    return Values.view(to - from, 1, (i, unit) -> weight * (2 * BITS[(from + i) & 15] - 1));
  }

  @Test
  void layerThatRepeatsTheInputOneStepLaterGetsOneBit() {
    var layers = List.of(new LayerInfo("in", "input", 0), new LayerInfo("w", "recurrent", 0));
    Keeping keeping = Keeping.symbols(Discretizer.zero());
    RunRecorder run = RunRecorder.of(layers, keeping, Recipe.empty());
    double w = 0.1;
    for (int i = 0; i < 4; i++) {
      TrainingMoment batch = new TrainingMoment(TRAINING_ORDER, 1, i + 1);
      run.push("in", inputs(1, STARTS[i] + 1, STARTS[i + 1] + 1), batch);
      run.push("w", inputs(w, STARTS[i], STARTS[i + 1]), batch);
      w += 0.3 * (1 - w); // down the gradient of the squared error
    }
    run.complete(new TrainingMoment(TRAINING_ORDER, 1, 4), Partition.trivial(257));
    run.probe(PROBE, Partition.ofDistinctRows(inputs(1, 1, 257)));
    run.push("in", inputs(1, 1, 257), new TrainingMoment(PROBE, 1, 4));
    run.push("w", inputs(w, 0, 256), new TrainingMoment(PROBE, 1, 4));
    run.complete(new TrainingMoment(PROBE, 1, 4), Partition.ofDistinctRows(inputs(1, 0, 256)));
    run.endEpoch(1, 4);
    var made = run.finish();
    var te = TransferEntropyQuery.of(made).on(TRAINING_ORDER).from("in").to("w").table();
    assertThat((float) te.row(0).getDouble("TE mean [bits]")).isEqualTo(1);
    var plane = MutualInformationQuery.of(made).table();
    assertThat((float) plane.row(1).getDouble("I(T;Y) [bits]")).isEqualTo(1);
    var all = inputs(1, 0, 257);
    var oracle = new SymbolsBuilder(Discretizer.zero().fit(all)).append(all).finish();
    var symbols = made.track(TRAINING_ORDER).snapshots().get(0).symbols(1);
    assertThat(symbols.samples()).isEqualTo(257);
    assertThat(IntStream.range(0, 257)).allMatch(i -> symbols.get(0, i) == oracle.get(0, i));
  }
}
