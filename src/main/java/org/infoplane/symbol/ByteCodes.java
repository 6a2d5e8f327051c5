package org.infoplane.symbol;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Symbols of an alphabet of 3 to 256, one byte each. */
final class ByteCodes extends Symbols {

  private final byte[][] codes;

  ByteCodes(byte[][] codes, int samples, int alphabet, Origin origin) {
    super(codes.length, samples, alphabet, origin);
    this.codes = codes;
  }

  @Override
  int code(int unit, int sample) {
    return codes[unit][sample] & 0xff;
  }

  @Override
  ByteCodes some(int... units) {
    byte[][] some = Arrays.stream(units).mapToObj(unit -> codes[unit]).toArray(byte[][]::new);
    return new ByteCodes(some, samples(), alphabet(), origin().units(units));
  }

  @Override
  ByteCodes part(int from, int to, Origin origin) {
    byte[][] result = new byte[codes.length][];
    Arrays.setAll(result, unit -> Arrays.copyOfRange(codes[unit], from, to));
    return new ByteCodes(result, to - from, alphabet(), origin);
  }

  @Override
  void pack(ByteBuffer to) {
    for (byte[] unit : codes) {
      to.put(to.position(), unit, 0, samples());
      to.position(to.position() + Packing.row(samples(), alphabet()));
    }
  }

  @Override
  ByteCodes inOrder(int[] order) {
    byte[][] result = new byte[codes.length][samples()];
    for (int unit = 0; unit < codes.length; unit++) {
      for (int i = 0; i < order.length; i++) {
        result[unit][i] = codes[unit][order[i]];
      }
    }
    return new ByteCodes(result, samples(), alphabet(), origin());
  }
}
