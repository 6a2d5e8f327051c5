package org.infoplane.result;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.infoplane.file.AtomicFile;
import org.infoplane.recording.Fact;
import org.infoplane.recording.Recipe;

/**
 * A small result as a file of readable JSON: its kind, what made it, its values, and a checksum of
 * all that, since results are computed and never edited.
 */
record ResultFile<T>(Recipe settings, T content) {

  /** The checksum of version 1 ignores all white space, also in strings. */
  private static final int VERSION = 2;

  private static final Pattern CHECKSUM = Pattern.compile("\"sha256\"\\s*:\\s*\"([0-9a-f]{64})\"");
  private static final String UNSIGNED = "\"sha256\" : \"\"";

  // This writer of doubles gives the same digits on every JDK.
  static final ObjectMapper MAPPER =
      new ObjectMapper(
              JsonFactory.builder()
                  .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(SerializationFeature.INDENT_OUTPUT);

  // Line ends, and so checksums, are the same on every system.
  private static final ObjectWriter WRITER =
      MAPPER.writer(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));

  static void write(Path path, String kind, String name, Recipe settings, JsonNode content) {
    ObjectNode file = MAPPER.createObjectNode();
    file.put("format", kind);
    file.put("format version", VERSION);
    file.put("sha256", "");
    file.put("name", name);
    ObjectNode asked = file.putObject("settings");
    settings.entries().forEach(asked::put);
    file.put("infoplane", Fact.Version.infoplane().words());
    file.put("Java", Fact.Version.java().words());
    file.set("result", content);
    try {
      String text = WRITER.writeValueAsString(file) + "\n";
      String signed = text.replaceFirst(UNSIGNED, "\"sha256\" : \"" + sha256(text) + "\"");
      AtomicFile.write(path, signed.getBytes(UTF_8));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e); // a tree is always JSON
    }
  }

  /** Reads what {@link #write} wrote, and nothing else. */
  static <T> ResultFile<T> read(Path path, String kind, Function<JsonNode, T> content) {
    Objects.requireNonNull(path, "path must not be null");
    if (!Files.isRegularFile(path)) {
      throw new IllegalArgumentException(
          "There is no result \"%s\". Pass a file that save(path) or ResultCache wrote."
              .formatted(path));
    }
    String text = text(path);
    JsonNode file = tree(path, text);
    int version = file.path("format version").asInt();
    Matcher signed = CHECKSUM.matcher(text);
    boolean isSigned = signed.find();
    boolean isIntact = isSigned && signed.group(1).equals(checksum(text, signed, version));
    String format = file.path("format").asText();
    if (!isIntact && (isSigned || format.equals(kind))) {
      throw damaged(path, "its checksum does not match");
    }
    if (!format.equals(kind)) {
      throw new IllegalArgumentException(
          "\"%s\" is %s, not \"%s\". Pass a file that save(path) or ResultCache wrote, or move it away."
              .formatted(path, format.isEmpty() ? "of another kind" : "\"" + format + "\"", kind));
    }
    if (version < 1 || version > VERSION) {
      throw new IllegalArgumentException(
          "\"%s\" has version %s of its format, and this infoplane reads versions 1 and 2. Read it with infoplane %s, or move it away to compute it anew."
              .formatted(path, file.path("format version"), file.path("infoplane").asText()));
    }
    return new ResultFile<>(recipe(file.path("settings")), content.apply(file.path("result")));
  }

  /** As it was written; git may have changed the line ends. */
  private static String text(Path path) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(path));
      return UTF_8.newDecoder().decode(bytes).toString().replace("\r\n", "\n");
    } catch (CharacterCodingException e) {
      throw damaged(path, "it is not text");
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The result \"%s\" could not be read: %s. Check its permissions.".formatted(path, e), e);
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
      throw damaged(path, "it is not JSON: " + e.getOriginalMessage());
    }
  }

  private static IllegalArgumentException damaged(Path path, String how) {
    return new IllegalArgumentException(
        "\"%s\" was damaged or changed: %s. Restore the file, or delete it to compute the result anew."
            .formatted(path, how));
  }

  /** The checksum of all but itself. */
  private static String checksum(String text, Matcher signed, int version) {
    String unsigned = text.substring(0, signed.start(1)) + text.substring(signed.end(1));
    return sha256(version == 1 ? unsigned.replaceAll("\\s+", "") : unsigned);
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }
}
