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
 * What a recording keeps of the activations: the values themselves, so that any question can be
 * asked afterwards, or the symbols that they are packed to, 1 bit an activation. Immutable: each
 * step returns a new one.
 *
 * <table>
 *   <caption>What is kept</caption>
 *   <tr><th>keeping</th><th>values</th><th>symbols</th></tr>
 *   <tr><td>{@link #budget}, by default of 1 GiB</td><td>of all layers, if those of all epochs take
 *       no more</td><td>else: medians and 30 bins of equal width, fitted on each epoch, as queries
 *       do by default: no table depends on the budget</td></tr>
 *   <tr><td>{@link #values}</td><td>of all layers, or of those that are named</td><td>of the
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

  /** {@return what is kept unless something else is said: values, within 1 GiB} */
  public static Keeping defaults() {
    return budget(GIBIBYTE);
  }

  /**
   * Keeps values as long as they take no more than a budget, else symbols. For a probe it is
   * decided before training, for the training order after its first epoch; if the number of epochs
   * is not known, values are kept until the budget is spent. Symbols are fitted on all samples of
   * an epoch, as queries fit them, so that each epoch is held in memory until it ends: it must not
   * take more than half of it.
   *
   * @param bytes of memory for the values of all moments, at least 0; mapped files take none
   * @return the new rule
   * @throws IllegalArgumentException if it is below 0
   */
  public static Keeping budget(long bytes) {
    return new Keeping(Mode.BUDGET).atMost(bytes);
  }

  /**
   * Keeps values, however large they are.
   *
   * @param layers names of those whose values are kept, while the others are packed; none for all
   * @return the new rule
   */
  public static Keeping values(String... layers) {
    requireNonNull(layers, "layers must not be null");
    List<String> names = List.of(layers);
    return new Keeping(Mode.VALUES).copy(next -> next.named = names);
  }

  /** {@return symbols only, each unit 1 above its median, and 30 bins of equal width on a probe} */
  public static Keeping symbols() {
    return new Keeping(Mode.SYMBOLS);
  }

  /**
   * Keeps symbols only, packed as mini-batches arrive. A rule that looks at data is fitted on the
   * first mini-batch of each epoch in training order, which then needs at least 10 samples, and on
   * all examples of a probe.
   *
   * @param rule a binary one, such as {@link Discretizer#median()}
   * @return the new rule
   * @throws IllegalArgumentException if the rule has more than two symbols
   */
  public static Keeping symbols(Discretizer rule) {
    return symbols().discretize(rule);
  }

  private Keeping packing(String step, Consumer<Keeping> change) {
    if (mode == Mode.BUDGET || (mode == Mode.VALUES && named.isEmpty())) {
      throw new IllegalStateException(
          "Asked for %s, but nothing is packed: values are kept. Ask the query instead, or keep symbols(rule), or values(\"...\") of some layers."
              .formatted(step));
    }
    return copy(change);
  }

  /**
   * Sets how layers that have no rule of their own are packed.
   *
   * @param binaryRule such as {@link Discretizer#zero()}
   * @return a new rule
   * @throws IllegalArgumentException if it has more than two symbols
   * @throws IllegalStateException if no layer is packed
   */
  public Keeping discretize(Discretizer binaryRule) {
    requireBinary(requireNonNull(binaryRule, "binaryRule must not be null"));
    return packing("discretize(rule)", next -> next.rule = binaryRule);
  }

  /**
   * Sets how one layer is packed.
   *
   * @param layer its name
   * @param binaryRule such as {@link Discretizer#authorsSoftmax()}
   * @return a new rule
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
          "Asked to pack activations by %s. Use a binary rule: median(), mean(), zero(), threshold(t), authorsLogits() or authorsSoftmax(); bins(...) sets the bins of mutual information. Any other rule is for queries of values: keeping(values())."
              .formatted(rule));
    }
  }

  /**
   * Sets the bins of mutual information on a probe.
   *
   * @param binning such as {@code equalWidth(30, -1, 1)} for tanh; fitted on all examples
   * @return a new rule
   * @throws IllegalArgumentException for ordinal patterns, which look at several examples
   * @throws IllegalStateException if no layer is packed
   */
  public Keeping bins(Discretizer binning) {
    requireNonNull(binning, "binning must not be null");
    if (binning.span() > 1) {
      throw new IllegalArgumentException(
          "Asked for bins that are %s, which look at several examples. Use a rule of one: equalWidth(n), binWidth(w) or quantiles(n)."
              .formatted(binning));
    }
    return packing("bins(...)", next -> next.bins = binning);
  }

  /**
   * {@return the same with rules and bins that are fitted the first time and keep their edges,
   * instead of being fitted anew each time}
   *
   * @throws IllegalStateException if no layer is packed
   */
  public Keeping fittingOnce() {
    return packing("fittingOnce()", next -> next.once = true);
  }

  /**
   * Limits what values may take. Of a {@link #budget} it is the budget; of {@link #values} more is
   * an error, as soon as it is known.
   *
   * @param most bytes of the values of all moments
   * @return a new rule
   * @throws IllegalArgumentException if it is below 0
   */
  public Keeping atMost(long most) {
    if (most < 0) {
      throw new IllegalArgumentException(
          "The budget must be at least 0 bytes, got %s.".formatted(most));
    }
    return copy(next -> next.bytes = most);
  }

  /**
   * Chooses where a recording that is too large for the memory is put until it is let go; the
   * folder of temporary files by default.
   *
   * @param directory a folder
   * @return a new rule
   * @throws IllegalArgumentException if there is no such folder
   */
  public Keeping temporaryFilesIn(Path directory) {
    requireNonNull(directory, "directory must not be null");
    if (!Files.isDirectory(directory)) {
      throw new IllegalArgumentException(
          "Asked for temporary files in \"%s\", which is no folder. Make it, or pass another."
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

  /** Whether what does not fit is packed, and not refused. */
  boolean isBudget() {
    return mode == Mode.BUDGET;
  }

  /** Whether values of a layer are held until an epoch ends. */
  boolean holds(String layer) {
    return mode == Mode.BUDGET
        || (mode == Mode.VALUES && (named.isEmpty() || named.contains(layer)));
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
   * Checks the layers that are named.
   *
   * @param layers that are recorded
   * @throws IllegalArgumentException if one that is named is none of them
   */
  public void requireNames(List<LayerInfo> layers) {
    requireNonNull(layers, "layers must not be null");
    List<String> names = layers.stream().map(LayerInfo::name).toList();
    require(names, named, "the values");
    require(names, ruleOfLayer.keySet(), "a rule");
  }

  private static void require(List<String> names, Iterable<String> asked, String what) {
    for (String name : asked) {
      if (!names.contains(name)) {
        throw new IllegalArgumentException(
            "Asked for %s of layer \"%s\", but recorded are %s. Name one of these."
                .formatted(what, name, names));
      }
    }
  }

  /** With what is kept, and how layers are packed. */
  Recipe addTo(Recipe recipe) {
    Recipe more = recipe.with("keeping", toString());
    if (mode == Mode.BUDGET) {
      return more.with(new Fact.Fitted(FittedOn.EPOCH, false));
    }
    if (mode == Mode.VALUES && named.isEmpty()) {
      return more;
    }
    more = more.with(new Fact.Rule("", rule.toString(), rule.looksAtData()));
    for (Map.Entry<String, Discretizer> own : ruleOfLayer.entrySet()) {
      Discretizer its = own.getValue();
      more = more.with(new Fact.Rule(own.getKey(), its.toString(), its.looksAtData()));
    }
    return more.with(new Fact.Bins(bins.toString()))
        .with(new Fact.Fitted(FittedOn.FIRST_BATCH, once));
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
