package org.infoplane.capture.dl4j;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.infoplane.symbol.Discretizer;
import org.infoplane.symbol.Encoding;
import org.infoplane.symbol.Symbols;
import org.infoplane.symbol.Values;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Groups examples by their labels, the Y of I(T;Y). Needed only if labels are not classes, as in
 * regression, autoencoders or multi-label tasks. Immutable.
 *
 * <table>
 *   <caption>Ways to group</caption>
 *   <tr><th>labelling</th><th>groups</th></tr>
 *   <tr><td>{@link #largestColumn()}</td><td>by the largest column: soft labels</td></tr>
 *   <tr><td>{@link #equalColumns()}</td><td>of equal rows: several labels at once</td></tr>
 *   <tr><td>{@link #quantiles}</td><td>quantile bins of the targets</td></tr>
 *   <tr><td>{@link #by}</td><td>by any function</td></tr>
 * </table>
 *
 * @param words for recipes
 * @param group returns the group of a label row, {@code double[columns]}; groups are compared by
 *     {@code equals}
 */
public record Labelling(String words, Function<double[], ?> group) {

  /**
   * Checks for null.
   *
   * @param words for recipes
   * @param group returns the group of a label row
   */
  public Labelling {
    Objects.requireNonNull(words, "words must not be null");
    Objects.requireNonNull(group, "group must not be null");
  }

  /**
   * {@return groups by a function, such as {@code by(y -> y[0] > 0.5)}}
   *
   * @param group of a label row, {@code double[columns]}, of an example or of a step of a sequence;
   *     a label image is one row, channel by channel. Groups are compared by {@code equals}: return
   *     a number, string or list.
   */
  public static Labelling by(Function<double[], ?> group) {
    return new Labelling("by a function", group);
  }

  /** {@return one group per column: that of the largest value, the first if there are several} */
  public static Labelling largestColumn() {
    return new Labelling("by the largest column", Examples::largest);
  }

  /** {@return one group per distinct row} */
  public static Labelling equalColumns() {
    return new Labelling(
        "by all columns together",
        row -> Arrays.stream(row).mapToObj(value -> value + 0.0).toList()); // -0.0 is 0.0
  }

  /**
   * {@return groups by quantile bins of the targets, jointly over all columns}
   *
   * <p>There can be {@code bins} to the power of the number of columns groups, so use few bins.
   *
   * @param bins per column, at least 2
   * @param fittedOn examples whose labels fix the edges, such as the training examples
   * @throws IllegalArgumentException if bins are below 2, there are no labels, or one is NaN or
   *     infinite
   */
  public static Labelling quantiles(int bins, DataSet fittedOn) {
    Objects.requireNonNull(fittedOn, "fittedOn must not be null");
    Require.atLeast(2, "bins", bins);
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
          "Targets must have as many columns as those that the bins were fitted on, %s, got %s. Fit the bins on examples with the same targets."
              .formatted(encoding.units(), row.length));
    }
    Symbols symbols = encoding.encode(Values.ofRows(new double[][] {row}));
    return IntStream.range(0, row.length).mapToObj(column -> symbols.get(column, 0)).toList();
  }

  Object of(double[] row) {
    Object key = group.apply(row.clone());
    if (key == null || key.getClass().isArray()) {
      throw new IllegalArgumentException(
          "labelling(...) must return a number, string or list, which are compared by equals, got %s for %s"
              .formatted(key == null ? "null" : "an array", Examples.shown(row)));
    }
    return key;
  }

  @Override
  public String toString() {
    return words;
  }
}
