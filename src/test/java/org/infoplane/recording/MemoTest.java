package org.infoplane.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MemoTest {

  private final List<String> computed = new ArrayList<>();

  private String ask(Memo memo, String key, long bytes) {
    return memo.get(
        key,
        value -> bytes,
        () -> {
          computed.add(key);
          return "value of " + key;
        });
  }

  @Test
  void whatIsKnownIsNotComputedAgain() {
    Memo memo = new Memo(100);
    for (int i = 0; i < 3; i++) {
      assertThat(ask(memo, "a", 60)).isEqualTo("value of a");
      assertThat(ask(memo, "b", 40)).isEqualTo("value of b");
    }
    assertThat(computed).containsExactly("a", "b");
  }

  @Test
  void whatWasNotAskedForLongestIsForgottenFirst() {
    Memo memo = new Memo(100);
    ask(memo, "a", 40);
    ask(memo, "b", 40);
    ask(memo, "a", 40); // b is the oldest now
    ask(memo, "c", 40);
    ask(memo, "a", 40);
    ask(memo, "c", 40);
    assertThat(computed).containsExactly("a", "b", "c");
    ask(memo, "b", 40);
    assertThat(computed).containsExactly("a", "b", "c", "b");
    ask(memo, "c", 40);
    assertThat(computed).containsExactly("a", "b", "c", "b");
    ask(memo, "a", 40);
    assertThat(computed).containsExactly("a", "b", "c", "b", "a");
  }

  @Test
  void severalGoForALargeOneAndAnEvenLargerOneIsNotKept() {
    Memo memo = new Memo(100);
    ask(memo, "a", 50);
    ask(memo, "b", 50);
    ask(memo, "large", 100);
    ask(memo, "large", 100);
    assertThat(computed).containsExactly("a", "b", "large");
    assertThat(ask(memo, "larger", 101)).isEqualTo("value of larger");
    assertThat(ask(memo, "larger", 101)).isEqualTo("value of larger");
    assertThat(ask(memo, "large", 100)).isEqualTo("value of large");
    assertThat(computed).containsExactly("a", "b", "large", "larger", "larger");
  }

  @Test
  void errorIsNotKept() {
    Memo memo = new Memo(100);
    for (int i = 0; i < 2; i++) {
      assertThatIllegalStateException()
          .isThrownBy(
              () ->
                  memo.get(
                      "a",
                      value -> 1,
                      () -> {
                        throw new IllegalStateException("no value");
                      }))
          .withMessage("no value");
    }
    assertThat(ask(memo, "a", 1)).isEqualTo("value of a");
  }

  @Test
  void manyThreadsGetTheValueOfTheirKey() {
    Memo memo = new Memo(1000);
    List<Integer> values =
        IntStream.range(0, 20_000)
            .parallel()
            .mapToObj(i -> memo.get(i % 150, value -> 10, () -> i % 150))
            .toList();
    assertThat(values).isEqualTo(IntStream.range(0, 20_000).mapToObj(i -> i % 150).toList());
  }
}
