package org.infoplane.figure;

import java.util.Optional;
import org.infoplane.measure.Estimate;
import org.infoplane.measure.Interval;
import org.infoplane.measure.Unit;
import org.infoplane.measure.nulls.Significance;
import org.infoplane.result.LayerFlow;

/**
 * One number of a point, with what is needed to believe it.
 *
 * @param name such as {@code TE(dense1 → dense2)}
 * @param unit as on the axis
 * @param value where the point is
 * @param low lower end of its interval, NaN if none was asked for
 * @param high upper end
 * @param bounds whether these are bounds of the value, and no interval of confidence
 * @param bias expected without information, NaN if not known
 * @param nullMean mean over surrogates, NaN if none
 * @param nullDeviation standard deviation over surrogates, NaN if none
 * @param pValue under the null, NaN if none
 * @param split into drift, bias and rest, if it is known
 */
record Coordinate(
    String name,
    String unit,
    double value,
    double low,
    double high,
    boolean bounds,
    double bias,
    double nullMean,
    double nullDeviation,
    double pValue,
    Optional<LayerFlow.Split> split) {

  private static final int LONG = 36;

  static double millibit(double nats) {
    return 1000 * Unit.BITS.fromNats(nats);
  }

  /** The mean of a flow; what it is called, such as {@code TE}. */
  static Coordinate of(LayerFlow flow, String symbol) {
    Significance nullModel = flow.significance();
    return new Coordinate(
        symbol + "(" + flow.label() + ")",
        "millibit",
        millibit(flow.meanNats()),
        millibit(flow.interval().map(Interval::lowNats).orElse(Double.NaN)),
        millibit(flow.interval().map(Interval::highNats).orElse(Double.NaN)),
        false,
        millibit(flow.biasNats()),
        millibit(nullModel.nullMean()),
        millibit(nullModel.nullDeviation()),
        nullModel.pValue(),
        flow.split());
  }

  static Coordinate of(String name, Estimate estimate) {
    return new Coordinate(
        name,
        "bits",
        estimate.in(Unit.BITS),
        estimate.interval().map(i -> i.low(Unit.BITS)).orElse(Double.NaN),
        estimate.interval().map(i -> i.high(Unit.BITS)).orElse(Double.NaN),
        estimate.interval().filter(i -> i.level() == 1).isPresent(),
        estimate.bias(Unit.BITS),
        estimate.nullMean(Unit.BITS),
        Unit.BITS.fromNats(estimate.significance().nullDeviation()),
        estimate.pValue(),
        Optional.empty());
  }

  /** What drift and bias leave; NaN if they are not known. */
  double rest() {
    return split
        .map(s -> value - millibit(s.driftNats()) - millibit(s.biasNats()))
        .orElse(Double.NaN);
  }

  /** Drift, bias and rest on a line of their own; nothing if they are not known. */
  String parts() {
    return split
        .map(
            s ->
                "<br>drift %s + bias %s + rest %s"
                    .formatted(
                        Text.number(millibit(s.driftNats())),
                        Text.number(millibit(s.biasNats())),
                        Text.number(rest())))
        .orElse("");
  }

  boolean hasNull() {
    return !Double.isNaN(nullMean);
  }

  boolean hasInterval() {
    return !Double.isNaN(low);
  }

  /** Where its line begins. An interval of confidence has lost the bias that the value has. */
  double from() {
    return bounds ? low : value - (high - low) / 2;
  }

  /** Where its line ends. */
  double to() {
    return bounds ? high : value + (high - low) / 2;
  }

  /**
   * One line; with an interval or a long name more, since Plotly cuts what is wider than its page.
   */
  String hover() {
    StringBuilder line = new StringBuilder();
    line.append(
        "%s: %s %s".formatted(Text.escape(Text.shortened(name, 60)), Text.number(value), unit));
    if (hasInterval()) {
      line.append(bounds ? "<br>bounds " : "<br>95 % without its bias ").append(Text.number(low));
      line.append(" to ").append(Text.number(high));
    }
    line.append(name.length() > LONG || hasInterval() ? "<br>bias " : ", bias ")
        .append(Text.number(bias));
    if (hasNull()) {
      line.append(", null ").append(Text.number(nullMean));
      if (!Double.isNaN(nullDeviation)) {
        line.append(" ± ").append(Text.number(nullDeviation));
      }
      line.append(", p = ").append(Text.number(pValue));
    }
    return line.append(parts()).toString();
  }
}
