package org.infoplane.symbol;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Symbols of an alphabet of 257 to 65,536, two bytes each. */
final class CharCodes extends Symbols {

  private final char[][] codes;

  CharCodes(char[][] codes, int samples, int alphabet, Origin origin) {
    super(codes.length, samples, alphabet, origin);
    this.codes = codes;
  }

  @Override
  int code(int unit, int sample) {
    return codes[unit][sample];
  }

  @Override
  CharCodes some(int... units) {
    char[][] some = Arrays.stream(units).mapToObj(unit -> codes[unit]).toArray(char[][]::new);
    return new CharCodes(some, samples(), alphabet(), origin().units(units));
  }

  @Override
  CharCodes part(int from, int to, Origin origin) {
    char[][] result = new char[codes.length][];
    Arrays.setAll(result, unit -> Arrays.copyOfRange(codes[unit], from, to));
    return new CharCodes(result, to - from, alphabet(), origin);
  }

  @Override
  void pack(ByteBuffer to) {
    for (char[] unit : codes) {
      to.asCharBuffer().put(unit, 0, samples());
      to.position(to.position() + Packing.row(samples(), alphabet()));
    }
  }

  @Override
  CharCodes inOrder(int[] order) {
    char[][] result = new char[codes.length][samples()];
    for (int unit = 0; unit < codes.length; unit++) {
      for (int i = 0; i < order.length; i++) {
        result[unit][i] = codes[unit][order[i]];
      }
    }
    return new CharCodes(result, samples(), alphabet(), origin());
  }
}
