package org.infoplane.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.infoplane.measure.nulls.Null;
import org.infoplane.recording.Fact;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.Memo;
import org.infoplane.recording.Recording;
import org.infoplane.recording.TimeAxis;
import org.infoplane.recording.Track;
import org.infoplane.result.LayerFlow;
import org.infoplane.symbol.Embedding;
import org.infoplane.testing.Recordings;
import org.junit.jupiter.api.Test;

/** Queries of a recording that still grows, as a live figure asks them. */
class GrowingRunTest {

  private static final Recording RUN =
      Recordings.learning(
          1,
          new LayerInfo("input", "input", 3),
          new LayerInfo("hidden", "dense", 3),
          new LayerInfo("output", "output", 2));

  /** The first moments of it. */
  private static Recording first(int moments, Memo memo) {
    List<Track> tracks =
        RUN.tracks().stream()
            .map(
                track ->
                    new Track(track.axis(), track.snapshots().subList(0, moments), track.inputs()))
            .toList();
    return new Recording(
            RUN.layers(), tracks, List.of(), RUN.recipe().with(new Fact.Growing(moments)))
        .sharing(memo);
  }

  private static Memo memo() {
    return Recordings.copying("any").memo();
  }

  @Test
  void thereIsNoNullUnlessOneIsChosen() {
    Recording run = first(3, memo());
    assertThat(TransferEntropyQuery.of(run).recipe().entries().get("null")).startsWith("none");
    assertThat(MutualInformationQuery.of(run).recipe().entries()).containsEntry("null", "none");
    assertThat(InformationPlane.of(run).mutualInformation().plane()).isNotNull();
    assertThat(TransferEntropyQuery.of(RUN).recipe().entries().get("null")).contains("x 20");
    var chosen = TransferEntropyQuery.of(run).against(Null.withinBatch(19, 1)).result().flows();
    assertThat(chosen).allMatch(flow -> flow.significance().pValue() > 0);
  }

  @Test
  void momentsThatWereMeasuredAreNotMeasuredAgain() {
    Memo memo = memo();
    List<LayerFlow> before = TransferEntropyQuery.of(first(3, memo)).result().flows();
    List<LayerFlow> after = TransferEntropyQuery.of(first(5, memo)).result().flows();
    for (int i = 0; i < before.size(); i++) {
      assertThat(after.get(i)).isSameAs(before.get(i));
    }
    assertThat(after).hasSize(before.size() / 3 * 5);
    assertThat(after).isEqualTo(TransferEntropyQuery.of(first(5, memo())).result().flows());
  }

  @Test
  void anotherQuestionIsMeasuredAnew() {
    Memo memo = memo();
    TransferEntropyQuery te = TransferEntropyQuery.of(first(3, memo));
    TransferEntropyQuery alone = TransferEntropyQuery.of(first(3, memo()));
    te.result();
    var longer = new Embedding(2, 1, 1);
    assertThat(te.with(longer).result().flows()).isEqualTo(alone.with(longer).result().flows());
    assertThat(te.window(100).result().flows()).isEqualTo(alone.window(100).result().flows());
    assertThat(te.units("hidden", 1).result().flows())
        .isEqualTo(alone.units("hidden", 1).result().flows())
        .isNotEqualTo(te.result().flows());
    assertThat(te.on(TimeAxis.PROBE).result().flows())
        .isEqualTo(alone.on(TimeAxis.PROBE).result().flows());
  }
}
