package org.infoplane.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

class DelayTest {

  /** Before the sequence all bits count as 0. */
  private static void requireAnswers(DataSet data, int delay) {
    for (int i = 0; i < data.numExamples(); i++) {
      for (int t = 0; t < data.getFeatures().size(2); t++) {
        double bit = t < delay ? 0 : (data.getFeatures().getDouble(i, 0, t - delay) + 1) / 2;
        assertThat(data.getLabels().getDouble(i, 1, t)).isEqualTo(bit);
        assertThat(data.getLabels().getDouble(i, 0, t)).isEqualTo(1 - bit);
      }
    }
  }

  @Test
  void theLabelIsTheBitOfSoManyStepsBefore() {
    Delay delay = Delay.of(4, 25, 12, 3);
    assertThat(delay.train().getFeatures().shape()).containsExactly(20, 1, 12);
    assertThat(delay.train().getLabels().shape()).containsExactly(20, 2, 12);
    assertThat(delay.test().getFeatures().shape()).containsExactly(5, 1, 12);
    requireAnswers(delay.train(), 4);
    requireAnswers(delay.test(), 4);
    assertThat(delay.delay()).isEqualTo(4);
    assertThat(delay.split().name()).isEqualTo("delay of 4");
    assertThat(delay.train().getFeatures().meanNumber().doubleValue()).isBetween(-0.2, 0.2);
  }

  @Test
  void batchesKeepSequencesAndLabelsTogether() {
    Delay delay = Delay.of(3, 25, 9, 3);
    DataSetIterator batches = delay.batches(8, 1);
    int examples = 0;
    while (batches.hasNext()) {
      DataSet batch = batches.next();
      requireAnswers(batch, 3);
      examples += batch.numExamples();
    }
    assertThat(examples).isEqualTo(20);
    requireAnswers(delay.split().take(4, 2).train(), 3);
  }

  @Test
  void theStreamIsOneLongSequence() {
    DataSet stream = Delay.of(2, 5, 10, 3).stream(500, 3);
    assertThat(stream.getFeatures().shape()).containsExactly(1, 1, 500);
    requireAnswers(stream, 2);
  }

  @Test
  void theSameSeedGivesTheSameBits() {
    Delay one = Delay.of(2, 10, 20, 5);
    assertThat(Delay.of(2, 10, 20, 5).train().getFeatures()).isEqualTo(one.train().getFeatures());
    assertThat(Delay.of(2, 10, 20, 5).test().getLabels()).isEqualTo(one.test().getLabels());
    assertThat(Delay.of(2, 10, 20, 6).train().getFeatures())
        .isNotEqualTo(one.train().getFeatures());
    assertThat(one.stream(50, 1).getFeatures()).isEqualTo(one.stream(50, 1).getFeatures());
    assertThat(one.stream(50, 1).getFeatures()).isNotEqualTo(one.stream(50, 2).getFeatures());
  }

  @Test
  void anAnswerAtOnceIsTheBitItself() {
    Delay delay = Delay.of(0, 5, 6, 1);
    for (int t = 0; t < 6; t++) {
      assertThat(delay.train().getLabels().getDouble(0, 1, t) * 2 - 1)
          .isEqualTo(delay.train().getFeatures().getDouble(0, 0, t));
    }
  }

  @Test
  void errorsSayWhatToDo() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Delay.of(5, 10, 5, 1))
        .withMessageContainingAll("length", "at least 6", "got 5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Delay.of(5, 1, 50, 1))
        .withMessageContainingAll("sequences", "at least 2", "got 1");
  }
}
