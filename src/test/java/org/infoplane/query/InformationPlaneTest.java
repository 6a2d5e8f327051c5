package org.infoplane.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.infoplane.testing.Drawn.json;
import static org.infoplane.testing.Drawn.trace;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.infoplane.Notebook;
import org.infoplane.figure.PlotlyFigure;
import org.infoplane.measure.nulls.Null;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.Recording;
import org.infoplane.recording.Snapshot;
import org.infoplane.recording.TimeAxis;
import org.infoplane.recording.Track;
import org.infoplane.testing.Recordings;
import org.junit.jupiter.api.Test;

class InformationPlaneTest {

  private static final Recording RUN = Recordings.copying("mid");

  @Test
  void neighboursPlotsWhatArrivesAgainstWhatGoesOn() throws Exception {
    JsonNode figure = json(Notebook.plotPlane(RUN).figure());
    JsonNode mid = trace(figure, "mid");
    assertThat(mid.path("x")).hasSize(2);
    assertThat(mid.at("/x/0").asDouble()).isCloseTo(1000, within(20.0));
    assertThat(mid.at("/y/0").asDouble()).isLessThan(20);
    assertThat(mid.at("/marker/color").toString()).isEqualTo("[1,2]");
    assertThat(mid.at("/text/1").asText())
        .startsWith("<b>mid</b>, epoch 2<br>TE(input → mid): ")
        .contains(
            "millibit, bias 3.616, null ",
            ", p = 0.04762<br>drift 0.2389 + bias 3.544 + rest 991.5<br>TE(mid → output): ");
    assertThat(figure.at("/layout/xaxis/title/text").asText())
        .isEqualTo("TE(layer before → layer) [millibit]");
    assertThat(figure.at("/layout/coloraxis/colorbar/title/text").asText()).isEqualTo("epoch");
    assertThat(trace(figure, "null").at("/x/0").asDouble()).isLessThan(50);
  }

  @Test
  void inputOutputPlotsTheEnds() throws Exception {
    JsonNode figure = json(InformationPlane.of(RUN).inputOutput().figure());
    assertThat(figure.at("/layout/yaxis/title/text").asText())
        .isEqualTo("TE(layer → output) [millibit]");
    assertThat(trace(figure, "mid").at("/x/1").asDouble()).isCloseTo(1000, within(20.0));
  }

  @Test
  void mutualInformationHasItsCeilings() throws Exception {
    InformationPlane plane = InformationPlane.of(RUN).mutualInformation();
    JsonNode figure = json(plane.figure());
    assertThat(figure.at("/layout/shapes/0/x0").asDouble())
        .isEqualTo(8.64386); // log2 400, to the six digits of a figure
    assertThat(trace(figure, "mid").at("/y/0").asDouble())
        .isCloseTo(figure.at("/layout/shapes/1/y0").asDouble(), within(1e-9));
    assertThat(figure.at("/layout/annotations/0/text").asText())
        .isEqualTo("H(X) ≈ log<sub>2</sub>N = 8.64 ");
    assertThat(plane.recipe().entries()).containsEntry("time axis", "probe");
    assertThat(plane.neighbours().recipe().entries()).containsEntry("time axis", "training order");
    assertThat(plane).hasToString("information plane, mutual information");
  }

  @Test
  void planesNameTheLayersThatWereRecorded() throws Exception {
    List<LayerInfo> inner =
        List.of(
            new LayerInfo("a", "dense", 1),
            new LayerInfo("b", "dense", 1),
            new LayerInfo("c", "dense", 1));
    Recording run =
        new Recording(
            inner,
            List.of(RUN.track(TimeAxis.TRAINING_ORDER), RUN.track(TimeAxis.PROBE)),
            RUN.metrics(),
            RUN.recipe());
    JsonNode figure = json(InformationPlane.of(run).inputOutput().figure());
    assertThat(figure.at("/layout/xaxis/title/text").asText())
        .isEqualTo("TE(a → layer) [millibit]");
    assertThat(figure.at("/layout/yaxis/title/text").asText())
        .isEqualTo("TE(layer → c) [millibit]");
    JsonNode classical = json(InformationPlane.of(run).mutualInformation().figure());
    assertThat(trace(classical, "a").path("x")).hasSize(1);
  }

  @Test
  void mutualInformationHasTheNullOfTheQuery() throws Exception {
    InformationPlane plane =
        InformationPlane.of(TransferEntropyQuery.of(RUN).against(Null.withinBatch(7, 3)))
            .mutualInformation();
    assertThat(plane.recipe().entries()).containsEntry("null", "global shuffle x 7, seed 3");
  }

  @Test
  void withoutShufflesThereIsNoGreyTrajectory() throws Exception {
    TransferEntropyQuery te = TransferEntropyQuery.of(RUN).against(Null.globalShuffle(0, 0));
    assertThat(json(Notebook.plotPlane(te).figure()).path("data"))
        .extracting(trace -> trace.path("name").asText())
        .containsExactly("mid", "the moment of the slider");
  }

  @Test
  void curvesPutAccuracyAndLossOnTheSameEpochs() throws Exception {
    JsonNode figure = json(TransferEntropyQuery.of(RUN).curves());
    assertThat(trace(figure, "input → mid").path("x").toString()).isEqualTo("[1,2]");
    assertThat(trace(figure, "test accuracy").path("y").toString()).isEqualTo("[0.4,0.6]");
    assertThat(trace(figure, "train loss").path("yaxis").asText()).isEqualTo("y3");
    assertThat(figure.at("/layout/yaxis/title/text").asText())
        .isEqualTo("TE, mean over pairs [millibit]");
  }

  @Test
  void curvesWithoutAccuracySayHowToRecordIt() {
    Recording bare =
        new Recording(
            RUN.layers(), List.of(RUN.track(TimeAxis.TRAINING_ORDER)), List.of(), RUN.recipe());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TransferEntropyQuery.of(bare).curves())
        .withMessageContaining("Add evaluating(train, test) to captureLayers(...)");
  }

  @Test
  void twoLayersAreNoPlane() {
    Snapshot full = RUN.track(TimeAxis.TRAINING_ORDER).snapshots().get(0);
    Snapshot two =
        Recordings.snapshot(
            1,
            List.of(full.symbols(0), full.symbols(1)),
            List.of(),
            List.of(),
            full.labels(),
            full.batchStarts());
    Recording small =
        new Recording(
            RUN.layers().subList(0, 2),
            List.of(new Track(TimeAxis.TRAINING_ORDER, List.of(two), java.util.Optional.empty())),
            List.of(),
            RUN.recipe());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> InformationPlane.of(small).figure())
        .withMessageContainingAll("at least 3 recorded layers, got 2", "Record a layer before");
  }

  @Test
  void namesAreShownAsText() throws Exception {
    String nasty = "<script>alert('\"')</script>";
    PlotlyFigure figure = InformationPlane.of(Recordings.copying(nasty)).figure();
    assertThat(figure.html()).doesNotContain("<script>alert").doesNotContain("</script>alert");
    assertThat(trace(json(figure), "&lt;script&gt;aler…')&lt;/script&gt;").path("x")).hasSize(2);
    assertThat(TransferEntropyQuery.of(Recordings.copying(nasty)).html())
        .contains("&lt;script&gt;")
        .doesNotContain("<script>");
  }
}
