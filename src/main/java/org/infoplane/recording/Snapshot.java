package org.infoplane.recording;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.infoplane.symbol.Coding;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Symbols;
import org.infoplane.symbol.Trials;

/**
 * The layers at one epoch, on one time axis. Immutable. Of a recording on disk, symbols and groups
 * are read whenever they are asked for, and not kept.
 *
 * @see Track
 */
public final class Snapshot {

  /**
   * Where the large parts are: in memory, or on disk. Asked whenever a part is needed; layers are
   * checked before.
   */
  public interface Parts {

    /** {@return the length of each series} */
    int samples();

    /** {@return the number of layers, at least 1} */
    int layers();

    /** {@return whether there are bins, so that {@link #patterns} may be asked} */
    boolean hasPatterns();

    /**
     * The binary symbols of a layer.
     *
     * @param layer its index
     * @return {@code units x samples}
     */
    Symbols symbols(int layer);

    /**
     * The samples grouped by the layer's pattern of bins.
     *
     * @param layer its index
     * @return the groups
     */
    Partition patterns(int layer);

    /** {@return the samples grouped by label} */
    Partition labels();
  }

  private record InMemory(List<Symbols> all, List<Partition> groups, Partition labels)
      implements Parts {
    @Override
    public int samples() {
      return labels.samples();
    }

    @Override
    public int layers() {
      return all.size();
    }

    @Override
    public boolean hasPatterns() {
      return !groups.isEmpty();
    }

    @Override
    public Symbols symbols(int layer) {
      return all.get(layer);
    }

    @Override
    public Partition patterns(int layer) {
      return groups.get(layer);
    }
  }

  private final int epoch;
  private final int iteration;
  private final Parts parts;
  private final List<Coding> binnings;
  private final int[] batchStarts;
  private final Trials sequences;

  /**
   * Takes a snapshot; the arrays are copied.
   *
   * @param epoch 0 is before training
   * @param symbols binary symbols of each layer, in the order of the recording's layers
   * @param patterns the samples grouped by the binned activations of each layer; empty if the axis
   *     has none
   * @param binnings what that binning did to the values of each layer; empty if the axis has none
   * @param labels the samples grouped by label
   * @param batchStarts {@code int[batches]}, first sample of each batch, rising from 0
   * @throws IllegalArgumentException if the samples of two layers differ in number
   */
  public Snapshot(
      int epoch,
      List<Symbols> symbols,
      List<Partition> patterns,
      List<Coding> binnings,
      Partition labels,
      int[] batchStarts) {
    requireNonNull(symbols, "symbols must not be null");
    requireNonNull(patterns, "patterns must not be null");
    requireNonNull(binnings, "binnings must not be null");
    requireNonNull(labels, "labels must not be null");
    requireNonNull(batchStarts, "batchStarts must not be null");
    for (Symbols layer : symbols) {
      if (layer.samples() != labels.samples()) {
        throw new IllegalArgumentException(
            "Epoch %s has %s labels but a layer of %s samples. Record both from the same batches."
                .formatted(epoch, labels.samples(), layer.samples()));
      }
    }
    this.epoch = epoch;
    this.iteration = 0;
    this.parts = new InMemory(List.copyOf(symbols), List.copyOf(patterns), labels);
    this.binnings = List.copyOf(binnings);
    this.batchStarts = batchStarts.clone();
    this.sequences = Trials.whole();
  }

  /**
   * Takes a snapshot whose parts are elsewhere.
   *
   * @param epoch 0 is before training
   * @param iteration mini-batches seen since the recording began
   * @param parts symbols, patterns and labels
   * @param binnings what binning did to the values of each layer; empty if the axis has no bins
   * @param batchStarts {@code int[batches]}, first sample of each batch, rising from 0
   * @param sequences whose steps the samples are
   */
  public Snapshot(
      int epoch,
      int iteration,
      Parts parts,
      List<Coding> binnings,
      int[] batchStarts,
      Trials sequences) {
    this.epoch = epoch;
    this.iteration = iteration;
    this.parts = requireNonNull(parts, "parts must not be null");
    this.binnings = List.copyOf(requireNonNull(binnings, "binnings must not be null"));
    this.batchStarts = requireNonNull(batchStarts, "batchStarts must not be null").clone();
    this.sequences = requireNonNull(sequences, "sequences must not be null");
  }

  /**
   * Says how many mini-batches had been seen.
   *
   * @param mini batches since the recording began
   * @return the same snapshot with it
   */
  public Snapshot afterIteration(int mini) {
    return new Snapshot(epoch, mini, parts, binnings, batchStarts, sequences);
  }

  /**
   * Says where sequences begin, whose borders no transition crosses.
   *
   * @param borders stretches of the samples
   * @return the same snapshot with them
   */
  public Snapshot ofSequences(Trials borders) {
    requireNonNull(borders, "borders must not be null");
    return new Snapshot(epoch, iteration, parts, binnings, batchStarts, borders);
  }

  /** {@return the number of finished epochs when it was taken, 0 before training} */
  public int epoch() {
    return epoch;
  }

  /** {@return how many mini-batches had been seen since the recording began, 0 before training} */
  public int iteration() {
    return iteration;
  }

  /** {@return the sequences that the samples are steps of; one stretch if they are none} */
  public Trials sequences() {
    return sequences;
  }

  /** {@return the length of each series} */
  public int samples() {
    return parts.samples();
  }

  /** {@return the number of layers, at least 1} */
  public int layers() {
    return parts.layers();
  }

  /**
   * The binary symbols of a layer.
   *
   * @param layer index in {@link Recording#layers()}
   * @return {@code units x samples}
   * @throws IllegalArgumentException if there is no such layer
   */
  public Symbols symbols(int layer) {
    return parts.symbols(require(layer));
  }

  /**
   * What a layer shows, binned.
   *
   * @param layer index in {@link Recording#layers()}
   * @return the samples grouped by the layer's pattern of bins; empty on an axis without bins
   */
  public Optional<Partition> patterns(int layer) {
    return parts.hasPatterns() ? Optional.of(parts.patterns(require(layer))) : Optional.empty();
  }

  /**
   * What the binning did to the values of a layer.
   *
   * @param layer index in {@link Recording#layers()}
   * @return constant and dead units, values outside the range; empty on an axis without bins
   */
  public Optional<Coding> binning(int layer) {
    return binnings.isEmpty() ? Optional.empty() : Optional.of(binnings.get(require(layer)));
  }

  private int require(int layer) {
    if (layer < 0 || layer >= parts.layers()) {
      throw new IllegalArgumentException(
          "Asked for layer %s of %s. Pass 0 to %s, or Recording.layer(name)."
              .formatted(layer, parts.layers(), parts.layers() - 1));
    }
    return layer;
  }

  /** {@return what the symbols take: bits a sample, over all layers} */
  public long bitsPerSample() {
    long bits = 0;
    for (int layer = 0; layer < layers(); layer++) {
      Symbols symbols = parts.symbols(layer);
      bits += (long) symbols.units() * symbols.bits();
    }
    return bits;
  }

  /** {@return what the binning did to the values, one a layer; empty on an axis without bins} */
  public List<Coding> binnings() {
    return binnings;
  }

  /**
   * {@return the samples grouped by label; one group if labels are not classes, or all of one
   * class}
   */
  public Partition labels() {
    return parts.labels();
  }

  /** {@return the first sample of each mini-batch, {@code int[batches]}, rising from 0; a copy} */
  public int[] batchStarts() {
    return batchStarts.clone();
  }
}
