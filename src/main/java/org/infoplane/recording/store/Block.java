package org.infoplane.recording.store;

import java.nio.ByteBuffer;

/**
 * A part of a recording on disk.
 *
 * @param offset of its header in the file
 * @param length of its payload, bytes
 * @param crc CRC-32C of its payload
 * @param check the checksum of its header, chained to the block before
 */
record Block(BlockFile file, Kind kind, long offset, int length, int crc, int check) {

  /** Bytes before the payload. */
  static final int HEADER = 24;

  /** The kind of a block, written as four letters; package-info has the payloads. */
  enum Kind {
    HEAD,
    INPT,
    SNAP,
    NETW,
    EXAM,
    PARM,
    SYMB,
    VALS,
    GRPS,
    EPOC,
    DONE
  }

  /** Whether everything up to this block is kept, whatever follows. */
  boolean endsEpoch() {
    return kind == Kind.EPOC || kind == Kind.DONE;
  }

  /** The offset after the payload. */
  long end() {
    return offset + HEADER + length;
  }

  /**
   * Reads the payload and verifies its checksum.
   *
   * @return little-endian, at position 0
   * @throws IllegalStateException if the file changed since it was loaded
   */
  ByteBuffer payload() {
    return file.payload(this);
  }
}
