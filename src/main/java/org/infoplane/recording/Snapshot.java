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
 * The layers at one moment of training on one time axis: the values of each layer, or the symbols
 * that they were packed to. Immutable. Those of a recording on disk are read on each access and not
 * cached.
 *
 * @see Track
 */
public final class Snapshot {

  /** The large parts of a snapshot, in memory or on disk. Layers are valid indices. */
  public interface Parts {

    /** {@return the length of each series} */
    int samples();

    /** {@return the number of layers, at least 1} */
    int layers();

    /**
     * {@return whether a layer has {@link #values}; else it has {@link #symbols}}
     *
     * @param layer its index
     */
    boolean hasValues(int layer);

    /**
     * {@return the activations of a layer, {@code samples x units}}
     *
     * @param layer its index
     */
    Values values(int layer);

    /**
     * {@return the binary symbols of a layer, {@code units x samples}}
     *
     * @param layer its index
     */
    Symbols symbols(int layer);

    /** {@return whether packed layers were binned and have {@link #patterns}} */
    boolean hasPatterns();

    /**
     * {@return the samples grouped by the layer's binned values}
     *
     * @param layer its index
     */
    Partition patterns(int layer);

    /** {@return the samples grouped by label} */
    Partition labels();
  }

  private record InMemory(List<Layer> all, Partition labels) implements Parts {
    @Override
    public int samples() {
      return labels.samples();
    }

    @Override
    public int layers() {
      return all.size();
    }

    @Override
    public boolean hasValues(int layer) {
      return all.get(layer).values().isPresent();
    }

    @Override
    public Values values(int layer) {
      return all.get(layer).values().orElseThrow();
    }

    @Override
    public Symbols symbols(int layer) {
      return all.get(layer).symbols().orElseThrow();
    }

    @Override
    public boolean hasPatterns() {
      return all.stream().anyMatch(layer -> layer.patterns().isPresent());
    }

    @Override
    public Partition patterns(int layer) {
      return all.get(layer).patterns().orElseThrow();
    }
  }

  /**
   * A layer at one moment: its values, or what they were packed to.
   *
   * @param values {@code samples x units}, if they are kept
   * @param symbols binary, {@code units x samples}, if the values are not kept
   * @param patterns the samples grouped by the binned values, if they were binned
   * @param binning the report of that binning
   */
  public record Layer(
      Optional<Values> values,
      Optional<Symbols> symbols,
      Optional<Partition> patterns,
      Optional<DiscretizationReport> binning) {

    /**
     * {@return a layer whose values are kept}
     *
     * @param values {@code samples x units}; they must not change any more
     */
    public static Layer of(Values values) {
      requireNonNull(values, "values must not be null");
      return new Layer(Optional.of(values), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * {@return a layer whose values were packed to symbols and not binned}
     *
     * @param symbols binary, {@code units x samples}
     */
    public static Layer of(Symbols symbols) {
      requireNonNull(symbols, "symbols must not be null");
      return new Layer(Optional.empty(), Optional.of(symbols), Optional.empty(), Optional.empty());
    }

    /**
     * {@return a layer whose values were packed to symbols and binned}
     *
     * @param symbols binary, {@code units x samples}
     * @param patterns the samples grouped by the binned values
     * @param binning the report of that binning
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
   * Creates a snapshot in memory.
   *
   * @param epoch 0 is before training
   * @param layers in the order of the recording's layers
   * @param labels the samples grouped by label
   * @param batchStarts {@code int[batches]}, first sample of each mini-batch, ascending from 0;
   *     copied
   * @throws IllegalArgumentException if layers and labels differ in the number of samples
   */
  public Snapshot(int epoch, List<Layer> layers, Partition labels, int[] batchStarts) {
    this(
        epoch,
        0,
        new InMemory(
            List.copyOf(requireNonNull(layers, "layers must not be null")),
            requireNonNull(labels, "labels must not be null")),
        layers.stream().map(Layer::binning).toList(),
        batchStarts,
        Segments.whole());
    for (Layer layer : layers) {
      if (layer.samples() != labels.samples()) {
        throw new IllegalArgumentException(
            "Epoch %s has %s labels but a layer of %s samples. Record both from the same batches."
                .formatted(epoch, labels.samples(), layer.samples()));
      }
    }
  }

  /**
   * Creates a snapshot whose parts are stored elsewhere.
   *
   * @param epoch 0 is before training
   * @param iteration mini-batches since the recording began
   * @param parts values, symbols, patterns and labels
   * @param binnings the binning report of each layer; empty for layers without bins
   * @param batchStarts {@code int[batches]}, first sample of each mini-batch, ascending from 0
   * @param sequences the sequences whose steps the samples are
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
   * {@return the same snapshot with a number of iterations}
   *
   * @param mini batches since the recording began
   */
  public Snapshot afterIteration(int mini) {
    return new Snapshot(epoch, mini, parts, binnings, batchStarts, sequences);
  }

  /**
   * {@return the same snapshot with sequences, whose borders no transition crosses}
   *
   * @param borders segments of the samples
   */
  public Snapshot ofSequences(Segments borders) {
    requireNonNull(borders, "borders must not be null");
    return new Snapshot(epoch, iteration, parts, binnings, batchStarts, borders);
  }

  /** {@return the number of finished epochs, 0 before training} */
  public int epoch() {
    return epoch;
  }

  /** {@return the number of mini-batches since the recording began, 0 before training} */
  public int iteration() {
    return iteration;
  }

  /** {@return the sequences whose steps the samples are; one segment without sequences} */
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
   * {@return whether the values of a layer are kept; else its symbols are}
   *
   * @param layer index in {@link Recording#layers()}
   * @throws IllegalArgumentException if there is no such layer
   */
  public boolean hasValues(int layer) {
    return parts.hasValues(require(layer));
  }

  /**
   * {@return the activations of a layer, {@code samples x units}}
   *
   * @param layer index in {@link Recording#layers()}
   * @throws IllegalArgumentException if there is no such layer
   * @throws IllegalStateException if they were packed to symbols
   */
  public Values values(int layer) {
    if (!hasValues(layer)) {
      throw new IllegalStateException(
          "No values of layer %s after epoch %s: it was packed to symbols. Record with keeping(values())."
              .formatted(layer, epoch));
    }
    return parts.values(layer);
  }

  /**
   * {@return the binary symbols of a packed layer, {@code units x samples}}
   *
   * @param layer index in {@link Recording#layers()}
   * @throws IllegalArgumentException if there is no such layer
   * @throws IllegalStateException if its values are kept, which queries discretize
   */
  public Symbols symbols(int layer) {
    if (hasValues(layer)) {
      throw new IllegalStateException(
          "No symbols of layer %s after epoch %s: its values are kept. Take values(layer) and a Discretizer."
              .formatted(layer, epoch));
    }
    return parts.symbols(layer);
  }

  /**
   * {@return the samples grouped by the binned values of a packed layer; empty if it was not
   * binned}
   *
   * @param layer index in {@link Recording#layers()}
   * @throws IllegalArgumentException if there is no such layer
   */
  public Optional<Partition> patterns(int layer) {
    return hasValues(layer) || !parts.hasPatterns()
        ? Optional.empty()
        : Optional.of(parts.patterns(layer));
  }

  /**
   * {@return constant and dead units and values outside the range, from the binning of a packed
   * layer; empty if it was not binned}
   *
   * @param layer index in {@link Recording#layers()}
   * @throws IllegalArgumentException if there is no such layer
   */
  public Optional<DiscretizationReport> binning(int layer) {
    return binnings.get(require(layer));
  }

  private int require(int layer) {
    if (layer < 0 || layer >= parts.layers()) {
      throw new IllegalArgumentException(
          "layer must be from 0 to %s, got %s. Recording.layer(name) gives the index."
              .formatted(parts.layers() - 1, layer));
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

  /**
   * {@return the first sample of each mini-batch, {@code int[batches]}, ascending from 0; a copy}
   */
  public int[] batchStarts() {
    return batchStarts.clone();
  }
}
