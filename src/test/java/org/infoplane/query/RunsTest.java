package org.infoplane.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.infoplane.Notebook.mutualInformation;
import static org.infoplane.Notebook.plotPlane;
import static org.infoplane.Notebook.transferEntropy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;
import org.infoplane.figure.Drawable;
import org.infoplane.figure.RunCurves;
import org.infoplane.measure.nulls.Null;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.Recording;
import org.infoplane.recording.TimeAxis;
import org.infoplane.result.Moment;
import org.infoplane.result.RunSeries;
import org.infoplane.symbol.Embedding;
import org.infoplane.testing.EventRecords;
import org.infoplane.testing.Recordings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class RunsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** 97.5 % of Student's t with 2 degrees of freedom: s sqrt(2 / (1 - s s)), s = 0.95. */
  private static final double T = 0.95 * Math.sqrt(2 / (1 - 0.95 * 0.95));

  private static final List<Recording> SEEDS = List.of(run(1, "mid"), run(2, "mid"), run(3, "mid"));
  private static final Runs RUNS =
      Runs.of(SEEDS.toArray(Recording[]::new)).named("seed 1", "seed 2", "seed 3");

  @TempDir Path folder;

  private static Recording run(long seed, String middle) {
    return Recordings.learning(
        seed,
        new LayerInfo("input", "input", 4),
        new LayerInfo(middle, "dense", 5),
        new LayerInfo("last", "dense", 4),
        new LayerInfo("output", "output", 3));
  }

  private static JsonNode json(Drawable figure) throws IOException {
    return JSON.readTree(figure.figure().json());
  }

  /** The panels by their names. */
  private static List<String> panels(JsonNode figure) {
    return StreamSupport.stream(figure.at("/layout/annotations").spliterator(), false)
        .map(note -> note.path("text").asText())
        .filter(text -> text.startsWith("<b>"))
        .map(text -> text.replaceAll("</?b>", ""))
        .toList();
  }

  private static List<JsonNode> traces(JsonNode figure, String panel, String name) {
    int at = panels(figure).indexOf(panel);
    assertThat(at).as(panel).isNotNegative();
    return StreamSupport.stream(figure.path("data").spliterator(), false)
        .filter(trace -> trace.path("xaxis").asText().equals(at == 0 ? "x" : "x" + (at + 1)))
        .filter(trace -> trace.path("name").asText().equals(name))
        .toList();
  }

  private static double[] numbers(JsonNode all) {
    return StreamSupport.stream(all.spliterator(), false).mapToDouble(JsonNode::asDouble).toArray();
  }

  /** What the table of a run says, in the unit of curves. */
  private static double[] millibit(Recording run, String from, String to, String column) {
    Table table = transferEntropy(run).from(from).to(to).table();
    return table.doubleColumn(column).multiply(1000).asDoubleArray();
  }

  private static double[] ofRuns(int epoch, String column) {
    return SEEDS.stream()
        .mapToDouble(run -> millibit(run, "input", "mid", column)[epoch - 1])
        .toArray();
  }

  private static double mean(double... values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static String notes(JsonNode figure) {
    return figure.at("/layout/annotations").toString();
  }

  @Test
  void tableHasTheRunThenTheColumnsAndRowsOfEachTable() {
    Table table = RUNS.ask(run -> transferEntropy(run)).table();
    Table single = transferEntropy(SEEDS.get(1)).table();
    List<String> columns = new ArrayList<>(single.columnNames());
    columns.add(0, "run");
    assertThat(table.columnNames()).isEqualTo(columns);
    assertThat(table.rowCount()).isEqualTo(3 * single.rowCount());
    Table second = table.where(table.stringColumn("run").isEqualTo("seed 2"));
    for (String column : single.columnNames()) {
      assertThat(second.column(column).asList()).isEqualTo(single.column(column).asList());
    }
    assertThat(table.name()).isEqualTo("transfer entropy, training order, 3 runs");
  }

  @Test
  void aColumnThatOnlySomeTablesHaveIsEmptyInTheOthers() {
    Table table =
        RUNS.table(
            run ->
                run == SEEDS.get(2)
                    ? Table.create("t", StringColumn.create("only", "here"))
                    : Table.create("t", StringColumn.create("layer", "a", "b")));
    assertThat(table.stringColumn("run").asList())
        .containsExactly("seed 1", "seed 1", "seed 2", "seed 2", "seed 3");
    assertThat(table.stringColumn("layer").asList()).containsExactly("a", "b", "a", "b", "");
    assertThat(table.stringColumn("only").asList()).containsExactly("", "", "", "", "here");
  }

  @Test
  void curvesOfEachRunAreItsTableItsNullDotted() throws IOException {
    JsonNode figure = json(RUNS.ask(run -> transferEntropy(run)).curves());
    assertThat(panels(figure))
        .containsExactly(
            "input → mid", "mid → last", "last → output", "test accuracy", "test loss");
    for (int i = 0; i < 3; i++) {
      JsonNode line = traces(figure, "mid → last", "seed " + (i + 1)).get(0);
      JsonNode dotted = traces(figure, "mid → last", "null (dotted)").get(i);
      assertThat(numbers(line.path("x"))).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
      assertThat(numbers(line.path("y")))
          .containsExactly(millibit(SEEDS.get(i), "mid", "last", "TE mean [bits]"), within(1e-3));
      assertThat(numbers(dotted.path("y")))
          .containsExactly(millibit(SEEDS.get(i), "mid", "last", "null mean [bits]"), within(1e-3));
      assertThat(dotted.at("/line/dash").asText()).isEqualTo("dot");
      assertThat(dotted.at("/line/color")).isEqualTo(line.at("/line/color"));
    }
    assertThat(figure.at("/layout/yaxis/title/text").asText()).isEqualTo("TE [millibit]");
    assertThat(figure.at("/layout/yaxis2/matches").asText()).isEqualTo("y");
    assertThat(figure.at("/layout/yaxis4/matches").isMissingNode()).isTrue(); // accuracy
    assertThat(figure.at("/layout/title/text").asText()).isEqualTo("Transfer entropy, 3 runs");
    assertThat(figure.at("/layout/title/subtitle/text").asText())
        .startsWith("training order; TE, mean over pairs; null: ");
  }

  @Test
  void meanHasAnIntervalByStudentsT() throws IOException {
    JsonNode figure = json(RUNS.ask(run -> transferEntropy(run)).curves().mean());
    JsonNode line = traces(figure, "input → mid", "mean of 3 runs").get(0);
    JsonNode band =
        traces(figure, "input → mid", "95 % interval of the mean by Student's t").get(0);
    JsonNode dotted = traces(figure, "input → mid", "null (dotted)").get(0);
    double[] edge = numbers(band.path("y"));
    assertThat(numbers(band.path("x")))
        .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 8, 7, 6, 5, 4, 3, 2, 1);
    for (int epoch = 1; epoch <= 8; epoch++) {
      double[] te = ofRuns(epoch, "TE mean [bits]");
      double half = T * new StandardDeviation().evaluate(te) / Math.sqrt(3);
      assertThat(numbers(line.path("y"))[epoch - 1]).isCloseTo(mean(te), within(1e-3));
      assertThat(edge[epoch - 1]).isCloseTo(mean(te) + half, within(1e-3));
      assertThat(edge[16 - epoch]).isCloseTo(mean(te) - half, within(1e-3));
      assertThat(numbers(dotted.path("y"))[epoch - 1])
          .isCloseTo(mean(ofRuns(epoch, "null mean [bits]")), within(1e-3));
    }
    assertThat(figure.at("/layout/title/text").asText())
        .isEqualTo("Transfer entropy, mean of 3 runs");
    assertThat(figure.at("/layout/meta").properties().stream().map(e -> e.getKey()))
        .containsExactlyInAnyOrder("seed 1", "seed 2", "seed 3");
  }

  @Test
  void differenceIsTheFirstRunMinusTheSecond() throws IOException {
    Runs two = Runs.of(SEEDS.get(0), SEEDS.get(1)).named("tanh", "relu");
    JsonNode figure = json(two.ask(run -> transferEntropy(run)).curves().difference());
    double[] line = numbers(traces(figure, "input → mid", "tanh − relu").get(0).path("y"));
    double[] dotted = numbers(traces(figure, "input → mid", "null (dotted)").get(0).path("y"));
    for (int epoch = 1; epoch <= 8; epoch++) {
      double[] te = ofRuns(epoch, "TE mean [bits]");
      double[] ofNull = ofRuns(epoch, "null mean [bits]");
      assertThat(line[epoch - 1]).isCloseTo(te[0] - te[1], within(1e-3));
      assertThat(dotted[epoch - 1]).isCloseTo(ofNull[0] - ofNull[1], within(1e-3));
    }
  }

  @Test
  void runsAreAlignedByEpochNotByPlace() throws IOException {
    RunAnswers te =
        RUNS.ask(
            run ->
                run == SEEDS.get(1)
                    ? transferEntropy(run).epochs(3, 5, 8)
                    : run == SEEDS.get(2)
                        ? transferEntropy(run).epochs(2, 3, 4, 5, 6)
                        : transferEntropy(run));
    JsonNode overlay = json(te.curves());
    assertThat(numbers(traces(overlay, "input → mid", "seed 2").get(0).path("x")))
        .containsExactly(3, 5, 8);
    JsonNode mean = json(te.curves().mean());
    JsonNode line = traces(mean, "input → mid", "mean of 3 runs").get(0);
    assertThat(numbers(line.path("x"))).containsExactly(3, 5);
    assertThat(numbers(line.path("y"))[1])
        .isCloseTo(mean(ofRuns(5, "TE mean [bits]")), within(1e-3));
    assertThat(notes(mean)).contains("only the epochs that all runs have");
    assertThat(notes(json(RUNS.ask(run -> transferEntropy(run)).curves().mean())))
        .doesNotContain("only the epochs");
  }

  @Test
  void layersThatSomeRunsLackAreNamed() throws IOException {
    Runs two = Runs.of(SEEDS.get(0), run(2, "other"));
    JsonNode figure = json(two.ask(run -> transferEntropy(run)).curves());
    assertThat(panels(figure)).containsExactly("last → output", "test accuracy", "test loss");
    assertThat(notes(figure))
        .contains("not in all runs: input → mid, mid → last, input → other, other → last");
    assertThat(two.ask(run -> transferEntropy(run)).table().stringColumn("to").unique().asList())
        .contains("mid", "other");
  }

  @Test
  void runsWithoutACommonLayerAreRefused() {
    Runs two = Runs.of(SEEDS.get(0), Recordings.copying("other"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> two.ask(run -> transferEntropy(run).from("input").to(mid(run))).curves())
        .withMessage(
            "The runs have no layers in common: \"run 1\" has input → mid, \"run 2\" has input → other. Compare runs that have layers of the same names, or look at their table().");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> two.plane(run -> plotPlane(run)))
        .withMessage(
            "The planes have no layer in common: \"run 1\" has mid, last, \"run 2\" has other. Compare runs that have layers of the same names.");
  }

  private static String mid(Recording run) {
    return run.layers().get(1).name();
  }

  @Test
  void runsWithoutACommonEpochAreRefused() {
    RunAnswers te =
        RUNS.ask(
            run ->
                transferEntropy(run)
                    .epochs(run == SEEDS.get(1) ? new int[] {7, 8} : new int[] {1, 2}));
    assertThat(te.curves().figure().json()).contains("seed 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> te.curves().mean())
        .withMessage(
            "The runs have no epoch in common: \"seed 1\" has 1 to 2, \"seed 2\" has 7 to 8, \"seed 3\" has 1 to 2. Record them at the same epochs.");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                RUNS.plane(
                        run ->
                            plotPlane(
                                transferEntropy(run)
                                    .epochs(
                                        run == SEEDS.get(1) ? new int[] {7, 8} : new int[] {1, 2})))
                    .mean())
        .withMessage("The planes have no epoch in common. Record the runs at the same epochs.");
  }

  private static RunSeries made(String name, Moment... moments) {
    List<RunSeries.Point> points =
        Arrays.stream(moments)
            .map(at -> new RunSeries.Point(at, 1, Double.NaN, Double.NaN, 0, Double.NaN))
            .toList();
    List<RunSeries.Line> lines = List.of(new RunSeries.Line("TE [millibit]", "a → b", points));
    return new RunSeries(name, "Transfer entropy", List.of(), Recipe.empty(), lines);
  }

  @Test
  void epochsAndIterationsAreNotAligned() throws IOException {
    RunSeries often = made("often", new Moment(1, 10, false), new Moment(1, 20, false));
    RunSeries seldom = made("seldom", new Moment(10, 100, true), new Moment(20, 200, true));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RunCurves.of(List.of(often, seldom)))
        .withMessage(
            "The runs have different moments: \"often\" has one for each iteration, \"seldom\" has one for each epoch. Compare those that are alike.");
    JsonNode same =
        json(RunCurves.of(List.of(often, made("twice", new Moment(2, 20, false)))).mean());
    assertThat(numbers(same.at("/data/0/x"))).containsExactly(20, 20); // there and back
    assertThat(same.at("/layout/xaxis/title/text").asText()).isEqualTo("iteration");
  }

  @Test
  void differentQuestionsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                RUNS.ask(
                    run ->
                        run == SEEDS.get(0)
                            ? transferEntropy(run).on(TimeAxis.PROBE).against(Null.none())
                            : transferEntropy(run).against(Null.none())))
        .withMessage(
            "The runs cannot be compared, since they differ in time axis: \"seed 1\" has probe, \"seed 2\" has training order, \"seed 3\" has training order. Ask for the same of each run, or compare those that are alike.");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                RUNS.ask(
                    run ->
                        run == SEEDS.get(0)
                            ? transferEntropy(run)
                            : transferEntropy(run).with(new Embedding(2, 1, 1))))
        .withMessageContaining("differ in estimator");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                RUNS.plane(
                    run ->
                        run == SEEDS.get(0)
                            ? plotPlane(run)
                            : plotPlane(transferEntropy(run).against(Null.none()))))
        .withMessageContaining("differ in null");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                RUNS.ask(
                    run -> run == SEEDS.get(0) ? transferEntropy(run) : mutualInformation(run)))
        .withMessageContaining("differ in");
  }

  @Test
  void mutualInformationHasAPanelForEachLayerAndSide() throws IOException {
    RunAnswers mi = RUNS.ask(run -> mutualInformation(run));
    JsonNode figure = json(mi.curves());
    assertThat(panels(figure)).containsExactly("mid", "mid", "last", "last", "output", "output");
    Table table = mutualInformation(SEEDS.get(1)).table();
    Table mid = table.where(table.stringColumn("layer").isEqualTo("mid"));
    assertThat(numbers(traces(figure, "mid", "seed 2").get(0).path("y")))
        .containsExactly(mid.doubleColumn("I(X;T) [bits]").asDoubleArray(), within(1e-5));
    assertThat(figure.at("/layout/yaxis2/title/text").asText()).isEqualTo("I(T;Y) [bits]");
  }

  @Test
  void planesLieOverEachOther() throws IOException {
    JsonNode figure = json(RUNS.plane(run -> plotPlane(run)));
    assertThat(panels(figure)).containsExactly("mid", "last");
    JsonNode line = traces(figure, "last", "seed 3").get(0);
    assertThat(numbers(line.path("x")))
        .containsExactly(millibit(SEEDS.get(2), "mid", "last", "TE mean [bits]"), within(1e-3));
    assertThat(numbers(line.path("y")))
        .containsExactly(millibit(SEEDS.get(2), "last", "output", "TE mean [bits]"), within(1e-3));
    assertThat(numbers(line.at("/marker/size"))).startsWith(3).endsWith(10).isSorted();
    JsonNode dotted = traces(figure, "last", "null (dotted)").get(2);
    assertThat(numbers(dotted.path("y")))
        .containsExactly(
            millibit(SEEDS.get(2), "last", "output", "null mean [bits]"), within(1e-3));
  }

  @Test
  void meanPlaneHasBars() throws IOException {
    Drawable plane = RUNS.plane(run -> plotPlane(run)).mean();
    JsonNode figure = json(plane);
    assertThat(figure.at("/layout/title/text").asText())
        .isEqualTo("Transfer entropy plane: neighbours, mean of 3 runs");
    assertThat(figure.at("/layout/title/subtitle/text").asText())
        .startsWith("bars: 95 % interval of the mean by Student's t; training order");
    List<JsonNode> data = new ArrayList<>();
    figure.path("data").forEach(data::add);
    JsonNode mid =
        data.stream()
            .filter(trace -> trace.path("name").asText().equals("mid"))
            .findFirst()
            .orElseThrow();
    JsonNode bars =
        data.stream()
            .filter(trace -> trace.path("name").asText().equals("mid, 95 %"))
            .findFirst()
            .orElseThrow();
    double[] te = ofRuns(8, "TE mean [bits]");
    double half = T * new StandardDeviation().evaluate(te) / Math.sqrt(3);
    assertThat(mid.at("/x/7").asDouble()).isCloseTo(mean(te), within(1e-3));
    assertThat(bars.at("/x/42").asDouble()).isCloseTo(mean(te) - half, within(1e-3));
    assertThat(bars.at("/x/43").asDouble()).isCloseTo(mean(te) + half, within(1e-3));
    assertThat(mid.at("/text/7").asText()).contains("<br>95 % of the mean ");
  }

  @Test
  void meanPlaneCarriesTheRecipesOfAllRuns() throws IOException {
    Recording[] runs =
        SEEDS.stream()
            .map(
                run ->
                    new Recording(
                        run.layers(),
                        run.tracks(),
                        run.metrics(),
                        run.recipe().with("seed", SEEDS.indexOf(run) + 1)))
            .toArray(Recording[]::new);
    Drawable plane = Runs.of(runs).named("a", "b", "c").plane(run -> plotPlane(run)).mean();
    JsonNode meta = json(plane).at("/layout/meta");
    assertThat(meta.path("seed").asText()).isEqualTo("a: 1; b: 2; c: 3");
    assertThat(meta.path("time axis").asText()).isEqualTo("training order");
  }

  @Test
  void tensorBoardHasAFolderForEachRun() throws IOException {
    RunAnswers te = RUNS.ask(run -> transferEntropy(run));
    Path board = te.tensorBoard(folder.resolve("board"));
    te.tensorBoard(board); // again, in place
    List<EventRecords.Event> events =
        EventRecords.read(board.resolve("seed 2").resolve("events.out.tfevents.0.infoplane"));
    assertThat(events.get(0).version()).isEqualTo("brain.Event:2");
    assertThat(events.stream().skip(1).map(EventRecords.Event::step))
        .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L); // accuracy before training as well
    double[] te2 = millibit(SEEDS.get(1), "input", "mid", "TE mean [bits]");
    double[] null2 = millibit(SEEDS.get(1), "input", "mid", "null mean [bits]");
    double[] bias2 = millibit(SEEDS.get(1), "input", "mid", "bias [bits]");
    for (int epoch = 1; epoch <= 8; epoch++) {
      assertThat(events.get(epoch + 1).wallTime()).isEqualTo(epoch);
      assertThat(events.get(epoch + 1).scalars())
          .containsEntry("TE [millibit]/input -> mid", (float) te2[epoch - 1])
          .containsEntry("TE [millibit]/input -> mid, null", (float) null2[epoch - 1])
          .containsEntry("TE [millibit]/input -> mid, bias", (float) bias2[epoch - 1])
          .containsEntry("accuracy/test", (float) SEEDS.get(1).metrics().get(epoch).testAccuracy())
          .doesNotContainKey("accuracy/test, null");
    }
    try (var files = Files.walk(board)) {
      assertThat(files.filter(Files::isRegularFile)).hasSize(3);
    }
  }

  @Test
  void namesThatCannotBeFoldersAreRefusedBeforeAnythingIsWritten() {
    RunAnswers te =
        Runs.of(SEEDS.get(0), SEEDS.get(1)).named("fine", "..").ask(run -> transferEntropy(run));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> te.tensorBoard(folder))
        .withMessage(
            "The name of a run must be that of a folder, got \"..\". Leave out the special characters: Runs.of(...).named(...).");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void impossibleRunsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(Runs::of)
        .withMessage("runs must not be empty. Pass at least one recording.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RUNS.named("a", "b"))
        .withMessage("named(...) needs a name for each of the 3 runs, got 2.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RUNS.named("a", "b", "a"))
        .withMessage("The names of runs must all be different, got [a, b, a].");
    RunAnswers one = Runs.of(SEEDS.get(0)).ask(run -> transferEntropy(run));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> one.curves().mean())
        .withMessage("mean() needs at least 2 runs, got 1. Pass runs of several seeds.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RUNS.ask(run -> transferEntropy(run)).curves().difference())
        .withMessage("difference() needs exactly 2 runs, got 3. Pass the two to compare.");
    assertThat(Runs.of(SEEDS.get(0), SEEDS.get(1))).hasToString("2 runs: run 1, run 2");
  }
}
