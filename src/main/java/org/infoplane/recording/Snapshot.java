package org.infoplane.recording;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.infoplane.symbol.DiscretizationReport;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Segments;
import org.infoplane.symbol.Symbols;
import org.infoplane.symbol.Values;

/**
 * The layers at one moment of training, on one time axis: of each layer its values, or the symbols
 * that they were packed to. Immutable. Of a recording on disk, values, symbols and groups are read
 * whenever they are asked for, and not kept.
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

    /**
     * Tells what is kept of a layer.
     *
     * @param layer its index
     * @return whether {@link #values} may be asked; else {@link #symbols} may
     */
    boolean hasValues(int layer);

    /**
     * The activations of a layer.
     *
     * @param layer its index
     * @return {@code samples x units}
     */
    Values values(int layer);

    /**
     * The binary symbols of a layer.
     *
     * @param layer its index
     * @return {@code units x samples}
     */
    Symbols symbols(int layer);

    /** {@return whether there are bins, so that {@link #patterns} of packed layers may be asked} */
    boolean hasPatterns();

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

  private record InMemory(
      List<Optional<Values>> kept,
      List<Optional<Symbols>> packed,
      List<Optional<Partition>> groups,
      Partition labels)
      implements Parts {
    @Override
    public int samples() {
      return labels.samples();
    }

    @Override
    public int layers() {
      return kept.size();
    }

    @Override
    public boolean hasValues(int layer) {
      return kept.get(layer).isPresent();
    }

    @Override
    public Values values(int layer) {
      return kept.get(layer).orElseThrow();
    }

    @Override
    public Symbols symbols(int layer) {
      return packed.get(layer).orElseThrow();
    }

    @Override
    public boolean hasPatterns() {
      return groups.stream().anyMatch(Optional::isPresent);
    }

    @Override
    public Partition patterns(int layer) {
      return groups.get(layer).orElseThrow();
    }
  }

  /**
   * What is kept of one layer at one moment: its values, or what they were packed to.
   *
   * @param values {@code samples x units}, if they are kept
   * @param symbols binary ones, {@code units x samples}, if the values are not
   * @param patterns the samples grouped by the binned values, if they were binned
   * @param binning what that binning did to the values
   */
  public record Layer(
      Optional<Values> values,
      Optional<Symbols> symbols,
      Optional<Partition> patterns,
      Optional<DiscretizationReport> binning) {

    /**
     * A layer whose values are kept.
     *
     * @param values {@code samples x units}; they must not change any more
     * @return the layer
     */
    public static Layer of(Values values) {
      requireNonNull(values, "values must not be null");
      return new Layer(Optional.of(values), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * A layer whose values were packed to symbols, and not binned.
     *
     * @param symbols binary ones, {@code units x samples}
     * @return the layer
     */
    public static Layer of(Symbols symbols) {
      requireNonNull(symbols, "symbols must not be null");
      return new Layer(Optional.empty(), Optional.of(symbols), Optional.empty(), Optional.empty());
    }

    /**
     * A layer whose values were packed to symbols, and binned.
     *
     * @param symbols binary ones, {@code units x samples}
     * @param patterns the samples grouped by the binned values
     * @param binning what that binning did to the values
     * @return the layer
     */
    public static Layer of(Symbols symbols, Partition patterns, DiscretizationReport binning) {
      requireNonNull(symbols, "symbols must not be null");
      requireNonNull(patterns, "patterns must not be null");
      requireNonNull(binning, "binning must not be null");
      return new Layer(
          Optional.empty(), Optional.of(symbols), Optional.of(patterns), Optional.of(binning));
    }

    /** {@return the length of each series} */
    public int samples() {
      return values.map(Values::samples).orElseGet(() -> symbols.orElseThrow().samples());
    }

    /** {@return the number of units} */
    public int units() {
      return values.map(Values::units).orElseGet(() -> symbols.orElseThrow().units());
    }
  }

  private final int epoch;
  private final int iteration;
  private final Parts parts;
  private final List<Optional<DiscretizationReport>> binnings;
  private final int[] batchStarts;
  private final Segments sequences;

  /**
   * Takes a snapshot; the array is copied.
   *
   * @param epoch 0 is before training
   * @param layers in the order of the recording's layers
   * @param labels the samples grouped by label
   * @param batchStarts {@code int[batches]}, first sample of each batch, rising from 0
   * @throws IllegalArgumentException if the samples of two layers differ in number
   */
  public Snapshot(int epoch, List<Layer> layers, Partition labels, int[] batchStarts) {
    requireNonNull(layers, "layers must not be null");
    requireNonNull(labels, "labels must not be null");
    requireNonNull(batchStarts, "batchStarts must not be null");
    for (Layer layer : layers) {
      if (layer.samples() != labels.samples()) {
        throw new IllegalArgumentException(
            "Epoch %s has %s labels but a layer of %s samples. Record both from the same batches."
                .formatted(epoch, labels.samples(), layer.samples()));
      }
    }
    this.epoch = epoch;
    this.iteration = 0;
    this.parts =
        new InMemory(
            layers.stream().map(Layer::values).toList(),
            layers.stream().map(Layer::symbols).toList(),
            layers.stream().map(Layer::patterns).toList(),
            labels);
    this.binnings = layers.stream().map(Layer::binning).toList();
    this.batchStarts = batchStarts.clone();
    this.sequences = Segments.whole();
  }

  /**
   * Takes a snapshot whose parts are elsewhere.
   *
   * @param epoch 0 is before training
   * @param iteration mini-batches seen since the recording began
   * @param parts values, symbols, patterns and labels
   * @param binnings what binning did to the values of each layer; empty of those without bins
   * @param batchStarts {@code int[batches]}, first sample of each batch, rising from 0
   * @param sequences whose steps the samples are
   */
  public Snapshot(
      int epoch,
      int iteration,
      Parts parts,
      List<Optional<DiscretizationReport>> binnings,
      int[] batchStarts,
      Segments sequences) {
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
  public Snapshot ofSequences(Segments borders) {
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
  public Segments sequences() {
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
   * Tells what is kept of a layer.
   *
   * @param layer index in {@link Recording#layers()}
   * @return whether its values are kept; else its symbols are
   * @throws IllegalArgumentException if there is no such layer
   */
  public boolean hasValues(int layer) {
    return parts.hasValues(require(layer));
  }

  /**
   * The activations of a layer.
   *
   * @param layer index in {@link Recording#layers()}
   * @return {@code samples x units}
   * @throws IllegalArgumentException if there is no such layer
   * @throws IllegalStateException if they were packed to symbols
   */
  public Values values(int layer) {
    if (!hasValues(layer)) {
      throw new IllegalStateException(
          "Asked for the values of layer %s after epoch %s, but it was packed to symbols. Record with keeping(values())."
              .formatted(layer, epoch));
    }
    return parts.values(layer);
  }

  /**
   * The binary symbols of a layer that was packed.
   *
   * @param layer index in {@link Recording#layers()}
   * @return {@code units x samples}
   * @throws IllegalArgumentException if there is no such layer
   * @throws IllegalStateException if its values are kept: queries make symbols of them
   */
  public Symbols symbols(int layer) {
    if (hasValues(layer)) {
      throw new IllegalStateException(
          "Asked for the symbols of layer %s after epoch %s, but its values are kept. Take values(layer) and a Discretizer."
              .formatted(layer, epoch));
    }
    return parts.symbols(layer);
  }

  /**
   * What a layer that was packed shows, binned.
   *
   * @param layer index in {@link Recording#layers()}
   * @return the samples grouped by the layer's pattern of bins; empty if it was not binned
   * @throws IllegalArgumentException if there is no such layer
   */
  public Optional<Partition> patterns(int layer) {
    return hasValues(layer) || !parts.hasPatterns()
        ? Optional.empty()
        : Optional.of(parts.patterns(layer));
  }

  /**
   * What the binning did to the values of a layer that was packed.
   *
   * @param layer index in {@link Recording#layers()}
   * @return constant and dead units, values outside the range; empty if it was not binned
   * @throws IllegalArgumentException if there is no such layer
   */
  public Optional<DiscretizationReport> binning(int layer) {
    return binnings.get(require(layer));
  }

  private int require(int layer) {
    if (layer < 0 || layer >= parts.layers()) {
      throw new IllegalArgumentException(
          "Asked for layer %s of %s. Pass 0 to %s, or Recording.layer(name)."
              .formatted(layer, parts.layers(), parts.layers() - 1));
    }
    return layer;
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
