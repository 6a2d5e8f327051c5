package org.infoplane.testing;

import java.util.Random;
import java.util.SplittableRandom;
import org.infoplane.symbol.Symbols;

/** Series with a known transfer entropy. */
public final class Series {

  private Series() {}

  /** Symbols of binary series. */
  public static Symbols binary(int[]... series) {
    return Symbols.ofSeries(2, series);
  }

  /** Digits of a string, one symbol each. */
  public static int[] parse(String digits) {
    return digits.chars().map(c -> c - '0').toArray();
  }

  /** The linear congruential generator of the golden values: bits of {@code q}'s top bit. */
  public static int[] congruential(long seed) {
    int[] bits = new int[1000];
    long q = seed;
    for (int i = 0; i < bits.length; i++) {
      q = q * 6364136223846793005L + 1442695040888963407L;
      bits[i] = (int) (q >>> 63);
    }
    return bits;
  }

  /** 0 followed by all but the last symbol. */
  public static int[] delayed(int[] series) {
    int[] later = new int[series.length];
    System.arraycopy(series, 0, later, 1, series.length - 1);
    return later;
  }

  /** Source and target of the golden series D1: the target copies the source with 10 % errors. */
  public static int[][] d1() {
    Random r = new Random(42);
    int n = 1000;
    int[] s = new int[n];
    int[] t = new int[n];
    for (int i = 0; i < n; i++) {
      s[i] = r.nextInt(2);
    }
    for (int i = 1; i < n; i++) {
      t[i] = r.nextDouble() < 0.1 ? 1 - s[i - 1] : s[i - 1];
    }
    return new int[][] {s, t};
  }

  /** Random symbols, {@code [units][samples]}. */
  public static int[][] random(long seed, int units, int samples, int alphabet) {
    SplittableRandom random = new SplittableRandom(seed);
    int[][] series = new int[units][samples];
    for (int[] one : series) {
      for (int i = 0; i < samples; i++) {
        one[i] = random.nextInt(alphabet);
      }
    }
    return series;
  }
}
