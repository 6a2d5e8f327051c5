package org.infoplane.capture.dl4j;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Segments;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Mutable: labels and sequences of the mini-batches of an epoch, in training order. */
final class OrderLabels {

  private final Labels labels;
  private final boolean everyStep;
  private final List<Integer> starts = new ArrayList<>(); // of sequences
  private Labels.Gatherer groups;
  private int batches;
  private int last; // samples of the last mini-batch
  private int samples;

  OrderLabels(Labels labels, boolean everyStep) {
    this.labels = labels;
    this.everyStep = everyStep;
    this.groups = labels.gatherer();
  }

  void startEpoch() {
    groups = labels.gatherer();
    starts.clear();
    batches = 0;
    samples = 0;
  }

  void startBatch(int size) {
    batches++;
    samples += size;
    last = size;
  }

  void add(INDArray rows, int epoch) {
    String who = "Batch %s of epoch %s has".formatted(batches, epoch);
    Examples.requireFinite(rows, who, 0);
    groups.add(rows, last);
    if (everyStep) {
      int steps = last / (int) rows.size(0);
      int start = samples - last;
      IntStream.range(0, last / steps).forEach(i -> starts.add(start + i * steps));
    }
  }

  Partition labels() {
    return groups.finish().partition();
  }

  Segments sequences() {
    return starts.isEmpty()
        ? Segments.whole()
        : Segments.startingAt(starts.stream().mapToInt(Integer::intValue).toArray());
  }
}
