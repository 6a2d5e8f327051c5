package org.infoplane.recording;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads the blocks of a file, mapped into memory, and checks every byte. */
final class BlockReader {

  // Blocks are mapped together up to so many bytes.
  private static final long SEGMENT = 1 << 28;

  private record Header(Block.Kind kind, long offset, int length, int crc) {
    long end() {
      return offset + Block.HEADER + length;
    }
  }

  private final Path path;
  private final FileChannel channel;
  private String near = "before the first snapshot";

  private BlockReader(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * All blocks that are whole. Bytes after them, of a block whose writing was cut off, are left
   * out.
   *
   * @throws IllegalArgumentException if it is no recording, or a byte is damaged
   */
  static List<Block> read(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path)) {
      BlockReader reader = new BlockReader(path, channel);
      if (channel.size() < BlockWriter.MAGIC.length) {
        return List.of(); // cut off as it began
      }
      reader.requireMagic();
      return reader.blocks(reader.headers());
    }
  }

  private void requireMagic() throws IOException {
    byte[] start = new byte[BlockWriter.MAGIC.length];
    bytes(0, start.length).get(start);
    if (Arrays.equals(start, BlockWriter.MAGIC)) {
      return;
    }
    String text = new String(start, ISO_8859_1);
    if (text.matches("INFOPLANE rec \\d\\n")) {
      throw new IllegalArgumentException(
          "\"%s\" is a recording of format %s; this infoplane reads format 1. Update infoplane."
              .formatted(path, text.charAt(14)));
    }
    throw new IllegalArgumentException(
        "\"%s\" is no recording, or its first 16 bytes are damaged. Pass a file that run.save(path) or savingTo(path) wrote."
            .formatted(path));
  }

  private List<Header> headers() throws IOException {
    List<Header> headers = new ArrayList<>();
    long at = BlockWriter.MAGIC.length;
    while (at + Block.HEADER <= channel.size()) {
      if (isZeroFrom(at)) {
        break; // what a power cut leaves
      }
      Header header = header(at, headers.size());
      if (header.end() > channel.size()) {
        break;
      }
      headers.add(header);
      at = header.end();
    }
    return finished(headers);
  }

  /** Leaves out what comes after the last epoch that was finished. */
  private static List<Header> finished(List<Header> headers) {
    int end = headers.size();
    while (end > 0
        && headers.get(end - 1).kind() != Block.Kind.EPOC
        && headers.get(end - 1).kind() != Block.Kind.DONE) {
      end--;
    }
    return headers.subList(0, end);
  }

  private boolean isZeroFrom(long at) throws IOException {
    for (long from = at; from < channel.size(); from += Block.HEADER) {
      ByteBuffer some = bytes(from, (int) Math.min(Block.HEADER, channel.size() - from));
      while (some.hasRemaining()) {
        if (some.get() != 0) {
          return false;
        }
      }
    }
    return true;
  }

  private Header header(long at, int number) throws IOException {
    ByteBuffer bytes = bytes(at, Block.HEADER);
    int crc = BlockWriter.crc(bytes.slice(0, Block.HEADER - 4));
    if (bytes.getInt(Block.HEADER - 4) != crc) {
      throw damaged("the header of block " + number, at, at + Block.HEADER);
    }
    byte[] name = new byte[4];
    bytes.get(0, name);
    return new Header(
        Block.Kind.valueOf(new String(name, US_ASCII)),
        at,
        (int) bytes.getLong(8),
        bytes.getInt(4));
  }

  private List<Block> blocks(List<Header> headers) throws IOException {
    List<Block> blocks = new ArrayList<>();
    int next = 0;
    while (next < headers.size()) {
      long start = headers.get(next).offset();
      int last = next;
      while (last + 1 < headers.size() && headers.get(last + 1).end() - start <= SEGMENT) {
        last++;
      }
      ByteBuffer mapped = channel.map(MapMode.READ_ONLY, start, headers.get(last).end() - start);
      for (; next <= last; next++) {
        Header header = headers.get(next);
        int at = (int) (header.offset() - start) + Block.HEADER;
        ByteBuffer payload = mapped.slice(at, header.length()).order(ByteOrder.LITTLE_ENDIAN);
        blocks.add(checked(header, payload, next));
      }
    }
    return blocks;
  }

  private Block checked(Header header, ByteBuffer payload, int number) {
    if (BlockWriter.crc(payload.duplicate()) != header.crc()) {
      throw damaged(
          "block %d (%s, %s)".formatted(number, header.kind(), near),
          header.offset(),
          header.end());
    }
    Block block = new Block(header.kind(), header.offset(), payload);
    if (header.kind() == Block.Kind.SNAP) {
      JsonNode json = Json.of(payload);
      String axis = TimeAxis.valueOf(json.get("axis").asText()).toString();
      near = "epoch %d, %s".formatted(json.get("epoch").asInt(), axis);
    }
    return block;
  }

  private IllegalArgumentException damaged(String what, long from, long to) {
    return new IllegalArgumentException(
        "\"%s\" is damaged: the checksum of %s, bytes %d to %d, does not hold. Take a copy of the file that is whole, or record again."
            .formatted(path, what, from, to - 1));
  }

  private ByteBuffer bytes(long from, int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) > 0) {}
    return bytes.rewind();
  }
}
