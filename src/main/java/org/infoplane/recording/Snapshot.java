package org.infoplane.recording;

import java.util.List;
import java.util.Optional;
import org.infoplane.symbol.Coding;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Symbols;

/**
 * The layers at one epoch, on one time axis. Immutable.
 *
 * @see Track
 */
public final class Snapshot {

  private final int epoch;
  private final List<Symbols> symbols;
  private final List<Partition> patterns;
  private final List<Coding> binnings;
  private final Partition labels;
  private final int[] batchStarts;

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
    for (Symbols layer : symbols) {
      if (layer.samples() != labels.samples()) {
        throw new IllegalArgumentException(
            "Epoch %d has %d labels but a layer of %d samples. Record both from the same batches."
                .formatted(epoch, labels.samples(), layer.samples()));
      }
    }
    this.epoch = epoch;
    this.symbols = List.copyOf(symbols);
    this.patterns = List.copyOf(patterns);
    this.binnings = List.copyOf(binnings);
    this.labels = labels;
    this.batchStarts = batchStarts.clone();
  }

  /**
   * When it was taken.
   *
   * @return 0 before training, else the number of finished epochs
   */
  public int epoch() {
    return epoch;
  }

  /**
   * Length of each series.
   *
   * @return number of samples
   */
  public int samples() {
    return labels.samples();
  }

  /**
   * The binary symbols of a layer.
   *
   * @param layer index in {@link Recording#layers()}
   * @return {@code units x samples}
   */
  public Symbols symbols(int layer) {
    return symbols.get(layer);
  }

  /**
   * What a layer shows, binned.
   *
   * @param layer index in {@link Recording#layers()}
   * @return the samples grouped by the layer's pattern of bins; empty on an axis without bins
   */
  public Optional<Partition> patterns(int layer) {
    return patterns.isEmpty() ? Optional.empty() : Optional.of(patterns.get(layer));
  }

  /**
   * What the binning did to the values of a layer.
   *
   * @param layer index in {@link Recording#layers()}
   * @return constant and dead units, values outside the range; empty on an axis without bins
   */
  public Optional<Coding> binning(int layer) {
    return binnings.isEmpty() ? Optional.empty() : Optional.of(binnings.get(layer));
  }

  /**
   * The labels.
   *
   * @return the samples grouped by label
   */
  public Partition labels() {
    return labels;
  }

  /**
   * The mini-batches.
   *
   * @return a copy, {@code int[batches]}, first sample of each batch, rising from 0
   */
  public int[] batchStarts() {
    return batchStarts.clone();
  }
}
