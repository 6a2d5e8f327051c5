package org.infoplane.capture;

import static java.util.Objects.requireNonNull;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.infoplane.recording.Fact;
import org.infoplane.recording.FittedOn;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.Recipe;
import org.infoplane.symbol.Discretizer;
import org.jspecify.annotations.Nullable;

/**
 * What a recording keeps of the activations: the values, for any later query, or the symbols that
 * they are packed to, 1 bit per activation. Immutable: each step returns a new one.
 *
 * <table>
 *   <caption>What is kept</caption>
 *   <tr><th>keeping</th><th>values</th><th>symbols</th></tr>
 *   <tr><td>{@link #budget}, by default of 1 GiB</td><td>of all layers, if all epochs
 *       fit</td><td>otherwise, by the median and 30 bins of equal width, fitted on each epoch as
 *       queries do by default: no table depends on the budget</td></tr>
 *   <tr><td>{@link #values}</td><td>of all layers, or of the named ones</td><td>of the
 *       others</td></tr>
 *   <tr><td>{@link #symbols}</td><td>none: each mini-batch is packed at once</td><td>of all
 *       layers</td></tr>
 * </table>
 */
public final class Keeping {

  private static final long GIBIBYTE = 1L << 30;

  private enum Mode {
    BUDGET,
    VALUES,
    SYMBOLS
  }

  private final Mode mode;
  private List<String> named = List.of(); // whose values are kept; empty: all
  private Discretizer rule = Discretizer.median();
  private Map<String, Discretizer> ruleOfLayer = Map.of();
  private Discretizer bins = Discretizer.equalWidth(30);
  private boolean once;
  private long bytes = Long.MAX_VALUE;
  private @Nullable Path folder;

  private Keeping(Mode mode) {
    this.mode = mode;
  }

  private Keeping copy(Consumer<Keeping> step) {
    Keeping next = new Keeping(mode);
    next.named = named;
    next.rule = rule;
    next.ruleOfLayer = ruleOfLayer;
    next.bins = bins;
    next.once = once;
    next.bytes = bytes;
    next.folder = folder;
    step.accept(next);
    return next;
  }

  /** {@return the default: values, within a budget of 1 GiB} */
  public static Keeping defaults() {
    return budget(GIBIBYTE);
  }

  /**
   * {@return values as long as they fit a budget, else symbols}
   *
   * <p>Decided before training for a probe, after the first epoch for the training order; if the
   * number of epochs is not known, values are kept until the budget is spent. Symbols are fitted on
   * all samples of an epoch, as queries fit them, so each epoch is held in memory until it ends and
   * must not take more than half of the heap.
   *
   * @param bytes of memory for the values of all moments, at least 0; mapped files take none
   * @throws IllegalArgumentException if it is below 0
   */
  public static Keeping budget(long bytes) {
    return new Keeping(Mode.BUDGET).atMost(bytes);
  }

  /**
   * {@return values, however large they are}
   *
   * @param layers names of those whose values are kept, while the others are packed; none for all
   */
  public static Keeping values(String... layers) {
    requireNonNull(layers, "layers must not be null");
    List<String> names = List.of(layers);
    return new Keeping(Mode.VALUES).copy(next -> next.named = names);
  }

  /**
   * {@return symbols only: 1 above the median of the unit, and 30 bins of equal width on a probe}
   */
  public static Keeping symbols() {
    return new Keeping(Mode.SYMBOLS);
  }

  /**
   * {@return symbols only, packed as mini-batches arrive}
   *
   * <p>A rule that is fitted to data is fitted on all examples of a probe; in training order on the
   * first mini-batch of each epoch, which then needs at least 10 samples.
   *
   * @param rule a binary one, such as {@link Discretizer#median()}
   * @throws IllegalArgumentException if the rule has more than two symbols
   */
  public static Keeping symbols(Discretizer rule) {
    return symbols().discretize(rule);
  }

  private boolean holdsAll() {
    return mode == Mode.BUDGET || (mode == Mode.VALUES && named.isEmpty());
  }

  private Keeping packing(String step, Consumer<Keeping> change) {
    if (holdsAll()) {
      throw new IllegalStateException(
          "%s applies to symbols, but only values are kept. Pass the rule to the query, or keep symbols(rule) or values(\"...\") of some layers."
              .formatted(step));
    }
    return copy(change);
  }

  /**
   * {@return the same with another rule for layers that have none of their own}
   *
   * @param binaryRule such as {@link Discretizer#zero()}
   * @throws IllegalArgumentException if it has more than two symbols
   * @throws IllegalStateException if no layer is packed
   */
  public Keeping discretize(Discretizer binaryRule) {
    requireBinary(requireNonNull(binaryRule, "binaryRule must not be null"));
    return packing("discretize(rule)", next -> next.rule = binaryRule);
  }

  /**
   * {@return the same with a rule for one layer}
   *
   * @param layer its name
   * @param binaryRule such as {@link Discretizer#authorsSoftmax()}
   * @throws IllegalArgumentException if it has more than two symbols
   * @throws IllegalStateException if no layer is packed
   */
  public Keeping discretize(String layer, Discretizer binaryRule) {
    requireNonNull(layer, "layer must not be null");
    requireBinary(requireNonNull(binaryRule, "binaryRule must not be null"));
    Map<String, Discretizer> more = new LinkedHashMap<>(ruleOfLayer);
    more.put(layer, binaryRule);
    return packing("discretize(layer, rule)", next -> next.ruleOfLayer = more);
  }

  private static void requireBinary(Discretizer rule) {
    if (!rule.isBinary()) {
      throw new IllegalArgumentException(
          "The rule must be binary, got \"%s\". Use median(), mean(), zero(), threshold(t), authorsLogits() or authorsSoftmax(); bins(...) sets the bins of mutual information. For any other rule keep values and pass it to the query: keeping(values())."
              .formatted(rule));
    }
  }

  /**
   * {@return the same with other bins for mutual information on a probe}
   *
   * @param binning such as {@code equalWidth(30, -1, 1)} for tanh; fitted on all examples
   * @throws IllegalArgumentException for ordinal patterns, which span several examples
   * @throws IllegalStateException if no layer is packed
   */
  public Keeping bins(Discretizer binning) {
    requireNonNull(binning, "binning must not be null");
    if (binning.span() > 1) {
      throw new IllegalArgumentException(
          "Bins must depend on one example at a time, got \"%s\". Use equalWidth(n), binWidth(w) or quantiles(n)."
              .formatted(binning));
    }
    return packing("bins(...)", next -> next.bins = binning);
  }

  /**
   * {@return the same with rules and bins that are fitted once, at the first moment}
   *
   * @throws IllegalStateException if no layer is packed
   */
  public Keeping fittingOnce() {
    return packing("fittingOnce()", next -> next.once = true);
  }

  /**
   * {@return the same with a limit on the values: the budget of {@link #budget}; exceeding it with
   * {@link #values} is an error, as soon as it is known}
   *
   * @param most bytes of the values of all moments, at least 0
   * @throws IllegalArgumentException if it is below 0
   */
  public Keeping atMost(long most) {
    Require.atLeast(0, "bytes", most);
    return copy(next -> next.bytes = most);
  }

  /**
   * {@return the same with another folder for recordings that exceed the memory; by default the
   * system's temporary folder}
   *
   * @param directory where they are as long as they are in use
   * @throws IllegalArgumentException if there is no such folder
   */
  public Keeping temporaryFilesIn(Path directory) {
    requireNonNull(directory, "directory must not be null");
    if (!Files.isDirectory(directory)) {
      throw new IllegalArgumentException(
          "The folder for temporary files, \"%s\", does not exist. Create it, or pass another."
              .formatted(directory));
    }
    return copy(next -> next.folder = directory);
  }

  Optional<Path> folder() {
    return Optional.ofNullable(folder);
  }

  long bytes() {
    return bytes;
  }

  /** Whether values that do not fit are packed rather than refused. */
  boolean isBudget() {
    return mode == Mode.BUDGET;
  }

  /** Whether values of a layer are held until an epoch ends. */
  boolean holds(String layer) {
    return holdsAll() || named.contains(layer);
  }

  Discretizer ruleOf(String layer) {
    return ruleOfLayer.getOrDefault(layer, rule);
  }

  Discretizer binning() {
    return bins;
  }

  boolean isOnce() {
    return once;
  }

  /**
   * Checks the names of layers.
   *
   * @param layers that are recorded
   * @throws IllegalArgumentException if a named layer is not among them
   */
  public void requireNames(List<LayerInfo> layers) {
    requireNonNull(layers, "layers must not be null");
    List<String> names = layers.stream().map(LayerInfo::name).toList();
    require(names, named, "values(...)");
    require(names, ruleOfLayer.keySet(), "discretize(...)");
  }

  private static void require(List<String> names, Iterable<String> asked, String step) {
    for (String name : asked) {
      if (!names.contains(name)) {
        throw new IllegalArgumentException(
            "No layer named \"%s\" is recorded. Recorded are %s. Pass one of these to %s."
                .formatted(name, names, step));
      }
    }
  }

  /** Adds what is kept, and how layers are packed. */
  Recipe addTo(Recipe recipe) {
    Recipe more = recipe.with("keeping", toString());
    if (mode == Mode.BUDGET) {
      return more.with(new Fact.Fitted(FittedOn.EPOCH, false));
    }
    if (holdsAll()) {
      return more;
    }
    more = more.with(fact("", rule));
    for (Map.Entry<String, Discretizer> own : ruleOfLayer.entrySet()) {
      more = more.with(fact(own.getKey(), own.getValue()));
    }
    return more.with(new Fact.Bins(bins.toString()))
        .with(new Fact.Fitted(FittedOn.FIRST_BATCH, once));
  }

  private static Fact.Rule fact(String layer, Discretizer rule) {
    return new Fact.Rule(layer, rule.toString(), rule.looksAtData());
  }

  @Override
  public String toString() {
    return switch (mode) {
      case BUDGET ->
          "values up to %s, else symbols by %s and %s, fitted on %s"
              .formatted(size(bytes), rule, bins, FittedOn.EPOCH);
      case VALUES ->
          "values"
              + (named.isEmpty() ? "" : " of %s, symbols of the others".formatted(named))
              + (bytes == Long.MAX_VALUE ? "" : ", at most " + size(bytes));
      case SYMBOLS -> "symbols";
    };
  }

  static String size(long bytes) {
    return bytes < 1 << 20
        ? bytes + " bytes"
        : String.format(
            Locale.ROOT,
            bytes < GIBIBYTE ? "%.1f MiB" : "%.2f GiB",
            (double) bytes / (bytes < GIBIBYTE ? 1 << 20 : GIBIBYTE));
  }
}
