package org.infoplane.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.infoplane.measure.ContinuousEstimator;
import org.infoplane.measure.Estimator;
import org.infoplane.measure.Resampling;
import org.infoplane.symbol.Embedding;

/** Writes the tables of {@link Calibration}: {@code mvn -Pcalibration test-compile exec:exec}. */
public final class CalibrationTables {

  private static final int RUNS = 2000;
  private static final int[] SIZES = {300, 1000, 3000};

  private final List<String> lines = new ArrayList<>();

  private CalibrationTables() {}

  /** Writes the tables to the given file. */
  public static void main(String[] args) throws IOException {
    CalibrationTables tables = new CalibrationTables();
    tables.rejections();
    tables.coverage();
    Files.write(Path.of(args[0]), tables.lines);
  }

  private void add(String format, Object... values) {
    lines.add(String.format(Locale.ROOT, format, values));
  }

  private void rejections() {
    add("# Are p-values and intervals calibrated?");
    add("");
    add(
        "Made by `mvn -Pcalibration test-compile exec:exec` in a few minutes; the seeds are fixed.");
    add("");
    add("## p-values of independent series");
    add(
        "Rates over 40,000 pairs of independent series. Pearson's chi-square of a transfer entropy");
    add(
        "(target history k, source history l) has a p-value from 12 samples per state on, where each");
    add("state has an expected count of 5; the sample sizes are the smallest that this allows.");
    add("");
    add("| test | samples | have a p-value | p <= 0.05 | p <= 0.01 |");
    add("|---|---|---|---|---|");
    for (int[] of :
        new int[][] {
          {2, 1, 1}, {2, 2, 1}, {2, 3, 1}, {2, 1, 2}, {2, 2, 2}, {2, 3, 2}, {3, 1, 1}, {4, 1, 1},
          {5, 1, 1}, {6, 1, 1}, {7, 1, 1}, {8, 1, 1}
        }) {
      int samples = 12 * (int) Math.pow(of[0], 1 + of[1] + of[2]) + Math.max(of[1], of[2]);
      row(
          "%s symbols, k = %s, l = %s".formatted(of[0], of[1], of[2]),
          samples,
          Calibration.chiSquare(
              of[0], samples, new Embedding(of[1], of[2], 1), u -> (int) (of[0] * u)));
    }
    for (int[] of : new int[][] {{1, 600}, {2, 3200}, {3, 16_000}}) {
      row(
          "2 symbols, one of 20 %%, k = %s, l = 1".formatted(of[0]),
          of[1],
          Calibration.chiSquare(2, of[1], new Embedding(of[0], 1, 1), u -> u < 0.2 ? 1 : 0));
    }
    for (ContinuousEstimator estimator :
        List.of(ContinuousEstimator.gaussian(), ContinuousEstimator.gaussianCopula())) {
      for (int[] of : new int[][] {{1, 0, 20}, {1, 1, 20}, {2, 2, 40}, {3, 0, 40}}) {
        row(
            "F-test, %s, %s and %s dimensions, %s given".formatted(estimator, of[0], of[0], of[1]),
            of[2],
            Calibration.gaussian(estimator, of[0], of[1], of[2]));
      }
    }
    add("");
  }

  private void row(String test, int samples, Calibration.Rejections seen) {
    add(
        "| %s | %s | %.1f %% | %.2f %% | %.2f %% |",
        test, samples, 100 * seen.tested(), 100 * seen.atFivePercent(), 100 * seen.atOnePercent());
  }

  private void coverage() {
    Resampling jackknife = Resampling.jackknife(20);
    add("## Coverage of intervals");
    add(
        "Share of %s runs whose 95 %% interval, by a jackknife of 20 segments, contains the true",
        RUNS);
    add(
        "transfer entropy or mutual information (standard error 0.5 %%). Grassberger, Chao-Shen and");
    add(
        "nearest neighbours are not in the table: their intervals contain it too seldom or too often,");
    add("and are refused.");
    add("");
    add("| process | estimator | 300 | 1,000 | 3,000 |");
    add("|---|---|---|---|---|");
    for (Calibration.OfSymbols process : Calibration.OfSymbols.values()) {
      for (Estimator estimator :
          List.of(
              Estimator.plugIn(),
              Estimator.millerMadow(),
              Estimator.panzeriTreves(),
              Estimator.shuffleCorrected(10, 1))) {
        row(process, estimator, n -> process.coverage(n, RUNS, estimator, jackknife));
      }
    }
    for (Calibration.OfNumbers process : Calibration.OfNumbers.values()) {
      for (ContinuousEstimator estimator :
          List.of(ContinuousEstimator.gaussian(), ContinuousEstimator.gaussianCopula())) {
        row(process, estimator, n -> process.coverage(n, RUNS, estimator, jackknife));
      }
    }
  }

  private interface Coverage {
    double of(int samples);
  }

  private void row(Enum<?> process, Object estimator, Coverage coverage) {
    StringBuilder row = new StringBuilder();
    row.append("| ").append(process.name().toLowerCase(Locale.ROOT).replace('_', ' '));
    row.append(" | ").append(estimator).append(" |");
    for (int n : SIZES) {
      row.append(String.format(Locale.ROOT, " %.1f %% |", 100 * coverage.of(n)));
    }
    lines.add(row.toString());
  }
}
