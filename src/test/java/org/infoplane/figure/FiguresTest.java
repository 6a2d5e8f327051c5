package org.infoplane.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;
import static org.infoplane.testing.Drawn.json;
import static org.infoplane.testing.Drawn.trace;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.infoplane.measure.Estimator;
import org.infoplane.measure.Resampling;
import org.infoplane.measure.nulls.Null;
import org.infoplane.query.InformationPlane;
import org.infoplane.query.MutualInformationQuery;
import org.infoplane.query.TransferEntropyQuery;
import org.infoplane.recording.EpochMetrics;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.Recording;
import org.infoplane.recording.Snapshot;
import org.infoplane.recording.TimeAxis;
import org.infoplane.recording.Track;
import org.infoplane.symbol.Partition;
import org.infoplane.testing.Recordings;
import org.infoplane.testing.Series;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/** What the figures show is what the tables say. */
class FiguresTest {

  private static final Recording RUN = Recordings.copying("mid");
  private static final TransferEntropyQuery TE = TransferEntropyQuery.of(RUN);

  /**
   * A recording of two layers of that many units; unit 0 of the second copies unit 0 of the first.
   */
  private static Recording wide(int from, int to, int epochs) {
    List<Snapshot> snapshots = new ArrayList<>();
    for (int epoch = 1; epoch <= epochs; epoch++) {
      int[][] source = Series.random(100 + epoch, from, 300, 2);
      int[][] target = Series.random(200 + epoch, to, 300, 2);
      target[0] = Series.delayed(source[0]);
      snapshots.add(
          Recordings.snapshot(
              epoch,
              List.of(Series.binary(source), Series.binary(target)),
              List.of(),
              List.of(),
              Partition.of(new int[300]),
              new int[] {0, 100, 200}));
    }
    return new Recording(
        List.of(new LayerInfo("a", "dense", from), new LayerInfo("b", "dense", to)),
        List.of(new Track(TimeAxis.TRAINING_ORDER, snapshots, Optional.empty())),
        List.of(),
        Recipe.empty());
  }

  /** Two layers that come from one. */
  private static Recording fork() {
    Snapshot at = RUN.track(TimeAxis.TRAINING_ORDER).snapshots().get(0);
    return new Recording(
        List.of(
            new LayerInfo("in", "input", 1, List.of()),
            new LayerInfo("left", "dense", 1, List.of("in")),
            new LayerInfo("right", "dense", 1, List.of("in"))),
        List.of(new Track(TimeAxis.TRAINING_ORDER, List.of(at), Optional.empty())),
        List.of(),
        Recipe.empty());
  }

  @Test
  void planeHasAFrameForEachMoment() throws Exception {
    JsonNode figure = json(InformationPlane.of(TE).figure());
    assertThat(figure.path("frames")).hasSize(2);
    assertThat(figure.at("/layout/sliders/0/steps/1/label").asText()).isEqualTo("2");
    JsonNode first = figure.at("/frames/0");
    int ring = figure.path("data").size() - 1;
    assertThat(first.path("name").asText()).isEqualTo("1");
    assertThat(first.path("traces").toString()).isEqualTo("[0," + ring + "]");
    assertThat(first.at("/data/1/x/0")).isEqualTo(trace(figure, "mid").at("/x/0"));
    assertThat(figure.at("/layout/updatemenus/0/buttons/0/args/0").isNull()).isTrue();
    assertThat(figure.at("/layout/updatemenus/0/buttons/1/args/0").toString()).isEqualTo("[null]");
  }

  @Test
  void eachFrameRingsThePointOfItsMoment() throws Exception {
    Recording run =
        Recordings.learning(
            1,
            new LayerInfo("input", "input", 4),
            new LayerInfo("mid", "dense", 3),
            new LayerInfo("output", "output", 2));
    JsonNode figure = json(InformationPlane.of(run).figure());
    JsonNode points = trace(figure, "mid");
    assertThat(figure.path("frames")).hasSize(8);
    for (int i = 0; i < 8; i++) {
      JsonNode ring = figure.at("/frames/" + i + "/data/1");
      assertThat(ring.path("x")).hasSize(1);
      assertThat(ring.at("/x/0")).isEqualTo(points.at("/x/" + i));
      assertThat(ring.at("/y/0")).isEqualTo(points.at("/y/" + i));
    }
    assertThat(figure.at("/frames/7/data/1")).isNotEqualTo(figure.at("/frames/0/data/1"));
  }

  @Test
  void nullRegionIsTwoDeviationsAroundItsMean() throws Exception {
    JsonNode figure = json(InformationPlane.of(TE).figure());
    JsonNode region = trace(figure, "null region");
    Row row = TE.from("input").to("mid").table().row(1);
    double mean = 1000 * row.getDouble("null mean [bits]");
    double deviation = 1000 * row.getDouble("null deviation [bits]");
    assertThat(region.at("/x/0").asDouble()).isCloseTo(mean - 2 * deviation, within(1e-4));
    assertThat(region.at("/x/1").asDouble()).isCloseTo(mean + 2 * deviation, within(1e-4));
    assertThat(region.path("x")).hasSize(5);
  }

  @Test
  void intervalsAreAsWideAsTheTableSays() throws Exception {
    TransferEntropyQuery asked = TE.interval(Resampling.jackknife(10));
    Row row = asked.from("input").to("mid").table().row(0);
    double width = 1000 * (row.getDouble("TE to (95 %) [bits]") - row.getDouble("TE from [bits]"));
    assertThat(width).isGreaterThan(1);
    JsonNode lines = trace(json(InformationPlane.of(asked).figure()), "mid, 95 %");
    assertThat(lines.at("/x/1").asDouble() - lines.at("/x/0").asDouble())
        .isCloseTo(width, within(0.01));
    assertThat(lines.at("/x/2").isNull()).isTrue();
    assertThat(asked.recipe().entries())
        .containsEntry("interval", "95 % by jackknife of 10 stretches");
    assertThat(TE.table().columnNames()).doesNotContain("TE from [bits]");
  }

  @Test
  void intervalsOfMutualInformationAreColumnsAndLines() throws Exception {
    MutualInformationQuery asked =
        MutualInformationQuery.of(RUN).interval(Resampling.jackknife(10));
    Row mid = asked.table().row(1);
    assertThat(mid.getDouble("I(T;Y) to (95 %) [bits]"))
        .isGreaterThan(mid.getDouble("I(T;Y) from [bits]"));
    assertThat(json(InformationPlane.of(asked).figure()).at("/layout/meta/interval").asText())
        .isEqualTo("95 % by jackknife of 10 stretches");
    assertThat(MutualInformationQuery.of(RUN).table().columnNames())
        .doesNotContain("I(T;Y) from [bits]");
  }

  @Test
  void heatMapHasARowAPairAndAColumnAnEpoch() throws Exception {
    JsonNode figure = json(TE.heatMap());
    JsonNode forward = figure.at("/data/0");
    assertThat(forward.path("y").toString()).isEqualTo("[\"input → mid\",\"mid → output\"]");
    assertThat(forward.path("x").toString()).isEqualTo("[\"1\",\"2\"]");
    Table table = TE.table();
    assertThat(forward.at("/z/0/0").asDouble())
        .isCloseTo(1000 * table.row(0).getDouble("TE mean [bits]"), within(0.01));
    assertThat(figure.at("/data/2/y").toString()).isEqualTo("[\"mid → input\",\"output → mid\"]");
    assertThat(figure.at("/data/1/y").toString()) // above its null
        .isEqualTo("[\"input → mid\",\"input → mid\"]");
    assertThat(figure.at("/layout/coloraxis/cmax").asDouble()).isCloseTo(995.306, within(0.01));
    assertThat(figure.at("/layout/yaxis/range").toString()).isEqualTo("[1.5,-0.5]");
  }

  @Test
  void heatMapEndsWithWhatDriftAndBiasLeave() throws Exception {
    TransferEntropyQuery whole = TE.against(Null.withinBatch(20, 1).jointly());
    JsonNode figure = json(whole.heatMap());
    JsonNode rest = figure.at("/data/4");
    assertThat(rest.path("y").toString())
        .isEqualTo("[\"input → mid\",\"mid → output\",\"mid → input\",\"output → mid\"]");
    assertThat(figure.at("/layout/annotations/2/text").asText())
        .isEqualTo("<b>rest: without drift and bias</b>");
    for (Row row : whole.table()) {
      String pair = row.getString("from") + " → " + row.getString("to");
      int cell =
          StreamSupport.stream(rest.path("y").spliterator(), false)
              .map(JsonNode::asText)
              .toList()
              .indexOf(pair);
      assertThat(rest.at("/z/%s/%s".formatted(cell, row.getInt("epoch") - 1)).asDouble())
          .isCloseTo(1000 * row.getDouble("rest [bits]"), within(0.01));
    }
    assertThat(json(TE.against(Null.none()).heatMap()).at("/data/4").isMissingNode()).isTrue();
  }

  @Test
  void heatMapOfMutualInformationHasAScaleForEachPanel() throws Exception {
    JsonNode figure = json(MutualInformationQuery.of(RUN).heatMap());
    assertThat(figure.at("/data/0/z/0/0").asDouble())
        .isCloseTo(Math.log(400) / Math.log(2), within(1e-4));
    assertThat(figure.at("/data/2/coloraxis").asText()).isEqualTo("coloraxis2");
    assertThat(figure.at("/layout/coloraxis2/colorbar/title/text").asText())
        .isEqualTo("I(T;Y) [bits]");
  }

  @Test
  void matrixHasEachPairOfUnits() throws Exception {
    Recording run = wide(3, 2, 2);
    TransferEntropyQuery te = TransferEntropyQuery.of(run).from("a").to("b");
    JsonNode figure = json(te.matrix());
    Table pairs = te.pairs(2);
    for (int i = 0; i < 6; i++) {
      assertThat(figure.at("/data/0/z/%s/%s".formatted(i / 2, i % 2)).asDouble())
          .isCloseTo(1000 * pairs.row(i).getDouble("TE [bits]"), within(0.01));
    }
    assertThat(figure.at("/data/1/x").toString()).isEqualTo("[\"0\"]"); // the copy, and only it
    assertThat(figure.at("/data/1/y").toString()).isEqualTo("[\"0\"]");
    assertThat(figure.at("/frames/0/data/0/z/0/0").asDouble())
        .isCloseTo(1000 * te.pairs(1).row(0).getDouble("TE [bits]"), within(0.01));
    assertThatIllegalStateException()
        .isThrownBy(() -> TE.from("input").matrix())
        .withMessageContaining("from(\"...\").to(\"...\").matrix()");
  }

  @Test
  void matrixOfWideLayersShowsMeansOverNeighbours() throws Exception {
    TransferEntropyQuery te =
        TransferEntropyQuery.of(wide(100, 120, 1)).against(Null.withinBatch(0, 0));
    JsonNode figure = json(te.from("a").to("b").matrix());
    assertThat(figure.at("/data/0/z")).hasSize(50);
    assertThat(figure.at("/data/0/z/0")).hasSize(50);
    Table pairs = te.from("a").to("b").pairs(1);
    double sum = 0; // units 0 and 1 to units 0 and 1: 120 units in 50 cells begin with two
    for (int i : new int[] {0, 1, 120, 121}) {
      sum += pairs.row(i).getDouble("TE [bits]");
    }
    assertThat(figure.at("/data/0/z/0/0").asDouble()).isCloseTo(1000 * sum / 4, within(0.01));
    assertThat(figure.at("/data/0/x/1").asText()).isEqualTo("2–3");
    assertThat(figure.at("/layout/xaxis/tickvals/1").asText()).isEqualTo("12–13");
    assertThat(figure.has("frames")).isFalse(); // of one epoch there is no slider
  }

  @Test
  void matrixOfManyEpochsShowsSomeAndTheLast() throws Exception {
    TransferEntropyQuery te =
        TransferEntropyQuery.of(wide(1, 1, 90)).against(Null.withinBatch(0, 0));
    JsonNode frames = json(te.from("a").to("b").matrix()).path("frames");
    assertThat(frames).hasSize(40);
    assertThat(frames.at("/0/name").asText()).isEqualTo("1");
    assertThat(frames.at("/39/name").asText()).isEqualTo("90");
  }

  @Test
  void networkHasItsNumbersOnItsEdges() throws Exception {
    JsonNode figure = json(TE.network());
    assertThat(trace(figure, "input → mid").at("/line/width").asDouble()).isEqualTo(10);
    assertThat(trace(figure, "input → mid").at("/line/color").asText()).isEqualTo("#440154");
    assertThat(trace(figure, "mid → output").at("/line/color").asText()).isEqualTo("#c8c8c8");
    JsonNode middles = figure.at("/data/4");
    assertThat(middles.at("/text/0").asText()).isEqualTo("995");
    assertThat(middles.at("/marker/symbol/0").asText()).isEqualTo("triangle-down");
    assertThat(figure.at("/layout/annotations/1/text").asText()).isEqualTo("<b>mid</b> (1)");
    assertThat(figure.at("/frames/0/traces")).hasSize(5);
  }

  @Test
  void layersOfOneDepthStandSideBySide() throws Exception {
    Recording fork = fork();
    JsonNode names = json(TransferEntropyQuery.of(fork).network()).at("/layout/annotations");
    assertThat(names.at("/1/y")).isEqualTo(names.at("/2/y"));
    assertThat(names.at("/1/x").asDouble()).isEqualTo(-names.at("/2/x").asDouble()).isEqualTo(-0.6);
  }

  @Test
  void smallMultiplesShareTheirAxes() throws Exception {
    MutualInformationQuery mi = MutualInformationQuery.of(RUN);
    SmallMultiples both =
        InformationPlane.of(mi)
            .titled("plug-in")
            .beside(InformationPlane.of(mi.with(Estimator.millerMadow())).titled("Miller-Madow"));
    JsonNode figure = json(both.figure());
    assertThat(figure.at("/layout/xaxis2/matches").asText()).isEqualTo("x");
    assertThat(figure.at("/layout/title/text").asText()).isEqualTo("Information plane");
    assertThat(figure.at("/layout/title/subtitle/text").asText())
        .isEqualTo("probe; by hand; grey: global shuffle x 20, seed 42; dashes: ceilings");
    List<String> titles = new ArrayList<>();
    figure.at("/layout/annotations").forEach(note -> titles.add(note.path("text").asText()));
    assertThat(titles)
        .containsExactly("<b>plug-in</b>", "<b>Miller-Madow</b>", "I(X;T), layer and input [bits]");
    assertThat(both).hasToString("2 planes side by side: information plane, mutual information");
  }

  @Test
  void planesOfDifferentKindsAreNotPutSideBySide() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> InformationPlane.of(RUN).beside(InformationPlane.of(RUN).mutualInformation()))
        .withMessageContainingAll(
            "of one kind",
            "got information plane, neighbours and information plane, mutual information");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SmallMultiples.of(List.of()))
        .withMessageContainingAll("planes must not be empty", "Pass at least one");
  }

  @Test
  void figuresCarryTheirRecipe() throws Exception {
    assertThat(json(TE.curves()).at("/layout/meta/null").asText())
        .isEqualTo("within-batch shuffle x 20, seed 42, whole samples");
  }

  @Test
  void eachLayerHasOneLookOfItsOwn() {
    List<LayerInfo> many = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      many.add(new LayerInfo("layer" + i, "dense", 1));
    }
    Recording run =
        new Recording(
            many,
            List.of(
                new Track(
                    TimeAxis.TRAINING_ORDER,
                    List.of(
                        Recordings.snapshot(
                            1,
                            Collections.nCopies(20, Series.binary(new int[] {0, 1, 0})),
                            List.of(),
                            List.of(),
                            Partition.of(0, 0, 0),
                            new int[] {0})),
                    Optional.empty())),
            List.of(),
            Recipe.empty());
    assertThat(
            many.stream()
                .map(
                    l ->
                        LayerStyle.of(run.graph()).color(l.name())
                            + LayerStyle.of(run.graph()).symbol(l.name())))
        .doesNotHaveDuplicates();
  }

  @Test
  void namesThatReadTheSameWhenShortGetTheirNumber() {
    LayerStyle looks =
        new LayerStyle(
            List.of(
                "encoder_block_1_attention_output", "encoder_block_2_attention_output", "short"));
    assertThat(looks.name("encoder_block_2_attention_output")).isEqualTo("encoder_bl…on_output #2");
    assertThat(looks.name("short")).isEqualTo("short");
  }

  @Test
  void fewShufflesGreyNothingAndSaySo() throws Exception {
    TransferEntropyQuery few = TE.against(Null.withinBatch(10, 1));
    JsonNode network = json(few.network());
    assertThat(trace(network, "mid → output").at("/line/color").asText()).isNotEqualTo("#c8c8c8");
    assertThat(network.at("/layout/title/subtitle/text").asText())
        .contains("no marks: p ≤ 0.05 needs 19 shuffles");
    assertThat(json(few.heatMap()).at("/layout/title/subtitle/text").asText())
        .isEqualTo("training order; no marks: p ≤ 0.05 needs 19 shuffles");
    assertThat(
            json(TE.against(Null.withinBatch(0, 1)).heatMap())
                .at("/layout/title/subtitle/text")
                .asText())
        .isEqualTo("training order; no null");
  }

  @Test
  void manyMomentsHaveSomeSteps() throws Exception {
    JsonNode figure =
        json(TransferEntropyQuery.of(wide(1, 1, 100)).against(Null.withinBatch(0, 0)).network());
    assertThat(figure.path("frames")).hasSize(60);
    assertThat(figure.at("/layout/sliders/0/steps/59/label").asText()).isEqualTo("100");
  }

  @Test
  void smallMultiplesOfOtherEndsAreRefused() {
    Recording other =
        new Recording(
            List.of(
                new LayerInfo("x", "input", 1),
                new LayerInfo("mid", "dense", 1),
                new LayerInfo("z", "output", 1)),
            List.of(RUN.track(TimeAxis.TRAINING_ORDER), RUN.track(TimeAxis.PROBE)),
            List.of(),
            Recipe.empty());
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                InformationPlane.of(RUN)
                    .inputOutput()
                    .beside(InformationPlane.of(other).inputOutput())
                    .figure())
        .withMessageContainingAll(
            "must have the same axes, got TE(input → layer)", "; TE(x → layer)");
  }

  @Test
  void smallMultiplesOfOtherNetworksNameAllLayers() throws Exception {
    JsonNode figure =
        json(
            InformationPlane.of(RUN).beside(InformationPlane.of(Recordings.copying("q"))).figure());
    List<String> legend = new ArrayList<>();
    for (JsonNode trace : figure.path("data")) {
      if (trace.path("showlegend").asBoolean()) {
        legend.add(trace.path("name").asText());
      }
    }
    assertThat(legend).containsExactly("null", "mid", "q");
    assertThat(trace(figure, "q").at("/line/color"))
        .isNotEqualTo(trace(figure, "mid").at("/line/color"));
  }

  @Test
  void accuracyOfIterationsIsDrawnAtItsOwn() throws Exception {
    Snapshot at = RUN.track(TimeAxis.TRAINING_ORDER).snapshots().get(0);
    List<Snapshot> snapshots = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      snapshots.add(
          Recordings.snapshot(
                  i / 2,
                  List.of(at.symbols(0), at.symbols(1), at.symbols(2)),
                  List.of(),
                  List.of(),
                  at.labels(),
                  at.batchStarts())
              .afterIteration(5 * i + 5));
    }
    List<EpochMetrics> metrics = new ArrayList<>();
    for (int epoch : new int[] {0, 0, 1, 2}) { // nothing was recorded of epoch 2
      metrics.add(new EpochMetrics(epoch, 1, 0.5, 1, 0.5));
    }
    Recording run =
        new Recording(
            RUN.layers(),
            List.of(new Track(TimeAxis.TRAINING_ORDER, snapshots, Optional.empty())),
            metrics,
            Recipe.empty());
    assertThat(trace(json(TransferEntropyQuery.of(run).curves()), "test accuracy").path("x"))
        .hasToString("[5,10,15,null]");
  }

  @Test
  void layersWithNothingBetweenAreNoPlane() {
    Recording fork = fork();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> InformationPlane.of(fork).figure())
        .withMessageContaining("no recorded layer lies between two others");
  }

  @Test
  void layerCalledNullHasItsLegend() throws Exception {
    JsonNode figure = json(InformationPlane.of(Recordings.copying("null")).figure());
    long shown = 0;
    for (JsonNode trace : figure.path("data")) {
      shown += trace.path("showlegend").asBoolean() ? 1 : 0;
    }
    assertThat(shown).isEqualTo(2);
  }

  @Test
  void whatPlotlyWouldFillInIsText() throws Exception {
    JsonNode figure = json(InformationPlane.of(Recordings.copying("a%{x}")).figure());
    assertThat(trace(figure, "a%&#123;x}").at("/text/0").asText()).startsWith("<b>a%&#123;x}</b>");
  }
}
