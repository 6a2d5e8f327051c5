package org.infoplane.query;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.infoplane.figure.Rows;
import org.infoplane.measure.Warning;
import org.infoplane.result.Moment;

/** What the tables of several queries share. */
final class Tables {

  private Tables() {}

  /** Starts with the epoch, and with the iteration if an epoch has several moments. */
  static <T> Rows<T> byMoment(String name, List<T> rows, Function<T, Moment> at) {
    Rows<T> table = Rows.of(name, rows).whole("epoch", row -> at.apply(row).epoch());
    return rows.stream().allMatch(row -> at.apply(row).byEpoch())
        ? table
        : table.whole("iteration", row -> at.apply(row).iteration());
  }

  static String words(List<Warning> warnings) {
    return warnings.stream().map(Warning::words).collect(Collectors.joining("; "));
  }
}
