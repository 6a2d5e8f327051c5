package org.infoplane.result;

import static java.util.Objects.requireNonNull;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.infoplane.measure.Estimate;
import org.infoplane.measure.Warning;

/**
 * The information of one layer at one moment.
 *
 * @param at moment
 * @param layer its name
 * @param input I(X;T)
 * @param label I(T;Y); NaN without labels of several classes
 * @param entropy H(T)
 */
public record LayerInformation(
    Moment at, String layer, Estimate input, Estimate label, Estimate entropy) {

  private static final Set<Warning.Kind> OF_INPUT =
      EnumSet.of(Warning.Kind.DATA_PROCESSING, Warning.Kind.INFINITE);

  /**
   * {@return whether every example has a pattern of its own, so that I(X;T) is log2 of the number
   * of examples, whatever the layer learns}
   */
  public boolean saturated() {
    return entropy.has(Warning.Kind.SATURATED);
  }

  /**
   * {@return the same, with a warning if it exceeds an earlier layer, against the data processing
   * inequality}
   *
   * @param earlier a layer that all information of this one has passed through, at the same moment
   */
  public LayerInformation after(LayerInformation earlier) {
    requireNonNull(earlier, "earlier must not be null");
    return new LayerInformation(
        at, layer, input.after(earlier.input), label.after(earlier.label), entropy);
  }

  /** {@return whether {@link #after} found more information than in an earlier layer} */
  public boolean violates() {
    return input.has(Warning.Kind.DATA_PROCESSING) || label.has(Warning.Kind.DATA_PROCESSING);
  }

  /**
   * {@return the warnings in one line, empty if there are none. Those of H(T) stand for most of
   * I(X;T), whose input may well be unique for each example}
   */
  public String warnings() {
    return Stream.of(
            said("I(X;T) ", input, w -> OF_INPUT.contains(w.kind())),
            Double.isNaN(label.nats()) && label.warnings().isEmpty()
                ? Stream.of("no I(T;Y)")
                : said("I(T;Y) ", label, w -> true),
            said("H(T) ", entropy, w -> true))
        .flatMap(words -> words)
        .collect(Collectors.joining("; "));
  }

  private static Stream<String> said(String name, Estimate of, Predicate<Warning> which) {
    return of.warnings().stream().filter(which).map(warning -> name + warning.kind());
  }
}
