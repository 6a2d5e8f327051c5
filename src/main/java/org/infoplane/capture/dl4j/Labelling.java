package org.infoplane.capture.dl4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.infoplane.symbol.Discretizer;
import org.infoplane.symbol.Encoding;
import org.infoplane.symbol.Symbols;
import org.infoplane.symbol.Values;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Which examples count as equally labelled, the groups Y of I(T;Y). Needed only where labels are
 * not classes: regression targets, autoencoders, several labels at once. Immutable.
 *
 * <table>
 *   <caption>Ways to group</caption>
 *   <tr><th>labelling</th><th>groups</th></tr>
 *   <tr><td>{@link #largestColumn()}</td><td>the largest column: soft labels</td></tr>
 *   <tr><td>{@link #equalColumns()}</td><td>rows that are equal: several labels at once</td></tr>
 *   <tr><td>{@link #quantiles}</td><td>bins of the targets, as many examples in each</td></tr>
 *   <tr><td>{@link #by}</td><td>whatever a function of yours says</td></tr>
 * </table>
 *
 * @param words for recipes
 * @param group gives the group of a sample from its label row, {@code double[columns]}; groups are
 *     told apart by {@code equals}
 */
public record Labelling(String words, Function<double[], ?> group) {

  /**
   * Checks that both are there.
   *
   * @param words for recipes
   * @param group gives the group of a sample from its label row
   */
  public Labelling {
    Objects.requireNonNull(words, "words must not be null");
    Objects.requireNonNull(group, "group must not be null");
  }

  /**
   * Groups by a function of yours.
   *
   * @param group of a label row, {@code double[columns]}: one of an example, or one of a step of a
   *     sequence; of label images all numbers of the example, channel by channel. It returns a
   *     number, a string, a list: groups are told apart by {@code equals}.
   * @return such as {@code by(y -> y[0] > 0.5)}
   */
  public static Labelling by(Function<double[], ?> group) {
    return new Labelling("by a function", group);
  }

  /** {@return groups by the largest column, of several equal ones the first: one group a column} */
  public static Labelling largestColumn() {
    return new Labelling("by the largest column", Examples::largest);
  }

  /** {@return groups of rows that are equal in all columns: one group a different row} */
  public static Labelling equalColumns() {
    return new Labelling(
        "by all columns together",
        row -> Arrays.stream(row).mapToObj(value -> value + 0.0).toList()); // -0.0 is 0.0
  }

  /**
   * Groups by bins of the targets with as many examples in each. The edges of each column are those
   * of the examples given, and stay. Several columns are taken together: {@code bins} to the power
   * of the columns are possible, so take few bins.
   *
   * @param bins of each column, at least 2
   * @param fittedOn examples with labels, such as the training examples
   * @return the bins that the columns fall into
   * @throws IllegalArgumentException if there are fewer than 2 bins, no labels, or one is NaN or
   *     infinite
   */
  public static Labelling quantiles(int bins, DataSet fittedOn) {
    Objects.requireNonNull(fittedOn, "fittedOn must not be null");
    if (bins < 2) {
      throw new IllegalArgumentException(
          "Asked for targets in %s bin(s), which are one group. Pass at least 2.".formatted(bins));
    }
    Examples.require(fittedOn, "quantiles(bins, fittedOn)", 1);
    Values rows = Values.ofRows(Examples.rows(Examples.flat(fittedOn.getLabels())));
    Encoding encoding = Discretizer.quantiles(bins).fit(rows);
    return new Labelling(
        "by %s quantile bins of the targets, fitted on %s".formatted(bins, rows.samples()),
        row -> bins(encoding, row));
  }

  private static List<Integer> bins(Encoding encoding, double[] row) {
    if (row.length != encoding.units()) {
      throw new IllegalArgumentException(
          "Asked to bin targets of %s column(s), but the bins were fitted on %s. Fit them on examples with the same targets."
              .formatted(row.length, encoding.units()));
    }
    Symbols symbols = encoding.encode(Values.ofRows(new double[][] {row}));
    List<Integer> pattern = new ArrayList<>();
    for (int column = 0; column < row.length; column++) {
      pattern.add(symbols.get(column, 0));
    }
    return pattern;
  }

  Object of(double[] row) {
    Object key = group.apply(row.clone());
    if (key == null || key.getClass().isArray()) {
      throw new IllegalArgumentException(
          "Asked to group by labels, but labelling(...) gave %s for %s. Return a number, a string or a list: groups are told apart by equals."
              .formatted(key == null ? "null" : "an array", Examples.shown(row)));
    }
    return key;
  }

  @Override
  public String toString() {
    return words;
  }
}
