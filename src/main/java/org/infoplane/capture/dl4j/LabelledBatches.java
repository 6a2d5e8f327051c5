package org.infoplane.capture.dl4j;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.DataSetPreProcessor;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/**
 * Mutable: an iterator that requires labels, and forbids masks where asked. For a batch without
 * labels, DL4J ends the epoch of a {@code MultiLayerNetwork} silently, and fails in a {@code
 * ComputationGraph} with a null pointer.
 */
final class LabelledBatches implements DataSetIterator {

  private static final long serialVersionUID = 1;

  private final transient DataSetIterator batches;
  private final boolean masks; // are allowed
  private int seen;

  LabelledBatches(DataSetIterator batches, boolean masks) {
    this.batches = batches;
    this.masks = masks;
  }

  private DataSet labelled(DataSet batch) {
    seen++;
    if (batch.getLabels() == null) {
      throw new IllegalArgumentException(
          "Batch %s of an epoch has no labels. Pass features with labels; those of an autoencoder are its features."
              .formatted(seen));
    }
    if (!masks && batch.hasMaskArrays()) {
      throw Examples.masked("batch " + seen);
    }
    return batch;
  }

  @Override
  public boolean hasNext() {
    return batches.hasNext();
  }

  @Override
  public DataSet next() {
    return labelled(batches.next());
  }

  @Override
  public DataSet next(int count) {
    return labelled(batches.next(count));
  }

  @Override
  public void reset() {
    seen = 0;
    batches.reset();
  }

  @Override
  public boolean resetSupported() {
    return batches.resetSupported();
  }

  /** Never: if DL4J's prefetch thread fails, training may wait for it forever. */
  @Override
  public boolean asyncSupported() {
    return false;
  }

  @Override
  public int batch() {
    return batches.batch();
  }

  @Override
  public int inputColumns() {
    return batches.inputColumns();
  }

  @Override
  public int totalOutcomes() {
    return batches.totalOutcomes();
  }

  @Override
  public @Nullable List<String> getLabels() {
    return batches.getLabels();
  }

  @Override
  public void setPreProcessor(DataSetPreProcessor preProcessor) {
    batches.setPreProcessor(preProcessor);
  }

  @Override
  public @Nullable DataSetPreProcessor getPreProcessor() {
    return batches.getPreProcessor();
  }
}
