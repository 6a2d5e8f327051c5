package org.infoplane.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.infoplane.Notebook;
import org.infoplane.measure.Estimator;
import org.infoplane.measure.nulls.Null;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.Recording;
import org.infoplane.recording.Snapshot;
import org.infoplane.recording.TimeAxis;
import org.infoplane.recording.Track;
import org.infoplane.symbol.Partition;
import org.infoplane.testing.Recordings;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

class MutualInformationQueryTest {

  private static final Recording RUN = Recordings.copying("mid");

  @Test
  void layerThatShowsTheLabelKnowsAllOfIt() {
    Table table = Notebook.mutualInformation(RUN).against(Null.globalShuffle(19, 3)).table();
    assertThat(table.rowCount()).isEqualTo(3);
    Row mid = table.row(1);
    assertThat(mid.getString("layer")).isEqualTo("mid");
    assertThat(mid.getDouble("I(T;Y) [bits]"))
        .isCloseTo(mid.getDouble("H(T) [bits]"), within(1e-12));
    assertThat(mid.getDouble("I(X;T) [bits]"))
        .isCloseTo(mid.getDouble("H(T) [bits]"), within(1e-12));
    assertThat(mid.getDouble("I(T;Y) p")).isCloseTo(0.05, within(1e-12));
    assertThat(mid.getBoolean("saturated")).isFalse();
  }

  @Test
  void layerWithAPatternForEachSampleIsCalledSaturated() {
    Row input = MutualInformationQuery.of(RUN).table().row(0);
    assertThat(input.getBoolean("saturated")).isTrue();
    assertThat(input.getDouble("I(X;T) [bits]"))
        .isCloseTo(Math.log(400) / Math.log(2), within(1e-12));
    assertThat(input.getDouble("I(T;Y) p")).isEqualTo(1);
  }

  @Test
  void withoutAProbeItSaysHowToRecordOne() {
    Recording orderOnly =
        new Recording(
            RUN.layers(), List.of(RUN.track(TimeAxis.TRAINING_ORDER)), List.of(), Recipe.empty());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Notebook.mutualInformation(orderOnly))
        .withMessageContainingAll(
            "probe axis", "[training order]", "Add onProbe(examples) to captureLayers(...)");
  }

  @Test
  void warningsOfAllThreeMeasuresAreInTheTable() {
    Table table = MutualInformationQuery.of(RUN).table();
    assertThat(table.stringColumn("warnings").get(0)).isEqualTo("I(T;Y) saturated; H(T) saturated");
    // A pattern of 4 states and 4 labels, 400 samples: nothing to say.
    assertThat(table.stringColumn("warnings").get(1)).isEmpty();
  }

  @Test
  void layerThatKnowsMoreThanAnyEarlierOneViolatesTheDataProcessingInequality() {
    // Patterns of 2, 4 and 2 groups: the second knows more of the input than the first.
    int[] quarters = new int[400];
    java.util.Arrays.setAll(quarters, i -> i % 4);
    int[] halves = new int[400];
    java.util.Arrays.setAll(halves, i -> i % 2);
    Snapshot full = RUN.track(TimeAxis.PROBE).snapshots().get(0);
    Snapshot odd =
        Recordings.snapshot(
            0,
            List.of(full.symbols(0), full.symbols(1), full.symbols(2)),
            List.of(Partition.of(halves), Partition.of(quarters), Partition.of(quarters)),
            List.of(
                full.symbols(0).discretization(),
                full.symbols(1).discretization(),
                full.symbols(2).discretization()),
            Partition.of(halves),
            full.batchStarts());
    Recording run =
        new Recording(
            RUN.layers(),
            List.of(new Track(TimeAxis.PROBE, List.of(odd), RUN.track(TimeAxis.PROBE).inputs())),
            List.of(),
            Recipe.empty());
    assertThat(MutualInformationQuery.of(run).table().stringColumn("warnings").asList())
        .containsExactly("", "I(X;T) data processing", "I(X;T) data processing");
  }

  @Test
  void estimatorAndNullCanBeChosen() {
    MutualInformationQuery plain = MutualInformationQuery.of(RUN);
    MutualInformationQuery corrected = plain.with(Estimator.millerMadow());
    Row one = plain.table().row(2);
    Row other = corrected.table().row(2);
    assertThat(other.getDouble("H(T) [bits]"))
        .isCloseTo(one.getDouble("H(T) [bits]") - one.getDouble("H(T) bias [bits]"), within(1e-12));
    assertThat(corrected.recipe().entries())
        .containsEntry("estimator", "Miller-Madow mutual information of binned activations");
    assertThat(plain.against(Null.globalShuffle(0, 0)).recipe().entries())
        .containsEntry("null", "none");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plain.against(Null.withinBatch(5, 1)))
        .withMessageContainingAll("within-batch shuffle", "without mini-batches", "globalShuffle");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plain.against(Null.globalShuffle(5, 1).jointly()));
  }

  @Test
  void showsItselfAndItsRecipe() {
    MutualInformationQuery mi = MutualInformationQuery.of(RUN);
    assertThat(mi.html()).contains("mutual information, probe", "<td>true</td>");
    assertThat(mi.toString()).contains("I(X;T) [bits]");
    assertThat(mi.recipe().toString())
        .contains("bins: by hand\n", "estimator: plug-in mutual information");
  }
}
