package org.infoplane.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.infoplane.symbol.Partition;
import org.infoplane.testing.Recordings;
import org.infoplane.testing.Series;
import org.junit.jupiter.api.Test;

class RecordingTest {

  @Test
  void printsWhatItHolds() {
    assertThat(Recordings.copying("mid").toString())
        .isEqualToNormalizingNewlines(
            """
            Recording of input (1) > mid (1) > output (1)
            probe: epoch 0, 400 samples
            training order: epochs 1 to 2, 400 samples each
            accuracy after epoch 2: train 0.700, test 0.600""");
  }

  @Test
  void accuracyThatWasNotMeasuredIsNotPrinted() {
    Recording run = Recordings.copying("mid");
    List<Track> tracks = List.of(run.track(TimeAxis.PROBE));
    EpochMetrics train = new EpochMetrics(3, Double.NaN, 0.75, Double.NaN, Double.NaN);
    assertThat(new Recording(run.layers(), tracks, List.of(train), run.recipe()).toString())
        .endsWith("accuracy after epoch 3: train 0.750");
    EpochMetrics loss = new EpochMetrics(3, 0.5, Double.NaN, Double.NaN, Double.NaN);
    assertThat(new Recording(run.layers(), tracks, List.of(loss), run.recipe()).toString())
        .doesNotContain("accuracy");
  }

  @Test
  void shortcutsLeadAroundLayers() {
    Recording chain = Recordings.copying("mid");
    assertThat(chain.graph().inputs(0)).isEmpty();
    assertThat(chain.graph().inputs(2)).containsExactly(1);
    assertThat(chain.graph().bottlenecks(2)).containsExactly(0, 1);
    Recording graph =
        new Recording(
            List.of(
                new LayerInfo("in", "input", 1),
                new LayerInfo("stem", "dense", 1, List.of("in")),
                new LayerInfo("block", "dense", 1, List.of("stem")),
                new LayerInfo("sum", "elementwise", 1, List.of("stem", "block")),
                new LayerInfo("out", "output", 1, List.of("sum"))),
            List.of(
                new Track(
                    TimeAxis.PROBE,
                    List.of(
                        Recordings.snapshot(
                            0,
                            Collections.nCopies(5, Series.binary(new int[] {0, 1})),
                            List.of(),
                            List.of(),
                            Partition.of(0, 1),
                            new int[] {0})),
                    Optional.empty())),
            List.of(),
            Recipe.empty());
    assertThat(graph.graph().inputs(3)).containsExactly(1, 2);
    assertThat(graph.graph().bottlenecks(3)).containsExactly(0, 1);
    assertThat(graph.graph().bottlenecks(4)).containsExactly(0, 1, 3);
  }

  @Test
  void snapshotsKeepTheirBatchesToThemselves() {
    Snapshot snapshot = Recordings.copying("mid").track(TimeAxis.TRAINING_ORDER).snapshots().get(0);
    snapshot.batchStarts()[1] = 99;
    assertThat(snapshot.batchStarts()).containsExactly(0, 100, 200, 300);
    assertThat(snapshot.patterns(0)).isEmpty();
  }

  @Test
  void recipesGrowWithoutChangingTheOld() {
    Recipe old = Recipe.empty().with("seed", 1);
    Recipe more = old.with("null", "none").with("seed", 2);
    assertThat(old).hasToString("seed: 1");
    assertThat(more).hasToString("seed: 2\nnull: none");
  }

  @Test
  void badPartsAreNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Recording(List.of(), List.of(), List.of(), Recipe.empty()))
        .withMessageContaining("layers and tracks must not be empty, got 0 and 0");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Recordings.snapshot(
                    3,
                    List.of(Series.binary(new int[5])),
                    List.of(),
                    List.of(),
                    Partition.of(new int[4]),
                    new int[] {0}))
        .withMessageContaining("Epoch 3 has 4 labels but a layer of 5 samples");
  }
}
