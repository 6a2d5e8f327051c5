package org.infoplane.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;
import static org.infoplane.recording.TimeAxis.PROBE;
import static org.infoplane.recording.TimeAxis.TRAINING_ORDER;
import static org.infoplane.recording.TimeAxis.TRAINING_STEPS;
import static org.infoplane.testing.Trained.cells;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.infoplane.capture.Keeping;
import org.infoplane.measure.ContinuousEstimator;
import org.infoplane.measure.Entropy;
import org.infoplane.measure.Estimate;
import org.infoplane.measure.Estimator;
import org.infoplane.measure.KernelDensityBounds;
import org.infoplane.measure.LayerEstimator;
import org.infoplane.measure.LayerTransfer;
import org.infoplane.measure.MixedInformation;
import org.infoplane.measure.MutualInformation;
import org.infoplane.measure.RenyiMatrix;
import org.infoplane.measure.TransferEntropy;
import org.infoplane.measure.Unit;
import org.infoplane.measure.Warning;
import org.infoplane.measure.nulls.Null;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.recording.FittedOn;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.Recording;
import org.infoplane.recording.Snapshot;
import org.infoplane.recording.TimeAxis;
import org.infoplane.recording.Track;
import org.infoplane.result.LayerFlow;
import org.infoplane.result.LayerInformation;
import org.infoplane.symbol.Discretizer;
import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.Encoding;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Segments;
import org.infoplane.symbol.Symbols;
import org.infoplane.symbol.Values;
import org.infoplane.testing.Drawn;
import org.infoplane.testing.Trained;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/** Questions to values, against the measures on what anybody can read from the recording. */
class ValueQueriesTest {

  private static final Recording RUN = Trained.recorded(Keeping.values());
  private static final Surrogates NULL = Null.withinBatch(3, 5);

  /** Figures have six of them. */
  private static final Percentage DIGITS = withPercentage(5e-4);

  private static Values values(String layer, int epoch, TimeAxis axis) {
    return RUN.activations(layer, epoch, axis);
  }

  private static Values hidden(int epoch) {
    return values("hidden", epoch, PROBE);
  }

  private static Values column(Values layer, int unit) {
    return Values.view(layer.samples(), 1, (sample, one) -> layer.get(sample, unit));
  }

  private static Values last(Values all, int count) {
    int first = all.samples() - count;
    return Values.view(count, all.units(), (sample, unit) -> all.get(first + sample, unit));
  }

  /** The mean over pairs of what one pair has. */
  private static double mean(int sources, int targets, DoubleBinaryOperator pair) {
    double sum = 0;
    for (int source = 0; source < sources; source++) {
      for (int target = 0; target < targets; target++) {
        sum += pair.applyAsDouble(source, target);
      }
    }
    return sum / (sources * targets);
  }

  private static double meanOfSymbols(
      Symbols from, Symbols to, Embedding embedding, Estimator estimator) {
    return mean(
        from.units(),
        to.units(),
        (s, t) ->
            TransferEntropy.of(from.unit((int) s), to.unit((int) t), embedding)
                .with(estimator)
                .against(Null.none())
                .estimate()
                .nats());
  }

  private static double meanOfValues(
      Values from, Values to, Embedding embedding, ContinuousEstimator estimator) {
    return mean(
        from.units(),
        to.units(),
        (s, t) ->
            TransferEntropy.of(column(from, (int) s), column(to, (int) t), embedding)
                .with(estimator)
                .against(Null.none())
                .estimate()
                .nats());
  }

  private static Symbols encoded(Discretizer rule, Values values) {
    return rule.fit(values).encode(values);
  }

  /** Each flow of a query against the oracle, which is given the values of both layers. */
  private static void assertFlows(
      TransferEntropyQuery query, ToDoubleBiFunction<Values, Values> oracle) {
    List<LayerFlow> flows = query.against(NULL).result().flows();
    assertThat(flows).isNotEmpty();
    for (LayerFlow flow : flows) {
      Values from = values(flow.from(), flow.at().epoch(), query.axis());
      Values to = values(flow.to(), flow.at().epoch(), query.axis());
      assertThat(flow.meanNats())
          .as("%s to %s, %s", flow.from(), flow.to(), flow.at())
          .isEqualTo(oracle.applyAsDouble(from, to), within(1e-12));
    }
    assertThat(flows.stream().mapToDouble(LayerFlow::meanNats).max().orElseThrow()).isPositive();
  }

  private static TransferEntropyQuery query() {
    return TransferEntropyQuery.of(RUN).epochs(1, 4);
  }

  private static Stream<Discretizer> rules() {
    return Stream.of(
        Discretizer.quantiles(4),
        Discretizer.mean(),
        Discretizer.quantiles(3).perLayer(),
        Discretizer.equalWidth(4),
        Discretizer.binWidth(0.5));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void anyRuleWithAnyHistoryIsTheMeanOverPairsOfUnits(Discretizer rule) {
    Embedding two = new Embedding(2, 1, 1);
    for (TimeAxis axis : List.of(TRAINING_ORDER, PROBE)) {
      assertFlows(
          query().on(axis).epochs(1, 4).discretize(rule).with(two),
          (from, to) ->
              meanOfSymbols(encoded(rule, from), encoded(rule, to), two, Estimator.plugIn()));
    }
    assertThat(query().discretize(rule).with(two).recipe().entries())
        .containsEntry("symbols by", rule.toString())
        .containsEntry(
            "rules and bins that look at data are fitted on", "all samples of each epoch");
  }

  private static Stream<Estimator> estimators() {
    return Stream.of(
        Estimator.millerMadow(), Estimator.grassberger(), Estimator.shuffleCorrected(3, 5));
  }

  @ParameterizedTest
  @MethodSource("estimators")
  void anyEstimatorOfSymbolsIsTheMeanOverPairsOfUnits(Estimator estimator) {
    Discretizer three = Discretizer.quantiles(3);
    assertFlows(
        query().discretize(three).with(estimator),
        (from, to) ->
            meanOfSymbols(
                encoded(three, from), encoded(three, to), Embedding.oneStep(), estimator));
  }

  private static Stream<ContinuousEstimator> continuous() {
    return Stream.of(
        ContinuousEstimator.gaussian(),
        ContinuousEstimator.gaussianCopula(),
        ContinuousEstimator.kraskov(4));
  }

  @ParameterizedTest
  @MethodSource("continuous")
  void anyEstimatorOfNumbersIsTheMeanOverPairsOfUnits(ContinuousEstimator estimator) {
    Embedding two = new Embedding(1, 2, 1);
    assertFlows(
        query().from("input").with(estimator).with(two),
        (from, to) -> meanOfValues(from, to, two, estimator));
    assertFlows(
        query().to("input").with(estimator).window(60),
        (from, to) -> meanOfValues(last(from, 60), last(to, 60), Embedding.oneStep(), estimator));
  }

  @Test
  void theNullOfNumbersIsThatOfTheUnits() {
    ContinuousEstimator gaussian = ContinuousEstimator.gaussian();
    TransferEntropyQuery one = query().units(UnitSelection.only(1)).with(gaussian).against(NULL);
    LayerFlow flow = one.from("input").to("hidden").result().flows().get(1);
    Estimate alone =
        TransferEntropy.of(
                column(values("input", 4, TRAINING_ORDER), 1),
                column(values("hidden", 4, TRAINING_ORDER), 1),
                Embedding.oneStep())
            .with(gaussian)
            .against(NULL, Segments.startingAt(Trained.starts()))
            .estimate();
    assertThat(flow.significance().nullMean())
        .isEqualTo(alone.significance().nullMean(), within(1e-12));
    assertThat(flow.significance().pValue()).isEqualTo(alone.pValue());
  }

  @Test
  void wholeLayersAreOnePairOfAllUnits() {
    Discretizer median = Discretizer.median();
    assertFlows(
        query().ofWholeLayers(),
        (from, to) ->
            TransferEntropy.of(encoded(median, from), encoded(median, to), Embedding.oneStep())
                .against(Null.none())
                .estimate()
                .nats());
    for (ContinuousEstimator estimator : continuous().toList()) {
      assertFlows(
          query().from("input").ofWholeLayers().with(estimator),
          (from, to) ->
              TransferEntropy.of(from, to, Embedding.oneStep())
                  .with(estimator)
                  .against(Null.none())
                  .estimate()
                  .nats());
    }
    assertThat(query().ofWholeLayers().result().flows()).allMatch(flow -> flow.pairs() == 1);
  }

  @Test
  void unitsOfALayerAreThoseOfTheirNumbers() {
    UnitSelection some = UnitSelection.sampled(2, 9);
    Discretizer four = Discretizer.quantiles(4);
    assertFlows(
        query().from("input").units(some).discretize(four),
        (from, to) -> {
          Symbols x = encoded(four, from).units(some.of(Trained.LAYERS.get(0)));
          Symbols y = encoded(four, to).units(some.of(Trained.LAYERS.get(1)));
          return meanOfSymbols(x, y, Embedding.oneStep(), Estimator.plugIn());
        });
    int[] chosen = {3, 0};
    assertFlows(
        query()
            .from("input")
            .to("hidden")
            .units("input", chosen)
            .with(ContinuousEstimator.gaussian()),
        (from, to) ->
            meanOfValues(
                from.units(chosen), to, Embedding.oneStep(), ContinuousEstimator.gaussian()));
    Table pairs = query().from("input").to("hidden").units("input", chosen).pairs(4);
    Table all = query().from("input").to("hidden").pairs(4);
    assertThat(pairs.intColumn(0).asList()).containsExactly(3, 3, 3, 3, 3, 0, 0, 0, 0, 0);
    for (int i = 0; i < 10; i++) {
      int source = chosen[i / 5];
      assertThat(pairs.get(i, 2)).isEqualTo(all.get(5 * source + i % 5, 2));
      assertThat(pairs.get(i, 4)).isEqualTo(all.get(5 * source + i % 5, 4));
    }
    assertThat(query().units(some).units("input", chosen).recipe().entries())
        .containsEntry("units", "2 of each layer, seed 9")
        .containsEntry("units of input", "[3, 0]");
  }

  @Test
  void rulesOfTheLayerAreFittedOnAllItsUnitsWhicheverAreAskedAbout() {
    Discretizer wide = Discretizer.equalWidth(5);
    assertFlows(
        query().from("input").discretize(wide).units(UnitSelection.only(2)),
        (from, to) ->
            meanOfSymbols(
                encoded(wide, from).unit(2),
                encoded(wide, to).unit(2),
                Embedding.oneStep(),
                Estimator.plugIn()));
  }

  @Test
  void epochsAreRowsOfTheWholeTable() {
    TransferEntropyQuery te = TransferEntropyQuery.of(RUN);
    List<List<Object>> all = cells(te.table());
    List<List<Object>> some = new ArrayList<>(all.subList(0, 1));
    some.addAll(all.subList(5, 9)); // four pairs of layers an epoch
    some.addAll(all.subList(13, 17));
    assertThat(cells(te.epochs(4, 2).table())).isEqualTo(some);
    assertThat(te.epochs(4, 2).result().moments()).extracting("epoch").containsExactly(2, 4);
    MutualInformationQuery mi = MutualInformationQuery.of(RUN);
    List<List<Object>> points = cells(mi.table());
    List<List<Object>> two = new ArrayList<>(points.subList(0, 4));
    two.addAll(points.subList(10, 13));
    assertThat(cells(mi.epochs(0, 3).table())).isEqualTo(two);
  }

  @Test
  void ordinalPatternsOfOneLayerAreAlignedWithTheSymbolsOfTheOther() {
    Discretizer patterns = Discretizer.ordinalPatterns(3);
    assertFlows(
        query().from("input").to("hidden").discretize(patterns),
        (from, to) ->
            meanOfSymbols(
                encoded(patterns, from),
                encoded(patterns, to),
                Embedding.oneStep(),
                Estimator.plugIn()));
    assertFlows(
        query().from("input").to("hidden").discretize("hidden", patterns),
        (from, to) -> {
          Symbols x = encoded(Discretizer.median(), from);
          Symbols late = x.slice(2, x.samples());
          return meanOfSymbols(
              late, encoded(patterns, to), Embedding.oneStep(), Estimator.plugIn());
        });
    assertThat(query().discretize(patterns).result().flows())
        .allMatch(flow -> flow.transitions() == Trained.SAMPLES - 3);
  }

  @Test
  void windowIsCodedByItsOwnSamplesOrByTheWholeEpoch() {
    TransferEntropyQuery window = query().window(40);
    Discretizer median = Discretizer.median();
    assertFlows(
        window,
        (from, to) ->
            meanOfSymbols(
                encoded(median, last(from, 40)),
                encoded(median, last(to, 40)),
                Embedding.oneStep(),
                Estimator.plugIn()));
    assertFlows(
        window.fittedOn(FittedOn.EPOCH),
        (from, to) ->
            meanOfSymbols(
                median.fit(from).encode(last(from, 40)),
                median.fit(to).encode(last(to, 40)),
                Embedding.oneStep(),
                Estimator.plugIn()));
    assertThat(window.recipe().entries())
        .containsEntry("rules and bins that look at data are fitted on", "the samples asked about");
    assertThat(window.fittedOn(FittedOn.EPOCH).recipe().entries())
        .containsEntry(
            "rules and bins that look at data are fitted on", "all samples of each epoch");
  }

  @Test
  void rulesFittedOnceHaveTheEdgesOfTheFirstMoment() {
    Discretizer four = Discretizer.quantiles(4);
    for (LayerFlow flow : query().discretize(four).fittingOnce().result().flows()) {
      Symbols[] both =
          Stream.of(flow.from(), flow.to())
              .map(
                  layer ->
                      four.fit(values(layer, 1, TRAINING_ORDER))
                          .encode(values(layer, flow.at().epoch(), TRAINING_ORDER)))
              .toArray(Symbols[]::new);
      assertThat(flow.meanNats())
          .isEqualTo(
              meanOfSymbols(both[0], both[1], Embedding.oneStep(), Estimator.plugIn()),
              within(1e-12));
    }
  }

  @Test
  void trainingStepsOfValuesAreAnEnsembleOfExamples() {
    ContinuousEstimator gaussian = ContinuousEstimator.gaussian();
    TransferEntropyQuery steps =
        TransferEntropyQuery.of(RUN).on(TRAINING_STEPS).window(4).with(gaussian).from("input");
    for (LayerFlow flow : steps.result().flows()) {
      int end = flow.at().epoch();
      Values[] both =
          Stream.of(flow.from(), flow.to())
              .map(
                  layer ->
                      Values.view(
                          4 * Trained.EXAMPLES,
                          hidden(0).units() - (layer.equals("input") ? 1 : 0),
                          (i, unit) -> values(layer, end - 3 + i % 4, PROBE).get(i / 4, unit)))
              .toArray(Values[]::new);
      Embedding within = Embedding.oneStep().within(Segments.ofLength(4, 4 * Trained.EXAMPLES));
      // The input does not change, so that it is its own past.
      assertThat(flow.meanNats())
          .isEqualTo(meanOfValues(both[0], both[1], within, gaussian), within(1e-12));
    }
  }

  // Mutual information

  private static Partition inputs() {
    return RUN.track(PROBE).inputs().orElseThrow();
  }

  private static List<LayerInformation> points(MutualInformationQuery mi) {
    List<LayerInformation> points = mi.epochs(0, 4).result().points();
    assertThat(points).hasSize(6);
    return points;
  }

  private static Values layer(LayerInformation point) {
    return RUN.activations(point.layer(), point.at().epoch());
  }

  private static MutualInformationQuery information() {
    return MutualInformationQuery.of(RUN).against(Null.globalShuffle(5, 1));
  }

  private static void assertSame(Estimate actual, Estimate expected) {
    assertThat(actual.nats()).isEqualTo(expected.nats());
    assertThat(actual.significance()).isEqualTo(expected.significance());
    assertThat(actual.samples()).isEqualTo(Trained.EXAMPLES);
  }

  @Test
  void binsAreTheMeasureOfTheirPatterns() {
    Discretizer seven = Discretizer.equalWidth(7);
    for (LayerInformation point : points(information().bins(seven))) {
      Partition patterns = Partition.ofRows(encoded(seven, layer(point)));
      assertSame(
          point.input(),
          MutualInformation.between(inputs(), patterns)
              .against(Null.globalShuffle(5, 1))
              .estimate());
      assertSame(
          point.label(),
          MutualInformation.between(Trained.labels(), patterns)
              .against(Null.globalShuffle(5, 1))
              .estimate());
      assertThat(point.entropy().nats()).isEqualTo(Entropy.of(patterns).estimate().nats());
    }
  }

  @Test
  void binsOfOneLayerAndOfSomeUnitsAreTheirPatterns() {
    Discretizer seven = Discretizer.equalWidth(7);
    Discretizer two = Discretizer.quantiles(2);
    for (LayerInformation point :
        points(information().bins(seven).bins("hidden", two).units("output", 1))) {
      Discretizer rule = point.layer().equals("hidden") ? two : seven;
      Symbols all = encoded(rule, layer(point));
      Symbols some = point.layer().equals("output") ? all.units(new int[] {1}) : all;
      assertThat(point.label().nats())
          .isEqualTo(
              MutualInformation.between(Trained.labels(), Partition.ofRows(some))
                  .estimate()
                  .nats());
    }
  }

  @Test
  void kernelDensityIsTheUpperBoundWithBothBoundsAsInterval() {
    for (LayerInformation point : points(information().with(LayerEstimator.kernelDensity(0.1)))) {
      KernelDensityBounds bounds = KernelDensityBounds.of(layer(point), 0.1);
      assertThat(point.input().nats()).isEqualTo(bounds.upper().nats());
      assertThat(point.input().interval().orElseThrow().lowNats())
          .isEqualTo(Math.min(bounds.lower().nats(), bounds.upper().nats()));
      assertThat(point.input().interval().orElseThrow().highNats())
          .isEqualTo(bounds.upper().nats());
      assertSame(
          point.label(), bounds.labels(Trained.labels()).against(Null.globalShuffle(5, 1)).upper());
      assertThat(point.entropy().nats()).isNaN();
    }
    Row row = information().with(LayerEstimator.kernelDensity(0.1)).table().row(1);
    KernelDensityBounds hidden = KernelDensityBounds.of(hidden(0), 0.1);
    assertThat(row.getDouble("I(X;T) [bits]")).isEqualTo(hidden.upper().in(Unit.BITS));
    assertThat(row.getDouble("I(X;T) from [bits]")).isEqualTo(hidden.lower().in(Unit.BITS));
    assertThat(row.getDouble("I(X;T) to (bounds) [bits]")).isEqualTo(hidden.upper().in(Unit.BITS));
  }

  @Test
  void renyiIsTheMatrixOfTheInputsValues() {
    RenyiMatrix renyi = new RenyiMatrix(1.01);
    for (LayerInformation point :
        points(information().with(LayerEstimator.renyi(1.01).width(0.7)))) {
      assertSame(
          point.input(),
          renyi
              .mutualInformation(values("input", 0, PROBE), 0.7, layer(point), 0.7)
              .against(Null.globalShuffle(5, 1))
              .estimate());
      Values labels =
          Values.view(Trained.EXAMPLES, 1, (sample, one) -> Trained.labels().get(sample));
      assertSame(
          point.label(),
          renyi
              .mutualInformation(layer(point), 0.7, labels, 1e-3)
              .against(Null.globalShuffle(5, 1))
              .estimate());
    }
  }

  @Test
  void inputIsTheWholeInputWhicheverUnitsAreAskedAbout() {
    LayerEstimator renyi = LayerEstimator.renyi(1.01);
    LayerInformation some =
        information()
            .with(renyi)
            .units(UnitSelection.only(0, 2))
            .epochs(4)
            .result()
            .points()
            .get(1);
    assertThat(some.input().nats())
        .isEqualTo(
            renyi
                .ofInput(
                    hidden(4).units(new int[] {0, 2}),
                    Optional.of(values("input", 4, PROBE)),
                    Null.none())
                .nats());
  }

  @Test
  void neighboursAndGaussiansKnowTheLabelAndSayWhyNotTheInput() {
    ContinuousEstimator gaussian = ContinuousEstimator.gaussian();
    for (LayerInformation point : points(information().with(LayerEstimator.mixed(4)))) {
      assertThat(point.label().nats())
          .isEqualTo(
              MixedInformation.between(Trained.labels(), layer(point))
                  .neighbours(4)
                  .estimate()
                  .nats());
      assertThat(point.input().nats()).isNaN();
      assertThat(point.input().has(Warning.Kind.INFINITE)).isTrue();
    }
    Values one =
        Values.view(
            Trained.EXAMPLES, 2, (sample, group) -> Trained.labels().get(sample) == group ? 1 : 0);
    MutualInformationQuery live = information().units("output", 0, 1);
    for (LayerInformation point : points(live.with(gaussian))) {
      Values layer = layer(point);
      Values some = point.layer().equals("output") ? layer.units(new int[] {0, 1}) : layer;
      assertSame(
          point.label(),
          MutualInformation.between(some, one)
              .with(gaussian)
              .against(Null.globalShuffle(5, 1))
              .estimate());
      assertThat(point.input().nats()).isNaN();
    }
    assertThat(information().with(gaussian).table().row(0).getString("warnings"))
        .contains("I(X;T)", "infinite");
  }

  @Test
  void withoutInformationOfTheInputThereIsNoPlaneAndOnePanelLess() throws Exception {
    MutualInformationQuery mixed = information().with(LayerEstimator.mixed());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> InformationPlane.of(mixed).figure())
        .withMessageContainingAll(
            "needs I(X;T), which nearest neighbours, k = 3 does not measure", "heatMap()");
    assertThat(panels(mixed)).containsExactly("<b>of the label</b>");
    assertThat(panels(information()))
        .containsExactly(
            "<b>of the input (no two are alike, so no shuffle can test it)</b>",
            "<b>of the label</b>");
    JsonNode figure = Drawn.json(mixed.heatMap());
    JsonNode z = figure.path("data").get(0).path("z");
    List<LayerInformation> points = mixed.result().points();
    for (int row = 0; row < 3; row++) {
      for (int epoch = 0; epoch <= Trained.EPOCHS; epoch++) {
        assertThat(z.get(row).get(epoch).asDouble())
            .isCloseTo(points.get(3 * epoch + row).label().in(Unit.BITS), DIGITS);
      }
    }
  }

  private static List<String> panels(MutualInformationQuery mi) throws Exception {
    List<String> titles = new ArrayList<>();
    Drawn.json(mi.heatMap())
        .path("layout")
        .path("annotations")
        .forEach(note -> titles.add(note.path("text").asText()));
    return titles.stream().filter(text -> text.startsWith("<b>of the")).toList();
  }

  @Test
  void matrixNamesTheUnitsThatWereChosen() throws Exception {
    JsonNode figure =
        Drawn.json(
            query()
                .from("input")
                .to("hidden")
                .units("input", 3, 1)
                .units("hidden", 4, 0, 2)
                .matrix());
    JsonNode cells = figure.path("data").get(0);
    assertThat(texts(cells.path("y"))).containsExactly("3", "1");
    assertThat(texts(cells.path("x"))).containsExactly("4", "0", "2");
    Table pairs = query().from("input").to("hidden").pairs(4);
    int[] sources = {3, 1};
    int[] targets = {4, 0, 2};
    for (int row = 0; row < 2; row++) {
      for (int column = 0; column < 3; column++) {
        assertThat(cells.path("z").get(row).get(column).asDouble())
            .isCloseTo(1000 * (double) pairs.get(5 * sources[row] + targets[column], 2), DIGITS);
      }
    }
  }

  private static List<String> texts(JsonNode array) {
    return IntStream.range(0, array.size()).mapToObj(i -> array.get(i).asText()).toList();
  }

  /** The second layer's first unit is the input one sample later: of Gaussians that is infinite. */
  private static Recording copying() {
    Values input = values("input", 4, TRAINING_ORDER);
    Values late =
        Values.view(
            Trained.SAMPLES,
            2,
            (sample, unit) ->
                unit == 1 ? -input.get(sample, 2) : sample == 0 ? 0 : input.get(sample - 1, 0));
    Snapshot only =
        new Snapshot(
            1,
            List.of(Snapshot.Layer.of(input), Snapshot.Layer.of(late)),
            Partition.trivial(Trained.SAMPLES),
            new int[] {0});
    return new Recording(
        List.of(new LayerInfo("input", "input", 4), new LayerInfo("late", "dense", 2)),
        List.of(new Track(TRAINING_ORDER, List.of(only), Optional.empty())),
        List.of(),
        Recipe.empty());
  }

  @Test
  void infinitePairIsLeftOutOfTheMeanAndIsAnEmptyCell() throws Exception {
    ContinuousEstimator gaussian = ContinuousEstimator.gaussian();
    TransferEntropyQuery te =
        TransferEntropyQuery.of(copying()).from("input").to("late").with(gaussian);
    Values input = values("input", 4, TRAINING_ORDER);
    LayerFlow flow = te.result().flows().get(0);
    assertThat(flow.warnings()).extracting(Warning::kind).contains(Warning.Kind.INFINITE);
    double sum = 0;
    for (int pair = 1; pair < 8; pair++) {
      sum +=
          TransferEntropy.of(
                  column(input, pair / 2),
                  column(copying().activations("late", 1), pair % 2),
                  Embedding.oneStep())
              .with(gaussian)
              .against(Null.none())
              .estimate()
              .nats();
    }
    assertThat(flow.meanNats()).isEqualTo(sum / 7, within(1e-12));
    assertThat(te.pairs(1).column(2).isMissing(0)).isTrue();
    JsonNode figure = Drawn.json(te.matrix());
    assertThat(figure.path("data").get(0).path("z").get(0).get(0).isNull()).isTrue();
    assertThat(figure.path("data").get(0).path("z").get(0).get(1).isNumber()).isTrue();
    assertThat(figure.path("layout").path("coloraxis").path("cmax").asDouble())
        .isCloseTo(1000 * Unit.BITS.fromNats(flow.maxNats()), DIGITS);
  }

  @Test
  void cellOfNeighbouringUnitsIsTheMeanOfTheirFinitePairs() throws Exception {
    int[] often = IntStream.range(0, 100).map(i -> i % 2).toArray(); // two units a cell
    JsonNode z =
        Drawn.json(
                TransferEntropyQuery.of(copying())
                    .from("input")
                    .to("late")
                    .with(ContinuousEstimator.gaussian())
                    .units("input", often)
                    .matrix())
            .path("data")
            .get(0)
            .path("z");
    LayerTransfer pairs =
        LayerTransfer.ofPairs(
            values("input", 4, TRAINING_ORDER),
            copying().activations("late", 1),
            Embedding.oneStep(),
            ContinuousEstimator.gaussian());
    assertThat(z).hasSize(50);
    for (JsonNode row : z) {
      assertThat(row.get(0).asDouble())
          .isCloseTo(1000 * Unit.BITS.fromNats(pairs.nats(1, 0)), DIGITS);
      assertThat(row.get(1).asDouble())
          .isCloseTo(1000 * Unit.BITS.fromNats((pairs.nats(0, 1) + pairs.nats(1, 1)) / 2), DIGITS);
    }
  }

  @Test
  void moreThanTheEntropyOfTheLabelsIsSaidToBe() {
    int[] classes = IntStream.range(0, 40).map(i -> i % 2).toArray();
    Values layer = Values.view(40, 1, (i, unit) -> classes[i] + 0.01 * Math.sin(i));
    Snapshot only =
        new Snapshot(0, List.of(Snapshot.Layer.of(layer)), Partition.of(classes), new int[] {0});
    Recording run =
        new Recording(
            List.of(new LayerInfo("layer", "dense", 1)),
            List.of(new Track(PROBE, List.of(only), Optional.of(Partition.ofDistinctRows(layer)))),
            List.of(),
            Recipe.empty());
    ContinuousEstimator gaussian = ContinuousEstimator.gaussian();
    Estimate label = MutualInformationQuery.of(run).with(gaussian).result().points().get(0).label();
    Estimate alone =
        LayerEstimator.of(gaussian).ofLabels(layer, Partition.of(classes), Null.none());
    assertThat(label.nats()).isEqualTo(alone.nats());
    assertThat(alone.has(Warning.Kind.ABOVE_ENTROPY)).isFalse();
    assertThat(label.warnings()).extracting(Warning::kind).contains(Warning.Kind.ABOVE_ENTROPY);
    LayerEstimator density = LayerEstimator.kernelDensity(0.1);
    Estimate fits = MutualInformationQuery.of(run).with(density).result().points().get(0).label();
    assertThat(fits.nats())
        .isEqualTo(density.ofLabels(layer, Partition.of(classes), Null.none()).nats());
    assertThat(fits.has(Warning.Kind.ABOVE_ENTROPY)).isFalse();
    assertThat(alone.atMost(alone)).isEqualTo(alone);
  }

  /** Two layers of one unit each that wander, in epochs of so many samples. */
  private static Recording wandering(int... samples) {
    List<Snapshot> epochs = new ArrayList<>();
    for (int epoch = 1; epoch <= samples.length; epoch++) {
      double drift = epoch;
      List<Snapshot.Layer> layers = new ArrayList<>();
      for (int layer = 0; layer < 2; layer++) {
        int phase = layer;
        layers.add(
            Snapshot.Layer.of(
                Values.view(
                    samples[epoch - 1],
                    1,
                    (t, unit) -> Math.sin(t * t + phase * drift) + drift / 5 + t / 100.0)));
      }
      epochs.add(
          new Snapshot(epoch, layers, Partition.trivial(samples[epoch - 1]), new int[] {0, 15}));
    }
    return new Recording(
        List.of(new LayerInfo("x", "input", 1), new LayerInfo("y", "dense", 1)),
        List.of(new Track(TimeAxis.TRAINING_ORDER, epochs, Optional.empty())),
        List.of(),
        Recipe.empty());
  }

  @Test
  void edgesFittedOnceOnAWindowAreThoseOfTheFirstEpochsWindow() {
    for (int[] samples : new int[][] {{30, 80}, {80, 30}, {50, 50}}) {
      Recording run = wandering(samples);
      List<LayerFlow> flows =
          TransferEntropyQuery.of(run)
              .from("x")
              .to("y")
              .window(25)
              .fittingOnce()
              .against(Null.none())
              .result()
              .flows();
      for (int epoch = 1; epoch <= 2; epoch++) {
        Symbols[] windows = new Symbols[2];
        for (int layer = 0; layer < 2; layer++) {
          Track track = run.track(TimeAxis.TRAINING_ORDER);
          Encoding first =
              Discretizer.median().fit(last(track.snapshots().get(0).values(layer), 25));
          windows[layer] = first.encode(last(track.snapshots().get(epoch - 1).values(layer), 25));
        }
        assertThat(flows.get(epoch - 1).meanNats())
            .isCloseTo(
                TransferEntropy.of(windows[0], windows[1], Embedding.oneStep()).estimate().nats(),
                within(1e-12));
      }
    }
  }
}
