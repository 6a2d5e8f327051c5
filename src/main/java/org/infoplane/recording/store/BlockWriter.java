package org.infoplane.recording.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * Mutable: appends blocks to a file. Not through a channel, which closes itself when a notebook
 * cell is interrupted.
 */
final class BlockWriter implements Closeable {

  private static final int CHUNK = 1 << 20;

  private final RandomAccessFile file;
  private final BlockFormat format;
  private int before;

  private BlockWriter(RandomAccessFile file, BlockFormat format, int before) {
    this.file = file;
    this.format = format;
    this.before = before;
  }

  /** Creates a file, or truncates it. */
  static BlockWriter create(Path path) throws IOException {
    BlockFormat format = BlockFormat.CHAINED;
    RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
    file.setLength(0);
    file.write(format.magic());
    return new BlockWriter(file, format, format.start());
  }

  /** Continues after a block; what follows it is dropped. */
  static BlockWriter append(Path path, Block last) throws IOException {
    RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
    file.setLength(last.end());
    file.seek(last.end());
    return new BlockWriter(file, last.file().format(), last.check());
  }

  /** Appends a block; the payload is all bytes from 0 to the limit, a multiple of 8. */
  void write(Block.Kind kind, ByteBuffer payload) throws IOException {
    file.write(header(kind, payload.limit(), BlockFormat.crc(payload.duplicate())));
    byte[] bytes = new byte[Math.min(payload.limit(), CHUNK)];
    for (int at = 0; at < payload.limit(); at += bytes.length) {
      int some = Math.min(bytes.length, payload.limit() - at);
      payload.get(at, bytes, 0, some);
      file.write(bytes, 0, some);
    }
  }

  private byte[] header(Block.Kind kind, int length, int payloadCrc) {
    byte[] header = new byte[Block.HEADER];
    ByteBuffer to = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
    to.put(kind.name().getBytes(US_ASCII)).putInt(payloadCrc).putLong(length).putInt(0);
    before = format.check(before, to);
    to.putInt(before);
    return header;
  }

  /** Forces all bytes to disk. */
  void sync() throws IOException {
    file.getFD().sync();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
