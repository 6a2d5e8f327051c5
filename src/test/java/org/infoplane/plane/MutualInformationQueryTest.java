package org.infoplane.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.infoplane.Notebook;
import org.infoplane.measure.Null;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.Recording;
import org.infoplane.recording.TimeAxis;
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
        .withMessage(
            "Asked for the probe axis. This recording has: [training order]. Add onProbe(examples) to captureLayers(...).");
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
