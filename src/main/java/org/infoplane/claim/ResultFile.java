package org.infoplane.claim;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.infoplane.recording.Recipe;

/**
 * A small result as a file of readable JSON: what it is, what made it, the numbers, and a checksum
 * of all that, since results are computed and never typed.
 *
 * @param settings what the result was asked to be made with
 * @param content the result
 */
record ResultFile<T>(Recipe settings, T content) {

  private static final int VERSION = 1;
  private static final Pattern CHECKSUM = Pattern.compile("\"sha256\":\"([0-9a-f]{64})\"");
  private static final String UNSIGNED = "\"sha256\":\"\"";

  // The writer of doubles that gives the same digits on every JDK.
  static final ObjectMapper MAPPER =
      new ObjectMapper(
              JsonFactory.builder()
                  .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(SerializationFeature.INDENT_OUTPUT);

  /** Writes beside, then takes the file's place. */
  static void write(Path path, String kind, String name, Recipe settings, JsonNode content) {
    ObjectNode file = MAPPER.createObjectNode();
    file.put("format", kind);
    file.put("format version", VERSION);
    file.put("sha256", "");
    file.put("name", name);
    ObjectNode asked = file.putObject("settings");
    settings.entries().forEach(asked::put);
    file.put("infoplane", QueryTables.version());
    file.put("Java", QueryTables.java());
    file.set("result", content);
    Path beside = path.resolveSibling(path.getFileName() + ".tmp");
    try {
      String text = MAPPER.writeValueAsString(file);
      Files.writeString(
          beside,
          text.replaceFirst("\"sha256\" : \"\"", "\"sha256\" : \"" + checksum(text) + "\"") + "\n");
      try {
        Files.move(beside, path, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(beside, path, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Could not write %s: %s".formatted(path, e.getMessage()), e);
    }
  }

  /** Reads what {@link #write} wrote, and nothing else. */
  static <T> ResultFile<T> read(Path path, String kind, Function<JsonNode, T> content) {
    if (!Files.isRegularFile(path)) {
      throw new IllegalArgumentException(
          "There is no result \"%s\". Pass a file that save(path) or KeptResults wrote."
              .formatted(path));
    }
    try {
      String text = Files.readString(path);
      JsonNode file = tree(path, text);
      String format = file.path("format").asText();
      if (!format.equals(kind)) {
        throw new IllegalArgumentException(
            "Asked to read \"%s\" as \"%s\", but it is %s. Pass a file that save(path) or KeptResults wrote, or move it away."
                .formatted(
                    path, kind, format.isEmpty() ? "of another kind" : "\"" + format + "\""));
      }
      if (file.path("format version").asInt() != VERSION) {
        throw new IllegalArgumentException(
            "\"%s\" has version %s of its format, and this infoplane reads version %d. Read it with infoplane %s, or move it away to compute it anew."
                .formatted(
                    path, file.path("format version"), VERSION, file.path("infoplane").asText()));
      }
      Matcher signed = CHECKSUM.matcher(squeezed(text));
      if (!signed.find() || !signed.group(1).equals(checksum(text))) {
        throw damaged(path, "its checksum is that of other numbers");
      }
      Recipe settings = recipe(file.path("settings"));
      return new ResultFile<>(settings, content.apply(file.path("result")));
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read %s: %s".formatted(path, e.getMessage()), e);
    }
  }

  static Recipe recipe(JsonNode entries) {
    Recipe recipe = Recipe.empty();
    for (var entry : entries.properties()) {
      recipe = recipe.with(entry.getKey(), entry.getValue().asText());
    }
    return recipe;
  }

  private static JsonNode tree(Path path, String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw damaged(path, "it is no JSON: " + e.getOriginalMessage());
    }
  }

  private static IllegalArgumentException damaged(Path path, String how) {
    return new IllegalArgumentException(
        "\"%s\" was damaged or changed: %s. Restore the file, or delete it to compute the result anew."
            .formatted(path, how));
  }

  /** Of everything but white space, which editors and git may change. */
  private static String checksum(String text) {
    String unsigned = CHECKSUM.matcher(squeezed(text)).replaceFirst(UNSIGNED);
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(unsigned.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }

  private static String squeezed(String text) {
    return text.replaceAll("\\s+", "");
  }
}
