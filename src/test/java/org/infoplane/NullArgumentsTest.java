package org.infoplane;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.infoplane.capture.Keeping;
import org.infoplane.capture.RunRecorder;
import org.infoplane.capture.TrainingMoment;
import org.infoplane.capture.numpy.ActivationFolder;
import org.infoplane.capture.numpy.ActivationWriter;
import org.infoplane.figure.Plane;
import org.infoplane.figure.PlotlyFigure;
import org.infoplane.figure.Rows;
import org.infoplane.figure.RunCurves;
import org.infoplane.measure.Ablation;
import org.infoplane.measure.ActivationFunction;
import org.infoplane.measure.ContinuousEstimator;
import org.infoplane.measure.ContinuousInformation;
import org.infoplane.measure.Entropy;
import org.infoplane.measure.EntropyEstimator;
import org.infoplane.measure.Estimator;
import org.infoplane.measure.Gaussian;
import org.infoplane.measure.GaussianCopula;
import org.infoplane.measure.InformationFlow;
import org.infoplane.measure.Interval;
import org.infoplane.measure.Intervention;
import org.infoplane.measure.Interventions;
import org.infoplane.measure.KernelDensityBounds;
import org.infoplane.measure.Kraskov;
import org.infoplane.measure.LagSpectrum;
import org.infoplane.measure.LayerEstimator;
import org.infoplane.measure.LayerTransfer;
import org.infoplane.measure.LayerWeights;
import org.infoplane.measure.MixedInformation;
import org.infoplane.measure.MutualInformation;
import org.infoplane.measure.PairTable;
import org.infoplane.measure.PairwiseTransferEntropy;
import org.infoplane.measure.RenyiMatrix;
import org.infoplane.measure.Resampling;
import org.infoplane.measure.UniformNoise;
import org.infoplane.measure.Unit;
import org.infoplane.measure.Warning;
import org.infoplane.measure.nulls.Null;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.measure.nulls.ValueSurrogates;
import org.infoplane.measure.statistics.RankCorrelation;
import org.infoplane.paper.Claims;
import org.infoplane.query.EffectiveInformationQuery;
import org.infoplane.query.FlowQuery;
import org.infoplane.query.InformationPlane;
import org.infoplane.query.KnockOutQuery;
import org.infoplane.query.MutualInformationQuery;
import org.infoplane.query.Runs;
import org.infoplane.query.TransferEntropyQuery;
import org.infoplane.recording.EpochMetrics;
import org.infoplane.recording.Fact;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.NetworkStates;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.Recording;
import org.infoplane.recording.Snapshot;
import org.infoplane.recording.TimeAxis;
import org.infoplane.recording.store.RecordingBuilder;
import org.infoplane.result.EffectResult;
import org.infoplane.result.KnockOutResult;
import org.infoplane.result.LayerInformationSeries;
import org.infoplane.result.LayerPair;
import org.infoplane.result.ResultCache;
import org.infoplane.result.RunSummary;
import org.infoplane.symbol.AllPairs;
import org.infoplane.symbol.Discretizer;
import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.Encoding;
import org.infoplane.symbol.History;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Segments;
import org.infoplane.symbol.Symbols;
import org.infoplane.symbol.SymbolsBuilder;
import org.infoplane.symbol.Values;
import org.infoplane.testing.Recordings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;
import tech.tablesaw.plotly.components.Figure;

/** A null is named by whoever gets it, not found later and elsewhere. */
class NullArgumentsTest {

  private static final List<String> ROOMS =
      List.of(
          "capture",
          "file",
          "figure",
          "measure",
          "paper",
          "query",
          "recording",
          "result",
          "symbol");

  @TempDir Path folder;

  /** Results that say what they are, and are made inside. */
  private static boolean isAsked(Executable member) {
    Class<?> in = member.getDeclaringClass();
    boolean made = in.isRecord() && !(member instanceof Method) && in != LayerInfo.class;
    return Modifier.isPublic(member.getModifiers())
        && !Modifier.isAbstract(member.getModifiers())
        && !member.isSynthetic()
        && !made
        && !member.getName().equals("equals")
        && !member.getName().equals("valueOf")
        && !in.getSimpleName().equals("Progress");
  }

  @TestFactory
  Stream<DynamicTest> eachNullArgumentIsNamed() {
    Map<Class<?>, Object> samples = samples();
    List<DynamicTest> tests = new ArrayList<>();
    for (JavaClass one :
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOMS.stream().map("org.infoplane."::concat).toList())) {
      Class<?> type = one.reflect();
      if (!Modifier.isPublic(type.getModifiers())
          || type.isAnonymousClass()
          || type.getPackageName().endsWith(".dl4j")) { // NullArgumentsIT
        continue;
      }
      Stream.of(type.getDeclaredMethods(), type.getDeclaredConstructors())
          .flatMap(Arrays::stream)
          .filter(NullArgumentsTest::isAsked)
          .forEach(
              member -> {
                for (int i = 0; i < member.getParameterCount(); i++) {
                  int at = i;
                  if (!member.getParameterTypes()[i].isPrimitive() && !mayBeNull(member, i)) {
                    tests.add(
                        DynamicTest.dynamicTest(
                            member.toGenericString() + ", " + i, () -> check(member, at, samples)));
                  }
                }
              });
    }
    assertThat(tests).hasSizeGreaterThan(80);
    return tests.stream();
  }

  private static boolean mayBeNull(Executable member, int argument) {
    return member.getAnnotatedParameterTypes()[argument].isAnnotationPresent(Nullable.class);
  }

  private static void check(Executable member, int at, Map<Class<?>, Object> samples) {
    Class<?>[] types = member.getParameterTypes();
    @Nullable Object[] arguments = new Object[types.length];
    for (int i = 0; i < types.length; i++) {
      arguments[i] = i == at ? null : sample(types[i], samples);
    }
    assertThat(thrown(member, arguments, samples))
        .as("%s, argument %d", member, at)
        .isInstanceOf(NullPointerException.class)
        .hasMessageMatching("\\w+ must not be null");
  }

  private static @Nullable Throwable thrown(
      Executable member, @Nullable Object[] arguments, Map<Class<?>, Object> samples) {
    try {
      if (member instanceof Method method) {
        boolean isStatic = Modifier.isStatic(method.getModifiers());
        method.invoke(isStatic ? null : sample(method.getDeclaringClass(), samples), arguments);
      } else {
        ((Constructor<?>) member).newInstance(arguments);
      }
      return null;
    } catch (InvocationTargetException e) {
      return e.getCause();
    } catch (ReflectiveOperationException e) {
      return e;
    }
  }

  private static Object sample(Class<?> type, Map<Class<?>, Object> samples) {
    Object sample = samples.get(type);
    if (sample == null && type.isInterface()) {
      return Proxy.newProxyInstance(
          type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> null);
    }
    return Objects.requireNonNull(sample, () -> "no sample of " + type);
  }

  private static <T> T sampleOf(Class<T> type) {
    return type.cast(sample(type, Map.of()));
  }

  private Map<Class<?>, Object> samples() {
    Recording run = Recordings.copying("mid");
    Snapshot snapshot = run.track(TimeAxis.PROBE).snapshots().get(0);
    TransferEntropyQuery te = Notebook.transferEntropy(run);
    MutualInformationQuery mi = Notebook.mutualInformation(run);
    RunSummary seed = RunSummary.of(1, te.result(), mi.result());
    PlotlyFigure figure = PlotlyFigure.of(List.of(), Map.of());
    Map<Class<?>, Object> samples = new HashMap<>();
    for (Object one :
        new Object[] {
          1,
          1L,
          0.5,
          true,
          "mid",
          run,
          snapshot,
          te,
          mi,
          seed,
          figure,
          folder,
          Recipe.empty(),
          TimeAxis.PROBE,
          snapshot.labels(),
          Segments.whole(),
          Table.create("t"),
          new int[] {0},
          new double[] {1, 2, 4},
          new byte[0],
          new EpochMetrics(1, 1, 1, 1, 1),
          run.track(TimeAxis.PROBE),
          run.layers().get(0),
          seed.layers().get(0),
          ResultCache.in(folder),
          RankCorrelation.of(new double[] {1, 2, 3}, new double[] {1, 2, 4}),
          Keeping.symbols(),
          new TrainingMoment(TimeAxis.PROBE, 0, 0),
          RunRecorder.of(run.layers(), Keeping.defaults(), Recipe.empty()),
          RecordingBuilder.of(run.layers(), Recipe.empty(), Optional.empty()),
          run.graph(),
          run.memo(),
          new NetworkStates.Examples(List.of(1, 1), () -> Values.ofSeries(new double[] {1})),
          te.result(),
          te.result().flows().get(0),
          new LayerPair(0, 1),
          mi.result(),
          mi.result().points().get(0),
          Plane.of(mi.result(), ""),
          Runs.of(run),
          Runs.of(run).ask(same -> te),
          RunCurves.of(List.of(te.series("a run"))),
          te.series("a run"),
          Rows.of("t", List.of())
        }) {
      samples.put(one.getClass(), one);
    }
    Symbols symbols = Symbols.ofSeries(2, new int[] {0, 1, 1, 0});
    Values values = Values.ofSeries(new double[] {1, 2, 4, 3});
    MutualInformation information = MutualInformation.between(symbols, symbols);
    for (Object one :
        new Object[] {
          Embedding.oneStep(),
          History.present(),
          symbols.discretization(),
          information,
          information.estimate(),
          MutualInformation.between(values, values),
          Entropy.of(symbols),
          new RenyiMatrix(2),
          LayerEstimator.renyi(2),
          new RenyiMatrix(2).mutualInformation(values, 1, values, 1),
          KernelDensityBounds.of(values, 1),
          KernelDensityBounds.of(values, 1).labels(Partition.of(1, 1, 2, 2)),
          MixedInformation.between(Partition.of(1, 1, 2, 2), values),
          PairTable.of(symbols, symbols, Embedding.oneStep()),
          PairwiseTransferEntropy.between(symbols, symbols),
          ContinuousEstimator.kraskov(1),
          new Interval(0, 1, 0.95, "made"),
          new Gaussian(),
          new GaussianCopula(),
          AllPairs.of(symbols, symbols, Embedding.oneStep()),
          new SymbolsBuilder(Discretizer.zero().fit(values)),
          InformationPlane.of(te),
          new double[][] {{1, 2, 4}},
          new int[][] {{0}}
        }) {
      samples.put(one.getClass(), one);
    }
    LayerWeights layer =
        LayerWeights.of(new double[][] {{1}}, new double[1], ActivationFunction.identity());
    Encoding zero = Discretizer.zero().fit(values);
    samples.put(ContinuousInformation.class, MutualInformation.between(values, values));
    samples.put(LayerWeights.class, layer);
    samples.put(Intervention.class, Intervention.ofDense(values, layer));
    samples.put(FlowQuery.class, te);
    samples.put(boolean[].class, new boolean[] {true, false, true});
    samples.put(
        LagSpectrum.class,
        LagSpectrum.ofSymbols(
            symbols,
            symbols,
            Embedding.oneStep(),
            1,
            1,
            (x, y, e) -> LayerTransfer.ofPairs(x, y, e, Estimator.plugIn())));
    samples.put(
        KnockOutResult.class,
        new KnockOutResult(
            run.graph(),
            te.result().moments().get(0),
            "held at 0",
            true,
            1,
            1,
            1,
            List.of(),
            List.of(),
            Recipe.empty()));
    samples.put(
        EffectResult.class, new EffectResult(run.graph(), "noise", 0, List.of(), Recipe.empty()));
    samples.put(KnockOutQuery.class, KnockOutQuery.of(run, moment -> sampleOf(Ablation.class)));
    samples.put(
        EffectiveInformationQuery.class,
        EffectiveInformationQuery.of(run, moment -> sampleOf(Interventions.class)));
    samples.put(
        InformationFlow.class, InformationFlow.of(Intervention.ofDense(values, layer), zero, zero));
    samples.put(UniformNoise.class, UniformNoise.on(1, 0, 1, 4, 1));
    samples.put(Symbols.class, symbols);
    samples.put(Surrogates.class, Null.none());
    samples.put(Null.class, Null.none());
    samples.put(ValueSurrogates.class, Null.phaseRandomization(1, 1));
    samples.put(Estimator.class, Estimator.plugIn());
    samples.put(EntropyEstimator.class, Estimator.plugIn());
    samples.put(ContinuousEstimator.class, new Gaussian());
    samples.put(Resampling.class, Resampling.jackknife(2));
    samples.put(Values.class, values);
    samples.put(Encoding.class, Discretizer.zero().fit(values));
    samples.put(Unit.class, Unit.BITS);
    samples.put(Warning.Kind.class, Warning.Kind.TIES);
    samples.put(Kraskov.Algorithm.class, Kraskov.Algorithm.ONE);
    samples.put(Class.class, Fact.Bins.class);
    samples.put(Fact.class, new Fact.Stopped(1));
    samples.put(Plane.Kind.class, Plane.Kind.NEIGHBOURS);
    samples.put(Stream.class, Stream.of());
    samples.put(SortedMap.class, new TreeMap<>());
    samples.put(Recording[].class, new Recording[] {run});
    samples.put(String[].class, new String[] {"a run"});
    samples.put(int.class, 1);
    samples.put(java.util.SplittableRandom.class, new java.util.SplittableRandom(1));
    samples.put(long.class, 1L);
    samples.put(double.class, 0.5);
    samples.put(boolean.class, true);
    samples.put(Duration.class, Duration.ZERO);
    samples.put(Path.class, folder.resolve("sample"));
    samples.put(Object.class, "sample");
    samples.put(IOException.class, new IOException("full"));
    samples.put(List.class, List.of());
    samples.put(Map.class, Map.of());
    samples.put(Optional.class, Optional.empty());
    samples.put(Figure.class, figure);
    samples.put(Discretizer.class, Discretizer.median());
    samples.put(org.infoplane.figure.Drawable.class, figure);
    samples.put(
        Claims.class, Claims.of("net", List.of(seed, RunSummary.of(2, te.result(), mi.result()))));
    samples.put(LayerInformationSeries.class, seed.layers().get(0));
    samples.put(Partition.class, snapshot.labels());
    samples.put(
        ActivationFolder.class,
        new ActivationWriter(folder.resolve("b"), run.layers(), TimeAxis.PROBE)
            .labels(1, 2)
            .step(1, run.layers().stream().map(l -> Values.view(2, 1, (s, u) -> 0.5 * s)).toList())
            .finish());
    return samples;
  }
}
