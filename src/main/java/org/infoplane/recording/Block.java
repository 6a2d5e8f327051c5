package org.infoplane.recording;

import java.nio.ByteBuffer;

/**
 * A part of a recording on disk.
 *
 * @param kind what it holds
 * @param offset of its header in the file
 * @param payload little-endian; its position is 0
 */
record Block(Kind kind, long offset, ByteBuffer payload) {

  /** Bytes before the payload. */
  static final int HEADER = 24;

  /** What a block holds; written as four letters. */
  enum Kind {
    /** JSON: layers and recipe. */
    HEAD,
    /** JSON: the axis whose inputs follow as GRPS. */
    INPT,
    /** JSON: axis, epoch, batches, binnings; GRPS of labels, SYMB and GRPS of layers follow. */
    SNAP,
    /** Symbols. */
    SYMB,
    /** Groups. */
    GRPS,
    /** JSON: an epoch is finished, its accuracy and loss. */
    EPOC,
    /** JSON: training is finished. */
    DONE
  }

  /** The offset after it. */
  long end() {
    return offset + HEADER + payload.limit();
  }
}
