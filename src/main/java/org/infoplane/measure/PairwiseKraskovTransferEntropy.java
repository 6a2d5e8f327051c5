package org.infoplane.measure;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.infoplane.measure.statistics.Parallel;
import org.infoplane.measure.statistics.Stop;
import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.History;
import org.infoplane.symbol.Values;

/**
 * Nearest neighbour transfer entropy from every unit of one layer to every unit of another, for any
 * history, lag and trials. Immutable. Each pair equals {@link TransferEntropy#of(Values, Values,
 * Embedding)} with the same {@link Kraskov} on its units, to the last bit.
 *
 * <p>What depends on a target alone, its (next, history) and its history, is searched once for all
 * sources. Noise is that of a single pair: the same values for each source and each target.
 *
 * @see <a href="https://doi.org/10.1103/PhysRevLett.99.204101">Frenzel and Pompe 2007</a>
 */
public final class PairwiseKraskovTransferEntropy extends UnitPairs {

  /** With this many sources, lists of a target's neighbours save more than they cost. */
  private static final int MANY = 12;

  private final Values sources;
  private final Values targets;
  private final Embedding embedding;
  private final Kraskov estimator;

  private PairwiseKraskovTransferEntropy(
      Values sources, Values targets, Embedding embedding, Kraskov estimator, int[] times) {
    super(sources.units(), targets.units(), times.length);
    this.sources = sources;
    this.targets = targets;
    this.embedding = embedding;
    this.estimator = estimator;
    measure(times, estimator.window(embedding.clock(times)));
  }

  private void measure(int[] times, TimeWindow window) {
    double[][][] from = new double[sources.units()][][];
    for (int s = 0; s < from.length; s++) {
      from[s] = Embedding.points(Layers.unit(sources, s), embedding.source(), times);
    }
    for (int t = 0; t < targets.units(); t++) {
      int target = t;
      Stop.ifInterrupted();
      Values own = Layers.unit(targets, t);
      double[][] next = Embedding.points(own, History.present(), times);
      double[][] history = Embedding.points(own, embedding.target(), times);
      Map<Boolean, List<Integer>> scaled =
          IntStream.range(0, from.length)
              .boxed()
              .collect(
                  Collectors.partitioningBy(s -> estimator.needsScaling(next, from[s], history)));
      scaled.forEach(
          (needsScaling, chosen) -> {
            Kraskov how = needsScaling ? estimator.standardized() : estimator;
            measure(target, next, history, from, chosen, how, window);
          });
    }
  }

  /** Measures one target and some sources, with values as they are or standardised. */
  private void measure(
      int target,
      double[][] next,
      double[][] history,
      double[][][] from,
      List<Integer> chosen,
      Kraskov how,
      TimeWindow window) {
    if (chosen.isEmpty()) {
      return;
    }
    int ofSource = embedding.source().length();
    double[][] noises = how.noises(1 + ofSource + history.length, transitions);
    double[][] a = how.prepare(next, noises, 0);
    double[][] given = how.prepare(history, noises, 1 + ofSource);
    NeighbourInformation shared =
        chosen.size() < MANY
            ? new NeighbourInformation(a, given, window, how)
            : NeighbourInformation.ofMany(a, given, window, how, ofSource);
    double[] ofAll =
        Parallel.map(chosen.size(), i -> shared.with(how.prepare(from[chosen.get(i)], noises, 1)));
    for (int i = 0; i < ofAll.length; i++) {
      nats[index(chosen.get(i), target)] = ofAll[i];
    }
  }

  /**
   * {@return TE of {@code sources.units() x targets.units()} pairs}
   *
   * @param sources {@code samples x units} of the source layer, finite
   * @param targets {@code samples x units} of the target layer, finite, as many samples
   * @param embedding histories, delays, lag and trials
   * @param estimator neighbours, algorithm, Theiler window, scale and noise
   * @throws IllegalArgumentException if lengths differ, a value is NaN or infinite, no transition
   *     is left, or a transition has fewer than k neighbours
   */
  public static PairwiseKraskovTransferEntropy between(
      Values sources, Values targets, Embedding embedding, Kraskov estimator) {
    requireNonNull(sources, "sources must not be null");
    requireNonNull(targets, "targets must not be null");
    requireNonNull(embedding, "embedding must not be null");
    requireNonNull(estimator, "estimator must not be null");
    Embedding.requireSameLength(sources.samples(), targets.samples());
    Columns.requireNumbers("source", sources);
    Columns.requireNumbers("target", targets);
    int[] times = embedding.times(targets.samples(), embedding.target(), embedding.source());
    return new PairwiseKraskovTransferEntropy(sources, targets, embedding, estimator, times);
  }

  /**
   * {@return the TE of one pair, with warnings of ties and constant units, but neither bias nor
   * null: {@link TransferEntropy#of(Values, Values, Embedding)} has these}
   *
   * @param source unit of the source layer
   * @param target unit of the target layer
   * @throws IllegalArgumentException if there is no such unit
   */
  public Estimate get(int source, int target) {
    return Estimate.plain(nats(source, target), estimator.toString(), transitions)
        .with(
            TransferEntropy.of(
                    Layers.unit(sources, source), Layers.unit(targets, target), embedding)
                .with(estimator)
                .warnings());
  }
}
