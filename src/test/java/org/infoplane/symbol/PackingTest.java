package org.infoplane.symbol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.util.stream.IntStream;
import org.infoplane.testing.Series;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackingTest {

  @ParameterizedTest
  @CsvSource({
    "2, 1",
    "2, 63",
    "2, 64",
    "2, 65",
    "2, 1000",
    "3, 9",
    "256, 16",
    "257, 3",
    "65536, 77"
  })
  void unpackedSymbolsEqualThePacked(int alphabet, int samples) {
    int[][] series = Series.random(samples, 70, samples, alphabet);
    ByteBuffer packed = Packing.pack(Symbols.ofSeries(alphabet, series));
    Symbols unpacked = Packing.symbols(packed);
    assertThat(packed.remaining() % 8).isZero();
    assertThat(unpacked.alphabet()).isEqualTo(alphabet);
    assertThat(unpacked.samples()).isEqualTo(samples);
    for (int unit = 0; unit < 70; unit++) {
      for (int i = 0; i < samples; i++) {
        assertThat(unpacked.get(unit, i)).isEqualTo(series[unit][i]);
      }
    }
  }

  @Test
  void whatIsKnownOfTheValuesStays() {
    float[] rows = new float[2 * 70];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = i % 70 == 69 ? 0 : i;
    }
    Values values = Values.ofRows(rows, 70);
    Symbols layer = Discretizer.equalWidth(4, 0, 100).fit(values).encode(values);
    assertThat(layer.discretization().outside()).isPositive();
    assertThat(layer.discretization().deadUnits()).isEqualTo(1);
    assertThat(Packing.symbols(Packing.pack(layer)).discretization())
        .isEqualTo(layer.discretization());
    assertThat(Packing.symbols(Packing.pack(layer)).unit(69).discretization().deadUnits())
        .isEqualTo(1);
  }

  @Test
  void binarySymbolsTakeLittleMoreThanABitEach() {
    Symbols layer = Symbols.ofSeries(2, Series.random(1, 1878, 10_000, 2));
    assertThat(Packing.pack(layer).remaining() * 8.0 / (1878 * 10_000)).isLessThan(1.006);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 16, 17, 1000, 70_000})
  void unpackedGroupsEqualThePacked(int groups) {
    int[] labels = IntStream.range(0, 100_001).map(i -> i * 11 % groups).toArray();
    Partition partition = Partition.of(labels);
    Partition unpacked = Packing.groups(Packing.pack(partition));
    assertThat(unpacked.groups()).isEqualTo(groups);
    assertThat(unpacked.samples()).isEqualTo(100_001);
    for (int i = 0; i < labels.length; i++) {
      assertThat(unpacked.get(i)).isEqualTo(partition.get(i));
    }
  }

  @Test
  void otherBytesAreRefused() {
    ByteBuffer symbols = Packing.pack(Symbols.ofSeries(2, new int[] {0, 1, 1}));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Packing.symbols(symbols.slice(0, 24)))
        .withMessage(
            "units 1, samples 3, alphabet 2 do not match 24 bytes. Pass bytes from pack(symbols).");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Packing.symbols(ByteBuffer.allocate(8)))
        .withMessage("bytes must be at least 16, got 8. Pass bytes from pack(symbols).");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Packing.symbols(ByteBuffer.allocate(32)))
        .withMessageContaining("units 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Packing.groups(symbols))
        .withMessageContaining("do not match");
    ByteBuffer groups = Packing.pack(Partition.of(5, 6, 7));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Packing.groups(groups.slice(0, 16)))
        .withMessageContaining("samples 3, groups 3 do not match 16 bytes");
    groups.put(16, (byte) 63);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Packing.groups(groups))
        .withMessageContaining("Groups must be below 3, got 3");
  }
}
