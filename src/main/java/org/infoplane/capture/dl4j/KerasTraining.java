package org.infoplane.capture.dl4j;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/**
 * How a Keras model was compiled, in the form that Deeplearning4j's importer knows: it takes losses
 * by name only, ignores {@code from_logits} and weights of losses, and knows the optimisers of
 * TensorFlow up to 2.10.
 *
 * @param json the training configuration
 * @param logits layers whose loss takes logits; an empty name for that of a chain
 */
record KerasTraining(String json, Set<String> logits) {

  static final String INSTEAD =
      " Compile it otherwise, or save it without: model.save(\"model.h5\", include_optimizer=False) can be recorded, though not trained.";
  private static final List<String> IGNORED =
      List.of(
          "decay",
          "weight_decay",
          "clipnorm",
          "clipvalue",
          "global_clipnorm",
          "amsgrad",
          "centered",
          "use_ema");
  private static final Set<String> OPTIMISERS =
      Set.of("Adam", "Adadelta", "Adamax", "Nadam", "SGD", "RMSprop");

  static KerasTraining of(Path file, Map<String, Object> saved, List<String> outputs) {
    Map<String, Object> training = new HashMap<>(saved);
    Set<String> logits = new LinkedHashSet<>();
    training.put("loss", losses(file, training.get("loss"), outputs, logits));
    if (training.get("loss_weights") != null) {
      throw KerasFile.refused(
          file, "was compiled with loss_weights, which Deeplearning4j ignores." + INSTEAD);
    }
    training.put("optimizer_config", optimiser(file, training.get("optimizer_config")));
    try {
      return new KerasTraining(new ObjectMapper().writeValueAsString(training), logits);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The name of a loss, or the names of those of each output. */
  private static Object losses(
      Path file, @Nullable Object loss, List<String> outputs, Set<String> logits) {
    Map<Object, @Nullable Object> named = new LinkedHashMap<>();
    if (loss instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        named.put(outputs.get(i), list.get(i));
      }
    } else if (loss instanceof Map<?, ?> map && !map.containsKey("class_name")) {
      named.putAll(map);
    } else if (outputs.isEmpty()) {
      return name(file, "", loss, logits);
    } else {
      outputs.forEach(output -> named.put(output, loss));
    }
    named.replaceAll((output, its) -> name(file, output.toString(), its, logits));
    return named;
  }

  private static Object name(Path file, String output, @Nullable Object loss, Set<String> logits) {
    if (loss instanceof String) {
      return loss;
    }
    if (loss instanceof Map<?, ?> object && object.get("config") instanceof Map<?, ?> config) {
      if (Boolean.TRUE.equals(config.get("from_logits"))) {
        logits.add(output);
      }
      if (config.get("label_smoothing") instanceof Number smoothing
          && smoothing.doubleValue() != 0) {
        throw KerasFile.refused(
            file, "was compiled with label_smoothing, which Deeplearning4j ignores." + INSTEAD);
      }
      if (!Arrays.asList(null, "auto", "sum_over_batch_size").contains(config.get("reduction"))) {
        throw KerasFile.refused(
            file,
            "was compiled with a loss whose reduction is %s, and Deeplearning4j's is the mean over examples.%s"
                .formatted(config.get("reduction"), INSTEAD));
      }
      return String.valueOf(config.get("name"));
    }
    throw KerasFile.refused(
        file,
        "was compiled with the loss %s, which Deeplearning4j does not know.%s"
            .formatted(loss, INSTEAD));
  }

  private static Map<String, Object> optimiser(Path file, @Nullable Object saved) {
    Map<?, ?> object = saved instanceof Map<?, ?> map ? map : Map.of();
    String name = Objects.toString(object.get("class_name")).replaceFirst("^Custom>", "");
    Map<String, Object> config = new HashMap<>();
    if (object.get("config") instanceof Map<?, ?> map) {
      map.forEach((key, value) -> config.put(key.toString(), value));
    }
    if (!OPTIMISERS.contains(name) || !isKnown(name, config)) {
      throw KerasFile.refused(
          file,
          "was compiled with the optimiser %s %s, which Deeplearning4j does not know.%s"
              .formatted(name, config, INSTEAD));
    }
    config.putIfAbsent("decay", 0.0);
    config.replaceAll((key, value) -> value instanceof Integer i ? (Object) (double) i : value);
    return Map.of("class_name", name, "config", config);
  }

  /** Whether Deeplearning4j's optimiser of that name does the same: it would ignore the rest. */
  private static boolean isKnown(String name, Map<String, Object> config) {
    boolean rate =
        config.getOrDefault("learning_rate", config.get("lr")) instanceof Number l
            && (!name.equals("Adadelta") || l.doubleValue() == 1); // its Adadelta has no rate
    boolean momentum = config.get("momentum") instanceof Number m && m.doubleValue() != 0;
    boolean nesterov = Boolean.TRUE.equals(config.get("nesterov"));
    return rate
        && (!momentum || (name.equals("SGD") && nesterov)) // its SGD is Nesterov's
        && IGNORED.stream()
            .map(config::get)
            .allMatch(value -> value == null || value.equals(false) || value.equals(0.0));
  }
}
