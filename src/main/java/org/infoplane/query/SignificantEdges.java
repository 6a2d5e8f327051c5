package org.infoplane.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.infoplane.measure.Estimate;
import org.infoplane.measure.statistics.BenjaminiHochberg;
import org.infoplane.recording.LayerInfo;
import org.infoplane.result.Edge;
import org.infoplane.result.EffectiveNetwork;
import org.infoplane.result.LayerFlow;
import org.infoplane.result.LayerPair;
import org.infoplane.result.Moment;
import org.infoplane.result.UnitFlow;

/** Selects the edges from unit to unit by the Benjamini-Hochberg procedure over all layer pairs. */
final class SignificantEdges {

  private SignificantEdges() {}

  static EffectiveNetwork of(TransferEntropyQuery query) {
    TransferSettings asked = query.asked;
    List<LayerInfo> layers = query.run.layers();
    asked.requirePairs("edges()");
    List<LayerPair> pairs = query.layerPairs();
    TransferCost.requireAffordable(asked, pairs, false);
    List<Integer> moments = asked.moments();
    int snapshot = moments.get(moments.size() - 1);
    List<Edge> all = new ArrayList<>();
    Map<Integer, List<Integer>> units = new TreeMap<>();
    for (LayerPair pair : pairs) {
      UnitFlow flow = query.units(snapshot, pair);
      units.put(pair.from(), flow.sources());
      units.put(pair.to(), flow.targets());
      for (int i = 0; i < flow.te().sources(); i++) {
        for (int j = 0; j < flow.te().targets(); j++) {
          Estimate te = flow.te().get(i, j);
          boolean self = pair.from() == pair.to() && i == j;
          if (!self && !Double.isNaN(te.nats()) && !Double.isNaN(te.pValue())) {
            all.add(
                new Edge(
                    layers.get(pair.from()).name(),
                    flow.sources().get(i),
                    layers.get(pair.to()).name(),
                    flow.targets().get(j),
                    te.nats(),
                    te.pValue()));
          }
        }
      }
    }
    double[] p = all.stream().mapToDouble(Edge::pValue).toArray();
    int found = BenjaminiHochberg.discoveries(LayerFlow.FALSE_DISCOVERY_RATE, p);
    Arrays.sort(p);
    double largest = found == 0 ? -1 : p[found - 1];
    return new EffectiveNetwork(
        asked.about(List.of(), query.recipe()),
        Moment.of(asked.snapshots()).get(snapshot),
        units.entrySet().stream()
            .map(of -> new EffectiveNetwork.Units(layers.get(of.getKey()).name(), of.getValue()))
            .toList(),
        asked.embedding.source().lag(),
        all.size(),
        all.stream()
            .filter(edge -> edge.pValue() <= largest && edge.nats() > 0)
            .sorted(Comparator.comparingDouble(Edge::nats).reversed())
            .toList());
  }
}
