package org.infoplane.capture;

import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.Recipe;
import org.infoplane.symbol.Discretizer;
import org.jspecify.annotations.Nullable;

/** Writes down how a recording was made. */
final class Recipes {

  private Recipes() {}

  static Recipe of(
      MultiLayerNetwork network,
      NetworkLayers layers,
      Discretizer rule,
      Map<String, Discretizer> ruleOfLayer,
      Discretizer bins,
      @Nullable ProbeRecorder probe,
      @Nullable OrderRecorder order) {
    Recipe recipe =
        Recipe.empty()
            .with(
                "layers",
                layers.infos().stream().map(LayerInfo::name).collect(Collectors.joining(", ")))
            .with("feature maps", "one unit a channel, the mean of the map")
            .with("binary rule", rule);
    for (Map.Entry<String, Discretizer> own : ruleOfLayer.entrySet()) {
      recipe = recipe.with("binary rule of " + own.getKey(), own.getValue());
    }
    if (probe != null) {
      recipe =
          recipe
              .with("bins", bins)
              .with(
                  "probe",
                  probe.samples()
                      + " examples, frozen weights, before training and after each epoch; rule and bins fitted on them at each epoch");
    }
    if (order != null) {
      recipe =
          recipe.with(
              "training order",
              "every sample of an epoch, training pass, dropout on; rule fitted on the first mini-batch of each epoch");
    }
    return recipe
        .with("network seed", network.getDefaultConfiguration().getSeed())
        .with("infoplane", version(Recipes.class, "development"))
        .with("Deeplearning4j", version(MultiLayerNetwork.class, "1.0.0-M2.1"))
        .with("Java", Runtime.version());
  }

  private static String version(Class<?> type, String otherwise) {
    return Objects.requireNonNullElse(type.getPackage().getImplementationVersion(), otherwise);
  }
}
