package org.infoplane;

import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.infoplane.testing.Nothing.nothing;

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
    named("folder", () -> Notebook.readActivations(nothing()));
    named("run", () -> Notebook.transferEntropy(nothing()));
    named("run", () -> Notebook.mutualInformation(nothing()));
    named("run", () -> Notebook.knockOut(nothingOf(Recording.class)));
    named("run", () -> Notebook.effectiveInformation(nothingOf(Recording.class)));
    named("run", () -> NetworkAblation.at(nothing(), 0));
    named("run", () -> NetworkAblation.at(nothing(), 0, Networks.digits().test()));
    named("examples", () -> NetworkAblation.at(Recordings.copying("a"), 0, nothing()));
    named("network", () -> Notebook.knockOut(nothingOf(MultiLayerNetwork.class), some()));
    named("network", () -> Notebook.knockOut(nothingOf(ComputationGraph.class), some()));
    named(
        "network", () -> Notebook.effectiveInformation(nothingOf(MultiLayerNetwork.class), some()));
    named(
        "network", () -> Notebook.effectiveInformation(nothingOf(ComputationGraph.class), some()));
    named("examples", () -> Notebook.knockOut(Networks.dense(), nothing()));
    named("how", () -> ablation().without(1, nothing()));
    named("how", () -> ablation().without(1, 0, nothing()));
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
    return type.cast(nothing());
  }

  private void capture() {
    LayerCapture capture = LayerCapture.of(Networks.dense());
    DataSet some = Networks.digits().test();
    named("names", () -> capture.layers(nothingOf(String[].class)));
    named("types", () -> capture.layersOfType(nothingOf(String[].class)));
    named("indices", () -> capture.layersAt(nothingOf(int[].class)));
    named("wanted", () -> capture.layersWhere(nothing()));
    named("names", () -> capture.preActivations(nothingOf(String[].class)));
    named("which", () -> capture.sequences(nothing()));
    named("which", () -> capture.epochs(nothing()));
    named("which", () -> capture.iterations(nothing()));
    named("file", () -> capture.savingTo(nothing()));
    named("reduction", () -> capture.featureMaps(nothing()));
    named("examples", () -> capture.onProbe(nothing()));
    named("trainExamples", () -> capture.onProbe(nothing(), some));
    named("testExamples", () -> capture.onProbe(some, nothing()));
    named("chosen", () -> capture.keeping(nothing()));
    named("binaryRule", () -> Keeping.symbols(nothing()));
    named("binaryRule", () -> Keeping.symbols().discretize(nothing()));
    named("layer", () -> Keeping.symbols().discretize(nothing(), Discretizer.zero()));
    named("binaryRule", () -> Keeping.symbols().discretize("first", nothing()));
    named("binning", () -> Keeping.symbols().bins(nothing()));
    named("layers", () -> Keeping.values(nothingOf(String[].class)));
    named("directory", () -> Keeping.defaults().temporaryFilesIn(nothing()));
    named("trainExamples", () -> capture.evaluating(nothing(), some));
    named("testExamples", () -> capture.evaluating(some, nothing()));
    named("groups", () -> capture.labelling(nothingOf(Labelling.class)));
    named("groupOf", () -> capture.labelling(Nothing.<Function<double[], ?>>nothing()));
    named("examples", () -> capture.whileTraining(nothingOf(DataSetIterator.class), 1));
    named("oneEpoch", () -> capture.whileTraining(nothingOf(Runnable.class), 1));
    named("training", () -> capture.whileTraining(nothing()));
    named("group", () -> Labelling.by(nothing()));
    named("fittedOn", () -> Labelling.quantiles(2, nothing()));
    named("wanted", () -> Schedule.when(nothing()));
    named("chosen", () -> new Schedule("words", nothing()));
  }

  private void recording() {
    Recording run = Recordings.copying("middle");
    Recipe recipe = Recipe.empty();
    List<LayerInfo> layers = run.layers();
    List<Track> tracks = List.of(run.track(TimeAxis.PROBE));
    named("layers", () -> new Recording(nothing(), tracks, List.of(), recipe));
    named("tracks", () -> new Recording(layers, nothing(), List.of(), recipe));
    named("metrics", () -> new Recording(layers, tracks, nothing(), recipe));
    named("recipe", () -> new Recording(layers, tracks, List.of(), nothing()));
    named("name", () -> run.layer(nothing()));
    named("axis", () -> run.has(nothing()));
    named("axis", () -> run.track(nothing()));
    named("path", () -> RecordingFile.save(run, nothing()));
    named("path", () -> RecordingFile.load(nothing()));
    named("name", () -> recipe.with(nothing(), 1));
    named("value", () -> recipe.with("name", nothing()));
    named("name", () -> new LayerInfo(nothing(), "dense", 1));
    named("inputs", () -> new LayerInfo("a", "dense", 1, nothing()));
    named("axis", () -> new Track(nothing(), List.of(), Optional.empty()));
    named("snapshots", () -> new Track(TimeAxis.PROBE, nothing(), Optional.empty()));
    named("layers", () -> RecordingBuilder.of(nothing(), recipe, Optional.empty()));
    named("folder", () -> RecordingBuilder.of(layers, recipe, nothing()));
    named("path", () -> RecordingBuilder.savingTo(nothing(), layers, recipe, -1));
    named("path", () -> RecordingBuilder.cutOff(nothing()));
    named(
        "snapshot",
        () -> RecordingBuilder.of(layers, recipe, Optional.empty()).add(TimeAxis.PROBE, nothing()));
    Keeping keeping = Keeping.defaults();
    named("layers", () -> RunRecorder.of(nothing(), keeping, recipe));
    named("keeping", () -> RunRecorder.of(layers, nothing(), recipe));
    named("recipe", () -> RunRecorder.of(layers, keeping, nothing()));
    named("layers", () -> keeping.requireNames(nothing()));
    named("folder", () -> ActivationFolder.of(nothing()));
    named("run", () -> Notebook.networkAt(nothing(), 1));
    named("run", () -> Notebook.graphAt(nothing(), 1));
    named("run", () -> SavedNetworks.chain(nothing(), 1));
    named("run", () -> SavedNetworks.graph(nothing(), 1));
  }

  private void data() {
    DataSet some = Networks.digits().test();
    named("name", () -> new Split(nothing(), some, some));
    named("train", () -> new Split("none", nothing(), some));
    named("test", () -> new Split("none", some, nothing()));
    named("folder", () -> FashionMnist.from(nothing(), 1, 1));
  }
}
