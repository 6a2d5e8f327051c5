package org.infoplane.result;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.infoplane.measure.Estimate;
import org.infoplane.measure.Unit;

/**
 * What a layer knows of input and label, over the epochs of a run: binned activations of the probe,
 * in bits, one value an epoch.
 *
 * @param layer its name
 * @param input I(X;T), bits
 * @param inputNull what the null gives for it, bits; NaN if there was no null
 * @param label I(T;Y), bits; NaN if labels are no classes
 * @param labelNull what the null gives for it, bits; NaN if there was no null
 * @param entropy H(T), bits
 */
public record LayerInformationSeries(
    String layer,
    @JsonProperty("I(X;T)") List<Double> input,
    @JsonProperty("I(X;T) null mean") List<Double> inputNull,
    @JsonProperty("I(T;Y)") List<Double> label,
    @JsonProperty("I(T;Y) null mean") List<Double> labelNull,
    @JsonProperty("H(T)") List<Double> entropy) {

  /** One point an epoch, all of the same layer. */
  static LayerInformationSeries of(List<LayerInformation> points) {
    return new LayerInformationSeries(
        points.get(0).layer(),
        bits(points, LayerInformation::input),
        nullMeans(points, LayerInformation::input),
        bits(points, LayerInformation::label),
        nullMeans(points, LayerInformation::label),
        bits(points, LayerInformation::entropy));
  }

  private static List<Double> bits(
      List<LayerInformation> points, Function<LayerInformation, Estimate> of) {
    return points.stream().map(point -> of.apply(point).in(Unit.BITS)).toList();
  }

  private static List<Double> nullMeans(
      List<LayerInformation> points, Function<LayerInformation, Estimate> of) {
    return points.stream().map(point -> of.apply(point).nullMean(Unit.BITS)).toList();
  }

  /**
   * {@return whether I(X;T) and H(T) differ by less than 1e-9 bits at every epoch: each example of
   * the probe has an input of its own, and the layer is a function of it}
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
