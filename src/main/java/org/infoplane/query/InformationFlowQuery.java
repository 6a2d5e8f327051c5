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
 * How much information flows from layer to layer, asked by doing: on the probe, weights frozen, one
 * unit at a time takes the value that it has on another example, and what the target then tells of
 * that value came through the network's wires. In bits, with its bias and its null. Immutable; each
 * step returns a new query, and what was computed once is kept.
 *
 * <p>Without any step it asks for the flow of every pair of units of all adjacent layers, in four
 * symbols of equal counts, the same for what is observed, for what is done and for the null, with
 * 20 shuffles. Where not a dense layer alone lies between two layers, and of what reaches the
 * class, 64 units of the source are drawn with seed 1 if it has more; {@code units(...)} chooses.
 *
 * @see <a href="https://doi.org/10.1142/S0219525908001465">Ay and Polani 2008</a>
 */
public final class InformationFlowQuery extends FlowQuery<InformationFlowQuery> {

  private InformationFlowQuery(
      TransferSettings asked,
      @Nullable String from,
      @Nullable String to,
      Map<Key, LayerFlow> known) {
    super(asked, from, to, known);
  }

  /**
   * Asks a recording and the network that it is of.
   *
   * @param run with a probe
   * @param moments the network at each snapshot of the probe, by number
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
    return new InformationFlowQuery(asked, null, null, new ConcurrentHashMap<>());
  }

  /** Mutable: keeps the network of the moment that was asked last. */
  private static final class Latest implements IntFunction<Interventions> {
    private final IntFunction<Interventions> moments;
    private int moment = -1;
    private @Nullable Interventions network;

    Latest(IntFunction<Interventions> moments) {
      this.moments = moments;
    }

    @Override
    public synchronized Interventions apply(int asked) {
      if (network == null || asked != moment) {
        network = moments.apply(asked);
        moment = asked;
      }
      return network;
    }
  }

  @Override
  InformationFlowQuery with(
      TransferSettings asked,
      @Nullable String from,
      @Nullable String to,
      Map<Key, LayerFlow> known) {
    return new InformationFlowQuery(asked, from, to, known);
  }

  private InformationFlowQuery doing(boolean inContext, boolean toClass) {
    return asking(
        next -> {
          TransferSettings.Doing before = requireNonNull(next.doing);
          next.doing =
              new TransferSettings.Doing(before.moments(), inContext, toClass, before.dense());
        });
  }

  /**
   * Asks for the flow in context: for each example the entropy of the target over all values of the
   * unit, the others as observed, and its mean. It sees what units do only together, as of an
   * exclusive or; it has no null, since without a wire it is 0.
   *
   * @return a new query
   */
  public InformationFlowQuery inContext() {
    return doing(true, requireNonNull(asked.doing).toClass());
  }

  /**
   * Asks what of each layer reaches the decision: the target is the class that the network names.
   *
   * @return a new query, of each layer before the output
   */
  public InformationFlowQuery toClass() {
    return doing(requireNonNull(asked.doing).inContext(), true);
  }

  @Override
  List<LayerPair> layerPairs() {
    int last = run.layers().size() - 1;
    if (asked.toClass()) {
      if (to().isPresent() || from().filter(layer -> run.layer(layer) == last).isPresent()) {
        throw new IllegalArgumentException(
            "Asked what reaches the class, which the output names, %s. Name an earlier layer alone: from(\"...\").toClass()."
                .formatted(
                    to().map(layer -> "and of the layer \"%s\"".formatted(layer))
                        .orElse("from the output itself")));
      }
      return from()
          .map(layer -> List.of(new LayerPair(run.layer(layer), last)))
          .orElseGet(() -> IntStream.range(0, last).mapToObj(l -> new LayerPair(l, last)).toList());
    }
    List<LayerPair> forward = super.layerPairs().stream().filter(LayerPair::forward).toList();
    if (forward.isEmpty()) {
      throw new IllegalArgumentException(
          "Asked for the information flow to a layer that does not come from the source: nothing done there reaches it. Ask from an earlier layer to a later one.");
    }
    return forward;
  }

  @Override
  InformationFlowQuery ofPlane(boolean bothEnds) {
    return bothEnds ? toClass() : this;
  }
}
