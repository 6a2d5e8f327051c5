package org.infoplane.capture.numpy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.infoplane.capture.TrainingMoment;
import org.infoplane.recording.EpochMetrics;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.TimeAxis;
import org.jspecify.annotations.Nullable;

/**
 * The validated content of {@code activations.json}, see {@link ActivationFolder}.
 *
 * @param layers without their units
 * @param axis of all steps
 * @param inputs an array whose rows identify the inputs, if it is not the first layer
 * @param steps at least one, in chronological order
 * @param finished whether the writer said that no step follows
 */
record ActivationIndex(
    List<LayerInfo> layers,
    TimeAxis axis,
    Optional<Path> inputs,
    List<Step> steps,
    boolean finished) {

  static final String NAME = "activations.json";
  static final int FORMAT = 1;

  record Step(
      int number,
      int epoch,
      int iteration,
      List<Path> files,
      Path labels,
      List<Integer> batchStarts,
      Optional<EpochMetrics> metrics) {

    TrainingMoment at(TimeAxis axis) {
      return new TrainingMoment(axis, epoch, iteration);
    }

    String words() {
      return "step %s (epoch %s)".formatted(number, epoch);
    }
  }

  private static final Set<String> KEYS =
      Set.of("format", "layers", "labels", "inputs", "axis", "steps", "finished");
  private static final Set<String> LAYER_KEYS = Set.of("name", "type", "inputs");
  private static final List<String> METRICS =
      List.of("trainLoss", "trainAccuracy", "testLoss", "testAccuracy");
  private static final Set<String> STEP_KEYS =
      Stream.concat(Stream.of("epoch", "iteration", "files", "labels", "batches"), METRICS.stream())
          .collect(Collectors.toUnmodifiableSet());

  // Python's json.dump writes NaN literals.
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  static ActivationIndex read(Path folder) {
    Path file = folder.resolve(NAME);
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          "There is no \"%s\". Pass a folder that has one; it is written last, so writing may have been interrupted."
              .formatted(file));
    }
    return new Reader(folder, file).index(tree(file));
  }

  private static JsonNode tree(Path file) {
    try {
      return MAPPER.readTree(file.toFile());
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "Cannot read \"%s\": it is not JSON: %s. Write it with json.dump."
              .formatted(file, e.getMessage()),
          e);
    }
  }

  /** Reads the file if there is one; empty also if its first step is still to come. */
  static Optional<ActivationIndex> find(Path folder) {
    Path file = folder.resolve(NAME);
    return Files.isRegularFile(file) ? begun(folder, tree(file)) : Optional.empty();
  }

  /** Reads a file that is being written; empty also if only a part of it is there. */
  static Optional<ActivationIndex> growing(Path folder, byte[] json) {
    try {
      JsonNode tree = MAPPER.readTree(json);
      return tree.isMissingNode() ? Optional.empty() : begun(folder, tree);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Whether a writer has begun and its first step is still to come. */
  static boolean waits(byte[] json) {
    try {
      return waits(MAPPER.readTree(json));
    } catch (IOException e) { // only a part of it is there
      return false;
    }
  }

  private static boolean waits(JsonNode tree) {
    JsonNode finished = tree.path("finished");
    return finished.isBoolean() && !finished.asBoolean() && tree.path("steps").isEmpty();
  }

  private static Optional<ActivationIndex> begun(Path folder, JsonNode tree) {
    return waits(tree)
        ? Optional.empty()
        : Optional.of(new Reader(folder, folder.resolve(NAME)).index(tree));
  }

  /** Whether these steps, or more, follow from a time when there were fewer. */
  boolean continues(ActivationIndex before) {
    int known = before.steps.size();
    return layers.equals(before.layers)
        && axis == before.axis
        && inputs.equals(before.inputs)
        && steps.size() >= known
        && steps.subList(0, known).equals(before.steps);
  }

  /** Validates the file, whose name its messages give. */
  private record Reader(Path folder, Path file) {

    ActivationIndex index(JsonNode json) {
      require(json.isObject(), "it is not an object", "Write {\"format\": 1, ...}");
      requireKeys(json, KEYS, "the file");
      int format = number(json, "format", -1, "the file");
      require(
          format == FORMAT,
          format < 0 ? "it has no \"format\"" : "its format is " + format,
          "This infoplane reads \"format\": 1");
      JsonNode steps = json.path("steps");
      require(
          steps.isArray() && !steps.isEmpty(),
          "it has no \"steps\"",
          "Write a list of at least one: \"steps\": [{\"epoch\": 0, \"files\": [...]}, ...]");
      List<LayerInfo> layers = layers(json.path("layers"), steps.get(0));
      TimeAxis axis = axis(json);
      List<Step> all = new ArrayList<>();
      for (JsonNode step : steps) {
        all.add(step(step, all, layers, path(json, "labels"), axis));
      }
      JsonNode finished = json.path("finished");
      require(
          finished.isMissingNode() || finished.isBoolean(),
          "\"finished\" is " + finished,
          "Write true or false");
      return new ActivationIndex(
          layers, axis, Optional.ofNullable(path(json, "inputs")), all, finished.asBoolean());
    }

    private TimeAxis axis(JsonNode json) {
      String words = json.path("axis").asText(TimeAxis.PROBE.toString());
      return Stream.of(TimeAxis.values())
          .filter(axis -> axis != TimeAxis.TRAINING_STEPS && axis.toString().equals(words))
          .findFirst()
          .orElseThrow(
              () ->
                  wrong(
                      "its axis is \"%s\"".formatted(words),
                      "Write \"probe\", \"probe of training examples\" or \"training order\""));
    }

    private List<LayerInfo> layers(JsonNode json, JsonNode first) {
      List<LayerInfo> layers = new ArrayList<>();
      if (json.isMissingNode()) {
        for (JsonNode name : first.path("files")) {
          layers.add(layer(name.asText().replaceFirst("(?s)^.*/", "").replaceFirst("\\.npy$", "")));
        }
      }
      for (JsonNode layer : json) {
        layers.add(layer.isTextual() ? layer(layer.asText()) : layer(layer, layers));
      }
      Set<String> names = new HashSet<>();
      layers.forEach(
          layer ->
              require(
                  names.add(layer.name()),
                  "two layers are named \"%s\"".formatted(layer.name()),
                  "Write distinct names in \"layers\""));
      require(layers.size() > 1, "its number of layers is " + layers.size(), "Write at least 2");
      return layers;
    }

    private static LayerInfo layer(String name) {
      return new LayerInfo(name, name.equals("input") ? "input" : "layer", 0);
    }

    private LayerInfo layer(JsonNode json, List<LayerInfo> before) {
      String which = "layer " + before.size();
      requireKeys(json, LAYER_KEYS, which);
      require(
          json.path("name").isTextual(),
          which + " has no \"name\"",
          "Write its name, or {\"name\": ..., \"type\": ..., \"inputs\": [...]}");
      LayerInfo plain = layer(json.get("name").asText());
      List<String> inputs = new ArrayList<>(json.has("inputs") ? List.of() : plain.inputs());
      for (JsonNode input : json.path("inputs")) {
        require(
            before.stream().anyMatch(info -> info.name().equals(input.asText())),
            "layer \"%s\" has the input \"%s\", which is not an earlier layer"
                .formatted(plain.name(), input.asText()),
            "Write layers in the order of a forward pass");
        inputs.add(input.asText());
      }
      return new LayerInfo(plain.name(), json.path("type").asText(plain.type()), 0, inputs);
    }

    private Step step(
        JsonNode json,
        List<Step> before,
        List<LayerInfo> layers,
        @Nullable Path commonLabels,
        TimeAxis axis) {
      int number = before.size();
      String which = "step " + number;
      requireKeys(json, STEP_KEYS, which);
      int epoch =
          number(json, "epoch", axis == TimeAxis.TRAINING_ORDER ? number + 1 : number, which);
      int iteration = number(json, "iteration", 0, which);
      require(
          number == 0
              || new TrainingMoment(axis, epoch, iteration)
                  .isAfter(before.get(number - 1).at(axis)),
          "%s (epoch %s, iteration %s) is not after the previous one"
              .formatted(which, epoch, iteration),
          "Write steps in chronological order, each epoch once, or with increasing \"iteration\"");
      List<Path> files = new ArrayList<>();
      json.path("files").forEach(name -> files.add(folder.resolve(name.asText())));
      require(
          files.size() == layers.size(),
          "%s must have %s files, got %s".formatted(which, layers.size(), files.size()),
          "Write one per layer, in the order of \"layers\"");
      Path own = path(json, "labels");
      Path labels = own == null ? commonLabels : own;
      if (labels == null) {
        throw wrong(
            which + " has no labels",
            "Write \"labels\": \"labels.npy\", with the class number of each sample");
      }
      List<Integer> batches = new ArrayList<>();
      json.path("batches").forEach(batch -> batches.add(batch.asInt(-1)));
      if (batches.isEmpty()) {
        batches.add(0);
      }
      boolean increasing =
          batches.get(0) == 0 && batches.equals(batches.stream().distinct().sorted().toList());
      require(
          increasing && (batches.size() == 1 || axis == TimeAxis.TRAINING_ORDER),
          "%s has batches %s".formatted(which, batches),
          "Write the first sample of each, increasing from 0, and only for \"axis\": \"training order\"");
      return new Step(
          number, epoch, iteration, files, labels, batches, metrics(json, epoch, which));
    }

    private Optional<EpochMetrics> metrics(JsonNode json, int epoch, String which) {
      double[] measured = new double[METRICS.size()];
      boolean some = false;
      for (int i = 0; i < measured.length; i++) {
        JsonNode value = json.path(METRICS.get(i));
        require(
            value.isMissingNode() || value.isNull() || value.isNumber(),
            "\"%s\" of %s is %s".formatted(METRICS.get(i), which, value),
            "Write a number");
        measured[i] = value.isNumber() ? value.asDouble() : Double.NaN;
        some |= value.isNumber();
      }
      return some
          ? Optional.of(new EpochMetrics(epoch, measured[0], measured[1], measured[2], measured[3]))
          : Optional.empty();
    }

    private @Nullable Path path(JsonNode json, String key) {
      JsonNode name = json.path(key);
      require(
          name.isMissingNode() || name.isTextual(),
          "\"%s\" is %s".formatted(key, name),
          "Write the name of a .npy file");
      return name.isTextual() ? folder.resolve(name.asText()) : null;
    }

    private int number(JsonNode json, String key, int otherwise, String which) {
      JsonNode value = json.path(key);
      require(
          value.isMissingNode() || (value.isInt() && value.asInt() >= 0),
          "\"%s\" of %s is %s".formatted(key, which, value),
          "Write an integer of at least 0");
      return value.asInt(otherwise);
    }

    private void requireKeys(JsonNode json, Set<String> known, String which) {
      json.fieldNames()
          .forEachRemaining(
              key ->
                  require(
                      known.contains(key),
                      "%s has a key \"%s\"".formatted(which, key),
                      "Use these: " + String.join(", ", known.stream().sorted().toList())));
    }

    private void require(boolean holds, String found, String toDo) {
      if (!holds) {
        throw wrong(found, toDo);
      }
    }

    private IllegalArgumentException wrong(String found, String toDo) {
      return new IllegalArgumentException(
          "Cannot read activations from \"%s\": %s. %s.".formatted(file, found, toDo));
    }
  }
}
