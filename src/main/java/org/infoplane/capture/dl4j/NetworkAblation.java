package org.infoplane.capture.dl4j;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.infoplane.measure.Ablation;
import org.infoplane.measure.KnockOut;
import org.infoplane.recording.Fact;
import org.infoplane.recording.Recording;
import org.infoplane.recording.TimeAxis;
import org.infoplane.symbol.Partition;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Knock-outs in a recorded network: its weights at a moment, its probe with labels, and forward
 * passes from the layer that is changed to the output. For one thread at a time: others wait.
 *
 * <p>Of a softmax over classes the loss is the cross-entropy, of its outputs in double precision,
 * none taken below 1e-10, as DL4J does; of any other output it is DL4J's loss function of it.
 */
public final class NetworkAblation implements Ablation {

  private static final double LEAST = 1e-10;

  private final NetworkLayers layers;
  private final List<INDArray> values;
  private final int output; // a node
  private final INDArray labels;
  private final int[] classes; // of the examples; none if labels are no classes
  private final boolean crossEntropy;

  private NetworkAblation(NetworkInterventions network, INDArray labels, int[] classes) {
    this.layers = network.layers();
    this.values = network.values();
    this.output = outputNode(network);
    this.labels = labels;
    this.classes = classes;
    this.crossEntropy =
        network.net().isSoftmax() && classes.length > 0 && values.get(output).rank() == 2;
    if (!crossEntropy && !(layers.nodes().get(output).layer() instanceof IOutputLayer)) {
      throw new IllegalArgumentException(
          "Asked for the damage of units of a network whose last layer, \"%s\", has no loss. Use one that ends with an output or a loss layer."
              .formatted(layers.name(output)));
    }
  }

  private static int outputNode(NetworkInterventions network) {
    List<Node> nodes = network.layers().nodes();
    for (int node = nodes.size() - 1; node > 0; node--) {
      if (nodes.get(node).layer() == network.net().outputLayer()) {
        return node;
      }
    }
    return nodes.size() - 1;
  }

  /**
   * A network as it was, and the classes of its probe.
   *
   * @param run recorded on a probe with {@code keepingWeights()}
   * @param moment number of a snapshot of the probe
   * @return its layers, ready to be knocked out
   * @throws IllegalStateException if the weights were not kept
   * @throws IllegalArgumentException if there is no probe, its labels are not kept as classes, or
   *     layers are sequences
   */
  public static NetworkAblation at(Recording run, int moment) {
    requireNonNull(run, "run must not be null");
    NetworkInterventions network = NetworkInterventions.at(run, moment);
    List<Integer> ofGroups =
        run.recipe().facts().stream()
            .filter(fact -> fact instanceof Fact.Labels its && its.axis() == TimeAxis.PROBE)
            .map(fact -> ((Fact.Labels) fact).classes())
            .findFirst()
            .orElse(List.of());
    if (ofGroups.isEmpty()) {
      throw new IllegalArgumentException(
          "Asked for the damage of units of a recording that does not keep the classes of its examples: its labels are %s. Pass them with the network: knockOut(%s(run, epoch), examples)."
              .formatted(
                  run.recipe().entries().getOrDefault(TimeAxis.PROBE + " labels", "not known"),
                  run.network().kind().equals(NetworkAdapter.Chain.KIND)
                      ? "networkAt"
                      : "graphAt"));
    }
    Partition groups = run.track(TimeAxis.PROBE).snapshots().get(moment).labels();
    int[] classes = new int[groups.samples()];
    Arrays.setAll(classes, i -> ofGroups.get(groups.get(i)));
    return new NetworkAblation(network, labels(network.net(), classes), classes);
  }

  /** The labels as the network takes them. */
  private static INDArray labels(NetworkAdapter net, int[] classes) {
    int columns = net.hasSparseLabels() ? 1 : Math.max(1, net.outputUnits());
    float[][] rows = new float[classes.length][columns];
    for (int i = 0; i < rows.length; i++) {
      if (columns == 1) {
        rows[i][0] = classes[i];
      } else {
        rows[i][classes[i]] = 1;
      }
    }
    return Nd4j.createFromArray(rows);
  }

  /**
   * A network as it was, and the labels of its probe.
   *
   * @param run recorded on these examples with {@code keepingWeights()}
   * @param moment number of a snapshot of the probe
   * @param examples the probe; its labels are looked at
   * @return its layers, ready to be knocked out
   * @throws IllegalStateException if the weights were not kept
   * @throws IllegalArgumentException if the probe has other examples, the network has no loss for
   *     the labels, or layers are sequences
   */
  public static NetworkAblation at(Recording run, int moment, DataSet examples) {
    requireNonNull(run, "run must not be null");
    requireNonNull(examples, "examples must not be null");
    NetworkInterventions network = NetworkInterventions.at(run, moment);
    int known = network.observed(0).samples();
    Examples.require(examples, "knockOut(network, examples)", 1);
    if (examples.getFeatures().size(0) != known) {
      throw new IllegalArgumentException(
          "Asked for the damage of units on %s examples, but the probe has %s. Pass those of the probe."
              .formatted(examples.getFeatures().size(0), known));
    }
    network.net().requireScores(examples, "knockOut(network, examples)");
    INDArray labels = examples.getLabels();
    Labels.Kind kind =
        labels.rank() == 2
            ? new Labels(network.net(), null, null).kind(examples)
            : Labels.Kind.NONE;
    int[] classes =
        kind == Labels.Kind.NONE
            ? new int[0]
            : Arrays.stream(Examples.rows(labels)).mapToInt(kind::classOf).toArray();
    return new NetworkAblation(network, labels.dup(), classes);
  }

  @Override
  public Score intact() {
    synchronized (layers) {
      return score(values);
    }
  }

  @Override
  public Score without(int layer, int unit, KnockOut how) {
    requireNonNull(how, "how must not be null");
    INDArray value = require(layer);
    if (unit < 0 || unit >= value.size(1)) {
      throw new IllegalArgumentException(
          "Asked to knock out unit %s of layer \"%s\", which has %s. Pass 0 to %s."
              .formatted(unit, layers.name(layers.node(layer)), value.size(1), value.size(1) - 1));
    }
    synchronized (layers) {
      INDArray changed = value.dup('c');
      INDArray channel = NetworkInterventions.channel(changed, unit);
      channel.assign(instead(channel.dup('c'), how));
      return without(layer, changed);
    }
  }

  @Override
  public Score without(int layer, KnockOut how) {
    requireNonNull(how, "how must not be null");
    INDArray value = require(layer);
    synchronized (layers) {
      return without(layer, instead(value.dup('c'), how));
    }
  }

  private INDArray require(int layer) {
    if (isOutput(layer)) {
      throw new IllegalArgumentException(
          "Asked to knock out \"%s\", the output, which the network is judged by. Ask of a layer before it."
              .formatted(layers.name(output)));
    }
    return values.get(layers.node(layer));
  }

  private Score without(int layer, INDArray changed) {
    List<INDArray> all = new ArrayList<>(values);
    all.set(layers.node(layer), changed);
    layers.againTo(output, layer, all);
    return score(all);
  }

  /** Of some units, {@code [examples, units, ...]}, what they are when they are knocked out. */
  private static INDArray instead(INDArray units, KnockOut how) {
    long examples = units.size(0);
    return switch (how.kind()) {
      case ZERO -> Nd4j.zerosLike(units);
      case MEAN ->
          units
              .castTo(DataType.DOUBLE)
              .mean(true, 0)
              .castTo(units.dataType())
              .broadcast(units.shape());
      case PERMUTED ->
          Nd4j.pullRows(
                  units.reshape('c', examples, units.length() / examples),
                  1,
                  how.order((int) examples),
                  'c')
              .reshape('c', units.shape());
    };
  }

  private Score score(List<INDArray> all) {
    double[][] rows = classes.length == 0 ? new double[0][] : Examples.rows(all.get(output));
    double loss = crossEntropy ? crossEntropy(rows) : ownLoss(all);
    return new Score(loss, rows.length == classes.length ? accuracy(rows) : Double.NaN);
  }

  private double crossEntropy(double[][] rows) {
    double sum = 0;
    for (int i = 0; i < rows.length; i++) {
      sum -= Math.log(Math.max(LEAST, rows[i][classes[i]]));
    }
    return sum / rows.length;
  }

  private double ownLoss(List<INDArray> all) {
    Node node = layers.nodes().get(output);
    return node.loss(all.get(node.inputs().get(0)).dup(), labels);
  }

  private double accuracy(double[][] rows) {
    int right = 0;
    for (int i = 0; i < rows.length; i++) {
      int named = rows[i].length == 1 ? (rows[i][0] > 0.5 ? 1 : 0) : Examples.largest(rows[i]);
      right += named == classes[i] ? 1 : 0;
    }
    return rows.length == 0 ? Double.NaN : (double) right / rows.length;
  }

  @Override
  public boolean isOutput(int layer) {
    return layers.node(layer) == output;
  }

  @Override
  public boolean isCrossEntropy() {
    return crossEntropy;
  }
}
