package org.infoplane.capture.dl4j;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.dataset.api.MultiDataSetPreProcessor;
import org.nd4j.linalg.dataset.api.iterator.MultiDataSetIterator;

/** Mutable: an iterator that requires labels for each output, as {@link LabelledBatches}. */
final class LabelledMultiBatches implements MultiDataSetIterator {

  private static final long serialVersionUID = 1;

  private final transient MultiDataSetIterator batches;
  private final List<String> outputs;
  private int seen;

  LabelledMultiBatches(MultiDataSetIterator batches, List<String> outputs) {
    this.batches = batches;
    this.outputs = List.copyOf(outputs);
  }

  private MultiDataSet labelled(MultiDataSet batch) {
    seen++;
    int arrays = batch.getLabels() == null ? 0 : batch.getLabels().length;
    if (arrays != outputs.size()) {
      throw new IllegalArgumentException(
          "Batch %s of an epoch must have labels for each of the outputs %s, got %s array%s. Pass them in that order."
              .formatted(seen, outputs, arrays, arrays == 1 ? "" : "s"));
    }
    return batch;
  }

  @Override
  public boolean hasNext() {
    return batches.hasNext();
  }

  @Override
  public MultiDataSet next() {
    return labelled(batches.next());
  }

  @Override
  public MultiDataSet next(int count) {
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

  /** Never, as {@link LabelledBatches}. */
  @Override
  public boolean asyncSupported() {
    return false;
  }

  @Override
  public void setPreProcessor(MultiDataSetPreProcessor preProcessor) {
    batches.setPreProcessor(preProcessor);
  }

  @Override
  public @Nullable MultiDataSetPreProcessor getPreProcessor() {
    return batches.getPreProcessor();
  }
}
