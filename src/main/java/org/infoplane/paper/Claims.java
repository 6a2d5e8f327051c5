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
 * <p>Verdicts, at 5 %: <i>reproduced</i> if the pattern, and the pattern beyond the null, occur in
 * more seeds than by chance (exact sign test); <i>pattern seen, explained by weight drift</i> if
 * only the pattern does; <i>not reproduced</i> if neither; <i>cannot be told</i> with too few
 * seeds, constant series, or without the measures that a claim needs. No p-value is corrected; the
 * table has the false discovery rate beside them.
 */
public final class Claims implements Showable {

  private static final int NEEDED = 10; // seeds of a verdict

  private final List<NetworkClaims> networks;

  private Claims(List<NetworkClaims> networks) {
    this.networks = networks;
  }

  /**
   * {@return the claims of a network; with fewer than 10 runs every verdict is "cannot be told"}
   *
   * @param network its name, for tables and figures
   * @param runs of different seeds, at least 2, with the same layers, epochs, time axis and null
   * @throws IllegalArgumentException if there are too few runs, a seed occurs twice, or runs differ
   */
  public static Claims of(String network, List<RunSummary> runs) {
    Objects.requireNonNull(network, "network must not be null");
    Objects.requireNonNull(runs, "runs must not be null");
    if (runs.size() < 2) {
      throw new IllegalArgumentException(
          "runs of %s must be at least 2, better 10, each of its own seed, got %s"
              .formatted(network, runs.size()));
    }
    Set<Long> seeds = new HashSet<>();
    for (RunSummary run : runs) {
      if (!seeds.add(run.seed())) {
        throw new IllegalArgumentException(
            "runs of %s must be of different seeds, got two of seed %s. Pass each seed once."
                .formatted(network, run.seed()));
      }
      if (!run.shape().equals(runs.get(0).shape())) {
        throw new IllegalArgumentException(
            "runs must be of one experiment, and these differ: seed %s of %s has %s; seed %s has %s."
                .formatted(
                    runs.get(0).seed(), network, runs.get(0).shape(), run.seed(), run.shape()));
      }
    }
    return new Claims(List.of(NetworkClaims.of(network, runs, NEEDED)));
  }

  /**
   * {@return new claims of the same runs, with verdicts from fewer, or only from more seeds} The
   * sign test reaches 5 % with 5 seeds, two-sided with 6: below that the verdict is "cannot be
   * told" in any case.
   *
   * @param seeds at least 2; 10 by default
   * @throws IllegalArgumentException if it is less than 2
   */
  public Claims needing(int seeds) {
    if (seeds < 2) {
      throw new IllegalArgumentException("seeds must be at least 2, got " + seeds);
    }
    return new Claims(
        networks.stream()
            .map(network -> NetworkClaims.of(network.network(), network.runs(), seeds))
            .toList());
  }

  /**
   * {@return the claims of these and other networks, for one table and figure}
   *
   * @param others claims of networks of other names
   * @throws IllegalArgumentException if a name occurs twice
   */
  public Claims and(Claims others) {
    Objects.requireNonNull(others, "others must not be null");
    List<NetworkClaims> all = new ArrayList<>(networks);
    all.addAll(others.networks);
    Set<String> names = new HashSet<>();
    for (NetworkClaims network : all) {
      if (!names.add(network.network())) {
        throw new IllegalArgumentException(
            "There are two networks named \"%s\". Give each its own name."
                .formatted(network.network()));
      }
    }
    return new Claims(List.copyOf(all));
  }

  /**
   * {@return the results network by network, each with all claims in the order of {@link Claim}}
   */
  public List<ClaimResult> results() {
    return networks.stream().flatMap(network -> network.results().stream()).toList();
  }

  /**
   * {@return one row per claim and network: mean effect with its 95 % interval; effect on the null
   * and beyond it; p of the pattern (sign test; of C5 shuffled seeds) and beyond the null; false
   * discovery rate of "reproduced" among all rows with a verdict (Benjamini-Hochberg of the larger
   * p); number of seeds, and of those whose own interval over epochs (block bootstrap) excludes 0}
   */
  public Table table() {
    return ClaimTables.claims(networks);
  }

  /**
   * {@return one row per seed and claim, C1 to C4: effect, with its 95 % interval over epochs by a
   * block bootstrap, and p of shuffled epochs, both of correlations over epochs only; effect on the
   * null and beyond it, whether TE is above its null; why it cannot be told}
   */
  public Table seeds() {
    return ClaimTables.seeds(networks);
  }

  /**
   * {@return a figure of the effect of each seed as a dot, observed above and the null below, with
   * means, 95 % intervals and the verdict; one row per claim and network}
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
