package org.infoplane.recording.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** JSON as the payload of a block: UTF-8, padded with spaces to a multiple of 8 bytes. */
final class Json {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  static ByteBuffer bytes(ObjectNode object) {
    byte[] text;
    try {
      text = MAPPER.writeValueAsBytes(object);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
    byte[] padded = Arrays.copyOf(text, (text.length + 7) / 8 * 8);
    Arrays.fill(padded, text.length, padded.length, (byte) ' ');
    return ByteBuffer.wrap(padded);
  }

  static JsonNode of(ByteBuffer payload) {
    try {
      return MAPPER.readTree(UTF_8.decode(payload.duplicate()).toString());
    } catch (JsonProcessingException e) {
      throw malformed(e);
    }
  }

  static <T> T read(JsonNode json, Class<T> type) {
    try {
      return MAPPER.treeToValue(json, type);
    } catch (JsonProcessingException e) {
      throw malformed(e);
    }
  }

  private static IllegalArgumentException malformed(JsonProcessingException e) {
    return new IllegalArgumentException(
        "Malformed JSON: %s. Use an intact copy of the file.".formatted(e.getOriginalMessage()), e);
  }
}
