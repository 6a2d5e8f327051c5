package org.infoplane.symbol;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Symbols of alphabets above 2: one byte each up to 256, else two. */
final class Codes extends Symbols {

  private final byte[][] bytes; // one array per unit, or none
  private final char[][] chars;

  Codes(byte[][] bytes, char[][] chars, int samples, int alphabet, Origin origin) {
    super(bytes.length + chars.length, samples, alphabet, origin);
    this.bytes = bytes;
    this.chars = chars;
  }

  @Override
  int code(int unit, int sample) {
    return chars.length == 0 ? bytes[unit][sample] & 0xff : chars[unit][sample];
  }

  @Override
  Codes some(int... units) {
    Origin some = origin().units(units);
    return new Codes(some(bytes, units), some(chars, units), samples(), alphabet(), some);
  }

  private static <A> A[] some(A[] codes, int[] units) {
    A[] some = Arrays.copyOf(codes, codes.length == 0 ? 0 : units.length);
    Arrays.setAll(some, i -> codes[units[i]]);
    return some;
  }

  @Override
  Codes part(int from, int to, Origin origin) {
    byte[][] someBytes = bytes.clone();
    char[][] someChars = chars.clone();
    Arrays.setAll(someBytes, unit -> Arrays.copyOfRange(bytes[unit], from, to));
    Arrays.setAll(someChars, unit -> Arrays.copyOfRange(chars[unit], from, to));
    return new Codes(someBytes, someChars, to - from, alphabet(), origin);
  }

  @Override
  void pack(ByteBuffer to) {
    for (int unit = 0; unit < units(); unit++) {
      if (chars.length == 0) {
        to.slice().put(bytes[unit], 0, samples());
      } else {
        to.asCharBuffer().put(chars[unit], 0, samples());
      }
      to.position(to.position() + Packing.row(samples(), alphabet()));
    }
  }

  @Override
  Codes inOrder(int[] order) {
    byte[][] newBytes = new byte[bytes.length][samples()];
    char[][] newChars = new char[chars.length][samples()];
    for (int unit = 0; unit < bytes.length; unit++) {
      for (int i = 0; i < order.length; i++) {
        newBytes[unit][i] = bytes[unit][order[i]];
      }
    }
    for (int unit = 0; unit < chars.length; unit++) {
      for (int i = 0; i < order.length; i++) {
        newChars[unit][i] = chars[unit][order[i]];
      }
    }
    return new Codes(newBytes, newChars, samples(), alphabet(), origin());
  }
}
