package org.infoplane;

import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.infoplane.testing.Nothing.nullModel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.infoplane.capture.Keeping;
import org.infoplane.capture.RunRecorder;
import org.infoplane.capture.Schedule;
import org.infoplane.capture.dl4j.Labelling;
import org.infoplane.capture.dl4j.LayerCapture;
import org.infoplane.capture.dl4j.NetworkAblation;
import org.infoplane.capture.dl4j.SavedNetworks;
import org.infoplane.capture.numpy.ActivationFolder;
import org.infoplane.data.FashionMnist;
import org.infoplane.data.Split;
import org.infoplane.query.MutualInformationQuery;
import org.infoplane.query.TransferEntropyQuery;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.Recording;
import org.infoplane.recording.TimeAxis;
import org.infoplane.recording.Track;
import org.infoplane.recording.store.RecordingBuilder;
import org.infoplane.recording.store.RecordingFile;
import org.infoplane.symbol.Discretizer;
import org.infoplane.testing.Networks;
import org.infoplane.testing.Nothing;
import org.infoplane.testing.Recordings;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/** A null argument is named, in one line. */
class NullArgumentsIT {

  private record Call(String argument, Runnable call) {}

  private final List<Call> calls = new ArrayList<>();

  private void named(String argument, Runnable call) {
    calls.add(new Call(argument, call));
  }

  @TestFactory
  Stream<DynamicTest> areNamed() {
    notebook();
    capture();
    recording();
    data();
    return calls.stream()
        .map(
            one ->
                DynamicTest.dynamicTest(
                    one.argument(),
                    () ->
                        assertThatNullPointerException()
                            .isThrownBy(one.call()::run)
                            .withMessage(one.argument() + " must not be null")));
  }

  private void notebook() {
    named("network", () -> Notebook.captureLayers(nothingOf(MultiLayerNetwork.class)));
    named("network", () -> Notebook.captureLayers(nothingOf(ComputationGraph.class)));
    named("folder", () -> Notebook.readActivations(nullModel()));
    named("run", () -> Notebook.transferEntropy(nullModel()));
    named("run", () -> Notebook.mutualInformation(nullModel()));
    named("run", () -> Notebook.knockOut(nothingOf(Recording.class)));
    named("run", () -> Notebook.effectiveInformation(nothingOf(Recording.class)));
    named("run", () -> NetworkAblation.at(nullModel(), 0));
    named("run", () -> NetworkAblation.at(nullModel(), 0, Networks.digits().test()));
    named("examples", () -> NetworkAblation.at(Recordings.copying("a"), 0, nullModel()));
    named("network", () -> Notebook.knockOut(nothingOf(MultiLayerNetwork.class), some()));
    named("network", () -> Notebook.knockOut(nothingOf(ComputationGraph.class), some()));
    named(
        "network", () -> Notebook.effectiveInformation(nothingOf(MultiLayerNetwork.class), some()));
    named(
        "network", () -> Notebook.effectiveInformation(nothingOf(ComputationGraph.class), some()));
    named("examples", () -> Notebook.knockOut(Networks.dense(), nullModel()));
    named("how", () -> ablation().without(1, nullModel()));
    named("how", () -> ablation().without(1, 0, nullModel()));
    named("run", () -> Notebook.plotPlane(nothingOf(Recording.class)));
    named("te", () -> Notebook.plotPlane(nothingOf(TransferEntropyQuery.class)));
    named("mi", () -> Notebook.plotPlane(nothingOf(MutualInformationQuery.class)));
  }

  private static DataSet some() {
    return Networks.digits().test();
  }

  private static NetworkAblation ablation() {
    return NetworkAblation.at(
        Notebook.captureLayers(Networks.dense()).onProbe(some()).keepingWeights().now(), 0);
  }

  private static <T> T nothingOf(Class<T> type) {
    return type.cast(nullModel());
  }

  private void capture() {
    LayerCapture capture = LayerCapture.of(Networks.dense());
    DataSet some = Networks.digits().test();
    named("names", () -> capture.layers(nothingOf(String[].class)));
    named("types", () -> capture.layersOfType(nothingOf(String[].class)));
    named("indices", () -> capture.layersAt(nothingOf(int[].class)));
    named("wanted", () -> capture.layersWhere(nullModel()));
    named("names", () -> capture.preActivations(nothingOf(String[].class)));
    named("which", () -> capture.sequences(nullModel()));
    named("which", () -> capture.epochs(nullModel()));
    named("which", () -> capture.iterations(nullModel()));
    named("file", () -> capture.savingTo(nullModel()));
    named("reduction", () -> capture.featureMaps(nullModel()));
    named("examples", () -> capture.onProbe(nullModel()));
    named("trainExamples", () -> capture.onProbe(nullModel(), some));
    named("testExamples", () -> capture.onProbe(some, nullModel()));
    named("chosen", () -> capture.keeping(nullModel()));
    named("binaryRule", () -> Keeping.symbols(nullModel()));
    named("binaryRule", () -> Keeping.symbols().discretize(nullModel()));
    named("layer", () -> Keeping.symbols().discretize(nullModel(), Discretizer.zero()));
    named("binaryRule", () -> Keeping.symbols().discretize("first", nullModel()));
    named("binning", () -> Keeping.symbols().bins(nullModel()));
    named("layers", () -> Keeping.values(nothingOf(String[].class)));
    named("directory", () -> Keeping.defaults().temporaryFilesIn(nullModel()));
    named("trainExamples", () -> capture.evaluating(nullModel(), some));
    named("testExamples", () -> capture.evaluating(some, nullModel()));
    named("figure", () -> capture.showing(nullModel()));
    named("groups", () -> capture.labelling(nothingOf(Labelling.class)));
    named("groupOf", () -> capture.labelling(Nothing.<Function<double[], ?>>nullModel()));
    named("examples", () -> capture.whileTraining(nothingOf(DataSetIterator.class), 1));
    named("oneEpoch", () -> capture.whileTraining(nothingOf(Runnable.class), 1));
    named("training", () -> capture.whileTraining(nullModel()));
    named("group", () -> Labelling.by(nullModel()));
    named("fittedOn", () -> Labelling.quantiles(2, nullModel()));
    named("wanted", () -> Schedule.when(nullModel()));
    named("chosen", () -> new Schedule("words", nullModel()));
  }

  private void recording() {
    Recording run = Recordings.copying("middle");
    Recipe recipe = Recipe.empty();
    List<LayerInfo> layers = run.layers();
    List<Track> tracks = List.of(run.track(TimeAxis.PROBE));
    named("layers", () -> new Recording(nullModel(), tracks, List.of(), recipe));
    named("tracks", () -> new Recording(layers, nullModel(), List.of(), recipe));
    named("metrics", () -> new Recording(layers, tracks, nullModel(), recipe));
    named("recipe", () -> new Recording(layers, tracks, List.of(), nullModel()));
    named("name", () -> run.layer(nullModel()));
    named("axis", () -> run.has(nullModel()));
    named("axis", () -> run.track(nullModel()));
    named("path", () -> RecordingFile.save(run, nullModel()));
    named("path", () -> RecordingFile.load(nullModel()));
    named("name", () -> recipe.with(nullModel(), 1));
    named("value", () -> recipe.with("name", nullModel()));
    named("name", () -> new LayerInfo(nullModel(), "dense", 1));
    named("inputs", () -> new LayerInfo("a", "dense", 1, nullModel()));
    named("axis", () -> new Track(nullModel(), List.of(), Optional.empty()));
    named("snapshots", () -> new Track(TimeAxis.PROBE, nullModel(), Optional.empty()));
    named("layers", () -> RecordingBuilder.of(nullModel(), recipe, Optional.empty()));
    named("folder", () -> RecordingBuilder.of(layers, recipe, nullModel()));
    named("path", () -> RecordingBuilder.savingTo(nullModel(), layers, recipe, -1));
    named("path", () -> RecordingBuilder.cutOff(nullModel()));
    named(
        "snapshot",
        () ->
            RecordingBuilder.of(layers, recipe, Optional.empty()).add(TimeAxis.PROBE, nullModel()));
    Keeping keeping = Keeping.defaults();
    named("layers", () -> RunRecorder.of(nullModel(), keeping, recipe));
    named("keeping", () -> RunRecorder.of(layers, nullModel(), recipe));
    named("recipe", () -> RunRecorder.of(layers, keeping, nullModel()));
    named("layers", () -> keeping.requireNames(nullModel()));
    named("folder", () -> ActivationFolder.of(nullModel()));
    named("run", () -> Notebook.networkAt(nullModel(), 1));
    named("run", () -> Notebook.graphAt(nullModel(), 1));
    named("run", () -> SavedNetworks.chain(nullModel(), 1));
    named("run", () -> SavedNetworks.graph(nullModel(), 1));
  }

  private void data() {
    DataSet some = Networks.digits().test();
    named("name", () -> new Split(nullModel(), some, some));
    named("train", () -> new Split("none", nullModel(), some));
    named("test", () -> new Split("none", some, nullModel()));
    named("folder", () -> FashionMnist.from(nullModel(), 1, 1));
  }
}
