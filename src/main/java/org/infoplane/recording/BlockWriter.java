package org.infoplane.recording;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * Mutable: appends blocks to a file. Not by a channel: those close themselves when a notebook cell
 * is interrupted.
 */
final class BlockWriter implements Closeable {

  /** First bytes of each file: what it is, and the version of its format. */
  static final byte[] MAGIC = "INFOPLANE rec 1\n".getBytes(US_ASCII);

  private final RandomAccessFile file;

  private BlockWriter(RandomAccessFile file) {
    this.file = file;
  }

  /** Starts a file, or starts it anew. */
  static BlockWriter create(Path path) throws IOException {
    RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
    file.setLength(0);
    file.write(MAGIC);
    return new BlockWriter(file);
  }

  /** Goes on after a block; what follows it is dropped. */
  static BlockWriter append(Path path, Block last) throws IOException {
    RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
    file.setLength(last.end());
    file.seek(last.end());
    return new BlockWriter(file);
  }

  /** Appends a block of a multiple of 8 bytes, from position 0 of an array's buffer. */
  void write(Block.Kind kind, ByteBuffer payload) throws IOException {
    ByteBuffer header = header(kind, payload.limit(), crc(payload.duplicate()));
    file.write(header.array());
    file.write(payload.array(), payload.arrayOffset(), payload.limit());
  }

  private static ByteBuffer header(Block.Kind kind, int length, int payloadCrc) {
    ByteBuffer header = ByteBuffer.allocate(Block.HEADER).order(ByteOrder.LITTLE_ENDIAN);
    header.put(kind.name().getBytes(US_ASCII)).putInt(payloadCrc).putLong(length).putInt(0);
    return header.putInt(crc(header.slice(0, Block.HEADER - 4))).flip();
  }

  static int crc(ByteBuffer bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return (int) crc.getValue();
  }

  /** Waits until the disk has it. */
  void sync() throws IOException {
    file.getFD().sync();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
