package org.infoplane.paper;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.infoplane.figure.Showable;
import org.infoplane.figure.TableHtml;
import org.infoplane.figure.TableText;
import org.infoplane.measure.statistics.LayerPhases;
import org.infoplane.measure.statistics.MeanInterval;
import org.infoplane.result.SeedRun;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * The fitting and compression phases of every layer, measured: {@link LayerPhases} has the
 * definitions. Immutable.
 *
 * @see <a href="https://arxiv.org/abs/1703.00810">Shwartz-Ziv and Tishby 2017</a>
 * @see <a href="https://doi.org/10.1088/1742-5468/ab3985">Saxe and others 2019</a>
 */
public final class Phases implements Showable {

  private static final long SEED = 42;

  private final Map<Long, List<LayerPhases>> bySeed;

  private Phases(Map<Long, List<LayerPhases>> bySeed) {
    this.bySeed = bySeed;
  }

  /**
   * Of one run.
   *
   * @param run with mutual information
   * @return the phases of its layers
   * @throws IllegalArgumentException if no mutual information was measured
   */
  public static Phases of(SeedRun run) {
    Objects.requireNonNull(run, "run must not be null");
    return of(List.of(run));
  }

  /**
   * Of several runs.
   *
   * @param runs with mutual information, each of its own seed, at least one
   * @return the phases of all layers of all runs
   * @throws IllegalArgumentException if there is no run, a seed comes twice, or no mutual
   *     information was measured
   */
  public static Phases of(List<SeedRun> runs) {
    Objects.requireNonNull(runs, "runs must not be null");
    if (runs.isEmpty()) {
      throw new IllegalArgumentException("Asked for the phases of no run. Pass at least one.");
    }
    Map<Long, List<LayerPhases>> all = new LinkedHashMap<>();
    for (SeedRun run : runs) {
      if (run.layers().isEmpty()) {
        throw new IllegalArgumentException(
            "Asked for the phases of the run of seed %s, which has no mutual information. Make it with SeedRun.of(seed, te, mi)."
                .formatted(run.seed()));
      }
      List<LayerPhases> phases =
          run.layers().stream()
              .map(
                  layer ->
                      LayerPhases.of(
                          layer.layer(), layer.input(), layer.label(), run.probeEpochs(), SEED))
              .toList();
      if (all.put(run.seed(), phases) != null) {
        throw new IllegalArgumentException(
            "Asked for the phases of two runs of seed %s. Pass each seed once."
                .formatted(run.seed()));
      }
    }
    return new Phases(all);
  }

  /**
   * All layers of the first run.
   *
   * @return from the first to the last
   */
  public List<LayerPhases> layers() {
    return bySeed.values().iterator().next();
  }

  /**
   * One row a seed and layer.
   *
   * @return columns seed, layer, phase in words, turning epoch with its 95 % interval, smoothed
   *     I(X;T) at the first, turning and last epoch, compression factor with its interval, p of the
   *     drop if I(X;T) never falls, smoothed I(T;Y) at the same epochs and its gain after the
   *     turning
   */
  public Table table() {
    LongColumn seed = LongColumn.create("seed");
    StringColumn layer = StringColumn.create("layer");
    StringColumn phase = StringColumn.create("phase");
    IntColumn turning = IntColumn.create("turning epoch");
    List<DoubleColumn> numbers = new ArrayList<>();
    for (String name :
        List.of(
            "turning from",
            "turning to (95 %)",
            "I(X;T) first [bits]",
            "I(X;T) turning [bits]",
            "I(X;T) last [bits]",
            "compression factor",
            "factor from",
            "factor to (95 %)",
            "p (never falls)",
            "I(T;Y) first [bits]",
            "I(T;Y) turning [bits]",
            "I(T;Y) last [bits]",
            "label gain")) {
      numbers.add(DoubleColumn.create(name));
    }
    bySeed.forEach(
        (of, layers) -> {
          for (LayerPhases at : layers) {
            seed.append(of.longValue());
            layer.append(at.layer());
            phase.append(at.phase());
            turning.append(at.turning());
            double[] values = {
              at.turningInterval().low(),
              at.turningInterval().high(),
              at.first(),
              at.largest(),
              at.last(),
              at.compression(),
              at.compressionInterval().low(),
              at.compressionInterval().high(),
              at.p(),
              at.labelFirst(),
              at.labelTurning(),
              at.labelLast(),
              at.labelGain()
            };
            for (int i = 0; i < values.length; i++) {
              numbers.get(i).append(values[i]);
            }
          }
        });
    Table table = Table.create("fitting and compression", seed, layer, phase, turning);
    numbers.forEach(table::addColumns);
    return TableText.readable(table);
  }

  /**
   * One row a layer, over all seeds.
   *
   * @return columns layer, seeds, seeds that compress, mean turning epoch, mean compression factor
   *     and mean label gain, each with its 95 % interval by Student's t
   */
  public Table overSeeds() {
    StringColumn layer = StringColumn.create("layer");
    IntColumn seeds = IntColumn.create("seeds");
    IntColumn compress = IntColumn.create("seeds that compress");
    List<DoubleColumn> numbers = new ArrayList<>();
    for (String name : List.of("turning epoch", "compression factor", "label gain")) {
      numbers.add(DoubleColumn.create(name));
      numbers.add(DoubleColumn.create(name + " from"));
      numbers.add(DoubleColumn.create(name + " to (95 %)"));
    }
    Map<String, List<LayerPhases>> byLayer = new LinkedHashMap<>();
    bySeed
        .values()
        .forEach(
            run ->
                run.forEach(
                    at -> byLayer.computeIfAbsent(at.layer(), k -> new ArrayList<>()).add(at)));
    byLayer.forEach(
        (name, all) -> {
          layer.append(name);
          seeds.append(all.size());
          compress.append((int) all.stream().filter(LayerPhases::compresses).count());
          append(numbers.subList(0, 3), all.stream().mapToDouble(LayerPhases::turning).toArray());
          append(
              numbers.subList(3, 6), all.stream().mapToDouble(LayerPhases::compression).toArray());
          append(numbers.subList(6, 9), all.stream().mapToDouble(LayerPhases::labelGain).toArray());
        });
    Table table = Table.create("fitting and compression over seeds", layer, seeds, compress);
    numbers.forEach(table::addColumns);
    return TableText.readable(table);
  }

  private static void append(List<DoubleColumn> to, double[] values) {
    MeanInterval mean = MeanInterval.of(values);
    to.get(0).append(mean.mean());
    to.get(1).append(mean.interval().low());
    to.get(2).append(mean.interval().high());
  }

  @Override
  public String html() {
    return TableHtml.of(table());
  }

  @Override
  public String toString() {
    return table().print(20);
  }
}
