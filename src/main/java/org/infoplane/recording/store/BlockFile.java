package org.infoplane.recording.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.infoplane.recording.TimeAxis;

/**
 * The blocks of a file. The file stays open as long as one of them is in use. Blocks are read and
 * verified on each access, so that changes by other programs are detected. Not through a channel,
 * which closes itself when a notebook cell is interrupted.
 */
final class BlockFile implements Closeable {

  private final Path path;
  private final RandomAccessFile file;
  private final BlockFormat format;

  private BlockFile(Path path, RandomAccessFile file, BlockFormat format) {
    this.path = path;
    this.file = file;
    this.format = format;
  }

  /**
   * Returns all complete blocks up to the last finished epoch. Bytes after them, of a truncated
   * block, are ignored.
   *
   * @throws IllegalArgumentException if the file is no recording, or a byte is damaged
   */
  static List<Block> read(Path path) throws IOException {
    RandomAccessFile file = new RandomAccessFile(path.toFile(), "r");
    List<Block> blocks = List.of();
    try {
      if (file.length() >= BlockFormat.MAGIC) { // else truncated before the first block
        BlockFile opened = new BlockFile(path, file, format(path, file));
        blocks = opened.checked(List.of());
      }
      return blocks;
    } finally {
      if (blocks.isEmpty()) {
        file.close();
      }
    }
  }

  private static BlockFormat format(Path path, RandomAccessFile file) throws IOException {
    byte[] start = new byte[BlockFormat.MAGIC];
    file.readFully(start);
    for (BlockFormat known : BlockFormat.values()) {
      if (Arrays.equals(start, known.magic())) {
        return known;
      }
    }
    String text = new String(start, ISO_8859_1);
    if (text.matches("INFOPLANE rec \\d\\n")) {
      throw new IllegalArgumentException(
          "\"%s\" is a recording of format %s, or damaged; this infoplane reads formats 1 and 2. Update infoplane, or use an intact copy of the file."
              .formatted(path, text.charAt(14)));
    }
    throw new IllegalArgumentException(
        "\"%s\" is not a recording, or its first 16 bytes are damaged. Pass a file written by RecordingFile.save(run, path) or savingTo(path)."
            .formatted(path));
  }

  BlockFormat format() {
    return format;
  }

  /** Returns the same blocks and those of epochs that were finished since. */
  static List<Block> more(List<Block> known) throws IOException {
    return known.get(0).file().checked(known);
  }

  private List<Block> blocks(List<Block> known) throws IOException {
    List<Block> blocks = new ArrayList<>(known);
    long at = known.isEmpty() ? BlockFormat.MAGIC : known.get(known.size() - 1).end();
    int before = known.isEmpty() ? format.start() : known.get(known.size() - 1).check();
    long length = file.length();
    while (at + Block.HEADER <= length && !isZeroFrom(at, length)) { // zeros: after a power cut
      Block block = block(at, before, blocks.size());
      if (block.end() > length) {
        break;
      }
      blocks.add(block);
      at = block.end();
      before = block.check();
    }
    while (!blocks.isEmpty() && !blocks.get(blocks.size() - 1).endsEpoch()) {
      blocks.remove(blocks.size() - 1);
    }
    return blocks;
  }

  private boolean isZeroFrom(long at, long length) throws IOException {
    for (long from = at; from < length; from += Block.HEADER) {
      for (byte one : bytes(from, (int) Math.min(Block.HEADER, length - from))) {
        if (one != 0) {
          return false;
        }
      }
    }
    return true;
  }

  private Block block(long at, int before, int number) throws IOException {
    ByteBuffer header = ByteBuffer.wrap(bytes(at, Block.HEADER)).order(ByteOrder.LITTLE_ENDIAN);
    int check = header.getInt(Block.HEADER - 4);
    if (check != format.check(before, header)) {
      throw damaged("the header of block " + number, at, at + Block.HEADER);
    }
    Block.Kind kind = Block.Kind.valueOf(US_ASCII.decode(header.slice(0, 4)).toString());
    return new Block(this, kind, at, (int) header.getLong(8), header.getInt(4), check);
  }

  /** Verifies all new blocks except values, which are verified when they are read. */
  private List<Block> checked(List<Block> known) throws IOException {
    List<Block> blocks = blocks(known);
    String near = "before the first snapshot";
    for (int i = known.size(); i < blocks.size(); i++) {
      Block block = blocks.get(i);
      if (block.kind() == Block.Kind.VALS) {
        continue;
      }
      ByteBuffer payload = read(block);
      if (BlockFormat.crc(payload.duplicate()) != block.crc()) {
        String what = "block %s (%s, %s)".formatted(i, block.kind(), near);
        throw damaged(what, block.offset(), block.end());
      }
      if (block.kind() == Block.Kind.SNAP) {
        JsonNode json = Json.of(payload);
        String axis = TimeAxis.valueOf(json.get("axis").asText()).toString();
        near = "epoch %s, %s".formatted(json.get("epoch").asInt(), axis);
      }
    }
    return blocks;
  }

  private IllegalArgumentException damaged(String what, long from, long to) {
    return new IllegalArgumentException(
        "\"%s\" is damaged: the checksum of %s, bytes %s to %s, does not match. Use an intact copy of the file, or record again."
            .formatted(path, what, from, to - 1));
  }

  ByteBuffer payload(Block block) {
    try {
      ByteBuffer payload = read(block);
      if (BlockFormat.crc(payload.duplicate()) == block.crc()) {
        return payload;
      }
    } catch (EOFException e) {
      // truncated since: reported below
    } catch (IOException e) {
      throw RecordingFile.cannotRead(path, e);
    }
    throw new IllegalStateException(
        "\"%s\" changed since it was loaded, or is damaged: the checksum of bytes %s to %s does not match. Load it again, or use an intact copy. RecordingFile.save(run, path) and savingTo(path) replace a file without affecting recordings loaded from it."
            .formatted(path, block.offset(), block.end() - 1));
  }

  private ByteBuffer read(Block block) throws IOException {
    return ByteBuffer.wrap(bytes(block.offset() + Block.HEADER, block.length()))
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  private byte[] bytes(long from, int count) throws IOException {
    byte[] bytes = new byte[count];
    synchronized (file) {
      file.seek(from);
      file.readFully(bytes);
    }
    return bytes;
  }

  /** Optional: the file is also closed when its last block is garbage collected. */
  @Override
  public void close() throws IOException {
    file.close();
  }
}
