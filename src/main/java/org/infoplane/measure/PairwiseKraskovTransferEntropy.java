package org.infoplane.measure;

import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.Past;
import org.infoplane.symbol.Values;

/**
 * Nearest neighbour transfer entropy from every unit of one layer to every unit of another, of any
 * history, lag and trials. Immutable. Each pair equals {@link TransferEntropy#of(Values, Values,
 * Embedding)} with the same {@link Kraskov} on its units, to the last bit.
 *
 * <p>What belongs to a target alone, its (next, past) and its past, is searched once for all
 * sources. Noise is that of the pair alone: the same numbers for each source, and for each target.
 *
 * @see <a href="https://doi.org/10.1103/PhysRevLett.99.204101">Frenzel and Pompe 2007</a>
 */
public final class PairwiseKraskovTransferEntropy {

  /** Sources from which on lists of a target's neighbours cost less than they save. */
  private static final int MANY = 12;

  private final Values sources;
  private final Values targets;
  private final Embedding embedding;
  private final Kraskov estimator;
  private final int transitions;
  private final double[] nats;

  private PairwiseKraskovTransferEntropy(
      Values sources, Values targets, Embedding embedding, Kraskov estimator) {
    this.sources = sources;
    this.targets = targets;
    this.embedding = embedding;
    this.estimator = estimator;
    int[] times = embedding.times(targets.samples(), embedding.target(), embedding.source());
    transitions = times.length;
    nats = new double[Math.multiplyExact(sources.units(), targets.units())];
    measure(times, estimator.window(embedding.clock(times)));
  }

  private void measure(int[] times, TimeWindow window) {
    int ofSource = embedding.source().history();
    double[][] noises = estimator.noises(1 + ofSource + embedding.target().history(), transitions);
    double[][][] from = new double[sources.units()][][];
    for (int s = 0; s < from.length; s++) {
      double[][] points = Embedding.points(unit(sources, s), embedding.source(), times);
      from[s] = estimator.prepare(points, noises, 1);
    }
    for (int t = 0; t < targets.units(); t++) {
      Values own = unit(targets, t);
      double[][] next = Embedding.points(own, Past.present(), times);
      double[][] past = Embedding.points(own, embedding.target(), times);
      double[][] a = estimator.prepare(next, noises, 0);
      double[][] given = estimator.prepare(past, noises, 1 + ofSource);
      NeighbourInformation target =
          from.length < MANY
              ? new NeighbourInformation(a, given, window, estimator)
              : NeighbourInformation.ofMany(a, given, window, estimator, ofSource);
      double[] ofAll = Parallel.map(from.length, s -> target.with(from[s]));
      for (int s = 0; s < from.length; s++) {
        nats[index(s, t)] = ofAll[s];
      }
    }
  }

  private static Values unit(Values layer, int unit) {
    return Values.view(layer.samples(), 1, (sample, one) -> layer.get(sample, unit));
  }

  /**
   * Measures all pairs.
   *
   * @param sources {@code samples x units} of the source layer, finite
   * @param targets {@code samples x units} of the target layer, finite, as many samples
   * @param embedding histories, delays, lag and trials
   * @param estimator neighbours, algorithm, Theiler window, scale and noise
   * @return TE of {@code sources.units() x targets.units()} pairs
   * @throws IllegalArgumentException if lengths differ, a value is NaN or infinite, no transition
   *     is left, or a transition has fewer neighbours than asked for
   */
  public static PairwiseKraskovTransferEntropy between(
      Values sources, Values targets, Embedding embedding, Kraskov estimator) {
    Embedding.requireSameLength(sources.samples(), targets.samples());
    Columns.requireNumbers("source", sources);
    Columns.requireNumbers("target", targets);
    return new PairwiseKraskovTransferEntropy(sources, targets, embedding, estimator);
  }

  private int index(int source, int target) {
    return Pair.index(source, target, sources.units(), targets.units());
  }

  /**
   * Number of transitions.
   *
   * @return n
   */
  public int transitions() {
    return transitions;
  }

  /**
   * Number of pairs.
   *
   * @return source units times target units
   */
  public int pairs() {
    return nats.length;
  }

  /**
   * One pair.
   *
   * @param source unit of the source layer
   * @param target unit of the target layer
   * @return its TE, with warnings of ties and constant units; neither bias nor null, which take
   *     surrogates: {@link TransferEntropy#of(Values, Values, Embedding)} has them
   * @throws IllegalArgumentException if there is no such unit
   */
  public Estimate get(int source, int target) {
    return Estimate.plain(nats[index(source, target)], estimator.toString(), transitions)
        .with(
            TransferEntropy.of(unit(sources, source), unit(targets, target), embedding)
                .with(estimator)
                .warnings());
  }

  /**
   * Mean over all pairs: comparable across widths.
   *
   * @return nats
   */
  public double meanNats() {
    double sum = 0;
    for (double value : nats) {
      sum += value;
    }
    return sum / nats.length;
  }
}
