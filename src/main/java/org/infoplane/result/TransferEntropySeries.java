package org.infoplane.result;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.infoplane.measure.Unit;

/**
 * Transfer entropy from one layer to the next, or back, over the epochs of a run: means over all
 * pairs of units, one value per epoch.
 *
 * @param from source layer
 * @param to target layer
 * @param forward whether the source precedes the target in the network; else it is feedback
 * @param te observed, bits
 * @param nullMean mean over surrogates, bits; NaN without a null
 * @param nullDeviation standard deviation over surrogates, bits; NaN for fewer than two
 * @param pValue of the test against the null; NaN without a null
 * @param bias for independent units, bits
 */
public record TransferEntropySeries(
    String from,
    String to,
    @JsonProperty("feed-forward") boolean forward,
    @JsonProperty("TE") List<Double> te,
    @JsonProperty("null mean") List<Double> nullMean,
    @JsonProperty("null deviation") List<Double> nullDeviation,
    @JsonProperty("p (null)") List<Double> pValue,
    List<Double> bias) {

  /** One flow per epoch, all of the same pair of layers. */
  static TransferEntropySeries of(List<LayerFlow> flows) {
    LayerFlow first = flows.get(0);
    return new TransferEntropySeries(
        first.from(),
        first.to(),
        first.forward(),
        bits(flows, LayerFlow::meanNats),
        bits(flows, flow -> flow.significance().nullMean()),
        bits(flows, flow -> flow.significance().nullDeviation()),
        flows.stream().map(flow -> flow.significance().pValue()).toList(),
        bits(flows, LayerFlow::biasNats));
  }

  private static List<Double> bits(List<LayerFlow> flows, ToDoubleFunction<LayerFlow> nats) {
    return flows.stream().map(flow -> Unit.BITS.fromNats(nats.applyAsDouble(flow))).toList();
  }

  /** {@return the excess over the null: TE - null mean, bits; NaN without a null} */
  public List<Double> excess() {
    return IntStream.range(0, te.size()).mapToObj(i -> te.get(i) - nullMean.get(i)).toList();
  }

  /**
   * {@return the sum over pairs of layers at each epoch, {@code double[epochs]}}
   *
   * @param flows at least one, of the same epochs
   * @param values of each, such as {@code TransferEntropySeries::te}
   */
  public static double[] sum(
      List<TransferEntropySeries> flows, Function<TransferEntropySeries, List<Double>> values) {
    requireNonNull(flows, "flows must not be null");
    requireNonNull(values, "values must not be null");
    List<List<Double>> all = flows.stream().map(values).toList();
    return IntStream.range(0, all.get(0).size())
        .mapToDouble(i -> all.stream().mapToDouble(of -> of.get(i)).sum())
        .toArray();
  }

  /** The two layers. */
  @Override
  public String toString() {
    return from + " → " + to;
  }
}
