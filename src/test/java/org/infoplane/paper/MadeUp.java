package org.infoplane.paper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.infoplane.recording.EpochMetrics;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.TimeAxis;
import org.infoplane.result.LayerInformationSeries;
import org.infoplane.result.RunSummary;
import org.infoplane.result.TransferEntropySeries;

/**
 * Runs that never were: TE = 1 + drift x pattern + excess x pattern + noise, null = 1 + drift x
 * pattern + a fifth of the noise, where the pattern is that of a claim, 0 to 1.
 */
record MadeUp(Claim claim, double drift, double excess, double noise) {

  static final int PAIRS = 5;
  static final int EPOCHS = 20;

  static MadeUp noise(Claim claim) {
    return new MadeUp(claim, 0, 0, 0.1);
  }

  static MadeUp drift(Claim claim) {
    return new MadeUp(claim, 1, 0, 0.1);
  }

  static MadeUp aboveTheNull(Claim claim) {
    return new MadeUp(claim, 0, 1, 0.1);
  }

  List<RunSummary> runs(int seeds) {
    return runs(1, seeds);
  }

  List<RunSummary> runs(long first, int seeds) {
    return LongStream.range(first, first + seeds).mapToObj(this::run).toList();
  }

  RunSummary run(long seed) {
    SplittableRandom random = new SplittableRandom(seed * 7919);
    List<LayerInformationSeries> layers = new ArrayList<>();
    for (int layer = 1; layer <= PAIRS; layer++) {
      double[] input = doubles(random, EPOCHS);
      double[] more = doubles(random, EPOCHS);
      layers.add(
          layer(
              "l" + layer,
              list(input),
              list(
                  IntStream.range(0, EPOCHS)
                      .mapToDouble(t -> input[t] / 100 + more[t])
                      .toArray())));
    }
    double[] accuracy = doubles(random, EPOCHS);
    double[] loss = doubles(random, EPOCHS);
    double gap = random.nextDouble();
    List<EpochMetrics> metrics =
        IntStream.range(0, EPOCHS)
            .mapToObj(
                t -> new EpochMetrics(t + 1, loss[t], accuracy[t] - gap, loss[t], accuracy[t]))
            .toList();
    List<TransferEntropySeries> flows = new ArrayList<>();
    for (int pair = 0; pair < PAIRS; pair++) {
      double[] te = new double[EPOCHS];
      double[] nullModel = new double[EPOCHS];
      for (int t = 0; t < EPOCHS; t++) {
        double pattern =
            switch (claim) {
              case LAST_LAYERS -> pair >= PAIRS - 2 ? 1 : 0;
              case FALLS -> 1 - (double) t / EPOCHS;
              case ACCURACY, ACCURACY_CHANGES -> accuracy[t];
              case LOSS, LOSS_CHANGES -> loss[t];
              case COMPRESSION, COMPRESSION_GIVEN_EPOCH -> layers.get(pair).input().get(t);
              case ENTROPY -> layers.get(pair).entropy().get(t);
              case GENERALIZATION -> gap;
            };
        te[t] = 1 + (drift + excess) * pattern + noise * gaussian(random);
        nullModel[t] = 1 + drift * pattern + noise / 5 * gaussian(random);
      }
      flows.add(flow(pair, list(te), list(nullModel)));
    }
    return new RunSummary(
        seed,
        1.5,
        recipe(),
        TimeAxis.TRAINING_ORDER,
        "within-batch shuffle",
        epochs(),
        flows,
        epochs(),
        layers,
        metrics);
  }

  static Recipe recipe() {
    return Recipe.empty().with("time axis", "training order").with("null", "within-batch shuffle");
  }

  static TransferEntropySeries flow(int pair, List<Double> te, List<Double> nullModel) {
    List<Double> same = Collections.nCopies(te.size(), 0.01);
    return new TransferEntropySeries(
        "l" + pair, "l" + (pair + 1), true, te, nullModel, same, same, same);
  }

  static LayerInformationSeries layer(String name, List<Double> input, List<Double> entropy) {
    List<Double> same = Collections.nCopies(input.size(), 0.0);
    return new LayerInformationSeries(name, input, same, input, same, entropy);
  }

  static LayerInformationSeries course(
      String name,
      double[] input,
      double[] inputNull,
      double[] label,
      double[] labelNull,
      double[] entropy) {
    return new LayerInformationSeries(
        name, list(input), list(inputNull), list(label), list(labelNull), list(entropy));
  }

  static List<Double> list(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  static List<Integer> epochs() {
    return IntStream.rangeClosed(1, EPOCHS).boxed().toList();
  }

  private static double[] doubles(SplittableRandom random, int count) {
    return random.doubles(count).toArray();
  }

  /** Near enough: the sum of 12. */
  private static double gaussian(SplittableRandom random) {
    return random.doubles(12).sum() - 6;
  }
}
