package org.infoplane.measure;

import org.infoplane.symbol.Embedding;

/** Two layers of symbols or values, by pairs of units or as a whole. Immutable. */
abstract class PlainLayers<L> extends TwoLayers {

  private static final int MOST_UNITS = 128;

  final L from;
  final L to;
  final Embedding embedding;
  final boolean whole;

  /** Takes the numbers of units, and of samples, of both layers. */
  PlainLayers(L from, L to, Embedding embedding, boolean whole, int[] units, int[] samples) {
    super(whole ? 1 : units[0], whole ? 1 : units[1], samples[1]);
    if (whole) {
      requireFewUnits("source", units[0]);
      requireFewUnits("target", units[1]);
    }
    Embedding.requireSameLength(samples[0], samples[1]);
    this.from = from;
    this.to = to;
    this.embedding = embedding;
    this.whole = whole;
  }

  private static void requireFewUnits(String role, int units) {
    if (units > MOST_UNITS) {
      throw new IllegalArgumentException(
          "The %s must have at most %s units to be measured as a whole, got %s. Choose some of them: units(sampled(32, seed))."
              .formatted(role, MOST_UNITS, units));
    }
  }

  abstract int nonConstantUnits(L layer);

  @Override
  final int transitions() {
    return embedding.transitions(samples(), embedding.target(), embedding.source());
  }

  @Override
  final int nonConstantPairs() {
    int pairs = nonConstantUnits(from) * nonConstantUnits(to);
    return whole ? Math.min(1, pairs) : pairs;
  }

  final RetainedSamples retained(int[] kept) {
    return RetainedSamples.of(kept, embedding.segments(), samples());
  }
}
