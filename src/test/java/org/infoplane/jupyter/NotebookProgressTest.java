package org.infoplane.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import org.infoplane.recording.Progress;
import org.junit.jupiter.api.Test;

class NotebookProgressTest {

  private final List<Map<String, String>> shown = new ArrayList<>();
  private final List<Map<String, String>> changed = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private final Map<String, NotebookProgress.Line> lines = new HashMap<>();
  private int cell = 7;
  private double seconds;

  private NotebookProgress progress() {
    Screen screen =
        new Screen() {
          @Override
          public void show(String id, Map<String, String> bundle) {
            names.add(id);
            shown.add(bundle);
          }

          @Override
          public void change(String id, Map<String, String> bundle) {
            names.add(id);
            changed.add(bundle);
          }

          @Override
          public int cell() {
            return cell;
          }
        };
    return new NotebookProgress(screen, () -> (long) (seconds * 1e9), lines);
  }

  private static String text(Map<String, String> bundle) {
    return String.valueOf(bundle.get("text/plain"));
  }

  @Test
  void longTaskHasOneLineThatChanges() {
    NotebookProgress progress = progress();
    progress.update("training", 0, 10, "epoch", "");
    seconds = 2;
    progress.update("training", 1, 10, "epoch", "test accuracy 0.5");
    seconds = 4;
    progress.update("training", 2, 10, "epoch", "");
    seconds = 20;
    progress.update("training", 10, 10, "epoch", "");
    assertThat(shown.stream().map(NotebookProgressTest::text))
        .containsExactly(
            "training 1 of 10 epochs, 2.0 s per epoch, test accuracy 0.5, 2 s, about 18 s left");
    assertThat(changed.stream().map(NotebookProgressTest::text))
        .containsExactly(
            "training 2 of 10 epochs, 2.0 s per epoch, 4 s, about 16 s left",
            "training 10 of 10 epochs, 2.0 s per epoch, 20 s");
    assertThat(names).hasSize(1);
    assertThat(changed.get(1).get("text/html"))
        .isEqualTo(
            "<progress max='10' value='10'></progress> training 10 of 10 epochs, 2.0 s per epoch, 20 s");
  }

  private void train() {
    NotebookProgress progress = progress();
    progress.update("training", 0, 2, "epoch", "");
    seconds += 2;
    progress.update("training", 2, 2, "epoch", "");
  }

  @Test
  void sameTaskInTheSameCellTakesOverTheLine() {
    train();
    train();
    assertThat(shown).hasSize(1);
    assertThat(changed).hasSize(1);
    assertThat(names).hasSize(1);
  }

  @Test
  void nextCellHasALineOfItsOwn() {
    train();
    cell++;
    train();
    assertThat(shown).hasSize(2);
    assertThat(names).hasSize(2);
  }

  @Test
  void whereNobodyTellsTheCellEachTaskHasALine() {
    cell = -1;
    train();
    train();
    assertThat(shown).hasSize(2);
  }

  @Test
  void rateIsWhicheverIsReadable() {
    assertThat(after(4, 10)).contains("epochs, 2.5 epochs/s, 4 s");
    assertThat(after(2, 90)).contains("epochs, 45 epochs/s, 2 s");
    assertThat(after(4, 2)).contains("epochs, 2.0 s per epoch, 4 s");
    assertThat(after(50, 2)).contains("epochs, 25 s per epoch, 50 s");
    assertThat(after(5, 0)).isEqualTo("training 0 of 100 epochs, 5 s");
  }

  @Test
  void longTimesAreMinutesAndHours() {
    assertThat(after(119, 50)).endsWith(", 119 s, about 119 s left");
    assertThat(after(1800, 50)).endsWith(", 30 min, about 30 min left");
    assertThat(after(1800, 10)).endsWith(", 30 min, about 4 h 30 min left");
  }

  private String after(double time, int done) {
    seconds = 0;
    lines.clear();
    NotebookProgress progress = progress();
    progress.update("training", 0, 100, "epoch", "");
    seconds = time;
    progress.update("training", done, 100, "epoch", "");
    return text(shown.get(shown.size() - 1));
  }

  @Test
  void runThatGoesOnCountsItsOwnEpochsOnly() {
    NotebookProgress progress = progress();
    progress.update("training", 90, 100, "epoch", "going on");
    seconds = 10;
    progress.update("training", 92, 100, "epoch", "");
    assertThat(text(shown.get(0)))
        .isEqualTo("training 92 of 100 epochs, 5.0 s per epoch, 10 s, about 40 s left");
  }

  @Test
  void linesComeAtMostFiveTimesASecondButTheLastOneAlways() {
    NotebookProgress progress = progress();
    progress.update("training", 0, 3, "epoch", "");
    seconds = 1.5;
    progress.update("training", 1, 3, "epoch", "");
    seconds = 1.6;
    progress.update("training", 2, 3, "epoch", "");
    progress.update("training", 3, 3, "epoch", "");
    assertThat(shown).hasSize(1);
    assertThat(changed.stream().map(NotebookProgressTest::text))
        .containsExactly("training 3 of 3 epochs, 1.9 epochs/s, 2 s");
  }

  @Test
  void shortTasksShowNothing() {
    NotebookProgress progress = progress();
    progress.update("transfer entropy", 0, 2, "epoch", "");
    seconds = 0.3;
    progress.update("transfer entropy", 2, 2, "epoch", "");
    assertThat(shown).isEmpty();
  }

  @Test
  void unknownTotalsCountUp() {
    NotebookProgress progress = progress();
    progress.update("training", 0, 0, "epoch", "");
    seconds = 3;
    progress.update("training", 4, 0, "epoch", "batch 7");
    assertThat(text(shown.get(0))).isEqualTo("training epoch 4, 1.3 epochs/s, batch 7, 3 s");
  }

  @Test
  void lineSaysWhatIsCounted() {
    NotebookProgress progress = progress();
    progress.update("damage", 0, 80, "knock-out", "");
    seconds = 4;
    progress.update("damage", 8, 80, "knock-out", "");
    seconds = 20;
    progress.update("damage", 10, 80, "knock-out", "");
    assertThat(text(shown.get(0)))
        .isEqualTo("damage 8 of 80 knock-outs, 2.0 knock-outs/s, 4 s, about 36 s left");
    assertThat(text(changed.get(0))).startsWith("damage 10 of 80 knock-outs, 2.0 s per knock-out,");
    progress.update("lags", 0, 1, "moment", "");
    seconds = 30;
    progress.update("lags", 1, 1, "moment", "");
    assertThat(text(shown.get(1))).isEqualTo("lags 1 of 1 moment, 10 s per moment, 10 s");
  }

  @Test
  void notesAreText() {
    NotebookProgress progress = progress();
    progress.update("training", 0, 9, "epoch", "");
    seconds = 3;
    progress.update("training", 3, 9, "epoch", "a < b");
    assertThat(shown.get(0).get("text/html")).contains("a &lt; b");
    assertThat(text(shown.get(0))).contains("a < b");
  }

  @Test
  void libraryOffersIt() {
    assertThat(ServiceLoader.load(Progress.class))
        .hasExactlyElementsOfTypes(NotebookProgress.class);
  }

  @Test
  void failureOfTheDisplayEndsTheDisplayOnly() {
    for (Throwable failure :
        List.of(new NoSuchMethodError("setDisplayId"), new IllegalStateException("closed"))) {
      List<String> asked = new ArrayList<>();
      Screen broken =
          new Screen() {
            @Override
            public void show(String id, Map<String, String> bundle) {
              asked.add(id);
              if (failure instanceof Error error) {
                throw error;
              }
              throw (RuntimeException) failure;
            }

            @Override
            public void change(String id, Map<String, String> bundle) {
              asked.add(id);
            }

            @Override
            public int cell() {
              return 1;
            }
          };
      NotebookProgress progress =
          new NotebookProgress(broken, () -> (long) (seconds * 1e9), new HashMap<>());
      for (int epoch = 0; epoch <= 5; epoch++) {
        seconds += 2;
        progress.update("training", epoch, 5, "epoch", "");
      }
      assertThat(asked).as("asked once, then never again").hasSize(1);
    }
  }
}
