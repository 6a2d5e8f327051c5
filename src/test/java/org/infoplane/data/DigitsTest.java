package org.infoplane.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;

class DigitsTest {

  @Test
  void everyDigitIsThereOnceAndScaled() {
    Split digits = Digits.load(1);
    assertThat(digits.train().getFeatures().shape()).containsExactly(1437, 64);
    assertThat(digits.test().getFeatures().shape()).containsExactly(360, 64);
    INDArray perClass = digits.train().getLabels().sum(0).add(digits.test().getLabels().sum(0));
    assertThat(perClass.toIntVector())
        .containsExactly(178, 182, 177, 183, 181, 182, 181, 179, 174, 180);
    assertThat(digits.train().getFeatures().maxNumber().doubleValue()).isEqualTo(1);
    assertThat(digits.train().getFeatures().minNumber().doubleValue()).isZero();
  }

  @Test
  void seedDecidesTheSplit() {
    assertThat(Digits.load(1).test()).isEqualTo(Digits.load(1).test());
    assertThat(Digits.load(1).test()).isNotEqualTo(Digits.load(2).test());
  }

  @Test
  void takeKeepsTheFirst() {
    Split all = Digits.load(1);
    Split some = all.take(5, 3);
    assertThat(some.train().getFeatures().getRow(4)).isEqualTo(all.train().getFeatures().getRow(4));
    assertThat(some.test().getLabels().size(0)).isEqualTo(3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> all.take(1438, 1))
        .withMessageContainingAll("trainExamples", "1 to 1437", "got 1438");
  }

  @Test
  void batchesHoldEveryExampleOnceInANewOrderEachEpoch() {
    INDArray numbers =
        Nd4j.arange(10).reshape(10, 1).castTo(org.nd4j.linalg.api.buffer.DataType.FLOAT);
    DataSetIterator batches =
        new Split("numbers", new DataSet(numbers, numbers), new DataSet(numbers, numbers))
            .batches(4, 7);
    INDArray first = epoch(batches);
    batches.reset();
    INDArray second = epoch(batches);
    assertThat(first).isNotEqualTo(second);
    assertThat(Nd4j.sort(first, 0, true)).isEqualTo(numbers);
    assertThat(Nd4j.sort(second, 0, true)).isEqualTo(numbers);
    assertThat(batches.batch()).isEqualTo(4);
    assertThat(batches.inputColumns()).isEqualTo(1);
    assertThat(batches.totalOutcomes()).isEqualTo(1);
    assertThat(batches.resetSupported()).isTrue();
    assertThat(batches.getPreProcessor()).isNull();
    assertThat(batches.getLabels()).isNull();
    assertThatThrownBy(() -> batches.setPreProcessor(null))
        .hasMessageContaining("already scaled to 0..1");
  }

  private static INDArray epoch(DataSetIterator batches) {
    INDArray all =
        Nd4j.vstack(
            batches.next().getFeatures(),
            batches.next().getFeatures(),
            batches.next().getFeatures());
    assertThat(batches.hasNext()).isFalse();
    assertThatThrownBy(batches::next).isInstanceOf(NoSuchElementException.class);
    return all;
  }

  @Test
  void batchesNeedASize() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Digits.load(1).batches(0, 1))
        .withMessageContaining("size must be at least 1, got 0");
  }
}
