package org.infoplane.query;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.infoplane.measure.Interventions;
import org.infoplane.recording.Recording;
import org.infoplane.recording.TimeAxis;
import org.infoplane.result.LayerFlow;
import org.infoplane.result.LayerPair;
import org.jspecify.annotations.Nullable;

/**
 * Information flow from layer to layer by intervention: on the probe, with frozen weights, one unit
 * at a time takes the value that it has on another example; what the target then tells about that
 * value came through the connections of the network. In bits, with bias and null. Immutable; each
 * step returns a new query; what was computed is kept.
 *
 * <p>By default: every pair of units of all adjacent layers, in four symbols of equal counts, the
 * same for the observed values, the interventions and the null, with 20 shuffles. For pairs of
 * layers that are not joined by a single dense layer, and for the flow to the class, 64 units of
 * the source are drawn with seed 1 if it has more; {@code units(...)} chooses others, but {@code
 * units(all())} still draws 64.
 *
 * @see <a href="https://doi.org/10.1142/S0219525908001465">Ay and Polani 2008</a>
 */
public final class InformationFlowQuery extends FlowQuery<InformationFlowQuery> {

  private InformationFlowQuery(TransferSettings asked, Map<QueryPart, LayerFlow> known) {
    super(asked, known);
  }

  /**
   * Queries a recording and its network.
   *
   * @param run with a probe
   * @param moments the network at each snapshot of the probe, by index
   * @return all adjacent layers
   * @throws IllegalArgumentException if there is no probe
   */
  public static InformationFlowQuery of(Recording run, IntFunction<Interventions> moments) {
    requireNonNull(run, "run must not be null");
    requireNonNull(moments, "moments must not be null");
    run.track(TimeAxis.PROBE);
    TransferSettings asked = new TransferSettings(run, TimeAxis.PROBE);
    asked.doing =
        new TransferSettings.Doing(new Latest(moments), false, false, new ConcurrentHashMap<>());
    return new InformationFlowQuery(asked, new ConcurrentHashMap<>());
  }

  /** Mutable: keeps the network of the latest moment. */
  private static final class Latest implements IntFunction<Interventions> {
    private final IntFunction<Interventions> moments;
    private int moment = -1;
    private @Nullable Interventions network;

    Latest(IntFunction<Interventions> moments) {
      this.moments = moments;
    }

    @Override
    public synchronized Interventions apply(int wanted) {
      if (network == null || wanted != moment) {
        network = moments.apply(wanted);
        moment = wanted;
      }
      return network;
    }
  }

  @Override
  InformationFlowQuery with(TransferSettings other, Map<QueryPart, LayerFlow> flows) {
    return new InformationFlowQuery(other, flows);
  }

  private InformationFlowQuery doing(boolean inContext, boolean toClass) {
    TransferSettings.Doing now = requireNonNull(asked.doing);
    return asking(
        next ->
            next.doing =
                new TransferSettings.Doing(
                    now.moments(),
                    inContext || now.inContext(),
                    toClass || now.toClass(),
                    now.dense()));
  }

  /**
   * {@return a new query of the flow in context: for each example the entropy of the target over
   * all values of the unit, the others as observed, averaged over the examples. It also finds what
   * units tell only jointly, as in an exclusive or. It has no null: without a connection it is 0}
   */
  public InformationFlowQuery inContext() {
    return doing(true, false);
  }

  /**
   * {@return a new query of the flow from each layer before the output to the decision: the target
   * is the predicted class}
   */
  public InformationFlowQuery toClass() {
    return doing(false, true);
  }

  @Override
  List<LayerPair> layerPairs() {
    int last = run.layers().size() - 1;
    if (asked.toClass()) {
      boolean fromOutput = asked.from != null && run.layer(asked.from) == last;
      if (asked.to != null || fromOutput) {
        throw new IllegalArgumentException(
            "toClass() has the class as its target, and cannot be combined with %s(\"%s\"). Name an earlier layer alone: from(\"...\").toClass()."
                .formatted(
                    asked.to != null ? "to" : "from", asked.to != null ? asked.to : asked.from));
      }
      return IntStream.range(0, last)
          .filter(layer -> asked.from == null || layer == run.layer(asked.from))
          .mapToObj(layer -> new LayerPair(layer, last))
          .toList();
    }
    List<LayerPair> forward = super.layerPairs().stream().filter(LayerPair::forward).toList();
    Require.that(
        !forward.isEmpty(),
        "Information flows forward only: an intervention in the source does not reach an earlier layer. Pass an earlier layer to from(...), a later one to to(...).");
    return forward;
  }

  @Override
  InformationFlowQuery ofPlane(boolean bothEnds) {
    return bothEnds ? toClass() : this;
  }
}
