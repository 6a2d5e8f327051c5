package org.infoplane.recording.store;

import java.nio.ByteBuffer;

/**
 * A part of a recording on disk.
 *
 * @param file where it is
 * @param kind what it holds
 * @param offset of its header in the file
 * @param length of its payload, bytes
 * @param crc CRC-32C of its payload
 * @param check the checksum of its header, and of all before it
 */
record Block(BlockFile file, Kind kind, long offset, int length, int crc, int check) {

  /** Bytes before the payload. */
  static final int HEADER = 24;

  /** What a block holds; written as four letters. */
  enum Kind {
    /** JSON: layers and recipe. */
    HEAD,
    /** JSON: the axis whose inputs follow as GRPS. */
    INPT,
    /**
     * JSON: axis, epoch, batches, binnings; GRPS of labels, VALS or SYMB, and GRPS, of layers
     * follow.
     */
    SNAP,
    /** JSON: kind and configuration of the network. */
    NETW,
    /** JSON: axis and shape of the examples of a probe; VALS of the features follow. */
    EXAM,
    /** JSON: epoch and iteration of the network's parameters; VALS follow. */
    PARM,
    /** Symbols. */
    SYMB,
    /** Values of some samples of a layer: {@link ValueBlocks}. */
    VALS,
    /** Groups. */
    GRPS,
    /** JSON: an epoch is finished, its accuracy and loss. */
    EPOC,
    /** JSON: training is finished. */
    DONE
  }

  /** Whether what came before it is kept, whatever follows. */
  boolean endsEpoch() {
    return kind == Kind.EPOC || kind == Kind.DONE;
  }

  /** The offset after it. */
  long end() {
    return offset + HEADER + length;
  }

  /**
   * Reads what it holds, and checks it.
   *
   * @return little-endian; its position is 0
   * @throws IllegalStateException if the file was changed since it was loaded
   */
  ByteBuffer payload() {
    return file.payload(this);
  }
}
