package org.infoplane.capture.numpy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.infoplane.file.AtomicFile;
import org.infoplane.recording.EpochMetrics;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.TimeAxis;
import org.infoplane.symbol.Values;
import org.jspecify.annotations.Nullable;

/**
 * Mutable: writes a folder of activations, step by step. What tells what is there is written last,
 * so that a folder that was not finished is none. Not safe for use by several threads.
 *
 * @see ActivationFolder
 */
public final class ActivationWriter {

  private final Path folder;
  private final List<LayerInfo> layers;
  private final TimeAxis axis;
  private final List<Map<String, Object>> steps = new ArrayList<>();
  private int @Nullable [] labels;
  private int @Nullable [] batches;
  private @Nullable String labelFile;
  private int lastEpoch;
  private int lastIteration;

  public ActivationWriter(Path folder, List<LayerInfo> layers, TimeAxis axis) {
    Objects.requireNonNull(folder, "folder must not be null");
    Objects.requireNonNull(layers, "layers must not be null");
    long names = layers.stream().map(LayerInfo::name).distinct().count();
    if (layers.size() < 2 || names < layers.size()) {
      throw new IllegalArgumentException(
          "Asked to write %s layer(s) of %s name(s). Pass at least two, each with a name of its own."
              .formatted(layers.size(), names));
    }
    if (Files.exists(folder.resolve(ActivationIndex.NAME))) {
      throw new IllegalArgumentException(
          "Asked to write activations to \"%s\", which has some. Delete it, or choose another folder."
              .formatted(folder));
    }
    this.folder = folder;
    List<LayerInfo> all = new ArrayList<>();
    layers.forEach(layer -> all.add(layer.after(all)));
    this.layers = List.copyOf(all);
    this.axis = axis;
  }

  /**
   * Sets the labels of all steps from here on.
   *
   * @param classes {@code int[samples]}
   * @return this
   */
  public ActivationWriter labels(int... classes) {
    Objects.requireNonNull(classes, "classes must not be null");
    labels = classes.clone();
    labelFile = null;
    return this;
  }

  /**
   * Sets the mini-batches of the next step, in training order.
   *
   * @param firstSamples {@code int[batches]}, first sample of each, rising from 0
   * @return this
   */
  public ActivationWriter batches(int... firstSamples) {
    Objects.requireNonNull(firstSamples, "firstSamples must not be null");
    batches = firstSamples.clone();
    return this;
  }

  /**
   * Writes a step.
   *
   * @param epoch how many were finished; in training order its number, from 1
   * @param activations {@code samples x units} of each layer
   * @return this
   * @throws IllegalArgumentException if there are not as many layers, or samples, as there should
   *     be
   * @throws IllegalStateException if there are no labels
   * @throws UncheckedIOException if a file cannot be written
   */
  public ActivationWriter step(int epoch, List<Values> activations) {
    return step(epoch, 0, activations);
  }

  private void requireAfter(int epoch, int iteration) {
    boolean after = epoch > lastEpoch || (epoch == lastEpoch && iteration > lastIteration);
    if (!steps.isEmpty() && !after) {
      throw new IllegalArgumentException(
          "Asked to write epoch %s, iteration %s, after epoch %s, iteration %s. Write steps in the order of time, each once."
              .formatted(epoch, iteration, lastEpoch, lastIteration));
    }
  }

  /**
   * Writes a step after some mini-batches.
   *
   * @param epoch how many were finished; in training order its number, from 1
   * @param iteration how many mini-batches were seen since the beginning
   * @param activations {@code samples x units} of each layer
   * @return this
   * @throws IllegalArgumentException if there are not as many layers, or samples, as there should
   *     be
   * @throws IllegalStateException if there are no labels
   * @throws UncheckedIOException if a file cannot be written
   */
  public ActivationWriter step(int epoch, int iteration, List<Values> activations) {
    Objects.requireNonNull(activations, "activations must not be null");
    int[] classes = requireFit(activations);
    requireAfter(epoch, iteration);
    Map<String, Object> step = new LinkedHashMap<>();
    step.put("epoch", epoch);
    if (iteration > 0) {
      step.put("iteration", iteration);
    }
    lastEpoch = epoch;
    lastIteration = iteration;
    try {
      String place = makePlace(steps.size());
      if (labelFile == null) {
        labelFile = place + "/labels.npy";
        NpyWriter.write(folder.resolve(labelFile), classes);
      }
      step.put("labels", labelFile);
      List<String> files = new ArrayList<>();
      for (int i = 0; i < layers.size(); i++) {
        String name = layers.get(i).name().replaceAll("[^\\w.-]", "_");
        files.add(place + "/" + i + "-" + name + ".npy");
        NumpyFile.save(activations.get(i), folder.resolve(files.get(i)));
      }
      step.put("files", files);
    } catch (IOException e) {
      throw failed(e);
    }
    if (batches != null) {
      step.put("batches", batches);
      batches = null;
    }
    steps.add(step);
    return this;
  }

  /** A folder that nobody else writes to, nor has left: what two writers put there would mix. */
  private String makePlace(int number) throws IOException {
    Files.createDirectories(folder);
    String name = String.format(Locale.ROOT, "%03d", number);
    for (int other = 2; ; other++) {
      try {
        Files.createDirectory(folder.resolve(name));
        return name;
      } catch (FileAlreadyExistsException e) {
        name = String.format(Locale.ROOT, "%03d-%d", number, other);
      }
    }
  }

  private int[] requireFit(List<Values> activations) {
    if (labels == null) {
      throw new IllegalStateException(
          "Asked to write activations without labels. Call labels(...) first.");
    }
    if (activations.size() != layers.size()) {
      throw new IllegalArgumentException(
          "Asked to write %s layers, but there are %s. Pass the values of each."
              .formatted(activations.size(), layers.size()));
    }
    for (int i = 0; i < layers.size(); i++) {
      if (activations.get(i).samples() != labels.length) {
        throw new IllegalArgumentException(
            "Asked to write %s samples of layer \"%s\" with %s labels. Pass one label a sample."
                .formatted(activations.get(i).samples(), layers.get(i).name(), labels.length));
      }
    }
    return labels;
  }

  /**
   * Adds accuracy and loss to the step that was written last.
   *
   * @param measured NaN for what was not measured; the epoch is that of the step
   * @return this
   * @throws IllegalStateException if there is no step
   */
  public ActivationWriter metrics(EpochMetrics measured) {
    Objects.requireNonNull(measured, "measured must not be null");
    requireSome();
    Map<String, Object> step = steps.get(steps.size() - 1);
    put(step, "trainLoss", measured.trainLoss());
    put(step, "trainAccuracy", measured.trainAccuracy());
    put(step, "testLoss", measured.testLoss());
    put(step, "testAccuracy", measured.testAccuracy());
    return this;
  }

  private static void put(Map<String, Object> step, String name, double value) {
    if (!Double.isNaN(value)) {
      step.put(name, value);
    }
  }

  private void requireSome() {
    if (steps.isEmpty()) {
      throw new IllegalStateException(
          "Asked to go on with a folder of activations that has no step. Call step(...) first.");
    }
  }

  /**
   * Makes it a folder of activations.
   *
   * @return what was written
   * @throws IllegalStateException if there is no step
   * @throws UncheckedIOException if it cannot be written
   */
  public ActivationFolder finish() {
    requireSome();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("format", ActivationIndex.FORMAT);
    json.put("axis", axis.toString());
    json.put("layers", layers.stream().map(ActivationWriter::layer).toList());
    json.put("steps", steps);
    AtomicFile.write(
        folder.resolve(ActivationIndex.NAME),
        file -> new ObjectMapper().writeValue(file.toFile(), json));
    return ActivationFolder.of(folder);
  }

  private static Map<String, Object> layer(LayerInfo layer) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", layer.name());
    json.put("type", layer.type());
    if (!layer.inputs().isEmpty()) {
      json.put("inputs", layer.inputs());
    }
    return json;
  }

  private UncheckedIOException failed(IOException e) {
    return new UncheckedIOException(
        "Asked to write activations to \"%s\", which failed: %s. Make room, or choose another place."
            .formatted(folder, e),
        e);
  }
}
