package org.infoplane.capture.dl4j;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.deeplearning4j.nn.api.Model;

/** A file with a Keras 2 model; {@link KerasImport} reads it, if its library is there. */
final class KerasFile {

  private static final String LIBRARY =
      "org.deeplearning4j:deeplearning4j-modelimport:" + Recipes.deeplearning4j();
  private static final String SAVE =
      "Save it with Keras 2 (tf.keras of TensorFlow 2.15 or earlier): model.save(\"model.h5\").";
  private static final String HDF5 = "\u0089HDF\r\n\u001a\n";
  private static final String ZIP = "PK\u0003\u0004";

  private KerasFile() {}

  static Model read(Path file) {
    requireHdf5(file);
    try {
      return KerasImport.read(file);
    } catch (LinkageError e) {
      throw new IllegalStateException(
          "Keras models need %s, which is missing or without its native libraries (%s). In a notebook, add `%%maven %1$s` below the line of infoplane; in IJava, restart the kernel and run `%%jars FOLDER/*.jar` first, as environment/README.md says; in a project, add that dependency."
              .formatted(LIBRARY, e.getMessage()),
          e);
    }
  }

  private static void requireHdf5(Path file) {
    if (Files.isDirectory(file)) {
      throw refused(file, "is a folder, as of TensorFlow's SavedModel, not an HDF5 file. " + SAVE);
    }
    if (!Files.exists(file)) {
      throw refused(file, "does not exist. Pass the HDF5 file of a Keras model.");
    }
    String start = start(file);
    if (start.startsWith(ZIP)) {
      throw refused(
          file, "is a zip file, as of Keras 3 (.keras), which Deeplearning4j cannot read. " + SAVE);
    }
    if (!start.equals(HDF5)) {
      throw refused(file, "is not an HDF5 file. " + SAVE);
    }
  }

  private static String start(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(HDF5.length()), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static IllegalArgumentException refused(Path file, String why) {
    return new IllegalArgumentException("\"%s\" %s".formatted(file, why));
  }

  /** For an HDF5 file of another kind. */
  static IllegalArgumentException notSoSaved(Path file, String what) {
    return refused(file, what + ". " + SAVE);
  }

  /** For what the importer cannot do, or does not know. */
  static IllegalArgumentException notImported(Path file, Throwable cause) {
    String why =
        Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName())
            .replaceFirst("Please file an issue at \\S+", "")
            .strip()
            .replaceFirst("\\.$", "");
    IllegalArgumentException error =
        refused(
            file,
            "cannot be imported by Deeplearning4j: %s. Record it in Python instead, and read it with readActivations(folder)."
                .formatted(why));
    error.initCause(cause);
    return error;
  }
}
