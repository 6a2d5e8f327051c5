package org.infoplane.symbol;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An index that does not exist is an error, never the number of something else. */
class RequireTest {

  static Stream<Arguments> accessors() {
    Symbols bits = Symbols.ofSeries(2, new int[][] {{0, 1, 1}, {1, 0, 0}});
    Symbols bytes = Symbols.ofSeries(5, new int[][] {{0, 4, 1}, {1, 0, 3}});
    Symbols chars = Symbols.ofSeries(300, new int[][] {{0, 299, 1}, {1, 0, 3}});
    Values floats = Values.ofRows(new float[] {1, 2, 3, 4, 5, 6}, 2);
    Values rows = Values.ofRows(new double[][] {{1, 2}, {3, 4}, {5, 6}});
    Values constant = Values.view(3, 2, (sample, unit) -> 0);
    return Stream.of(
            Stream.of(bits, bytes, chars)
                .flatMap(
                    symbols ->
                        Stream.of(
                            of("unit", 2, i -> symbols.get(i, 0)),
                            of("sample", 3, i -> symbols.get(1, i)),
                            of("unit", 2, symbols::unit),
                            of("unit", 2, symbols::isConstant))),
            Stream.of(floats, rows, constant)
                .flatMap(
                    values ->
                        Stream.of(
                            of("sample", 3, i -> values.get(i, 0)),
                            of("unit", 2, i -> values.get(0, i)))),
            Stream.of(
                of("sample", 3, i -> Partition.of(7, 8, 7).get(i)),
                of("segment", 2, i -> Segments.startingAt(0, 5).start(i)),
                of("segment", 2, i -> Segments.startingAt(0, 5).end(i, 9))))
        .flatMap(all -> all);
  }

  private static Arguments of(String what, int count, IntConsumer accessor) {
    return Arguments.of(what, count, accessor);
  }

  @ParameterizedTest
  @MethodSource("accessors")
  void indexThatDoesNotExistIsNamed(String what, int count, IntConsumer accessor) {
    for (int index : new int[] {-1, count, Integer.MAX_VALUE}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> accessor.accept(index))
          .withMessage("%s must be from 0 to %s, got %s", what, count - 1, index);
    }
    accessor.accept(count - 1);
  }
}
