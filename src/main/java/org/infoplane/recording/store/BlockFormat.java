package org.infoplane.recording.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/** How block headers are checksummed, by version of the format. */
enum BlockFormat {
  /** Each block by itself. Read and resumed, but no new file is written so. */
  SINGLE(1),
  /** Each header with the checksum of the one before, so that missing or moved blocks show. */
  CHAINED(2);

  /** Number of magic bytes at the start of a file. */
  static final int MAGIC = 16;

  private final int version;

  BlockFormat(int version) {
    this.version = version;
  }

  byte[] magic() {
    return ("INFOPLANE rec " + version + "\n").getBytes(US_ASCII);
  }

  /** The checksum that the first block is chained to. */
  int start() {
    return crc(ByteBuffer.wrap(magic()));
  }

  /** The checksum of a header, without its own checksum bytes, given that of the block before. */
  int check(int before, ByteBuffer header) {
    ByteBuffer covered = header.slice(0, Block.HEADER - Integer.BYTES);
    if (this == SINGLE) {
      return crc(covered);
    }
    ByteBuffer chain = ByteBuffer.allocate(Block.HEADER).order(ByteOrder.LITTLE_ENDIAN);
    return crc(chain.putInt(before).put(covered).flip());
  }

  static int crc(ByteBuffer bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return (int) crc.getValue();
  }
}
