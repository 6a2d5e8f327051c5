package org.infoplane;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.infoplane.data.Split;
import org.infoplane.measure.ContinuousEstimator;
import org.infoplane.measure.nulls.Null;
import org.infoplane.recording.Recording;
import org.infoplane.testing.Networks;
import org.infoplane.testing.Trained;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

/** A cell that is run again and again, in a kernel that lives all day. */
class RerunsIT {

  private static final Split DIGITS = Networks.digits();

  private static Recording trained(MultiLayerNetwork network) {
    return Notebook.captureLayers(network)
        .inTrainingOrder()
        .onProbe(DIGITS.test())
        .evaluating(DIGITS.train(), DIGITS.test())
        .keepingWeights()
        .whileTraining(DIGITS.batches(100, 1), 1);
  }

  private static long alive(List<WeakReference<Object>> references) {
    return references.stream().filter(one -> one.get() != null).count();
  }

  @Test
  void fiftyRerunsLeaveNothingBehind() throws InterruptedException {
    List<WeakReference<Object>> earlier = new ArrayList<>();
    int threads = 0;
    for (int i = 0; i < 50; i++) {
      MultiLayerNetwork network = Networks.dense();
      Recording run = trained(network);
      Notebook.transferEntropy(run).against(Null.withinBatch(2, 1)).table();
      assertThat(Notebook.plotPlane(run).toString()).isNotEmpty();
      earlier.add(new WeakReference<>(run));
      earlier.add(new WeakReference<>(network));
      if (i == 4) { // all pools have started
        threads = Thread.activeCount();
      }
    }
    for (int i = 0; i < 50 && alive(earlier) > 2; i++) {
      System.gc();
      Thread.sleep(100);
    }
    assertThat(alive(earlier)).as("recordings and networks of earlier runs").isLessThanOrEqualTo(2);
    assertThat(Thread.activeCount()).as("threads").isLessThanOrEqualTo(threads);
  }

  private static List<List<List<Object>>> answers(int threads) {
    Recording run = trained(Networks.dense()); // anew, since a recording remembers what it computed
    ForkJoinPool pool = new ForkJoinPool(threads);
    try {
      return pool.submit(
              () ->
                  List.of(
                          Notebook.transferEntropy(run).against(Null.withinBatch(5, 1)).table(),
                          Notebook.transferEntropy(run)
                              .with(ContinuousEstimator.gaussian())
                              .table(),
                          Notebook.mutualInformation(run).table(),
                          Notebook.informationFlow(run).table(),
                          Notebook.knockOut(run).table())
                      .stream()
                      .map((Table table) -> Trained.cells(table))
                      .toList())
          .join();
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void numberOfThreadsChangesNoDigit() {
    List<List<List<Object>>> alone = answers(1);
    assertThat(alone).allSatisfy(table -> assertThat(table).hasSizeGreaterThan(1));
    assertThat(answers(2)).isEqualTo(alone);
    assertThat(answers(7)).isEqualTo(alone);
  }
}
