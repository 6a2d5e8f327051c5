package org.infoplane.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;
import static org.infoplane.recording.TimeAxis.PROBE;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.infoplane.Notebook;
import org.infoplane.figure.EffectiveNetworkFigure;
import org.infoplane.figure.PlotlyFigure;
import org.infoplane.measure.ContinuousEstimator;
import org.infoplane.measure.Estimator;
import org.infoplane.measure.GivenTheRest;
import org.infoplane.measure.LayerTransfer;
import org.infoplane.measure.Unit;
import org.infoplane.measure.nulls.Null;
import org.infoplane.measure.statistics.BenjaminiHochberg;
import org.infoplane.recording.Fact;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.Recording;
import org.infoplane.recording.Sequences;
import org.infoplane.recording.Snapshot;
import org.infoplane.recording.Track;
import org.infoplane.result.Edge;
import org.infoplane.result.EffectiveNetwork;
import org.infoplane.symbol.Discretizer;
import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Segments;
import org.infoplane.symbol.Symbols;
import org.infoplane.symbol.Values;
import org.infoplane.testing.Drawn;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/** Edges given the rest: questions against {@link GivenTheRest}, called by hand. */
class GivenTheRestQueryTest {

  private static final int STEPS = 800;

  /** All units follow the input at once; x1 follows x0, x2 follows x1, y0 follows x3. */
  private static List<Values> layers() {
    SplittableRandom random = new SplittableRandom(11);
    double[][] input = new double[1][STEPS];
    double[][] x = new double[5][STEPS];
    double[][] y = new double[2][STEPS];
    for (int t = 0; t < STEPS; t++) {
      int before = Math.max(0, t - 1);
      input[0][t] = random.nextGaussian();
      for (double[] unit : x) {
        unit[t] = 0.7 * input[0][t] + random.nextGaussian();
      }
      x[1][t] += 0.8 * x[0][before];
      x[2][t] += 0.8 * x[1][before];
      y[0][t] = 0.7 * input[0][t] + 0.8 * x[3][before] + random.nextGaussian();
      y[1][t] = 0.7 * input[0][t] + random.nextGaussian();
    }
    return List.of(Values.ofSeries(input), Values.ofSeries(x), Values.ofSeries(y));
  }

  private static final List<Values> ALL = layers();
  private static final List<LayerInfo> LAYERS =
      List.of(
          new LayerInfo("input", "input", 1),
          new LayerInfo("x", "rnn", 5),
          new LayerInfo("y", "output", 2));

  private static Recording recording(List<LayerInfo> infos, List<Values> values) {
    Snapshot at =
        new Snapshot(
            3,
            values.stream().map(Snapshot.Layer::of).toList(),
            Partition.trivial(STEPS),
            new int[] {0});
    return new Recording(
        infos,
        List.of(new Track(PROBE, List.of(at), Optional.empty())),
        List.of(),
        Recipe.empty().with(new Fact.Steps(Sequences.EVERY_STEP)));
  }

  private static final Recording RUN = recording(LAYERS, ALL);
  private static final TransferEntropyQuery REST = Notebook.transferEntropy(RUN).givenTheRest();

  private static LayerTransfer byHand(int from, int to, @Nullable Integer input) {
    return GivenTheRest.gaussian(
        ALL.get(from),
        ALL.get(to),
        input == null ? null : ALL.get(input),
        Embedding.oneStep(),
        from == to);
  }

  private static double bits(double nats) {
    return Unit.BITS.fromNats(nats);
  }

  private static void assertRow(TransferEntropyQuery query, LayerTransfer te, int surrogates) {
    Table table = query.table();
    assertThat(table.rowCount()).isEqualTo(1);
    Row row = table.row(0);
    assertThat(row.getInt("pairs")).isEqualTo(te.pairs());
    assertThat(row.getInt("live pairs")).isEqualTo(te.nonConstantPairs());
    assertThat(row.getDouble("TE mean [bits]")).isEqualTo(bits(te.meanNats()), within(1e-12));
    assertThat(row.getDouble("TE max [bits]")).isEqualTo(bits(te.maxNats()), within(1e-12));
    assertThat(row.getDouble("significant share (FDR 5 %)"))
        .isEqualTo((double) te.significantPairs(0.05) / te.testedPairs());
    if (surrogates > 0) {
      assertThat(row.getDouble("null mean [bits]"))
          .isEqualTo(
              bits(
                  te.against(Null.circularShift(surrogates, 42), Segments.whole())
                      .ofMean()
                      .nullMean()),
              within(1e-12));
    }
  }

  private static void assertPairs(Table pairs, LayerTransfer te, boolean inside) {
    int row = 0;
    for (int i = 0; i < te.sources(); i++) {
      for (int j = 0; j < te.targets(); j++) {
        if (inside && i == j) {
          continue;
        }
        assertThat(pairs.row(row).getInt(0)).isEqualTo(i);
        assertThat(pairs.row(row).getInt(1)).isEqualTo(j);
        assertThat(pairs.row(row).getDouble("TE [bits]"))
            .isEqualTo(bits(te.nats(i, j)), within(1e-12));
        assertThat(pairs.row(row).getDouble("p (analytic)")).isEqualTo(te.get(i, j).pValue());
        row++;
      }
    }
    assertThat(pairs.rowCount()).isEqualTo(row);
  }

  @Test
  void betweenLayersTheInputOfTheSameStepIsGiven() {
    TransferEntropyQuery query = REST.from("x").to("y");
    assertRow(query, byHand(1, 2, 0), 20);
    assertPairs(query.pairs(3), byHand(1, 2, 0), false);
    assertThat(query.table().name()).isEqualTo("transfer entropy given the rest, probe");
    assertThat(byHand(1, 2, 0).nats(3, 0)).isNotEqualTo(byHand(1, 2, null).nats(3, 0));
    assertRow(REST.from("input").to("x"), byHand(0, 1, 0), 20);
    assertRow(REST.from("x").to("input"), byHand(1, 0, null), 20); // it is the target
  }

  @Test
  void insideALayerNoUnitIsPairedWithItself() throws Exception {
    TransferEntropyQuery query = REST.from("x").to("x");
    LayerTransfer te = byHand(1, 1, 0);
    assertThat(te.pairs()).isEqualTo(5 * 4);
    assertRow(query, te, 20);
    assertThat(query.table().row(0).getString("direction")).isEqualTo("inside");
    assertThat(query.pairs(3).columnNames()).startsWith("source unit", "target unit", "TE [bits]");
    assertPairs(query.pairs(3), te, true);
    JsonNode matrix = Drawn.json(query.matrix());
    JsonNode cells = matrix.path("data").get(0).path("z");
    for (int i = 0; i < 5; i++) {
      assertThat(cells.get(i).get(i).isNull()).as("unit %s with itself", i).isTrue();
    }
    assertThat(cells.get(0).get(1).asDouble()).isCloseTo(1000 * bits(te.nats(0, 1)), within(1e-3));
    assertThat(matrix.path("layout").path("title").toString())
        .contains("Transfer entropy given the rest, x → x, unit by unit");
    assertThat(Drawn.json(query.heatMap()).toString())
        .contains("inside the layer")
        .doesNotContain("feedback");
  }

  @Test
  void withoutARecordedInputNoneIsGivenAndTheRecipeDoesNotSaySo() {
    Recording some = recording(LAYERS.subList(1, 3), ALL.subList(1, 3));
    TransferEntropyQuery query = Notebook.transferEntropy(some).givenTheRest().from("x").to("y");
    assertRow(query, byHand(1, 2, null), 20);
    assertThat(query.recipe().entries())
        .containsEntry(
            "estimator",
            "Gaussian TE, values, k = 1, l = 1, lag = 1, given all other units, mean over pairs of units");
  }

  @Test
  void greedyIsAskedInEitherOrderOfSteps() {
    TransferEntropyQuery query = Notebook.transferEntropy(RUN).from("x").to("y");
    TransferEntropyQuery first = query.with(Estimator.plugIn()).givenTheRest();
    TransferEntropyQuery last = query.givenTheRest().with(Estimator.plugIn());
    LayerTransfer te =
        GivenTheRest.greedy(
            median(1), median(2), median(0), Embedding.oneStep(), false, 200, 0.05, 42);
    assertRow(first, te, 0);
    assertRow(last, te, 0);
    assertPairs(first.pairs(3), te, false);
    assertThat(te.nats(3, 0)).isPositive();
    assertThat(first.recipe().entries())
        .isEqualTo(last.recipe().entries())
        .containsEntry("null", "none")
        .containsEntry(
            "estimator",
            "plug-in TE, binary, k = 1, l = 1, lag = 1, given units selected greedily (alpha 0.05, 200 surrogates, seed 42) and the input of the same step, mean over pairs of units");
    // The last step counts.
    assertRow(first.with(ContinuousEstimator.gaussian()), byHand(1, 2, 0), 20);
  }

  private static Symbols median(int layer) {
    return Discretizer.median().fit(ALL.get(layer)).encode(ALL.get(layer));
  }

  @Test
  void whatHasNoRestIsRefusedInEitherOrderOfSteps() {
    TransferEntropyQuery te = Notebook.transferEntropy(RUN);
    String whole =
        "givenTheRest() cannot be combined with ofWholeLayers(), which leaves no rest. Use one of the two.";
    String other =
        "givenTheRest() cannot be estimated by %s. Use with(gaussian()) for values, with(plugIn()) for symbols.";
    record Refused(Runnable question, String words) {}
    for (Refused refused :
        List.of(
            new Refused(() -> te.givenTheRest().ofWholeLayers(), whole),
            new Refused(() -> te.ofWholeLayers().givenTheRest(), whole),
            new Refused(
                () -> te.givenTheRest().with(ContinuousEstimator.kraskov(4)),
                other.formatted("Kraskov, 4 neighbours, algorithm 1")),
            new Refused(
                () -> te.with(ContinuousEstimator.kraskov(4)).givenTheRest(),
                other.formatted("Kraskov, 4 neighbours, algorithm 1")),
            new Refused(
                () -> te.givenTheRest().with(Estimator.millerMadow()),
                other.formatted("Miller-Madow")),
            new Refused(
                () -> te.with(Estimator.millerMadow()).givenTheRest(),
                other.formatted("Miller-Madow")))) {
      assertThatIllegalArgumentException()
          .isThrownBy(refused.question()::run)
          .withMessage(refused.words());
    }
  }

  @Test
  void unitsThatAreLeftOutAreNotKnownEitherAndKeepTheirNumbers() {
    TransferEntropyQuery some = REST.units("x", 4, 3).from("x").to("y");
    LayerTransfer te =
        GivenTheRest.gaussian(
            ALL.get(1).units(new int[] {4, 3}), ALL.get(2), ALL.get(0), Embedding.oneStep(), false);
    assertRow(some, te, 20);
    Table edges = some.edges();
    assertThat(edges.row(0).getInt("source unit")).isEqualTo(3);
    assertThat(edges.row(0).getDouble("TE [bits]")).isEqualTo(bits(te.nats(1, 0)));
  }

  /** Over all pairs of units of all pairs of layers that are asked about. */
  @Test
  void edgesAreThoseOfAFalseDiscoveryRateOfFivePercent() {
    List<Edge> all = new ArrayList<>();
    int[][] pairs = {{0, 1}, {1, 0}, {1, 2}, {2, 1}};
    for (int[] pair : pairs) {
      LayerTransfer te = byHand(pair[0], pair[1], pair[1] == 0 ? null : 0);
      for (int i = 0; i < te.sources(); i++) {
        for (int j = 0; j < te.targets(); j++) {
          String from = LAYERS.get(pair[0]).name();
          String to = LAYERS.get(pair[1]).name();
          all.add(new Edge(from, i, to, j, te.nats(i, j), te.get(i, j).pValue()));
        }
      }
    }
    assertThat(all).hasSize(5 + 5 + 10 + 10);
    double[] p = all.stream().mapToDouble(Edge::pValue).sorted().toArray();
    int found = 0; // Benjamini and Hochberg 1995, by hand
    for (int k = 1; k <= p.length; k++) {
      found = p[k - 1] <= 0.05 * k / p.length ? k : found;
    }
    assertThat(BenjaminiHochberg.discoveries(0.05, p)).isEqualTo(found);
    double largest = p[found - 1];
    List<Edge> expected =
        all.stream()
            .filter(edge -> edge.pValue() <= largest)
            .sorted(Comparator.comparingDouble(Edge::nats).reversed())
            .toList();
    Table edges = REST.edges();
    assertThat(edges.name()).isEqualTo("edges, %s of 30 pairs, epoch 3".formatted(found));
    assertThat(edges.columnNames())
        .containsExactly("from", "source unit", "to", "target unit", "lag", "TE [bits]", "p");
    assertThat(edges.rowCount()).isEqualTo(expected.size()).isPositive();
    for (int i = 0; i < expected.size(); i++) {
      Row row = edges.row(i);
      Edge edge = expected.get(i);
      assertThat(row.getString("from")).isEqualTo(edge.from());
      assertThat(row.getInt("source unit")).isEqualTo(edge.source());
      assertThat(row.getString("to")).isEqualTo(edge.to());
      assertThat(row.getInt("target unit")).isEqualTo(edge.target());
      assertThat(row.getInt("lag")).isEqualTo(1);
      assertThat(row.getDouble("TE [bits]")).isEqualTo(bits(edge.nats()), within(1e-12));
      assertThat(row.getDouble("p")).isEqualTo(edge.pValue());
    }
    assertThat(edges.row(0).getString("to")).isEqualTo("y");
    assertThat(edges.row(0).getInt("source unit")).isEqualTo(3);
  }

  @Test
  void wiresInsideALayerAreItsEdges() {
    Table edges = REST.from("x").to("x").edges();
    assertThat(edges.rowCount()).isBetween(2, 3); // of 20 pairs
    List<String> wires = new ArrayList<>();
    for (Row row : edges) {
      wires.add(row.getInt("source unit") + " " + row.getInt("target unit"));
    }
    assertThat(wires.subList(0, 2)).containsExactlyInAnyOrder("0 1", "1 2");
  }

  /** At lag 2 a unit tells something of itself. */
  @Test
  void noEdgeLeadsFromAUnitToItself() throws Exception {
    double[] slow = new double[STEPS];
    SplittableRandom random = new SplittableRandom(5);
    for (int t = 2; t < STEPS; t++) {
      slow[t] = 0.8 * slow[t - 2] + random.nextGaussian();
    }
    double[] other = random.doubles(STEPS).toArray();
    Recording run =
        recording(List.of(new LayerInfo("x", "rnn", 2)), List.of(Values.ofSeries(slow, other)));
    TransferEntropyQuery pairs =
        Notebook.transferEntropy(run).from("x").to("x").with(new Embedding(1, 1, 2));
    assertThat(pairs.table().row(0).getDouble("TE max [bits]")).isGreaterThan(0.1); // with itself
    assertThat(pairs.edges().name()).isEqualTo("edges, 0 of 2 pairs, epoch 3");
    assertThat(pairs.edges().rowCount()).isZero();
  }

  @Test
  void wholeLayersHaveNoEdges() {
    TransferEntropyQuery whole = Notebook.transferEntropy(RUN).ofWholeLayers();
    String words = "edges() needs pairs of units";
    assertThatIllegalStateException().isThrownBy(whole::edges).withMessageContaining(words);
    assertThatIllegalStateException()
        .isThrownBy(whole::effectiveNetwork)
        .withMessageContaining(words);
  }

  private static JsonNode trace(JsonNode figure, String mode) {
    for (JsonNode trace : figure.path("data")) {
      if (trace.path("mode").asText().equals(mode)) {
        return trace;
      }
    }
    throw new AssertionError("no trace of " + mode);
  }

  @Test
  void oneLayerIsACircle() throws Exception {
    JsonNode figure = Drawn.json(REST.from("x").to("x").effectiveNetwork());
    JsonNode nodes = trace(figure, "markers+text");
    assertThat(nodes.path("text")).hasToString("[\"0\",\"1\",\"2\",\"3\",\"4\"]");
    for (int i = 0; i < 5; i++) {
      double x = nodes.path("x").get(i).asDouble();
      double y = nodes.path("y").get(i).asDouble();
      assertThat(x).isCloseTo(Math.sin(2 * Math.PI * i / 5), within(1e-5));
      assertThat(y).isCloseTo(Math.cos(2 * Math.PI * i / 5), within(1e-5));
    }
    assertThat(figure.path("layout").path("title").path("text").asText())
        .isEqualTo("Effective network, epoch 3");
    int edges = REST.from("x").to("x").edges().rowCount();
    assertThat(figure.path("layout").path("title").path("subtitle").path("text").asText())
        .contains("Gaussian of values, given the rest")
        .contains("lag 1")
        .contains(edges + " of 20 pairs, FDR 5 %");
    JsonNode arrows = trace(figure, "markers");
    assertThat(arrows.path("x")).hasSize(edges);
    assertThat(arrows.path("hovertext").get(0).asText())
        .startsWith("<b>unit ")
        .contains(" of x</b><br>TE ")
        .contains(" millibit, lag 1, p = ");
    Table table = REST.from("x").to("x").edges();
    assertThat(nodes.path("hovertext").get(1).asText())
        .isEqualTo(
            "unit 1 of x: %s in, %s out"
                .formatted(
                    table.intColumn("target unit").isEqualTo(1).size(),
                    table.intColumn("source unit").isEqualTo(1).size()));
    assertThat(figure.path("layout").path("annotations")).isEmpty();
  }

  @Test
  void layersAreColumns() throws Exception {
    JsonNode figure = Drawn.json(REST.from("x").to("y").effectiveNetwork());
    JsonNode nodes = trace(figure, "markers+text");
    assertThat(nodes.path("x")).hasToString("[-1,-1,-1,-1,-1,1,1]");
    assertThat(nodes.path("y").get(0).asDouble()).isCloseTo(0.8, within(1e-6));
    assertThat(nodes.path("y").get(6).asDouble()).isCloseTo(-0.5, within(1e-6));
    assertThat(figure.path("layout").path("annotations")).hasSize(2);
    assertThat(figure.path("layout").path("annotations").get(1).path("text").asText())
        .isEqualTo("<b>y</b>");
    JsonNode three = Drawn.json(REST.effectiveNetwork());
    assertThat(trace(three, "markers+text").path("x")).hasToString("[-1,0,0,0,0,0,1,1]");
  }

  private static EffectiveNetwork network(int units, List<Edge> edges) {
    return new EffectiveNetwork(
        REST.from("x").to("x").result(),
        REST.result().moments().get(0),
        List.of(new EffectiveNetwork.Units("x", IntStream.range(0, units).boxed().toList())),
        1,
        units * (units - 1),
        edges);
  }

  @Test
  void ofManyEdgesTheLargestAreDrawn() throws Exception {
    List<Edge> edges = new ArrayList<>();
    for (int k = 0; k < 500; k++) {
      edges.add(new Edge("x", k / 29, "x", (k / 29 + 1 + k % 29) % 30, 1.0 - k / 1000.0, 1e-9));
    }
    JsonNode figure = Drawn.json(EffectiveNetworkFigure.of(network(30, edges)));
    JsonNode arrows = trace(figure, "markers");
    assertThat(arrows.path("x")).hasSize(400);
    assertThat(arrows.path("marker").path("color").get(399).asDouble())
        .isCloseTo(1000 * bits(1 - 0.399), within(1e-2));
    assertThat(figure.path("layout").path("title").path("subtitle").path("text").asText())
        .contains("500 of 870 pairs")
        .contains("the largest 400 are shown");
    int points = 0;
    for (JsonNode trace : figure.path("data")) {
      points += trace.path("mode").asText().equals("lines") ? trace.path("x").size() : 0;
    }
    assertThat(points).isEqualTo(400 * 14); // with a gap each
  }

  @Test
  void networkWithoutEdgesIsDrawn() throws Exception {
    SplittableRandom random = new SplittableRandom(8);
    Values noise =
        Values.ofSeries(
            random.doubles(STEPS).toArray(),
            random.doubles(STEPS).toArray(),
            random.doubles(STEPS).toArray());
    Recording run = recording(List.of(new LayerInfo("x", "rnn", 3)), List.of(noise));
    TransferEntropyQuery none = Notebook.transferEntropy(run).givenTheRest().from("x").to("x");
    assertThat(none.edges().rowCount()).isZero();
    PlotlyFigure drawn = none.effectiveNetwork();
    JsonNode figure = Drawn.json(drawn);
    assertThat(figure.path("layout").path("title").path("subtitle").path("text").asText())
        .contains("0 of 6 pairs");
    assertThat(trace(figure, "markers+text").path("x")).hasSize(3);
    assertThat(trace(figure, "markers").path("x")).isEmpty();
    assertThat(drawn.html()).contains("0 of 6 pairs");
  }

  @Test
  void recipeSaysWhatIsGiven() {
    assertThat(REST.recipe().entries())
        .containsEntry(
            "estimator",
            "Gaussian TE, values, k = 1, l = 1, lag = 1, given all other units and the input of the same step, mean over pairs of units")
        .containsEntry("null", "circular shift x 20, seed 42, source only")
        .doesNotContainKey("symbols by");
    assertThat(REST.result().measured()).isEqualTo("probe; Gaussian of values, given the rest");
  }

  @Test
  void oneLayerAloneIsAskedInsideIt() {
    Recording one = recording(LAYERS.subList(1, 2), ALL.subList(1, 2));
    String words =
        "There are no pairs of layers: \"x\" alone was recorded. Record more layers, or measure within it, from(\"x\").to(\"x\").";
    TransferEntropyQuery te = Notebook.transferEntropy(one).givenTheRest();
    List<Runnable> questions = List.of(te::table, te::edges, te::heatMap, te::effectiveNetwork);
    for (Runnable question : questions) {
      assertThatIllegalArgumentException().isThrownBy(question::run).withMessage(words);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Notebook.transferEntropy(one).lags(1, 3))
        .withMessage(words);
    assertRow(te.from("x").to("x"), byHand(1, 1, null), 20);
  }
}
