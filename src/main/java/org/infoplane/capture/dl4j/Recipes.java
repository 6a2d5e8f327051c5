package org.infoplane.capture.dl4j;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.infoplane.recording.Fact;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.TimeAxis;
import org.jspecify.annotations.Nullable;

/** Makes the recipe of a recording. */
final class Recipes {

  private Recipes() {}

  static Recipe of(
      LayerCapture capture,
      Map<TimeAxis, ProbeRecorder> probes,
      boolean inOrder,
      @Nullable Evaluator evaluator,
      boolean now) {
    NetworkLayers layers = capture.layers;
    String names = layers.infos().stream().map(LayerInfo::name).collect(Collectors.joining(", "));
    Recipe recipe = Recipe.empty().with("layers", names).with("feature maps", layers.maps());
    if (!layers.beforeActivation().isEmpty()) {
      recipe = recipe.with("pre-activations of", String.join(", ", layers.beforeActivation()));
    }
    if (layers.sequences() != null) {
      recipe = recipe.with(new Fact.Steps(layers.sequences()));
    }
    String output = capture.network.chosen();
    if (output != null && capture.network.outputs().size() > 1) {
      recipe = recipe.with(new Fact.Output(output));
    }
    String when = now ? "as the network is" : "before training and after each epoch";
    for (Map.Entry<TimeAxis, ProbeRecorder> probe : probes.entrySet()) {
      String samples = probe.getValue().samples() + " examples, frozen weights, " + when;
      recipe = recipe.with(probe.getKey().toString(), samples);
    }
    for (Map.Entry<TimeAxis, ProbeRecorder> probe : probes.entrySet()) {
      recipe =
          recipe
              .with(probe.getKey() + " examples", probe.getValue().fingerprint())
              .with(probe.getValue().labels(probe.getKey()));
    }
    if (inOrder) {
      recipe =
          recipe.with(
              "training order",
              "every sample of an epoch in the training pass, each layer as the next receives it (dropout on; the output without its own)");
    }
    if (evaluator != null) {
      recipe = recipe.with(new Fact.Accuracy(evaluator.accuracy()));
    }
    if (capture.start > 0) {
      recipe = recipe.with("epochs are counted from", capture.start);
    }
    recipe = recipe.with("epochs", capture.epochs);
    if (capture.iterations != null) {
      recipe = recipe.with("iterations of the probe", capture.iterations);
    }
    if (capture.weights) {
      recipe = recipe.with("weights", "kept at each recorded moment");
    }
    NetworkAdapter network = capture.network;
    if (network.isDouble()) {
      recipe = recipe.with("values", "of a network in double precision, kept in single");
    }
    return recipe
        .with("network", network.fingerprint())
        .with("network seed", network.configuration().getSeed())
        .with(Threads.now())
        .with(Fact.Version.infoplane())
        .with(new Fact.Version("Deeplearning4j", deeplearning4j()))
        .with(Fact.Version.java());
  }

  /** Read from the POM, since the manifest has no version. */
  static String deeplearning4j() {
    Properties properties = new Properties();
    try (InputStream file =
        MultiLayerNetwork.class.getResourceAsStream(
            "/META-INF/maven/org.deeplearning4j/deeplearning4j-nn/pom.properties")) {
      if (file != null) {
        properties.load(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version", "unknown");
  }
}
