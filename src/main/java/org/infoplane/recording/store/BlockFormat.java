package org.infoplane.recording.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/** How blocks are checked: what differs from one version of the format to the next. */
enum BlockFormat {
  /** Each block by itself. Read and resumed, but no longer written anew. */
  SINGLE(1),
  /** Each header with the checksum of the one before, so that no block is missing or moved. */
  CHAINED(2);

  /** Bytes that say what a file is. */
  static final int MAGIC = 16;

  private final int version;

  BlockFormat(int version) {
    this.version = version;
  }

  /** First bytes of each file: what it is, and the version of its format. */
  byte[] magic() {
    return ("INFOPLANE rec " + version + "\n").getBytes(US_ASCII);
  }

  /** What stands for the checksum before the first block. */
  int start() {
    return crc(ByteBuffer.wrap(magic()));
  }

  /**
   * The checksum of a header.
   *
   * @param before that of the block before
   * @param header its bytes; those of the checksum do not count
   */
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
