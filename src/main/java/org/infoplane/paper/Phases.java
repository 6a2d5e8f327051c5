package org.infoplane.paper;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.infoplane.figure.Rows;
import org.infoplane.figure.Showable;
import org.infoplane.figure.TableHtml;
import org.infoplane.measure.statistics.LayerPhases;
import org.infoplane.measure.statistics.MeanInterval;
import org.infoplane.result.RunSummary;
import tech.tablesaw.api.Table;

/**
 * The fitting and compression phases of every layer: {@link LayerPhases} has the definitions.
 * Immutable.
 *
 * @see <a href="https://arxiv.org/abs/1703.00810">Shwartz-Ziv and Tishby 2017</a>
 * @see <a href="https://doi.org/10.1088/1742-5468/ab3985">Saxe and others 2019</a>
 */
public final class Phases implements Showable {

  private record SeedPhases(long seed, LayerPhases at) {}

  private static final long SEED = 42;

  private final Map<Long, List<LayerPhases>> bySeed;

  private Phases(Map<Long, List<LayerPhases>> bySeed) {
    this.bySeed = bySeed;
  }

  /**
   * {@return the phases of the layers of a run}
   *
   * @param run with mutual information
   * @throws IllegalArgumentException if no mutual information was measured
   */
  public static Phases of(RunSummary run) {
    Objects.requireNonNull(run, "run must not be null");
    return of(List.of(run));
  }

  /**
   * {@return the phases of all layers of several runs}
   *
   * @param runs with mutual information, each of its own seed, at least one
   * @throws IllegalArgumentException if there is no run, a seed occurs twice, or no mutual
   *     information was measured
   */
  public static Phases of(List<RunSummary> runs) {
    Objects.requireNonNull(runs, "runs must not be null");
    if (runs.isEmpty()) {
      throw new IllegalArgumentException("runs must not be empty. Pass at least one.");
    }
    Map<Long, List<LayerPhases>> all = new LinkedHashMap<>();
    for (RunSummary run : runs) {
      if (run.layers().isEmpty()) {
        throw new IllegalArgumentException(
            "The run of seed %s has no mutual information. Create it with RunSummary.of(seed, te, mi)."
                .formatted(run.seed()));
      }
      List<LayerPhases> phases =
          run.layers().stream()
              .map(
                  layer ->
                      LayerPhases.of(
                          layer.layer(),
                          EpochSeries.doubles(layer.input()),
                          EpochSeries.doubles(layer.label()),
                          run.probeEpochs().stream().mapToInt(Integer::intValue).toArray(),
                          SEED))
              .toList();
      if (all.put(run.seed(), phases) != null) {
        throw new IllegalArgumentException(
            "runs must be of different seeds, got two of seed %s".formatted(run.seed()));
      }
    }
    return new Phases(all);
  }

  /** {@return all layers of the first run, from the first to the last} */
  public List<LayerPhases> layers() {
    return bySeed.values().iterator().next();
  }

  /**
   * {@return one row per seed and layer: phase; turning epoch and compression factor, each with its
   * 95 % interval; smoothed I(X;T) and I(T;Y) at the first, turning and last epoch; p of the drop
   * if I(X;T) never falls; gain of I(T;Y) after the turning}
   */
  public Table table() {
    List<SeedPhases> rows = new ArrayList<>();
    bySeed.forEach((seed, layers) -> layers.forEach(at -> rows.add(new SeedPhases(seed, at))));
    return Rows.of("fitting and compression", rows)
        .longs("seed", SeedPhases::seed)
        .text("layer", row -> row.at().layer())
        .text("phase", row -> row.at().phase())
        .whole("turning epoch", row -> row.at().turning())
        .number("turning from", row -> row.at().turningInterval().low())
        .number("turning to (95 %)", row -> row.at().turningInterval().high())
        .number("I(X;T) first [bits]", row -> row.at().first())
        .number("I(X;T) turning [bits]", row -> row.at().largest())
        .number("I(X;T) last [bits]", row -> row.at().last())
        .number("compression factor", row -> row.at().compression())
        .number("factor from", row -> row.at().compressionInterval().low())
        .number("factor to (95 %)", row -> row.at().compressionInterval().high())
        .number("p (never falls)", row -> row.at().p())
        .number("I(T;Y) first [bits]", row -> row.at().labelFirst())
        .number("I(T;Y) turning [bits]", row -> row.at().labelTurning())
        .number("I(T;Y) last [bits]", row -> row.at().labelLast())
        .number("label gain", row -> row.at().labelGain())
        .table();
  }

  /**
   * {@return one row per layer, over all seeds: seeds that compress, mean turning epoch, mean
   * compression factor and mean label gain, each with its 95 % interval by Student's t}
   */
  public Table overSeeds() {
    Map<String, List<LayerPhases>> byLayer =
        bySeed.values().stream()
            .flatMap(List::stream)
            .collect(groupingBy(LayerPhases::layer, LinkedHashMap::new, toList()));
    Rows<List<LayerPhases>> rows =
        Rows.of("fitting and compression over seeds", List.copyOf(byLayer.values()))
            .text("layer", all -> all.get(0).layer())
            .whole("seeds", List::size)
            .whole(
                "seeds that compress",
                all -> (int) all.stream().filter(LayerPhases::compresses).count());
    addMean(rows, "turning epoch", LayerPhases::turning);
    addMean(rows, "compression factor", LayerPhases::compression);
    addMean(rows, "label gain", LayerPhases::labelGain);
    return rows.table();
  }

  private static void addMean(
      Rows<List<LayerPhases>> rows, String name, ToDoubleFunction<LayerPhases> of) {
    Function<List<LayerPhases>, MeanInterval> mean =
        all -> MeanInterval.of(all.stream().mapToDouble(of).toArray());
    rows.number(name, all -> mean.apply(all).mean())
        .number(name + " from", all -> mean.apply(all).interval().low())
        .number(name + " to (95 %)", all -> mean.apply(all).interval().high());
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
