package org.infoplane.symbol;

import static java.util.Objects.requireNonNull;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Mutable: counts the transitions of every pair of units of two layers as samples arrive, of all of
 * them or of a window of the last ones, which slides by adding what comes and taking away what
 * goes. The counts are those of {@link AllPairs} on {@link #sourceSymbols()} and {@link
 * #targetSymbols()}. Keeps the samples of the window, one bit a binary value, and one table a pair.
 * Not safe for use by several threads.
 *
 * <p>Many samples at once are counted as {@link AllPairs} does, few by one increment a pair and
 * sample: sliding by one costs two increments a pair, whatever the window.
 */
public final class RunningPairs implements PairCounts {

  // From here on masks are faster than increments.
  private static final int MANY = 32;

  private final Embedding embedding;
  private final int window;
  private final int reach;
  private @Nullable SymbolsBuilder sources;
  private @Nullable SymbolsBuilder targets;
  private int start; // first sample of the window in the builders
  private int sourceUnits;
  private int targetUnits;
  private int nexts;
  private int pasts;
  private int states;
  private int[] counts = {};

  private RunningPairs(Embedding embedding, int window) {
    if (!embedding.trials().equals(Trials.whole())) {
      throw new IllegalArgumentException(
          "Asked to count %s as samples arrive. Pass an embedding of one trial."
              .formatted(embedding.trials()));
    }
    this.embedding = embedding;
    this.window = window;
    this.reach = Embedding.reach(Integer.MAX_VALUE, embedding.target(), embedding.source());
  }

  /**
   * Counts all samples.
   *
   * @param embedding histories, delays and lag, one trial
   * @return nothing counted yet
   * @throws IllegalArgumentException if there are several trials
   */
  public static RunningPairs growing(Embedding embedding) {
    requireNonNull(embedding, "embedding must not be null");
    return new RunningPairs(embedding, Integer.MAX_VALUE);
  }

  /**
   * Counts the last samples.
   *
   * @param window how many, more than the pasts look back
   * @param embedding histories, delays and lag, one trial
   * @return nothing counted yet
   * @throws IllegalArgumentException if the window holds no transition, or there are several trials
   */
  public static RunningPairs sliding(int window, Embedding embedding) {
    requireNonNull(embedding, "embedding must not be null");
    RunningPairs pairs = new RunningPairs(embedding, window);
    if (window <= pairs.reach) {
      throw new IllegalArgumentException(
          "Asked for a window of %s samples, but transitions look %s steps back. Pass at least %s."
              .formatted(window, pairs.reach, pairs.reach + 1L));
    }
    return pairs;
  }

  /**
   * Counts more samples.
   *
   * @param source symbols of the source layer
   * @param target symbols of the target layer, as many samples
   * @return this
   * @throws IllegalArgumentException if lengths differ, units or alphabets are not those of before,
   *     or the table of a pair does not {@linkplain AllPairs#fits fit}
   */
  public RunningPairs add(Symbols source, Symbols target) {
    requireNonNull(source, "source must not be null");
    requireNonNull(target, "target must not be null");
    Embedding.requireSameLength(source.samples(), target.samples());
    if (sources == null || targets == null) {
      begin(source, target);
      return add(source, target);
    }
    requireShape("source", source, sourceUnits, sources.alphabet());
    requireShape("target", target, targetUnits, targets.alphabet());
    int before = samples();
    sources.append(source);
    targets.append(target);
    count(start + Math.max(0, before - reach), start + before + source.samples(), 1);
    int left = samples() - window;
    if (left > 0) {
      count(start, start + left + reach, -1);
      start += left;
      forget();
    }
    return this;
  }

  private void begin(Symbols source, Symbols target) {
    if (!AllPairs.fits(source, target, embedding)) {
      throw AllPairs.tooLarge(source, target, embedding);
    }
    sources = new SymbolsBuilder(source.units(), source.alphabet());
    targets = new SymbolsBuilder(target.units(), target.alphabet());
    sourceUnits = source.units();
    targetUnits = target.units();
    nexts = target.alphabet();
    pasts = (int) AllPairs.power(target.alphabet(), embedding.target().history());
    states = (int) AllPairs.power(source.alphabet(), embedding.source().history());
    counts =
        new int
            [Math.multiplyExact(
                Math.multiplyExact(sourceUnits, targetUnits), nexts * pasts * states)];
  }

  private static void requireShape(String role, Symbols symbols, int units, int alphabet) {
    if (symbols.units() != units || symbols.alphabet() != alphabet) {
      throw new IllegalArgumentException(
          "Asked to add %s units of %s symbols to a %s of %s units of %s. Pass samples of the same layer, coded alike."
              .formatted(symbols.units(), symbols.alphabet(), role, units, alphabet));
    }
  }

  /** Drops what left the window, now and then. */
  private void forget() {
    if (start > window + 4096L) {
      Symbols source = sourceSymbols();
      Symbols target = targetSymbols();
      sources = new SymbolsBuilder(sourceUnits, source.alphabet()).append(source);
      targets = new SymbolsBuilder(targetUnits, target.alphabet()).append(target);
      start = 0;
    }
  }

  /** Adds or takes away the transitions inside a stretch of the builders. */
  private void count(int from, int to, int sign) {
    if (to - from <= reach) {
      return;
    }
    Symbols source = built(sources).slice(from, to);
    Symbols target = built(targets).slice(from, to);
    if (to - from - reach < MANY) {
      one(source, target, sign);
    } else {
      int cells = nexts * pasts * states;
      AllPairs.of(source, target, embedding)
          .count(
              (u, v, some) -> {
                int at = (u * targetUnits + v) * cells;
                for (int cell = 0; cell < cells; cell++) {
                  counts[at + cell] += sign * some[cell];
                }
              });
    }
  }

  private void one(Symbols source, Symbols target, int sign) {
    int cells = nexts * pasts * states;
    int[] from = new int[sourceUnits];
    for (int t = reach; t < target.samples(); t++) {
      for (int u = 0; u < sourceUnits; u++) {
        from[u] = embedding.source().state(source, u, t);
      }
      for (int v = 0; v < targetUnits; v++) {
        int next = target.get(v, t) * pasts + embedding.target().state(target, v, t);
        int at = v * cells + next * states;
        for (int u = 0; u < sourceUnits; u++, at += targetUnits * cells) {
          counts[at + from[u]] += sign;
        }
      }
    }
  }

  private static SymbolsBuilder built(@Nullable SymbolsBuilder builder) {
    if (builder == null) {
      throw new IllegalStateException(
          "Asked for the counts of no sample. Add some first: add(source, target).");
    }
    return builder;
  }

  /**
   * Samples in the window.
   *
   * @return how many were added, at most the window
   */
  public int samples() {
    return sources == null ? 0 : sources.samples() - start;
  }

  /**
   * The source layer in the window.
   *
   * @return a copy
   * @throws IllegalStateException if nothing was added
   */
  public Symbols sourceSymbols() {
    return built(sources).slice(start, built(sources).samples());
  }

  /**
   * The target layer in the window.
   *
   * @return a copy
   * @throws IllegalStateException if nothing was added
   */
  public Symbols targetSymbols() {
    return built(targets).slice(start, built(targets).samples());
  }

  /**
   * How transitions are cut.
   *
   * @return histories, delays and lag
   */
  public Embedding embedding() {
    return embedding;
  }

  @Override
  public void count(Receiver receiver) {
    requireNonNull(receiver, "receiver must not be null");
    int cells = nexts * pasts * states;
    IntStream.range(0, sourceUnits)
        .parallel()
        .forEach(
            source -> {
              int[] one = new int[cells];
              for (int target = 0; target < targetUnits; target++) {
                int at = (source * targetUnits + target) * cells;
                System.arraycopy(counts, at, one, 0, cells);
                receiver.pair(source, target, one);
              }
            });
  }

  @Override
  public int transitions() {
    return Math.max(0, samples() - reach);
  }

  @Override
  public int nexts() {
    return nexts;
  }

  @Override
  public int pasts() {
    return pasts;
  }

  @Override
  public int sources() {
    return states;
  }
}
