package org.infoplane.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;
import static org.infoplane.Notebook.captureLayers;
import static org.infoplane.Notebook.graphAt;
import static org.infoplane.Notebook.informationFlow;
import static org.infoplane.Notebook.knockOut;
import static org.infoplane.Notebook.networkAt;
import static org.infoplane.Notebook.transferEntropy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.infoplane.capture.dl4j.Labelling;
import org.infoplane.data.Split;
import org.infoplane.measure.LayerTransfer;
import org.infoplane.measure.statistics.Draws;
import org.infoplane.measure.statistics.RankCorrelation;
import org.infoplane.recording.Recording;
import org.infoplane.recording.Sequences;
import org.infoplane.recording.store.RecordingFile;
import org.infoplane.result.DamageByFlow;
import org.infoplane.result.KnockOutResult;
import org.infoplane.result.KnockedOut;
import org.infoplane.result.LayerPair;
import org.infoplane.testing.Drawn;
import org.infoplane.testing.Networks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Damage against what DL4J says of networks that are changed by hand. */
class KnockOutIT {

  private static final Split DIGITS = Networks.digits();
  private static final DataSet TEST = DIGITS.test();

  @TempDir private Path folder;

  private static MultiLayerNetwork trained() {
    MultiLayerNetwork network = Networks.dense();
    for (int i = 0; i < 40; i++) {
      network.fit(DIGITS.train());
    }
    return network;
  }

  private static double accuracy(INDArray outputs, DataSet examples) {
    Evaluation evaluation = new Evaluation(10);
    evaluation.eval(examples.getLabels(), outputs);
    return evaluation.accuracy();
  }

  private static KnockedOut unit(KnockOutResult result, String layer, int unit) {
    return result.units().stream()
        .filter(one -> one.layer().equals(layer) && one.unit().orElseThrow() == unit)
        .findFirst()
        .orElseThrow();
  }

  private static KnockedOut layer(KnockOutResult result, String layer) {
    return result.layers().stream()
        .filter(one -> one.layer().equals(layer))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void nothingKnockedOutIsWhatDl4jEvaluates() {
    MultiLayerNetwork network = trained();
    KnockOutResult result = knockOut(network, TEST).layers("second").result();
    assertThat(result.loss()).isCloseTo(network.score(TEST, false), within(1e-6));
    assertThat(result.accuracy()).isEqualTo(accuracy(network.output(TEST.getFeatures()), TEST));
    assertThat(result.accuracy()).isBetween(0.3, 1.0);
    assertThat(result.crossEntropy()).isTrue();
  }

  @Test
  void aUnitAtItsMeanIsTheNextBiasShifted() {
    MultiLayerNetwork network = trained();
    KnockOutResult result = knockOut(network, TEST).result();
    for (int unit = 0; unit < 6; unit++) {
      MultiLayerNetwork changed = network.clone();
      double mean =
          network
              .feedForward(TEST.getFeatures(), false)
              .get(1)
              .getColumn(unit)
              .meanNumber()
              .doubleValue();
      INDArray weights = changed.getLayer(1).getParam("W");
      INDArray bias = changed.getLayer(1).getParam("b");
      bias.addi(weights.getRow(unit).dup().mul(mean).reshape(bias.shape()));
      weights.getRow(unit).assign(0);
      KnockedOut without = unit(result, "first", unit);
      double loss = changed.score(TEST, false);
      assertThat(without.loss()).isCloseTo(loss, within(1e-6));
      assertThat(without.accuracy()).isEqualTo(accuracy(changed.output(TEST.getFeatures()), TEST));
      assertThat(without.lossDamage()).isCloseTo(loss - network.score(TEST, false), within(2e-6));
      assertThat(without.accuracyDamage()).isEqualTo(result.accuracy() - without.accuracy());
      assertThat(Math.abs(without.lossDamage())).isGreaterThan(1e-4);
    }
  }

  @Test
  void aUnitAtZeroHasNoWeights() {
    MultiLayerNetwork network = trained();
    MultiLayerNetwork changed = network.clone();
    changed.getLayer(1).getParam("W").getRow(2).assign(0);
    KnockOutResult result = knockOut(network, TEST).atZero().layers("first").result();
    assertThat(unit(result, "first", 2).loss()).isCloseTo(changed.score(TEST, false), within(1e-6));
    MultiLayerNetwork empty = network.clone();
    empty.getLayer(1).getParam("W").assign(0);
    assertThat(layer(result, "first").loss()).isCloseTo(empty.score(TEST, false), within(1e-6));
  }

  @Test
  void aUnitWithoutWeightsIsNoLoss() {
    MultiLayerNetwork network = trained();
    network.getLayer(1).getParam("W").getRow(4).assign(0);
    KnockOutQuery asked = knockOut(network, TEST).layers("first");
    for (KnockOutQuery query : List.of(asked, asked.atZero(), asked.permuted(3))) {
      assertThat(unit(query.result(), "first", 4).lossDamage()).isZero();
      assertThat(unit(query.result(), "first", 4).accuracyDamage()).isZero();
      assertThat(unit(query.result(), "first", 3).lossDamage()).isNotZero();
    }
  }

  @Test
  void permutedInputsAreOtherExamples() {
    MultiLayerNetwork network = trained();
    KnockOutResult result = knockOut(network, TEST).permuted(7).layers("input").result();
    int[] order = Draws.shuffled(7, 0, TEST.numExamples());
    INDArray others = Nd4j.pullRows(TEST.getFeatures(), 1, order);
    DataSet all = new DataSet(others, TEST.getLabels());
    assertThat(layer(result, "input").loss()).isCloseTo(network.score(all, false), within(1e-6));
    INDArray one = TEST.getFeatures().dup();
    one.putColumn(20, others.getColumn(20));
    assertThat(unit(result, "input", 20).loss())
        .isCloseTo(network.score(new DataSet(one, TEST.getLabels()), false), within(1e-6));
    assertThat(knockOut(network, TEST).permuted(7).layers("input").result().units())
        .isEqualTo(result.units());
    assertThat(knockOut(network, TEST).permuted(8).layers("input").result().units())
        .isNotEqualTo(result.units());
  }

  private static INDArray activated(ComputationGraph network, String layer, INDArray input) {
    return network.getLayer(layer).activate(input.dup(), false, LayerWorkspaceMgr.noWorkspaces());
  }

  /** The layer "narrow" adds the same to all examples: "add" is "dense" and a constant. */
  @Test
  void aLayerBesideAShortcutIsSwitchedOff() {
    ComputationGraph network = Networks.residual();
    for (int i = 0; i < 40; i++) {
      network.fit(DIGITS.train());
    }
    KnockOutResult result = knockOut(network, TEST).result();
    assertThat(result.layers().stream().map(KnockedOut::layer))
        .containsExactly("in", "dense", "relu", "narrow", "add");
    INDArray dense = activated(network, "dense", TEST.getFeatures());
    INDArray narrow = activated(network, "narrow", Transforms.relu(dense, true));
    INDArray outputs = activated(network, "output", dense.addRowVector(narrow.mean(0)));
    double loss =
        -Transforms.log(outputs, true).mul(TEST.getLabels()).sumNumber().doubleValue()
            / TEST.numExamples();
    assertThat(layer(result, "narrow").loss()).isCloseTo(loss, within(1e-5));
    assertThat(layer(result, "narrow").accuracy()).isEqualTo(accuracy(outputs, TEST));
    assertThat(layer(result, "add").loss()).isGreaterThan(loss + 0.1);
  }

  @Test
  void aChannelIsAWholeMap() {
    MultiLayerNetwork network = Networks.convolutional();
    KnockOutResult result = knockOut(network, TEST).atZero().layers("conv", "norm").result();
    MultiLayerNetwork changed = network.clone();
    INDArray scale = changed.getLayer(1).getParam("gamma");
    INDArray shift = changed.getLayer(1).getParam("beta");
    scale.putScalar(1, 0);
    shift.putScalar(1, 0);
    assertThat(result.units()).hasSize(6);
    assertThat(unit(result, "norm", 1).loss())
        .isCloseTo(changed.score(TEST, false), within(1e-6))
        .isNotCloseTo(result.loss(), within(1e-5));
  }

  @Test
  void aRecordingKnowsItsClasses() {
    MultiLayerNetwork network = Networks.dense();
    Recording run =
        captureLayers(network)
            .onProbe(TEST)
            .keepingWeights()
            .whileTraining(DIGITS.batches(20, 1), 3);
    KnockOutResult last = knockOut(run).result();
    assertThat(last.at().epoch()).isEqualTo(3);
    assertThat(last.units()).isEqualTo(knockOut(network, TEST).result().units());
    assertThat(knockOut(run).epoch(1).result().units())
        .isEqualTo(knockOut(networkAt(run, 1), TEST).result().units())
        .isNotEqualTo(last.units());
    Path file = folder.resolve("run.infoplane");
    RecordingFile.save(run, file);
    Recording read = RecordingFile.load(file);
    assertThat(knockOut(read).result().units()).isEqualTo(last.units());
  }

  @Test
  void otherLossesAreDl4jsOwn() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(5)
                .list(
                    Networks.layer("first").nIn(64).nOut(6).build(),
                    new OutputLayer.Builder(LossFunction.MSE)
                        .name("output")
                        .activation(Activation.IDENTITY)
                        .nIn(6)
                        .nOut(2)
                        .build())
                .build());
    network.init();
    DataSet some =
        new DataSet(
            TEST.getFeatures(),
            TEST.getFeatures()
                .get(
                    org.nd4j.linalg.indexing.NDArrayIndex.all(),
                    org.nd4j.linalg.indexing.NDArrayIndex.interval(20, 22))
                .dup());
    KnockOutResult result = knockOut(network, some).atZero().layers("first").result();
    assertThat(result.loss()).isCloseTo(network.score(some, false), within(1e-6));
    assertThat(result.accuracy()).isNaN();
    assertThat(result.crossEntropy()).isFalse();
    MultiLayerNetwork changed = network.clone();
    changed.getLayer(1).getParam("W").getRow(1).assign(0);
    assertThat(unit(result, "first", 1).loss())
        .isCloseTo(changed.score(some, false), within(1e-6))
        .isNotEqualTo(result.loss());
    assertThat(knockOut(network, some).layers("first").table().columnNames())
        .containsExactly(
            "layer", "unit", "loss", "accuracy", "damage in loss", "damage in accuracy");
  }

  @Test
  void tablesHaveARowAUnitAndARowALayer() {
    KnockOutQuery query = knockOut(trained(), TEST).units(UnitSelection.only(3, 1));
    assertThat(query.table().columnNames())
        .containsExactly(
            "layer",
            "unit",
            "loss [nats]",
            "accuracy",
            "damage in loss [nats]",
            "damage in accuracy");
    assertThat(query.table().intColumn("unit").asList()).containsExactly(3, 1, 3, 1, 3, 1);
    assertThat(query.layerTable().stringColumn("layer").asList())
        .containsExactly("input", "first", "second");
    assertThat(query.layerTable().intColumn("units").asList()).containsExactly(64, 6, 5);
    assertThat(query.layerTable().name()).contains("held at the mean").contains("intact: loss ");
  }

  @Test
  void damageIsRankedWithTheFlowOutOfEachUnit() throws Exception {
    MultiLayerNetwork network = trained();
    KnockOutQuery damage = knockOut(network, TEST);
    InformationFlowQuery flow = informationFlow(network, TEST).toClass();
    KnockOutBesideFlow both = damage.beside(flow);
    assertThat(both.result().stream().map(DamageByFlow::layer))
        .containsExactly("input", "first", "second");
    for (DamageByFlow layer : both.result()) {
      int from = damage.run().layer(layer.layer());
      LayerTransfer te = new TransferMeasure(flow.asked, 0, new LayerPair(from, 3)).units().te();
      double[] out =
          IntStream.range(0, layer.units().size()).mapToDouble(i -> te.nats(i, 0)).toArray();
      double[] lost =
          layer.units().stream()
              .mapToDouble(u -> unit(damage.result(), layer.layer(), u).lossDamage())
              .toArray();
      RankCorrelation expected = RankCorrelation.of(out, lost);
      assertThat(layer.correlation()).isEqualTo(expected.value());
      assertThat(layer.low()).isEqualTo(expected.interval(1, 2000, 42).low());
      assertThat(layer.high()).isGreaterThanOrEqualTo(layer.low());
    }
    assertThat(both.table().columnNames())
        .containsExactly("layer", "units", "rank correlation", "from", "to (95 %)");
    JsonNode figure = Drawn.json(both.figure());
    assertThat(figure.path("data")).hasSize(3);
    assertThat(figure.path("data").path(1).path("y").path(2).asDouble())
        .isCloseTo(both.result().get(1).damage().get(2), within(1e-4));
    // Of all adjacent layers the flows of a unit to all units of the next one are added.
    DamageByFlow first =
        damage.beside(informationFlow(network, TEST).from("first")).result().get(0);
    LayerTransfer pairs =
        new TransferMeasure(informationFlow(network, TEST).asked, 0, new LayerPair(1, 2))
            .units()
            .te();
    assertThat(first.flowNats().get(3))
        .isCloseTo(IntStream.range(0, 5).mapToDouble(t -> pairs.nats(3, t)).sum(), within(1e-12));
  }

  @Test
  void theFigureHasABarAUnitAndABarALayer() throws Exception {
    KnockOutQuery query = knockOut(trained(), TEST);
    JsonNode figure = Drawn.json(query.figure());
    JsonNode first = figure.path("data").path(1);
    assertThat(first.path("name").asText()).isEqualTo("first");
    assertThat(first.path("y")).hasSize(6);
    assertThat(first.path("y").path(5).asDouble())
        .isCloseTo(unit(query.result(), "first", 5).lossDamage(), within(1e-4));
    assertThat(first.path("hovertext").path(5).asText())
        .contains("unit 5")
        .contains("damage")
        .contains("accuracy");
    assertThat(figure.path("data").path(4).path("y").path(0).asDouble())
        .isCloseTo(layer(query.result(), "first").lossDamage(), within(1e-3));
    assertThat(figure.at("/layout/yaxis/title/text").asText())
        .isEqualTo("of a unit: damage in loss [nats]");
    assertThat(query.figure().png()).isPresent();
  }

  @Test
  void whatCannotBeAskedIsRefused() {
    Recording light = captureLayers(Networks.dense()).onProbe(TEST).now();
    assertThatIllegalStateException()
        .isThrownBy(() -> knockOut(light))
        .withMessageContaining("keepingWeights()");
    Recording grouped =
        captureLayers(Networks.dense())
            .onProbe(TEST)
            .labelling(Labelling.largestColumn())
            .keepingWeights()
            .now();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> knockOut(grouped).table())
        .withMessageContaining("need the classes of the probe")
        .withMessageContaining("by the largest column")
        .withMessageContaining("knockOut(networkAt(run, epoch), examples)");
    assertThat(knockOut(networkAt(grouped, 0), TEST).result().units()).hasSize(75);
    Recording graph =
        captureLayers(Networks.residual())
            .onProbe(TEST)
            .labelling(Labelling.largestColumn())
            .keepingWeights()
            .now();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> knockOut(graph).table())
        .withMessageContaining("graphAt(run, epoch)");
    assertThat(knockOut(graphAt(graph, 0), TEST).result().layers()).hasSize(5);
    KnockOutQuery query = knockOut(Networks.dense(), TEST);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> query.layers("third"))
        .withMessageContaining("No layer named \"third\"");
    assertThatIllegalArgumentException()
        .isThrownBy(query::layers)
        .withMessageContaining("at least one name");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> query.layers("output").table())
        .withMessageContaining("\"output\", cannot be knocked out")
        .withMessageContaining("Choose an earlier layer");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> query.epoch(4))
        .withMessageContaining("Epoch 4 was not recorded");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> query.units(UnitSelection.only(70)))
        .withMessageContaining("no unit 70");
    DataSet rows = Networks.rows(TEST);
    Recording steps =
        captureLayers(Networks.recurrent())
            .onProbe(rows)
            .sequences(Sequences.LAST_STEP)
            .keepingWeights()
            .now();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> knockOut(steps).table())
        .withMessageContaining("Interventions on sequences");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> query.beside(informationFlow(Networks.residual(), TEST)))
        .withMessageContaining("Query both from one recording");
    Recording run =
        captureLayers(Networks.dense())
            .inTrainingOrder()
            .onProbe(TEST)
            .keepingWeights()
            .whileTraining(DIGITS.batches(50, 1), 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> knockOut(run).epoch(0).beside(transferEntropy(run)))
        .withMessageContaining("it has epochs [1]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> knockOut(run).layers("first").beside(transferEntropy(run).from("second")))
        .withMessageContaining("no source layer that was knocked out");
  }
}
