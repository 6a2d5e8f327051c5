package org.infoplane.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.infoplane.measure.Entropy;
import org.infoplane.measure.nulls.Null;
import org.infoplane.query.InformationPlane;
import org.infoplane.query.TransferEntropyQuery;
import org.infoplane.recording.Recording;
import org.infoplane.symbol.Partition;
import org.infoplane.testing.Recordings;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.plotly.components.Figure;
import tech.tablesaw.plotly.traces.ScatterTrace;

/** What every kernel has to show, and what it has to leave alone. */
final class Results {

  private static final Recording RUN = Recordings.copying("mid");
  private static final TransferEntropyQuery TE =
      TransferEntropyQuery.of(RUN).against(Null.globalShuffle(0, 0));

  static final InformationPlane PLANE = InformationPlane.of(RUN);

  static final List<Case> ALL =
      List.of(
          new Case(PLANE, "<div id=\"infoplane_", 1),
          new Case(PLANE.figure(), "<div id=\"infoplane_", 1),
          new Case(TE, "<div style=\"overflow-x: auto\"><table id="),
          new Case(TE.table(), "<div style=\"overflow-x: auto\"><table id="),
          new Case(
              Table.create("mine", DoubleColumn.create("x", new double[] {1})),
              "<div style=\"overflow-x: auto\"><table id="),
          new Case(
              new Figure(ScatterTrace.builder(new double[] {1}, new double[] {2}).build()),
              "<div id=\"infoplane_"),
          new Case(RUN, "<div><b>Recording of 3 layers"),
          new Case(RUN.recipe(), "<table><tbody><tr><th"),
          new Case(
              Entropy.of(Partition.of(new int[] {0, 0, 1, 1})).estimate(),
              "<div><b style=\"font-size: 1.3em\">1.000 bits"));

  static final List<Object> OTHERS = List.of(42, List.of(1, 2), new Mine("a"), Optional.of(PLANE));

  private Results() {}

  record Mine(String name) {}

  /** Something to show, how its page begins, and how many pictures it has. */
  record Case(Object value, String html, int pictures) {

    Case(Object value, String html) {
      this(value, html, 0);
    }

    void check(String shown) {
      assertThat(shown).startsWith(html);
      assertThat(shown.split("data:image/png;base64,", -1)).hasSize(1 + pictures);
    }
  }
}
