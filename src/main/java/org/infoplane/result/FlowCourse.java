package org.infoplane.result;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.infoplane.measure.Unit;

/**
 * Transfer entropy from one layer to the next, or back, over the epochs of a run: means over all
 * pairs of units, in bits, with their null. Immutable.
 */
public final class FlowCourse {

  private final String from;
  private final String to;
  private final boolean forward;
  private final double[] te;
  private final double[] nullMean;
  private final double[] nullDeviation;
  private final double[] pValue;
  private final double[] bias;

  /**
   * Puts a course together; the arrays are copied.
   *
   * @param from source layer
   * @param to target layer
   * @param forward whether the source comes before the target in the network
   * @param te {@code double[epochs]}, bits
   * @param nullMean {@code double[epochs]}, bits; NaN if there is no null
   * @param nullDeviation {@code double[epochs]}, bits
   * @param pValue {@code double[epochs]}
   * @param bias {@code double[epochs]}, bits
   */
  public FlowCourse(
      String from,
      String to,
      boolean forward,
      double[] te,
      double[] nullMean,
      double[] nullDeviation,
      double[] pValue,
      double[] bias) {
    this.from = requireNonNull(from, "from must not be null");
    this.to = requireNonNull(to, "to must not be null");
    this.forward = forward;
    this.te = requireNonNull(te, "te must not be null").clone();
    this.nullMean = requireNonNull(nullMean, "nullMean must not be null").clone();
    this.nullDeviation = requireNonNull(nullDeviation, "nullDeviation must not be null").clone();
    this.pValue = requireNonNull(pValue, "pValue must not be null").clone();
    this.bias = requireNonNull(bias, "bias must not be null").clone();
  }

  /** One flow an epoch, all of the same pair of layers. */
  static FlowCourse of(List<LayerFlow> flows) {
    LayerFlow first = flows.get(0);
    return new FlowCourse(
        first.from(),
        first.to(),
        first.forward(),
        bits(flows, LayerFlow::meanNats),
        bits(flows, flow -> flow.significance().nullMean()),
        bits(flows, flow -> flow.significance().nullDeviation()),
        flows.stream().mapToDouble(flow -> flow.significance().pValue()).toArray(),
        bits(flows, LayerFlow::biasNats));
  }

  private static double[] bits(List<LayerFlow> flows, ToDoubleFunction<LayerFlow> nats) {
    return flows.stream().mapToDouble(f -> Unit.BITS.fromNats(nats.applyAsDouble(f))).toArray();
  }

  /**
   * The source layer.
   *
   * @return its name
   */
  public String from() {
    return from;
  }

  /**
   * The target layer.
   *
   * @return its name
   */
  public String to() {
    return to;
  }

  /**
   * The direction.
   *
   * @return whether the source comes before the target in the network, else it is feedback
   */
  public boolean forward() {
    return forward;
  }

  /**
   * What was observed.
   *
   * @return {@code double[epochs]}, bits
   */
  public double[] te() {
    return te.clone();
  }

  /**
   * What the null gives.
   *
   * @return {@code double[epochs]}, bits, mean over surrogates; NaN if there was no null
   */
  public double[] nullMean() {
    return nullMean.clone();
  }

  /**
   * How far the null spreads.
   *
   * @return {@code double[epochs]}, bits, standard deviation over surrogates; NaN of fewer than two
   */
  public double[] nullDeviation() {
    return nullDeviation.clone();
  }

  /**
   * The test against the null at each epoch.
   *
   * @return {@code double[epochs]}; NaN if there was no null
   */
  public double[] pValue() {
    return pValue.clone();
  }

  /**
   * What independent units would show.
   *
   * @return {@code double[epochs]}, bits
   */
  public double[] bias() {
    return bias.clone();
  }

  /**
   * What was observed beyond the null.
   *
   * @return {@code double[epochs]}, bits, TE - null mean; NaN if there was no null
   */
  public double[] excess() {
    return IntStream.range(0, te.length).mapToDouble(i -> te[i] - nullMean[i]).toArray();
  }

  /**
   * Several pairs of layers together.
   *
   * @param flows at least one, of the same epochs
   * @param values of each, such as {@code FlowCourse::te}
   * @return their sum at each epoch, {@code double[epochs]}
   */
  public static double[] sum(List<FlowCourse> flows, Function<FlowCourse, double[]> values) {
    requireNonNull(flows, "flows must not be null");
    requireNonNull(values, "values must not be null");
    List<double[]> all = flows.stream().map(values).toList();
    return IntStream.range(0, all.get(0).length)
        .mapToDouble(i -> all.stream().mapToDouble(of -> of[i]).sum())
        .toArray();
  }

  /** The two layers. */
  @Override
  public String toString() {
    return from + " → " + to;
  }
}
