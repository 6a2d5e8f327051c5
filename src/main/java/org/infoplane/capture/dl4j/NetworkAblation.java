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
 * Knock-outs in a recorded network: forward passes of its labelled probe, with the weights of a
 * moment, from the changed layer to the output. Synchronized: threads wait for each other.
 *
 * <p>The loss of a softmax over classes is the cross-entropy, computed in double precision from
 * outputs clipped at 1e-10, as DL4J does; that of any other output is DL4J's loss function.
 */
public final class NetworkAblation implements Ablation {

  private static final double LEAST = 1e-10;

  private final NetworkLayers layers;
  private final List<INDArray> values;
  private final int output; // a node
  private final INDArray labels;
  private final int[] classes; // of the examples; empty if labels are not classes
  private final boolean crossEntropy;

  private NetworkAblation(NetworkInterventions network, INDArray labels, int[] classes) {
    this.layers = network.layers;
    this.values = network.values;
    this.output = outputNode(network);
    this.labels = labels;
    this.classes = classes;
    this.crossEntropy =
        network.net.isSoftmax() && classes.length > 0 && values.get(output).rank() == 2;
    if (!crossEntropy && !(layers.nodes().get(output).layer() instanceof IOutputLayer)) {
      throw new IllegalArgumentException(
          "Knock-outs need a loss, which the last layer, \"%s\", does not have. Use a network that ends with an output or loss layer."
              .formatted(layers.name(output)));
    }
  }

  private static int outputNode(NetworkInterventions network) {
    List<Node> nodes = network.layers.nodes();
    for (int node = nodes.size() - 1; node > 0; node--) {
      if (nodes.get(node).layer() == network.net.outputLayer()) {
        return node;
      }
    }
    return nodes.size() - 1;
  }

  /**
   * {@return knock-outs in the network at a moment, judged by the recorded classes of its probe}
   *
   * @param run recorded on a probe with {@code keepingWeights()}
   * @param moment index of a snapshot of the probe
   * @throws IllegalStateException if the weights were not kept
   * @throws IllegalArgumentException if there is no probe, its labels are not classes, or layers
   *     are sequences
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
          "Knock-outs need the classes of the probe, but its recorded labels are %s. Pass examples with labels: knockOut(%s(run, epoch), examples)."
              .formatted(
                  run.recipe().entries().getOrDefault(TimeAxis.PROBE + " labels", "not known"),
                  run.network().kind().equals(NetworkAdapter.CHAIN) ? "networkAt" : "graphAt"));
    }
    Partition groups = run.track(TimeAxis.PROBE).snapshots().get(moment).labels();
    int[] classes = new int[groups.samples()];
    Arrays.setAll(classes, i -> ofGroups.get(groups.get(i)));
    return new NetworkAblation(network, labels(network.net, classes), classes);
  }

  /** The labels as the network takes them: class numbers, or one-hot. */
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
   * {@return knock-outs in the network at a moment, judged by labels of any kind}
   *
   * @param run recorded on these examples with {@code keepingWeights()}
   * @param moment index of a snapshot of the probe
   * @param examples the probe, with labels
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
          "examples must be the %s of the probe, got %s. Pass the examples that were recorded."
              .formatted(known, examples.getFeatures().size(0)));
    }
    network.net.requireScores(examples, "knockOut(network, examples)");
    INDArray labels = examples.getLabels();
    Labels.Kind kind =
        labels.rank() == 2 ? new Labels(network.net, null, null).kind(examples) : Labels.Kind.NONE;
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
          "unit of layer \"%s\" must be 0 to %s, got %s"
              .formatted(layers.name(layers.node(layer)), value.size(1) - 1, unit));
    }
    synchronized (layers) {
      INDArray changed = value.dup('c');
      INDArray channel = NetworkInterventions.channel(changed, unit);
      channel.assign(knockedOut(channel.dup('c'), how));
      return without(layer, changed);
    }
  }

  @Override
  public Score without(int layer, KnockOut how) {
    requireNonNull(how, "how must not be null");
    INDArray value = require(layer);
    synchronized (layers) {
      return without(layer, knockedOut(value.dup('c'), how));
    }
  }

  private INDArray require(int layer) {
    if (isOutput(layer)) {
      throw new IllegalArgumentException(
          "The output layer, \"%s\", cannot be knocked out, since it gives the loss. Choose an earlier layer."
              .formatted(layers.name(output)));
    }
    return values.get(layers.node(layer));
  }

  private Score without(int layer, INDArray changed) {
    List<INDArray> all = new ArrayList<>(values);
    all.set(layers.node(layer), changed);
    layers.activations().recompute(output, layer, all);
    return score(all);
  }

  /** The values of units, {@code [examples, units, ...]}, when they are knocked out. */
  private static INDArray knockedOut(INDArray units, KnockOut how) {
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
    double loss = crossEntropy ? crossEntropy(rows) : networkLoss(all);
    return new Score(loss, rows.length == classes.length ? accuracy(rows) : Double.NaN);
  }

  private double crossEntropy(double[][] rows) {
    double sum = 0;
    for (int i = 0; i < rows.length; i++) {
      sum -= Math.log(Math.max(LEAST, rows[i][classes[i]]));
    }
    return sum / rows.length;
  }

  private double networkLoss(List<INDArray> all) {
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
