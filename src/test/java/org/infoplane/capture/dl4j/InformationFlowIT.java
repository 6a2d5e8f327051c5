package org.infoplane.capture.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.infoplane.Notebook;
import org.infoplane.capture.Schedule;
import org.infoplane.data.Split;
import org.infoplane.figure.PlotlyFigure;
import org.infoplane.measure.InformationFlow;
import org.infoplane.measure.Intervention;
import org.infoplane.measure.LayerTransfer;
import org.infoplane.measure.MutualInformation;
import org.infoplane.measure.Unit;
import org.infoplane.measure.nulls.Null;
import org.infoplane.measure.statistics.Draws;
import org.infoplane.query.InformationFlowQuery;
import org.infoplane.query.UnitSelection;
import org.infoplane.recording.Recording;
import org.infoplane.recording.Sequences;
import org.infoplane.recording.Snapshot;
import org.infoplane.recording.TimeAxis;
import org.infoplane.symbol.Discretizer;
import org.infoplane.symbol.Encoding;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Segments;
import org.infoplane.symbol.Symbols;
import org.infoplane.symbol.Values;
import org.infoplane.testing.Drawn;
import org.infoplane.testing.Networks;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/** Interventions on networks of DL4J, against forward passes by hand, and questions to them. */
class InformationFlowIT {

  private static final Split DIGITS = Networks.digits();
  private static final DataSet PROBE = DIGITS.test();
  private static final double FLOAT = 2e-5; // DL4J has single precision

  private static final Recording CHAIN =
      Notebook.captureLayers(Networks.dense())
          .onProbe(DIGITS.train())
          .evaluating(DIGITS.train(), DIGITS.test())
          .keepingWeights()
          .iterations(Schedule.everyNth(3))
          .whileTraining(DIGITS.batches(50, 4), 2);
  private static final int LAST = CHAIN.track(TimeAxis.PROBE).snapshots().size() - 1;

  private static int[] draw(int samples) {
    return Draws.shuffled(3, 1, samples);
  }

  private static void assertClose(Values actual, Values expected, String what) {
    assertThat(actual.samples()).as(what).isEqualTo(expected.samples());
    assertThat(actual.units()).as(what).isEqualTo(expected.units());
    for (int n = 0; n < actual.samples(); n++) {
      for (int unit = 0; unit < actual.units(); unit++) {
        assertThat(actual.get(n, unit))
            .as("%s, sample %s, unit %s", what, n, unit)
            .isCloseTo(expected.get(n, unit), within(FLOAT));
      }
    }
  }

  private static Values rows(INDArray value) {
    INDArray flat = value.rank() == 4 ? value.mean(2, 3) : value;
    return Values.ofRows(flat.castTo(org.nd4j.linalg.api.buffer.DataType.DOUBLE).toDoubleMatrix());
  }

  /** One unit, or channel, as it is on other samples. */
  private static INDArray changed(INDArray value, int unit, int[] draw) {
    INDArray copy = value.dup('c');
    for (int n = 0; n < draw.length; n++) {
      if (value.rank() == 2) {
        copy.putScalar(n, unit, value.getDouble(draw[n], unit));
      } else {
        for (int y = 0; y < value.size(2); y++) {
          for (int x = 0; x < value.size(3); x++) {
            copy.putScalar(new int[] {n, unit, y, x}, value.getDouble(draw[n], unit, y, x));
          }
        }
      }
    }
    return copy;
  }

  private static void assertObserved(Recording run, Intervention all, int from, int to, int at) {
    Snapshot moment = run.track(TimeAxis.PROBE).snapshots().get(at);
    assertClose(all.source(), moment.values(from), "source %s at %s".formatted(from, at));
    assertClose(all.target(), moment.values(to), "target %s at %s".formatted(to, at));
  }

  @Test
  void denseWaysEqualForwardPassesAtEachMoment() {
    int[] draw = draw(DIGITS.train().numExamples());
    assertThat(LAST).isGreaterThan(2); // moments within epochs too
    for (int moment = 0; moment <= LAST; moment++) {
      NetworkInterventions all = NetworkInterventions.at(CHAIN, moment);
      Snapshot at = CHAIN.track(TimeAxis.PROBE).snapshots().get(moment);
      MultiLayerNetwork network =
          (MultiLayerNetwork)
              SavedNetworks.net(CHAIN.network(), at.epoch(), at.iteration()).network();
      for (int from = 0; from < 3; from++) {
        for (int to = from + 1; to < 4; to++) {
          Intervention way = all.between(from, to);
          assertObserved(CHAIN, way, from, to, moment);
          assertThat(all.dense(from, to).isPresent()).isEqualTo(to == from + 1);
          int unit = from + 1;
          INDArray pass = DIGITS.train().getFeatures();
          for (int layer = 0; layer < from; layer++) {
            pass = step(network, layer, pass);
          }
          pass = changed(pass, unit, draw);
          for (int layer = from; layer < to; layer++) {
            pass = step(network, layer, pass);
          }
          assertClose(way.target(unit, draw), rows(pass), "%s to %s".formatted(from, to));
        }
      }
    }
  }

  private static INDArray step(MultiLayerNetwork network, int layer, INDArray input) {
    return network
        .getLayer(layer)
        .activate(input.dup(), false, LayerWorkspaceMgr.noWorkspaces())
        .dup();
  }

  /** From before a merge to after it, and from one of the merged to the merge. */
  @Test
  void shortcutsOfAGraphArePassedOnBothWays() {
    ComputationGraph graph = Networks.residual();
    Recording run =
        Notebook.captureLayers(graph)
            .onProbe(PROBE)
            .keepingWeights()
            .whileTraining(DIGITS.batches(50, 4), 1);
    int[] draw = draw(PROBE.numExamples());
    int dense = run.layer("dense");
    int narrow = run.layer("narrow");
    int add = run.layer("add");
    int output = run.layer("output");
    for (int moment = 0; moment < 2; moment++) {
      NetworkInterventions all = NetworkInterventions.at(run, moment);
      assertObserved(run, all.between(dense, output), dense, output, moment);
      assertObserved(run, all.between(run.layer("relu"), add), run.layer("relu"), add, moment);
      ComputationGraph then = Notebook.graphAt(run, moment);
      Values observed = run.activations("dense", moment);
      Values doing =
          Values.view(50, 8, (n, u) -> observed.get(u == 2 ? draw[n] : n, u)); // dense, changed
      Values inner = layer(then, "narrow", relu(doing), z -> 1 / (1 + Math.exp(-z)));
      Values merged = Values.view(50, 8, (n, u) -> doing.get(n, u) + inner.get(n, u));
      assertClose(all.between(dense, add).target(2, draw), merged, "dense to add");
      assertClose(
          all.between(dense, output).target(2, draw),
          softmax(layer(then, "output", merged, z -> z)),
          "dense to output");
      Values before = run.activations("narrow", moment);
      assertClose(
          all.between(narrow, add).target(3, draw),
          Values.view(50, 8, (n, u) -> observed.get(n, u) + before.get(u == 3 ? draw[n] : n, u)),
          "narrow to add, the shortcut as it was");
      assertThat(all.dense(dense, narrow)).isEmpty(); // the activation layer is between
      assertThat(all.dense(run.layer("relu"), narrow)).isPresent();
      assertThat(all.dense(dense, output)).isEmpty();
    }
  }

  private interface Function {
    double of(double z);
  }

  private static Values relu(Values values) {
    return Values.view(values.samples(), values.units(), (n, u) -> Math.max(0, values.get(n, u)));
  }

  private static Values layer(ComputationGraph graph, String name, Values in, Function function) {
    double[][] weights = graph.getLayer(name).getParam("W").toDoubleMatrix();
    double[] bias = graph.getLayer(name).getParam("b").toDoubleVector();
    double[][] rows = new double[in.samples()][bias.length];
    for (int n = 0; n < rows.length; n++) {
      for (int j = 0; j < bias.length; j++) {
        double z = bias[j];
        for (int i = 0; i < weights.length; i++) {
          z += in.get(n, i) * weights[i][j];
        }
        rows[n][j] = function.of(z);
      }
    }
    return Values.ofRows(rows);
  }

  private static Values softmax(Values logits) {
    double[][] rows = new double[logits.samples()][logits.units()];
    for (int n = 0; n < rows.length; n++) {
      for (int j = 0; j < rows[n].length; j++) {
        rows[n][j] = Math.exp(logits.get(n, j));
      }
      double sum = Arrays.stream(rows[n]).sum();
      for (int j = 0; j < rows[n].length; j++) {
        rows[n][j] /= sum;
      }
    }
    return Values.ofRows(rows);
  }

  @Test
  void channelsOfConvolutionsAreChangedAsAWholeAndReadAsTheirMeans() {
    Recording run =
        Notebook.captureLayers(Networks.convolutional())
            .onProbe(PROBE)
            .keepingWeights()
            .whileTraining(DIGITS.batches(50, 4), 1);
    int[] draw = draw(PROBE.numExamples());
    for (int moment = 0; moment < 2; moment++) {
      NetworkInterventions all = NetworkInterventions.at(run, moment);
      MultiLayerNetwork network = Notebook.networkAt(run, moment);
      INDArray conv = network.feedForwardToLayer(0, PROBE.getFeatures().dup()).get(1).dup();
      assertThat(conv.rank()).isEqualTo(4);
      INDArray norm = network.feedForwardToLayer(1, PROBE.getFeatures().dup()).get(2).dup();
      for (int to = 3; to <= 7; to++) {
        Intervention way = all.between(1, to);
        assertObserved(run, way, 1, to, moment);
        INDArray pass = network.activateSelectedLayers(1, to - 1, changed(conv, 2, draw)).dup();
        assertClose(way.target(2, draw), rows(pass), "conv to " + run.layers().get(to).name());
      }
      INDArray dense = network.activateSelectedLayers(2, 4, changed(norm, 0, draw).dup()).dup();
      assertClose(all.between(2, 5).target(0, draw), rows(dense), "norm to dense");
      INDArray input = changed(PROBE.getFeatures(), 20, draw);
      assertClose(
          all.between(0, 5).target(20, draw),
          rows(network.activateSelectedLayers(0, 4, input).dup()),
          "input to dense");
    }
  }

  @Test
  void classIsTheLargestOutput() {
    NetworkInterventions all = NetworkInterventions.at(CHAIN, LAST);
    assertThat(all.classes()).isEqualTo(10);
    int[] draw = draw(200);
    Intervention toClass = all.toClass(1);
    assertThat(toClass.target().units()).isEqualTo(1);
    Values outputs = all.between(1, 3).target(4, draw);
    int[] observed = Notebook.networkAt(CHAIN, 2).predict(DIGITS.train().getFeatures());
    int moved = 0;
    for (int n = 0; n < 200; n++) {
      int row = n;
      int largest =
          IntStream.range(0, 10)
              .reduce((a, b) -> outputs.get(row, b) > outputs.get(row, a) ? b : a)
              .orElseThrow();
      assertThat(toClass.target(4, draw).get(n, 0)).isEqualTo(largest);
      assertThat(toClass.target().get(n, 0)).isEqualTo(observed[n]);
      moved += largest == observed[n] ? 0 : 1;
    }
    assertThat(moved).isPositive();
  }

  private static double bits(double nats) {
    return Unit.BITS.fromNats(nats);
  }

  private static InformationFlow byHand(Intervention all) {
    Discretizer rule = Discretizer.quantiles(4);
    return InformationFlow.of(all, rule.fit(all.source()), rule.fit(all.target()));
  }

  private static void assertRow(Row row, LayerTransfer flow) {
    assertThat(row.getInt("pairs")).isEqualTo(flow.pairs());
    assertThat(row.getDouble("flow mean [bits]")).isEqualTo(bits(flow.meanNats()));
    assertThat(row.getDouble("flow max [bits]")).isEqualTo(bits(flow.maxNats()));
  }

  /** Edges of symbols are those of the observed values. */
  @Test
  void tableIsTheFlowByHand() {
    InformationFlowQuery flow = Notebook.informationFlow(CHAIN);
    Table table = flow.table();
    assertThat(table.name()).isEqualTo("information flow, probe");
    assertThat(table.rowCount()).isEqualTo(3 * (LAST + 1));
    assertThat(table.stringColumn("direction").asList()).containsOnly("feed-forward");
    for (int moment : new int[] {0, LAST}) {
      NetworkInterventions all = NetworkInterventions.at(CHAIN, moment);
      for (int layer = 0; layer < 3; layer++) {
        LayerTransfer expected = byHand(all.between(layer, layer + 1)).flow(42);
        Row row = table.row(3 * moment + layer);
        assertRow(row, expected);
        assertThat(row.getInt("transitions")).isEqualTo(200);
        assertThat(row.getDouble("bias [bits]"))
            .isEqualTo(bits(expected.biasNatsWithoutInformation()));
        assertThat(row.getDouble("null mean [bits]"))
            .isEqualTo(
                bits(
                    expected
                        .against(Null.globalShuffle(20, 42), Segments.whole())
                        .ofMean()
                        .nullMean()));
      }
    }
    assertThat(flow.recipe().entries())
        .containsEntry("symbols by", "4 quantile bins of the unit, fitted on what is observed")
        .containsEntry(
            "estimator",
            "information flow, plug-in, one unit at a time as on another example, one permutation of seed 42; mean over pairs of units")
        .containsEntry("null", "global shuffle x 20, seed 42, source only");
    assertThat(flow.discretize("second", Discretizer.median()).toClass().recipe().entries())
        .containsEntry("symbols of second by", "median of the unit")
        .containsEntry(
            "estimator",
            "information flow to the predicted class, plug-in, one unit at a time as on another example, one permutation of seed 42; mean over pairs of units");
    Intervention between = NetworkInterventions.at(CHAIN, LAST).between(1, 2);
    Row own =
        flow.discretize("second", Discretizer.median())
            .from("first")
            .to("second")
            .table()
            .row(LAST);
    assertRow(
        own,
        InformationFlow.of(
                between,
                Discretizer.quantiles(4).fit(between.source()),
                Discretizer.median().fit(between.target()))
            .flow(42));
  }

  @Test
  void toClassHasTheClassAsOneUnit() {
    InformationFlowQuery flow = Notebook.informationFlow(CHAIN).toClass();
    Table table = flow.epochs(2).table();
    assertThat(table.stringColumn("from").unique().asList())
        .containsExactlyInAnyOrder("input", "first", "second");
    assertThat(table.stringColumn("to").unique().asList()).containsExactly("output");
    Intervention all = NetworkInterventions.at(CHAIN, LAST).toClass(1);
    LayerTransfer expected =
        InformationFlow.of(
                all,
                Discretizer.quantiles(4).fit(all.source()),
                Encoding.of(1, 10, (unit, value) -> (int) value))
            .flow(42);
    Table first = flow.from("first").table();
    assertRow(first.row(LAST), expected);
    assertThat(first.row(LAST).getInt("pairs")).isEqualTo(6);
  }

  @Test
  void networkAsItIsHasTheFlowOfItsLastMoment() {
    Table of = Notebook.informationFlow(CHAIN).epochs(2).table();
    Table now = Notebook.informationFlow(Notebook.networkAt(CHAIN, 2), DIGITS.train()).table();
    assertThat(now.rowCount()).isEqualTo(3);
    for (String column : List.of("flow mean [bits]", "null mean [bits]", "flow max [bits]")) {
      double[] then = of.doubleColumn(column).asDoubleArray();
      assertThat(now.doubleColumn(column).asDoubleArray())
          .as(column)
          .isEqualTo(Arrays.copyOfRange(then, then.length - 3, then.length));
    }
    ComputationGraph graph = Networks.residual();
    assertThat(Notebook.informationFlow(graph, PROBE).table().rowCount())
        .isEqualTo(6); // input, dense, relu, narrow, add from two, output
  }

  private static MultiLayerNetwork wide() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(5)
                .list(
                    Networks.layer("first").nIn(64).nOut(70).build(),
                    Networks.layer("second").nIn(70).nOut(3).build(),
                    Networks.output().nIn(3).nOut(10).build())
                .build());
    network.init();
    return network;
  }

  @Test
  void ofManyUnitsSixtyFourAreDrawnWhereAPassIsNeeded() {
    InformationFlowQuery flow = Notebook.informationFlow(wide(), PROBE);
    assertThat(flow.from("first").to("second").pairs(0).rowCount()).isEqualTo(70 * 3);
    Table some = flow.from("first").to("output").pairs(0);
    int[] drawn = UnitSelection.sampled(64, 1).of(flow.run().layers().get(1));
    assertThat(some.rowCount()).isEqualTo(64 * 10);
    assertThat(some.intColumn("unit of first").unique().asList())
        .containsExactlyInAnyOrderElementsOf(IntStream.of(drawn).boxed().toList());
    Intervention all =
        NetworkInterventions.at(flow.run(), 0).between(1, 3).only(drawn, Draws.identity(10));
    LayerTransfer expected = byHand(all).flow(42);
    assertThat(some.doubleColumn("flow [bits]").get(0)).isEqualTo(bits(expected.nats(0, 0)));
    assertThat(some.doubleColumn("flow [bits]").get(639)).isEqualTo(bits(expected.nats(63, 9)));
    assertThat(flow.from("first").toClass().table().row(0).getInt("pairs")).isEqualTo(64);
    Table own = flow.units("first", 69, 0).units("output", 7).from("first").to("output").pairs(0);
    assertThat(own.intColumn("unit of first").asList()).containsExactly(69, 0);
    assertThat(own.intColumn("unit of output").asList()).containsExactly(7, 7);
    assertThat(flow.recipe().entries())
        .containsEntry(
            "units changed",
            "those asked about; of whole layers with more than 64, where not a dense layer alone lies between, 64 of each layer, seed 1");
  }

  @Test
  void unitWithoutWiresHasNoFlowBeyondItsNullAndNoneInContext() {
    MultiLayerNetwork network = Networks.dense();
    INDArray weights = network.getParam("1_W").dup();
    weights.putRow(2, Nd4j.zeros(5));
    network.setParam("1_W", weights);
    InformationFlowQuery flow =
        Notebook.informationFlow(network, DIGITS.train()).from("first").to("second");
    Intervention all = NetworkInterventions.at(flow.run(), 0).between(1, 2);
    Discretizer rule = Discretizer.quantiles(4);
    Symbols source = rule.fit(all.source()).encode(all.source());
    Symbols target = rule.fit(all.target()).encode(all.target());
    int[] draw = Draws.shuffled(42, Integer.MAX_VALUE, 200);
    Table pairs = flow.pairs(0);
    Table context = flow.inContext().pairs(0);
    for (int unit = 0; unit < 6; unit++) {
      for (int to = 0; to < 5; to++) {
        Row row = pairs.row(5 * unit + to);
        double inContext = context.row(5 * unit + to).getDouble("flow [bits]");
        if (unit == 2) {
          assertThat(row.getDouble("flow [bits]"))
              .isCloseTo(
                  MutualInformation.between(
                          Partition.ofRows(source.unit(2).reorder(draw)),
                          Partition.ofRows(target.unit(to)))
                      .estimate()
                      .in(Unit.BITS),
                  within(1e-12));
          assertThat(row.getDouble("p (null, largest pair)")).isGreaterThan(0.05);
          assertThat(inContext).isZero();
        } else {
          assertThat(inContext).isPositive();
        }
      }
    }
    assertThat(pairs.doubleColumn("p (null, largest pair)").min()).isLessThan(0.05);
  }

  @Test
  void inContextHasNoNull() throws Exception {
    InformationFlowQuery flow = Notebook.informationFlow(CHAIN).inContext();
    Table table = flow.table();
    assertThat(table.name()).isEqualTo("information flow in context, probe");
    Intervention all = NetworkInterventions.at(CHAIN, LAST).between(1, 2);
    assertRow(table.row(3 * LAST + 1), byHand(all).inContext());
    assertThat(table.row(0).getDouble("null mean [bits]")).isNaN();
    assertThat(table.row(0).getDouble("p (null)")).isNaN();
    assertThat(flow.recipe().entries())
        .containsEntry("null", "none")
        .containsEntry(
            "estimator",
            "information flow in context, plug-in, one unit at a time as on another example, all others known; mean over pairs of units");
    assertThat(title(Drawn.json(flow.heatMap())))
        .startsWith("Information flow in context, layer pair by epoch");
  }

  private static String title(JsonNode figure) {
    return figure.path("layout").path("title").path("text").asText();
  }

  @Test
  void figuresSayFlow() throws Exception {
    InformationFlowQuery flow = Notebook.informationFlow(CHAIN);
    InformationFlowQuery pair = flow.from("first").to("second");
    List<PlotlyFigure> figures =
        List.of(flow.heatMap(), flow.network(), pair.matrix(), pair.curves());
    for (PlotlyFigure figure : figures) {
      JsonNode json = Drawn.json(figure);
      assertThat(title(json)).startsWith("Information flow");
      assertThat(json.path("layout").toString()).contains("flow").contains("[millibit]");
      assertThat(json.path("layout").toString()).doesNotContain("TE");
      assertThat(json.path("data").toString()).doesNotContain("TE(").doesNotContain("TE ");
    }
    assertThat(Drawn.json(flow.heatMap()).toString()).doesNotContain("feedback");
    JsonNode plane = Drawn.json(Notebook.plotPlane(flow).figure());
    assertThat(title(plane)).startsWith("Information flow plane: both ends");
    assertThat(plane.path("layout").path("xaxis").toString())
        .contains("flow(input → layer) [millibit]");
    assertThat(plane.path("layout").path("yaxis").toString())
        .contains("flow(layer → class) [millibit]");
    Table toClass = flow.toClass().from("second").table();
    assertThat(plane.path("data").toString())
        .contains(
            String.format(
                    Locale.ROOT, "%.4f", 1000 * toClass.row(LAST).getDouble("flow mean [bits]"))
                .substring(0, 4));
    assertThat(title(Drawn.json(Notebook.plotPlane(flow).neighbours().figure())))
        .startsWith("Information flow plane: neighbours");
  }

  @Test
  void whatCannotBeDoneIsRefused() {
    InformationFlowQuery flow = Notebook.informationFlow(CHAIN);
    for (Runnable question :
        List.<Runnable>of(
            () -> flow.from("second").to("first").table(),
            () -> flow.from("first").to("first").table(),
            () -> flow.to("input").table())) {
      assertThatIllegalArgumentException()
          .isThrownBy(question::run)
          .withMessageContainingAll(
              "Information flows forward only", "an earlier layer to from(...)");
    }
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                Notebook.informationFlow(
                    Notebook.captureLayers(Networks.dense()).onProbe(PROBE).now()))
        .withMessageContaining("keepingWeights()");
    Recording order =
        Notebook.captureLayers(Networks.dense())
            .inTrainingOrder()
            .keepingWeights()
            .whileTraining(DIGITS.batches(50, 4), 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Notebook.informationFlow(order))
        .withMessageContaining("onProbe(examples)");
    Recording steps =
        Notebook.captureLayers(Networks.recurrent())
            .sequences(Sequences.EVERY_STEP)
            .onProbe(Networks.rows(PROBE))
            .keepingWeights()
            .now();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Notebook.informationFlow(steps).table())
        .withMessageContainingAll("sequences", "transferEntropy(run).lags(1, 10)");
    Recording pixels =
        Notebook.captureLayers(Networks.convolutional())
            .featureMaps(FeatureMaps.sampled(5, 1))
            .onProbe(PROBE)
            .keepingWeights()
            .now();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Notebook.informationFlow(pixels).table())
        .withMessageStartingWith("Layer \"conv\" must be recorded as one unit per channel")
        .withMessageEndingWith("Record with featureMaps(FeatureMaps.channelMean()).");
  }

  @Test
  void classNeedsASoftmaxOutputThatIsRecorded() {
    MultiLayerNetwork regression =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list(
                    Networks.layer("first").nIn(64).nOut(4).build(),
                    new OutputLayer.Builder(LossFunction.MSE)
                        .name("output")
                        .nIn(4)
                        .nOut(10)
                        .activation(Activation.IDENTITY)
                        .build())
                .build());
    regression.init();
    InformationFlowQuery flow = Notebook.informationFlow(regression, PROBE);
    assertThat(flow.table().rowCount()).isEqualTo(2);
    String[] words = {"toClass(...)", "softmax", "from(\"...\").to(\"...\")"};
    assertThatIllegalArgumentException()
        .isThrownBy(flow.toClass()::table)
        .withMessageContainingAll(words);
    assertThatIllegalArgumentException()
        .isThrownBy(Notebook.plotPlane(flow)::figure)
        .withMessageContainingAll(words);
    Recording some =
        Notebook.captureLayers(Networks.dense())
            .layers("input", "first", "second")
            .onProbe(PROBE)
            .keepingWeights()
            .now();
    assertThat(Notebook.informationFlow(some).table().rowCount()).isEqualTo(2);
    assertThatIllegalArgumentException()
        .isThrownBy(Notebook.informationFlow(some).toClass()::table)
        .withMessageContainingAll(
            "toClass(...) needs the output layer", "\"second\"", "layers(..., \"...\")");
  }

  /** A layer that is left out is passed through. */
  @Test
  void layersThatWereNotRecordedAreStillBetween() {
    Recording some =
        Notebook.captureLayers(Networks.dense())
            .layers("first", "output")
            .onProbe(DIGITS.train())
            .keepingWeights()
            .now();
    Recording all =
        Notebook.captureLayers(Networks.dense()).onProbe(DIGITS.train()).keepingWeights().now();
    Stream<Table> tables =
        Stream.of(some, all)
            .map(run -> Notebook.informationFlow(run).from("first").to("output").table());
    assertThat(tables.map(table -> table.doubleColumn("flow mean [bits]").get(0)).distinct())
        .hasSize(1);
  }
}
