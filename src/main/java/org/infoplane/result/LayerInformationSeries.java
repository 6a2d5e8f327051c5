package org.infoplane.result;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.infoplane.measure.Unit;

/**
 * Information of a layer about input and label over the epochs of a run: binned activations of the
 * probe, one value per epoch.
 *
 * @param layer its name
 * @param input I(X;T), bits
 * @param inputNull mean of its null, bits; NaN without a null
 * @param label I(T;Y), bits; NaN if labels are no classes
 * @param labelNull mean of its null, bits; NaN without a null
 * @param entropy H(T), bits
 */
public record LayerInformationSeries(
    String layer,
    @JsonProperty("I(X;T)") List<Double> input,
    @JsonProperty("I(X;T) null mean") List<Double> inputNull,
    @JsonProperty("I(T;Y)") List<Double> label,
    @JsonProperty("I(T;Y) null mean") List<Double> labelNull,
    @JsonProperty("H(T)") List<Double> entropy) {

  /** One point per epoch, all of the same layer. */
  static LayerInformationSeries of(List<LayerInformation> points) {
    return new LayerInformationSeries(
        points.get(0).layer(),
        each(points, point -> point.input().in(Unit.BITS)),
        each(points, point -> point.input().nullMean(Unit.BITS)),
        each(points, point -> point.label().in(Unit.BITS)),
        each(points, point -> point.label().nullMean(Unit.BITS)),
        each(points, point -> point.entropy().in(Unit.BITS)));
  }

  private static List<Double> each(
      List<LayerInformation> points, Function<LayerInformation, Double> of) {
    return points.stream().map(of).toList();
  }

  /**
   * {@return whether I(X;T) and H(T) differ by less than 1e-9 bits at every epoch: each example of
   * the probe has a unique input, and the layer is a function of it}
   */
  public boolean inputIsEntropy() {
    return IntStream.range(0, input.size())
        .allMatch(i -> Math.abs(input.get(i) - entropy.get(i)) < 1e-9);
  }

  /** The layer. */
  @Override
  public String toString() {
    return layer;
  }
}
