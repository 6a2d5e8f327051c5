package org.infoplane.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rapaio.jupyter.kernel.display.DisplayData;

class RapaioProgressTest {

  private final List<DisplayData> shown = new ArrayList<>();
  private final List<DisplayData> changed = new ArrayList<>();
  private double seconds;

  private RapaioProgress progress(boolean inNotebook) {
    return new RapaioProgress(inNotebook, () -> (long) (seconds * 1e9), shown::add, changed::add);
  }

  private static String text(DisplayData data) {
    return String.valueOf(data.data().get("text/plain"));
  }

  @Test
  void longTaskHasOneLineThatChanges() {
    RapaioProgress progress = progress(true);
    progress.update("training", 0, 10, "");
    seconds = 2;
    progress.update("training", 1, 10, "test accuracy 0.5");
    seconds = 4;
    progress.update("training", 2, 10, "");
    seconds = 20;
    progress.update("training", 10, 10, "");
    assertThat(shown.stream().map(RapaioProgressTest::text))
        .containsExactly("training 1 of 10 epochs, test accuracy 0.5, 2 s, about 18 s left");
    assertThat(changed.stream().map(RapaioProgressTest::text))
        .containsExactly(
            "training 2 of 10 epochs, 4 s, about 16 s left", "training 10 of 10 epochs, 20 s");
    assertThat(changed).allMatch(d -> d.getDisplayId().equals(shown.get(0).getDisplayId()));
    assertThat(changed.get(1).data().get("text/html"))
        .isEqualTo("<progress max='10' value='10'></progress> training 10 of 10 epochs, 20 s");
  }

  @Test
  void linesComeAtMostFiveTimesASecondButTheLastOneAlways() {
    RapaioProgress progress = progress(true);
    progress.update("training", 0, 3, "");
    seconds = 1.5;
    progress.update("training", 1, 3, "");
    seconds = 1.6;
    progress.update("training", 2, 3, "");
    progress.update("training", 3, 3, "");
    assertThat(shown).hasSize(1);
    assertThat(changed.stream().map(RapaioProgressTest::text))
        .containsExactly("training 3 of 3 epochs, 2 s");
  }

  @Test
  void shortTasksShowNothing() {
    RapaioProgress progress = progress(true);
    progress.update("transfer entropy", 0, 2, "");
    seconds = 0.3;
    progress.update("transfer entropy", 2, 2, "");
    assertThat(shown).isEmpty();
  }

  @Test
  void unknownTotalsCountUp() {
    RapaioProgress progress = progress(true);
    progress.update("training", 0, 0, "");
    seconds = 3;
    progress.update("training", 4, 0, "batch 7");
    assertThat(text(shown.get(0))).isEqualTo("training epoch 4, batch 7, 3 s");
  }

  @Test
  void outsideANotebookNothingIsShown() {
    RapaioProgress progress = progress(false);
    progress.update("training", 0, 2, "");
    seconds = 5;
    progress.update("training", 2, 2, "");
    assertThat(shown).isEmpty();
    assertThat(changed).isEmpty();
  }
}
