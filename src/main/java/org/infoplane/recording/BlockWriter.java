package org.infoplane.recording;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * Mutable: appends blocks to a file. Not by a channel: those close themselves when a notebook cell
 * is interrupted.
 */
final class BlockWriter implements Closeable {

  /** First bytes of each file: what it is, and the version of its format. */
  static final byte[] MAGIC = "INFOPLANE rec 1\n".getBytes(US_ASCII);

  private static final int CHUNK = 1 << 20;

  private final RandomAccessFile file;

  private BlockWriter(RandomAccessFile file) {
    this.file = file;
  }

  /** Starts a file, or starts it anew. */
  static BlockWriter create(Path path) throws IOException {
    RandomAccessFile file = locked(path);
    file.setLength(0);
    file.write(MAGIC);
    return new BlockWriter(file);
  }

  /** Goes on after a block; what follows it is dropped. */
  static BlockWriter append(Path path, Block last) throws IOException {
    RandomAccessFile file = locked(path);
    file.setLength(last.end());
    file.seek(last.end());
    return new BlockWriter(file);
  }

  /** One at a time: two recordings in one file would mix. */
  private static RandomAccessFile locked(Path path) throws IOException {
    RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
    try {
      if (file.getChannel().tryLock() != null) {
        return file;
      }
    } catch (OverlappingFileLockException e) {
      // in this kernel: the same answer
    }
    file.close();
    throw new IllegalStateException(
        "Asked to record to \"%s\", but another recording is being written there. Wait for it, stop it, or choose another file."
            .formatted(path));
  }

  /** Appends a block of a multiple of 8 bytes, from position 0. */
  void write(Block.Kind kind, ByteBuffer payload) throws IOException {
    file.write(header(kind, payload.limit(), crc(payload.duplicate())));
    byte[] bytes = new byte[Math.min(payload.limit(), CHUNK)];
    for (int at = 0; at < payload.limit(); at += bytes.length) {
      int some = Math.min(bytes.length, payload.limit() - at);
      payload.get(at, bytes, 0, some);
      file.write(bytes, 0, some);
    }
  }

  private static byte[] header(Block.Kind kind, int length, int payloadCrc) {
    byte[] header = new byte[Block.HEADER];
    ByteBuffer to = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
    to.put(kind.name().getBytes(US_ASCII)).putInt(payloadCrc).putLong(length).putInt(0);
    to.putInt(crc(to.slice(0, Block.HEADER - 4)));
    return header;
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
