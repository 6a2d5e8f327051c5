package org.infoplane.recording.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;

/** JSON as the payload of a block: UTF-8, filled up with spaces to a multiple of 8 bytes. */
final class Json {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  static ByteBuffer bytes(Map<String, ?> object) {
    byte[] text = text(object);
    byte[] padded = Arrays.copyOf(text, (text.length + 7) / 8 * 8);
    Arrays.fill(padded, text.length, padded.length, (byte) ' ');
    return ByteBuffer.wrap(padded);
  }

  private static byte[] text(Map<String, ?> object) {
    try {
      return MAPPER.writeValueAsBytes(object);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static JsonNode of(ByteBuffer payload) {
    return of(UTF_8.decode(payload.duplicate()).toString());
  }

  static JsonNode of(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "Asked to read JSON that is none: %s. Pass a file as infoplane wrote it."
              .formatted(e.getOriginalMessage()),
          e);
    }
  }
}
