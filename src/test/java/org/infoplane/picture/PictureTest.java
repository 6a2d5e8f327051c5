package org.infoplane.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.infoplane.figure.Drawable;
import org.infoplane.figure.PlotlyFigure;
import org.infoplane.query.InformationPlane;
import org.infoplane.query.TransferEntropyQuery;
import org.infoplane.recording.Recording;
import org.infoplane.testing.Figures;
import org.infoplane.testing.Recordings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The places are by hand: the panels' area is 400 x 200 from (100, 100), see {@link Pixels}. */
class PictureTest {

  private static final String RED = "#d55e00";
  private static final String BLUE = "#0072b2";
  private static final String WHITE = "#ffffff";

  private static Map<String, Object> with(Map<String, Object> map, Object... more) {
    Map<String, Object> all = new LinkedHashMap<>(map);
    for (int i = 0; i < more.length; i += 2) {
      all.put((String) more[i], more[i + 1]);
    }
    return all;
  }

  private static Map<String, Object> axis(Object from, Object to, Object... more) {
    return with(Map.of("range", List.of(from, to), "showgrid", false, "zeroline", false), more);
  }

  private static Map<String, Object> scatter(String mode, List<?> x, List<?> y, Object... more) {
    return with(Map.of("type", "scatter", "mode", mode, "x", x, "y", y, "showlegend", false), more);
  }

  private static Map<String, Object> big(String color) {
    return Map.of("color", color, "size", 20);
  }

  private static Map<String, Object> line(String color, String dash) {
    return Map.of("color", color, "width", 4, "dash", dash);
  }

  /** Area, width and length of the outline in radii, by Plotly's corners. */
  @ParameterizedTest
  @CsvSource({
    "circle, 3.1416, 2, 6.283",
    "square, 4, 2, 8",
    "diamond, 3.38, 2.6, 7.354",
    "triangle-up, 1.7321, 2.3094, 6.095",
    "triangle-down, 1.7321, 2.3094, 6.095",
    "cross, 3.2, 2.4, 9.6",
    "x, 3.2, 2.2627, 9.6",
    "star, 2.2018, 2.6628, 10.164",
    "hexagon, 2.5981, 1.7321, 6"
  })
  void symbolsHaveTheirShapeAndTheMiddleOfTheRangesIsTheMiddleOfThePanel(
      String symbol, double area, double width, double outline) {
    double radius = 30;
    Pixels seen =
        Pixels.of(
            List.of(
                scatter(
                    "markers",
                    List.of(0.5),
                    List.of(1),
                    "marker",
                    with(big(RED), "size", 60, "symbol", symbol)),
                scatter(
                    "markers", List.of(1.5), List.of(1), "marker", marker(BLUE, symbol + "-open"))),
            Map.of("xaxis", axis(0, 2), "yaxis", axis(0, 2)));
    assertThat(seen.at(200, 200)).isEqualTo(RED);
    assertThat(seen.dark(150, 150, 250, 250))
        .isCloseTo(area * radius * radius, withinPercentage(2.5));
    assertThat(seen.wide(150, 150, 250, 250)).isCloseTo(width * radius, within(3.0));
    assertThat(seen.at(400, 200)).isEqualTo(WHITE);
    assertThat(seen.dark(350, 150, 450, 250)).isCloseTo(4 * outline * radius, withinPercentage(12));
    assertThat(seen.wide(350, 150, 450, 250)).isCloseTo(width * radius + 4, within(5.0));
  }

  private static Map<String, Object> marker(String color, String symbol) {
    return Map.of("color", color, "size", 60, "symbol", symbol, "line", Map.of("width", 4));
  }

  @Test
  void rangesLeaveFivePercentFreeAndLinesReachTheSides() {
    Map<String, Object> none = Map.of("showgrid", false, "zeroline", false);
    Pixels seen =
        Pixels.of(
            List.of(
                scatter("lines", List.of(0, 1), List.of(1, 1), "line", line(RED, "solid")),
                scatter("lines", List.of(0, 1), List.of(0, 0), "line", line(BLUE, "solid"))),
            Map.of("xaxis", none, "yaxis", none));
    assertThat(seen.at(101, 110)).isEqualTo(RED);
    assertThat(seen.at(499, 290)).isEqualTo(BLUE);
    assertThat(seen.at(300, 105)).isEqualTo(WHITE);
  }

  @Test
  void nullIsAGapInALine() {
    List<Object> y = new ArrayList<>(List.of(1, 1, 1, 1, 1));
    y.set(2, Double.NaN);
    Pixels seen =
        Pixels.of(
            List.of(scatter("lines", List.of(0, 1, 2, 3, 4), y, "line", line(RED, "solid"))),
            Map.of("xaxis", axis(0, 4), "yaxis", axis(0, 2)));
    assertThat(seen.at(150, 200)).isEqualTo(RED);
    assertThat(seen.at(250, 200)).isEqualTo(WHITE);
    assertThat(seen.at(450, 200)).isEqualTo(RED);
  }

  @Test
  void cellsHaveTheColoursOfTheScaleAndNullIsAGap() {
    Map<String, Object> cells =
        Map.of(
            "type", "heatmap",
            "x", List.of(1, 2),
            "y", List.of("a", "b"),
            "z", List.of(List.of(0, 1), List.of(0.5, Double.NaN)),
            "coloraxis", "coloraxis");
    Map<String, Object> colors =
        Map.of("colorscale", "Viridis", "cmin", 0, "cmax", 1, "showscale", false);
    Pixels seen =
        Pixels.of(
            List.of(cells), Map.of("coloraxis", colors, "yaxis", Map.of("autorange", "reversed")));
    assertThat(seen.at(200, 150)).isEqualTo("#440154");
    assertThat(seen.at(400, 150)).isEqualTo("#fde725");
    assertThat(seen.at(200, 260)).isEqualTo("#21918c");
    assertThat(seen.ink(302, 202, 398, 248)).isZero();
  }

  @Test
  void aColourBarGoesFromTheFirstColourUpToTheLast() {
    Map<String, Object> marker =
        Map.of("color", List.of(0, 4), "coloraxis", "coloraxis", "size", 20);
    Map<String, Object> colors =
        Map.of(
            "colorscale",
            List.of(List.of(0, "#0072b2"), List.of(1, "rgb(213, 94, 0)")),
            "colorbar",
            Map.of("thickness", 20));
    Pixels seen =
        Pixels.of(
            List.of(scatter("markers", List.of(0.5, 1.5), List.of(1, 1), "marker", marker)),
            Map.of("xaxis", axis(0, 2), "yaxis", axis(0, 2), "coloraxis", colors));
    assertThat(seen.at(200, 200)).isEqualTo(BLUE);
    assertThat(seen.at(400, 200)).isEqualTo(RED);
    // 1.02 of the width and 10 pixels are x = 518; 10 pixels are free above and below.
    assertThat(seen.at(528, 113)).startsWith("#d");
    assertThat(seen.at(528, 287)).startsWith("#0");
    assertThat(seen.at(528, 106)).isEqualTo(WHITE);
    assertThat(seen.ink(540, 110, 560, 290)).as("numbers beside it").isPositive();
  }

  @Test
  void aDashedShapeHasGapsAndASolidOneHasNone() {
    Map<String, Object> shape =
        Map.of("type", "line", "x0", 1, "x1", 1, "yref", "paper", "y0", 0, "y1", 1);
    Map<String, Object> layout = Map.of("xaxis", axis(0, 4), "yaxis", axis(0, 2));
    List<Map<String, Object>> data = List.of(scatter("none", List.of(1), List.of(1)));
    Pixels dashed =
        Pixels.of(data, with(layout, "shapes", List.of(with(shape, "line", line(RED, "dash")))));
    Pixels solid =
        Pixels.of(data, with(layout, "shapes", List.of(with(shape, "line", line(RED, "solid")))));
    // 12 pixels of dash, 12 of gap: 200 / 12 changes.
    assertThat(dashed.changes(200, 101, 299)).isEqualTo(16);
    assertThat(solid.changes(200, 101, 299)).isZero();
    assertThat(solid.at(200, 200)).isEqualTo(RED);
  }

  @Test
  void barsStandOnTheirCategoriesSideBySide() {
    List<String> words = List.of("a", "b");
    Map<String, Object> low =
        Map.of("type", "bar", "x", words, "y", List.of(1, 2), "marker", Map.of("color", RED));
    Map<String, Object> high =
        Map.of("type", "bar", "x", words, "y", List.of(2, 1), "marker", Map.of("color", BLUE));
    Pixels seen = Pixels.of(List.of(low, high), Map.of("yaxis", axis(0, 2), "showlegend", false));
    // Slots of 200; of each the middle 160, half for each trace.
    assertThat(seen.at(160, 250)).isEqualTo(RED);
    assertThat(seen.at(160, 150)).isEqualTo(WHITE);
    assertThat(seen.at(240, 150)).isEqualTo(BLUE);
    assertThat(seen.at(290, 250)).isEqualTo(WHITE);
    assertThat(seen.at(360, 150)).isEqualTo(RED);
  }

  @Test
  void tenIsHalfWayFromOneToAHundredOnALogarithmicAxis() {
    Pixels seen =
        Pixels.of(
            List.of(scatter("markers", List.of(10, -1), List.of(1, 1), "marker", big(RED))),
            Map.of("xaxis", axis(0, 2, "type", "log"), "yaxis", axis(0, 2)));
    assertThat(seen.at(300, 200)).isEqualTo(RED);
  }

  @Test
  void errorBarsReachAsFarAsTheErrors() {
    Map<String, Object> error =
        Map.of("type", "data", "array", List.of(0.5), "arrayminus", List.of(0.25), "color", BLUE);
    Pixels seen =
        Pixels.of(
            List.of(scatter("none", List.of(1), List.of(1), "error_y", error, "error_x", error)),
            Map.of("xaxis", axis(0, 2), "yaxis", axis(0, 2)));
    assertThat(seen.at(300, 155)).isEqualTo(BLUE);
    assertThat(seen.at(300, 146)).isEqualTo(WHITE);
    assertThat(seen.at(300, 220)).isEqualTo(BLUE);
    assertThat(seen.at(300, 229)).isEqualTo(WHITE);
    assertThat(seen.at(390, 200)).isEqualTo(BLUE);
    assertThat(seen.at(240, 200)).isEqualTo(WHITE);
  }

  @Test
  void anAxisOnTheRightHasItsOwnRange() {
    Map<String, Object> right = axis(0, 10, "overlaying", "y", "side", "right", "anchor", "x");
    List<Map<String, Object>> data =
        List.of(
            scatter("none", List.of(0), List.of(0)),
            scatter("markers", List.of(1), List.of(5), "marker", big(RED), "yaxis", "y2"));
    Map<String, Object> layout = Map.of("xaxis", axis(0, 2), "yaxis", axis(0, 2), "yaxis2", right);
    Pixels seen = Pixels.of(data, layout);
    assertThat(seen.at(300, 200)).isEqualTo(RED);
    assertThat(seen.ink(501, 90, 530, 310)).as("labels on the right").isPositive();
    assertThat(seen.ink(70, 90, 99, 310)).as("labels on the left").isPositive();
  }

  @Test
  void panelsThatMatchShareTheirRange() {
    Map<String, Object> free = Map.of("showgrid", false, "zeroline", false);
    Pixels seen =
        Pixels.of(
            List.of(
                scatter("lines", List.of(0, 10), List.of(1, 1), "line", line(RED, "solid")),
                scatter(
                    "lines",
                    List.of(5, 10),
                    List.of(1, 1),
                    "line",
                    line(BLUE, "solid"),
                    "xaxis",
                    "x2",
                    "yaxis",
                    "y2")),
            Map.of(
                "xaxis", with(free, "domain", List.of(0, 0.4)),
                "xaxis2", with(free, "domain", List.of(0.6, 1), "matches", "x", "anchor", "y2"),
                "yaxis", axis(0, 2),
                "yaxis2", axis(0, 2, "anchor", "x2")));
    assertThat(seen.at(110, 200)).isEqualTo(RED);
    assertThat(seen.at(410, 200)).as("the second panel's left half").isEqualTo(WHITE);
    assertThat(seen.at(430, 200)).isEqualTo(BLUE);
  }

  @Test
  void areasAreFilledBetweenTwoLines() {
    Map<String, Object> none = Map.of("width", 0);
    Pixels seen =
        Pixels.of(
            List.of(
                scatter("lines", List.of(0, 2), List.of(0.5, 0.5), "line", none),
                scatter(
                    "lines",
                    List.of(0, 2),
                    List.of(1.5, 1.5),
                    "line",
                    none,
                    "fill",
                    "tonexty",
                    "fillcolor",
                    "rgba(0, 0, 0, 0.2)"),
                scatter(
                    "lines",
                    List.of(0, 2),
                    List.of(0.2, 0.2),
                    "line",
                    none,
                    "fill",
                    "tozeroy",
                    "fillcolor",
                    RED)),
            Map.of("xaxis", axis(0, 2), "yaxis", axis(0, 2)));
    assertThat(seen.at(300, 200)).isEqualTo("#cccccc");
    assertThat(seen.at(300, 270)).isEqualTo(WHITE);
    assertThat(seen.at(300, 290)).isEqualTo(RED);
  }

  @Test
  void aLegendIsWhereItIsAskedForAndNotIfItIsNot() {
    List<Map<String, Object>> data =
        List.of(
            scatter(
                "markers",
                List.of(1),
                List.of(1),
                "marker",
                big(RED),
                "showlegend",
                true,
                "name",
                "long name"),
            scatter("lines", List.of(1), List.of(1), "showlegend", true, "name", "b"));
    Map<String, Object> layout = Map.of("xaxis", axis(0, 2), "yaxis", axis(0, 2));
    Pixels beside = Pixels.of(data, layout);
    Pixels below =
        Pixels.of(data, with(layout, "legend", Map.of("orientation", "h", "y", -0.2, "x", 0)));
    Pixels without = Pixels.of(data, with(layout, "showlegend", false));
    assertThat(beside.ink(500, 100, 600, 150)).isPositive();
    assertThat(below.ink(100, 345, 500, 370)).isPositive();
    assertThat(below.ink(501, 90, 600, 295)).isZero();
    assertThat(without.ink(501, 0, 600, 295) + without.ink(100, 345, 500, 370)).isZero();
  }

  @Test
  void aHorizontalLegendOfManyNamesTakesSeveralRowsOnThePage() {
    List<Map<String, Object>> data =
        IntStream.range(0, 9)
            .mapToObj(
                i ->
                    scatter(
                        "lines",
                        List.of(0),
                        List.of(i),
                        "showlegend",
                        true,
                        "name",
                        "a quite long name " + i))
            .toList();
    Pixels seen =
        Pixels.of(
            data,
            Map.of("legend", Map.of("orientation", "h", "y", -0.2), "margin", Map.of("b", 20)));
    long rows =
        IntStream.range(200, 399)
            .filter(y -> seen.ink(0, y, 600, y + 1) == 0 && seen.ink(0, y + 1, 600, y + 2) > 0)
            .count();
    assertThat(rows).as("the axis' numbers and rows of names").isGreaterThanOrEqualTo(4);
    assertThat(seen.ink(0, 398, 600, 400)).as("nothing is cut off below").isZero();
  }

  @Test
  void longWordsMakeRoomForThemselvesOrAreCut() {
    String name = "a name that does not come to its end ".repeat(6);
    Map<String, Object> layout =
        Map.of(
            "title", Map.of("text", name, "subtitle", Map.of("text", name), "x", 0.02),
            "margin", Map.of("l", 10, "r", 10, "t", 60, "b", 10),
            "xaxis", Map.of("title", Map.of("text", "below")),
            "yaxis", Map.of("title", Map.of("text", name)));
    Map<String, Object> cells =
        Map.of(
            "type",
            "heatmap",
            "z",
            List.of(List.of(1, 2)),
            "y",
            List.of("a word of some length"),
            "colorscale",
            "Cividis",
            "xgap",
            1,
            "texttemplate",
            "%{z:.1f}");
    Pixels seen = Pixels.of(List.of(cells), layout);
    assertThat(seen.ink(0, 0, 2, 400) + seen.ink(598, 0, 600, 400)).isZero();
    assertThat(seen.ink(0, 398, 600, 400)).isZero();
    assertThat(seen.ink(2, 60, 150, 380)).as("words on the left").isPositive();
  }

  @Test
  void notesStandWhereTheyAreAnchored() {
    Map<String, Object> note =
        Map.of(
            "x",
            1,
            "y",
            0.5,
            "yref",
            "y domain",
            "xanchor",
            "left",
            "text",
            "note<br>of <i>two</i>",
            "showarrow",
            false,
            "bgcolor",
            "#ffeeaa",
            "xshift",
            10);
    Map<String, Object> far = Map.of("x", 7, "y", 1, "text", "beyond the axis", "showarrow", false);
    Map<String, Object> box =
        Map.of(
            "type",
            "rect",
            "xref",
            "x domain",
            "x0",
            0.1,
            "x1",
            0.2,
            "y0",
            0,
            "y1",
            2,
            "layer",
            "below",
            "fillcolor",
            BLUE,
            "line",
            Map.of("width", 0));
    Pixels seen =
        Pixels.of(
            List.of(scatter("none", List.of(1), List.of(1))),
            Map.of(
                "xaxis",
                axis(0, 2),
                "yaxis",
                axis(0, 2),
                "annotations",
                List.of(note, far),
                "shapes",
                List.of(box)));
    assertThat(seen.ink(302, 105, 308, 295)).isZero();
    assertThat(seen.at(311, 200)).isEqualTo("#ffeeaa");
    assertThat(seen.ink(380, 105, 499, 295)).isZero();
    assertThat(seen.at(160, 200)).isEqualTo(BLUE);
    assertThat(seen.at(190, 200)).isEqualTo(WHITE);
  }

  @Test
  void labelsThatWouldMeetAreTurned() {
    List<String> words = IntStream.range(0, 12).mapToObj(i -> "a long word " + i).toList();
    List<Integer> values = IntStream.range(0, 12).boxed().toList();
    Pixels seen =
        Pixels.of(List.of(scatter("markers", words, values)), Map.of("yaxis", axis(0, 20)));
    // Turned by 30 degrees they reach 40 pixels down and more; level ones end after 20.
    assertThat(seen.ink(100, 330, 500, 340)).isPositive();
  }

  @Test
  void pointsCarryTheirWords() {
    Pixels seen =
        Pixels.of(
            List.of(
                scatter(
                    "markers+text",
                    List.of(0.5, 1.5),
                    List.of(1, 1),
                    "marker",
                    big(RED),
                    "text",
                    List.of("below", "right"),
                    "textposition",
                    List.of("bottom center", "middle right"))),
            Map.of("xaxis", axis(0, 2, "visible", false), "yaxis", axis(0, 2, "visible", false)));
    assertThat(seen.ink(180, 214, 220, 230)).isPositive();
    assertThat(seen.ink(415, 190, 450, 210)).isPositive();
    assertThat(seen.ink(380, 214, 420, 230)).isZero();
    assertThat(seen.ink(0, 0, 600, 180)).as("no axes").isZero();
  }

  /** What a picture says of what it does not draw. */
  private static String notDrawn(JsonNode figure) {
    StringBuilder words = new StringBuilder();
    Picture.png(
        figure, piece -> words.append(piece.part().equals("not drawn") ? piece.words() : ""));
    return words.toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'type':'pie'} | {} | trace of type pie",
        "{'y':[1],'mode':'markers','marker':{'symbol':'bowtie'}} | {} | scatter.marker.symbol \"bowtie\"",
        "{'y':[1],'marker':{'symbol':['star','bowtie']}} | {} | scatter.marker.symbol [\"star\",\"bowtie\"]",
        "{'y':[1],'line':{'dash':'wavy'}} | {} | scatter.line.dash \"wavy\"",
        "{'y':[1],'line':{'shape':'spline'}} | {} | scatter.line.shape \"spline\"",
        "{'y':[1],'line':{'color':'mauvish'}} | {} | scatter.line.color \"mauvish\"",
        "{'y':[1],'fill':'tonextx'} | {} | scatter.fill \"tonextx\"",
        "{'y':[1],'stackgroup':'a'} | {} | scatter.stackgroup \"a\"",
        "{'type':'heatmap','z':[[1]],'colorscale':'Jet'} | {} | heatmap.colorscale \"Jet\"",
        "{'type':'heatmap','z':[[1]]} | {} | heatmap.colorscale",
        "{'type':'bar','y':[1],'orientation':'h'} | {} | bar.orientation \"h\"",
        "{'y':[1]} | {'barmode':'stack'} | layout.barmode \"stack\"",
        "{'y':[1]} | {'xaxis2':{'type':'date'}} | layout.xaxis2.type \"date\"",
        "{'y':[1]} | {'xaxis':{'tickformat':'.2%'}} | layout.xaxis.tickformat \".2%\"",
        "{'y':[1]} | {'annotations':[{'text':'a','x':0,'y':1}]} | layout.annotations.showarrow",
        "{'y':[1]} | {'shapes':[{'type':'circle','x0':0,'x1':1,'y0':0,'y1':1}]} | layout.shapes.type \"circle\"",
        "{'y':[1]} | {'polar':{}} | layout.polar {}",
        "{'type':'heatmap','z':[],'colorscale':'Viridis'} | {} | this figure: java.lang."
      })
  void whatThePictureDoesNotKnowIsNamedBelowIt(String trace, String layout, String words)
      throws Exception {
    ObjectMapper json = new ObjectMapper();
    String figure = "{'data':[%s],'layout':%s}".formatted(trace, layout).replace('\'', '"');
    assertThat(notDrawn(json.readTree(figure))).startsWith("not drawn: " + words);
    BufferedImage image =
        ImageIO.read(new ByteArrayInputStream(Picture.png(json.readTree(figure))));
    assertThat(image.getHeight()).isEqualTo((int) (1.5 * (450 + 18)));
    assertThat(new Pixels(image).ink(0, 452, 300, 468)).as("words below").isGreaterThan(100);
  }

  /** A new trait of a figure fails here until known.json and the picture know it. */
  @Test
  void everyKindOfFigureIsDrawnWhole() throws Exception {
    for (Map.Entry<String, Drawable> one : Figures.all().entrySet()) {
      JsonNode figure = new ObjectMapper().readTree(one.getValue().figure().json());
      assertThat(notDrawn(figure)).as(one.getKey()).isEmpty();
    }
    Traits.all().forEach((name, figure) -> assertThat(notDrawn(figure)).as(name).isEmpty());
  }

  @Test
  void theProjectsFiguresHavePicturesThatAreSmallAndAlwaysTheSame() {
    Recording run = Recordings.copying("mid");
    InformationPlane plane = InformationPlane.of(run);
    List<Drawable> all =
        List.of(
            plane,
            plane.inputOutput(),
            plane.mutualInformation(),
            plane.beside(plane.titled("again")),
            TransferEntropyQuery.of(run).curves(),
            TransferEntropyQuery.of(run).heatMap(),
            TransferEntropyQuery.of(run).network(),
            TransferEntropyQuery.of(run).from("input").to("mid").matrix());
    for (Drawable drawn : all) {
      PlotlyFigure figure = drawn.figure();
      byte[] png = figure.png().orElseThrow();
      assertThat(png.length).isLessThan(35_000);
      assertThat(png).isEqualTo(figure.png().orElseThrow());
      Pixels seen = Pixels.of(figure);
      assertThat(seen.image().getWidth()).isEqualTo(1440);
      assertThat(seen.image().getColorModel())
          .isInstanceOfSatisfying(
              IndexColorModel.class,
              model -> assertThat(model.getMapSize()).isLessThanOrEqualTo(256));
      assertThat(seen.ink(20, 20, 200, 50)).as("its title").isPositive();
    }
  }
}
