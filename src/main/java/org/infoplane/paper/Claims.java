package org.infoplane.paper;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.infoplane.figure.PlotlyFigure;
import org.infoplane.figure.Showable;
import org.infoplane.figure.TableHtml;
import org.infoplane.result.RunSummary;
import tech.tablesaw.api.Table;

/**
 * The findings C1 to C5 over many seeds, each with its effect, its null and a verdict: {@link
 * Claim} has the definitions. Immutable.
 *
 * <p>Verdicts, at 5 %: <i>reproduced</i> if the pattern is there in more seeds than chance gives
 * (exact sign test) and beyond the null in more seeds than chance gives; <i>pattern seen, explained
 * by weight drift</i> if only the first; <i>not reproduced</i> if not even that; <i>cannot be
 * told</i> with too few seeds, constant series, or without what a claim needs. No p-value is
 * corrected; the table has the false discovery rate beside them.
 */
public final class Claims implements Showable {

  /** Seeds that a verdict needs, if nothing else is asked for. */
  private static final int NEEDED = 10;

  private final List<NetworkClaims> networks;

  private Claims(List<NetworkClaims> networks) {
    this.networks = networks;
  }

  /**
   * Tests the claims on a network.
   *
   * @param network its name, for tables and figures
   * @param runs of different seeds, at least 2, the same layers, epochs, time axis and null
   * @return the claims; with fewer than 10 runs every verdict is "cannot be told"
   * @throws IllegalArgumentException if there are too few runs, a seed comes twice, or runs differ
   */
  public static Claims of(String network, List<RunSummary> runs) {
    Objects.requireNonNull(network, "network must not be null");
    Objects.requireNonNull(runs, "runs must not be null");
    if (runs.size() < 2) {
      throw new IllegalArgumentException(
          "Asked for claims over %s runs of %s. Pass at least 2, better 10, each of its own seed."
              .formatted(runs.size(), network));
    }
    Set<Long> seeds = new HashSet<>();
    for (RunSummary run : runs) {
      if (!seeds.add(run.seed())) {
        throw new IllegalArgumentException(
            "Asked for claims over two runs of seed %s of %s. Pass each seed once."
                .formatted(run.seed(), network));
      }
      if (!run.shape().equals(runs.get(0).shape())) {
        throw new IllegalArgumentException(
            "Asked for claims over runs that differ: seed %s of %s has %s; seed %s has %s. Pass runs of one experiment."
                .formatted(
                    runs.get(0).seed(), network, runs.get(0).shape(), run.seed(), run.shape()));
      }
    }
    return new Claims(List.of(NetworkClaims.of(network, runs, NEEDED)));
  }

  /**
   * Asks for verdicts with fewer, or only with more seeds. The sign test reaches 5 % from 5 seeds
   * on, two-sided from 6: below that the verdict is "cannot be told" whatever is asked.
   *
   * @param seeds at least 2; 10 by default
   * @return new claims of the same runs
   * @throws IllegalArgumentException if it is less than 2
   */
  public Claims needing(int seeds) {
    if (seeds < 2) {
      throw new IllegalArgumentException(
          "Asked for verdicts of %s seeds. Pass at least 2.".formatted(seeds));
    }
    return new Claims(
        networks.stream()
            .map(network -> NetworkClaims.of(network.network(), network.runs(), seeds))
            .toList());
  }

  /**
   * Puts other networks into the same table and figure.
   *
   * @param others claims of networks of other names
   * @return all of them
   * @throws IllegalArgumentException if a network comes twice
   */
  public Claims and(Claims others) {
    Objects.requireNonNull(others, "others must not be null");
    List<NetworkClaims> all = new ArrayList<>(networks);
    all.addAll(others.networks);
    Set<String> names = new HashSet<>();
    for (NetworkClaims network : all) {
      if (!names.add(network.network())) {
        throw new IllegalArgumentException(
            "Asked for one table of two networks named \"%s\". Give each its own name."
                .formatted(network.network()));
      }
    }
    return new Claims(List.copyOf(all));
  }

  /**
   * {@return the findings network by network, each with all claims in the order of {@link Claim}}
   */
  public List<ClaimResult> results() {
    return networks.stream().flatMap(network -> network.results().stream()).toList();
  }

  /**
   * One row a claim and network.
   *
   * @return columns claim, measured as, network, verdict; mean effect with its 95 % interval;
   *     effect on the null, effect beyond the null; p of the pattern (sign test; of C5 shuffled
   *     seeds), p of the pattern beyond the null; false discovery rate of "reproduced" among all
   *     rows that have a verdict (Benjamini-Hochberg of the larger p); seeds; seeds whose own
   *     interval over epochs (block bootstrap) does not hold 0; the null; what the claim says;
   *     notes
   */
  public Table table() {
    return ClaimTables.claims(networks);
  }

  /**
   * One row a seed and claim, C1 to C4.
   *
   * @return columns claim, measured as, network, seed; effect, with its 95 % interval over epochs
   *     by a block bootstrap, and p of shuffled epochs, both of correlations over epochs only;
   *     effect on the null, effect beyond the null, whether TE is above its null; why it cannot be
   *     told
   */
  public Table seeds() {
    return ClaimTables.seeds(networks);
  }

  /**
   * {@return a figure: the effect of each seed as a dot, observed above and the null below it, with
   * means and 95 % intervals, and the verdict; one row a claim and network}
   */
  public PlotlyFigure figure() {
    return ClaimFigure.of(networks);
  }

  @Override
  public String html() {
    return TableHtml.of(table());
  }

  @Override
  public String toString() {
    return table().printAll();
  }
}
