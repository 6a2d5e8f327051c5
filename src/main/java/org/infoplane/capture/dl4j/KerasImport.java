package org.infoplane.capture.dl4j;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.modelimport.keras.Hdf5Archive;
import org.deeplearning4j.nn.modelimport.keras.KerasModel;
import org.deeplearning4j.nn.modelimport.keras.exceptions.InvalidKerasConfigurationException;
import org.deeplearning4j.nn.modelimport.keras.exceptions.UnsupportedKerasConfigurationException;
import org.deeplearning4j.nn.modelimport.keras.utils.KerasModelBuilder;
import org.deeplearning4j.nn.modelimport.keras.utils.KerasModelUtils;
import org.jspecify.annotations.Nullable;

/**
 * Imports a Keras 2 model: the only class that needs {@code deeplearning4j-modelimport}, which is
 * optional.
 */
final class KerasImport {

  /** What the file says about the model, as parsed JSON. */
  private record Saved(Map<String, Object> model, @Nullable Map<String, Object> training) {

    boolean isSequential() {
      return "Sequential".equals(model.get("class_name"));
    }

    /** Names of the output layers of a functional model; empty for a chain. */
    List<String> outputs() {
      List<String> names = new ArrayList<>();
      if (model.get("config") instanceof Map<?, ?> config
          && config.get("output_layers") instanceof List<?> layers) {
        layers.forEach(layer -> names.add(String.valueOf(((List<?>) layer).get(0))));
      }
      return names;
    }
  }

  private KerasImport() {}

  static Model read(Path file) {
    try {
      Saved saved = saved(file);
      KerasTraining training =
          saved.training() == null
              ? null
              : KerasTraining.of(file, saved.training(), saved.outputs());
      try (KerasModelBuilder builder = new KerasModel().modelBuilder()) { // closes the file
        builder.modelHdf5Filename(file.toString()).enforceTrainingConfig(training != null);
        if (training != null) {
          builder.trainingJson(training.json());
        }
        return saved.isSequential()
            ? KerasLosses.joined(builder.buildSequential().getMultiLayerNetwork(), training)
            : KerasLosses.joined(builder.buildModel().getComputationGraph(), training);
      }
    } catch (InvalidKerasConfigurationException
        | UnsupportedKerasConfigurationException
        | IOException e) {
      throw KerasFile.notImported(file, e);
    } catch (IllegalArgumentException e) {
      throw e.getMessage() != null && e.getMessage().startsWith("\"" + file + "\"")
          ? e
          : KerasFile.notImported(file, e);
    } catch (RuntimeException e) {
      throw KerasFile.notImported(file, e);
    }
  }

  private static Saved saved(Path file) throws IOException, UnsupportedKerasConfigurationException {
    try (Hdf5Archive archive = new Hdf5Archive(file.toString())) {
      if (!archive.hasAttribute("model_config")) {
        throw KerasFile.notSoSaved(
            file, "has no model, perhaps only weights, as of model.save_weights");
      }
      String version =
          archive.hasAttribute("keras_version")
              ? archive.readAttributeAsFixedLengthString("keras_version", 5)
              : "1";
      if (!version.startsWith("1") && !version.startsWith("2")) {
        throw KerasFile.notSoSaved(
            file, "was saved by Keras %s, which Deeplearning4j cannot read".formatted(version));
      }
      Map<String, Object> training =
          archive.hasAttribute("training_config")
              ? KerasModelUtils.parseJsonString(archive.readAttributeAsJson("training_config"))
              : null;
      return new Saved(
          KerasModelUtils.parseJsonString(archive.readAttributeAsJson("model_config")), training);
    }
  }
}
