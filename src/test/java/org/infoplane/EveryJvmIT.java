package org.infoplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.infoplane.capture.Keeping;
import org.infoplane.capture.dl4j.LayerCapture;
import org.infoplane.data.Split;
import org.infoplane.figure.PlotlyFigure;
import org.infoplane.query.TransferEntropyQuery;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.Recording;
import org.infoplane.result.ResultCache;
import org.infoplane.result.RunSummary;
import org.infoplane.symbol.Discretizer;
import org.infoplane.testing.Jvm;
import org.infoplane.testing.Networks;
import org.infoplane.testing.Recordings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same seed gives the same bytes in every JVM, wherever it stands: Egypt and Iran have digits
 * of their own.
 */
class EveryJvmIT {

  @TempDir Path folder;

  /** Writes all that is written, in another country. */
  public static void main(String[] args) throws IOException {
    Locale.setDefault(Locale.forLanguageTag(args[1]));
    System.out.print(String.format(Locale.getDefault(), "%d", 1234567890));
    Path folder = Path.of(args[0]);
    Recording run = resumed(folder.resolve("run.infoplane"));
    TransferEntropyQuery te = Notebook.transferEntropy(run);
    RunSummary.of(7, te.result(), Notebook.mutualInformation(run).result())
        .save(folder.resolve("result.json"));
    keep(folder.resolve("kept"));
    Recording learned =
        Recordings.learning(
            5,
            new LayerInfo("in", "input", 3),
            new LayerInfo("middle", "dense", 12),
            new LayerInfo("out", "output", 4));
    TransferEntropyQuery flow = Notebook.transferEntropy(learned);
    write(folder, "plane", Notebook.plotPlane(learned).figure());
    write(folder, "heat map", flow.heatMap());
    write(folder, "information", Notebook.mutualInformation(learned).heatMap());
    write(folder, "curves", flow.curves());
    write(folder, "network", flow.network());
    write(folder, "matrix", flow.to("out").from("middle").matrix());
    Notebook.plotPlane(learned).saveHtml(folder.resolve("plane.html"));
    flow.network().savePng(folder.resolve("network.png"));
    Files.writeString(
        folder.resolve("words"),
        Stream.of(run, run.recipe(), te.html(), flow.html(), run.layers(), failure(folder))
            .map(one -> one.toString().replaceAll("infoplane_[0-9a-f]+", "infoplane_0"))
            .reduce("", (all, one) -> all + one + "\n"));
  }

  private static void write(Path folder, String name, PlotlyFigure figure) throws IOException {
    Files.writeString(folder.resolve(name + ".figure.json"), figure.json());
  }

  /** Recorded in two goes. */
  private static Recording resumed(Path path) {
    Split digits = Networks.digits();
    for (int attempt = 0; ; attempt++) {
      MultiLayerNetwork network = Networks.dense();
      if (attempt == 0) {
        network.setListeners(
            new BaseTrainingListener() {
              @Override
              public void iterationDone(Model model, int done, int epoch) {
                if (done == 10) { // in the third epoch
                  throw new IllegalStateException("power cut");
                }
              }
            });
      }
      LayerCapture capture =
          Notebook.captureLayers(network)
              .inTrainingOrder()
              .onProbe(digits.train(), digits.test())
              .keeping(Keeping.symbols(Discretizer.threshold(0.25)))
              .evaluating(digits.train(), digits.test());
      if (attempt == 1) {
        return capture.savingTo(path).whileTraining(digits.batches(50, 4), 3);
      }
      assertThatIllegalStateException()
          .isThrownBy(() -> capture.savingTo(path).whileTraining(digits.batches(50, 4), 3))
          .withMessage("power cut");
      names(path.resolveSibling("names"), path);
    }
  }

  /** The files of a run that was cut off. */
  private static void names(Path to, Path beside) {
    try (Stream<Path> all = Files.list(beside.getParent())) {
      Files.write(to, all.map(file -> file.getFileName().toString()).sorted().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The second time it is read. */
  private static void keep(Path folder) {
    Recording run = Recordings.copying("mid");
    ResultCache kept = ResultCache.in(folder).with("epochs", 12).with("rate", 0.5);
    kept.run("mlp", 12, () -> RunSummary.of(12, Notebook.transferEntropy(run).result()));
    kept.run(
        "mlp",
        12,
        () -> {
          throw new IllegalStateException("computed again");
        });
    kept.table("table", () -> Notebook.transferEntropy(run).table());
  }

  private static String failure(Path folder) {
    try {
      return ""
          + Notebook.captureLayers(Networks.dense())
              .savingTo(folder.resolve("run.infoplane"))
              .whileTraining(Networks.digits().batches(50, 4), -1);
    } catch (RuntimeException e) {
      return String.valueOf(e.getMessage()).replace(folder.toString(), "folder");
    }
  }

  private static SortedMap<String, String> files(Path folder) throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        files.put(
            folder.relativize(file).toString(),
            // How long it took is no part of the result, and the checksum covers it.
            text.replaceAll("\"(seconds|sha256)\" : .*", ""));
      }
    }
    return files;
  }

  @Test
  void theSameSeedGivesTheSameBytesInEveryJvmAndCountry() throws Exception {
    Map<String, Process> writers = new LinkedHashMap<>();
    for (String country : List.of("und", "ar-EG-u-nu-arab", "fa-IR")) {
      Path of = Files.createDirectory(folder.resolve(country));
      writers.put(country, Jvm.start(EveryJvmIT.class, of, country));
    }
    SortedMap<String, String> expected = new TreeMap<>();
    for (Map.Entry<String, Process> entry : writers.entrySet()) {
      String country = entry.getKey();
      Process writer = entry.getValue();
      String digits = new String(writer.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(writer.waitFor()).isZero();
      boolean own = !country.equals("und");
      assertThat(digits.equals("1234567890")).as("%s writes %s", country, digits).isNotEqualTo(own);
      SortedMap<String, String> files = files(folder.resolve(country));
      if (expected.isEmpty()) {
        expected.putAll(files);
        assertThat(files.get("names"))
            .contains("run.infoplane.epoch-2-iteration-8.zip", "run.infoplane.part");
        assertThat(files)
            .hasSize(14)
            .containsKeys("run.infoplane", "kept/mlp-seed-12.json", "plane.html");
      }
      assertThat(files.keySet()).isEqualTo(expected.keySet());
      for (String name : files.keySet()) {
        assertThat(files.get(name)).as("%s in %s", name, country).isEqualTo(expected.get(name));
      }
    }
  }
}
