package org.infoplane.figure;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.infoplane.measure.Estimate;
import org.infoplane.measure.Interval;
import org.infoplane.measure.Unit;
import org.infoplane.measure.nulls.Significance;
import org.infoplane.measure.statistics.MeanInterval;
import org.infoplane.result.LayerFlow;

/**
 * One coordinate of a point, with its uncertainty. What was not computed is NaN.
 *
 * @param name such as {@code TE(dense1 → dense2)}
 * @param unit as on the axis; all values are in this unit
 * @param ends what low and high are: {@link #BOUNDS} of the value, or a 95 % interval
 * @param bias the value expected without information
 * @param nullMean mean over the surrogates
 * @param split into drift, bias and rest, if known
 */
record Coordinate(
    String name,
    String unit,
    double value,
    double low,
    double high,
    String ends,
    double bias,
    double nullMean,
    double nullDeviation,
    double pValue,
    Optional<LayerFlow.Split> split) {

  private static final int LONG = 36;
  private static final String BOUNDS = "bounds";
  private static final String FREE_OF_BIAS = "95 % without its bias";

  static double millibit(double nats) {
    return 1000 * Unit.BITS.fromNats(nats);
  }

  /** Returns the mean of a flow, named by a symbol such as {@code TE}. */
  static Coordinate of(LayerFlow flow, String symbol) {
    Significance nullModel = flow.significance();
    return new Coordinate(
        symbol + "(" + flow.label() + ")",
        "millibit",
        millibit(flow.meanNats()),
        millibit(flow.interval().map(Interval::lowNats).orElse(Double.NaN)),
        millibit(flow.interval().map(Interval::highNats).orElse(Double.NaN)),
        FREE_OF_BIAS,
        millibit(flow.biasNats()),
        millibit(nullModel.nullMean()),
        millibit(nullModel.nullDeviation()),
        nullModel.pValue(),
        flow.split());
  }

  static Coordinate of(String name, Estimate estimate) {
    Optional<Interval> interval = estimate.interval();
    return new Coordinate(
        name,
        "bits",
        estimate.in(Unit.BITS),
        interval.map(i -> i.low(Unit.BITS)).orElse(Double.NaN),
        interval.map(i -> i.high(Unit.BITS)).orElse(Double.NaN),
        interval.filter(i -> i.level() == 1).isPresent() ? BOUNDS : FREE_OF_BIAS,
        estimate.bias(Unit.BITS),
        estimate.nullMean(Unit.BITS),
        Unit.BITS.fromNats(estimate.significance().nullDeviation()),
        estimate.pValue(),
        Optional.empty());
  }

  /** Returns the mean of several runs with its interval. */
  static Coordinate mean(List<Coordinate> runs) {
    MeanInterval value = mean(runs, Coordinate::value);
    return new Coordinate(
        runs.get(0).name,
        runs.get(0).unit,
        value.mean(),
        value.interval().low(),
        value.interval().high(),
        "95 % of the mean",
        mean(runs, Coordinate::bias).mean(),
        mean(runs, Coordinate::nullMean).mean(),
        Double.NaN,
        Double.NaN,
        Optional.empty());
  }

  private static MeanInterval mean(List<Coordinate> runs, ToDoubleFunction<Coordinate> of) {
    return MeanInterval.of(runs.stream().mapToDouble(of).toArray());
  }

  /** Returns the value without drift and bias; NaN if they are not known. */
  double rest() {
    return split
        .map(s -> value - millibit(s.driftNats()) - millibit(s.biasNats()))
        .orElse(Double.NaN);
  }

  /** Returns a line with drift, bias and rest; empty if they are not known. */
  String parts() {
    if (split.isEmpty()) {
      return "";
    }
    String drift = Text.millibit(split.get().driftNats());
    String noise = Text.millibit(split.get().biasNats());
    return "<br>drift %s + bias %s + rest %s".formatted(drift, noise, Text.number(rest()));
  }

  boolean hasNull() {
    return !Double.isNaN(nullMean);
  }

  boolean hasInterval() {
    return !Double.isNaN(low);
  }

  /** Returns the start of the error bar: an interval, being bias-free, is centred on the value. */
  double from() {
    return ends.equals(BOUNDS) ? low : value - (high - low) / 2;
  }

  double to() {
    return ends.equals(BOUNDS) ? high : value + (high - low) / 2;
  }

  /** Returns the hover text; long ones are broken, since Plotly clips what is wider than a page. */
  String hover() {
    StringBuilder line = new StringBuilder();
    line.append("%s: %s %s".formatted(Text.hover(name), Text.number(value), unit));
    if (hasInterval()) {
      line.append("<br>%s %s".formatted(ends, Text.number(low)));
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
