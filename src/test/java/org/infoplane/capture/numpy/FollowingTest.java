package org.infoplane.capture.numpy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.infoplane.recording.LiveFigure;
import org.infoplane.recording.Recording;
import org.infoplane.recording.TimeAxis;
import org.infoplane.symbol.Values;
import org.infoplane.testing.RealSeries;
import org.infoplane.testing.Recordings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The writer acts whenever the reader pauses, which takes a second of a clock of its own. */
class FollowingTest {

  private interface Action {
    void run() throws IOException, InterruptedException;
  }

  @TempDir private Path place;
  private final Deque<Action> writer = new ArrayDeque<>();
  private final List<String> steps = new ArrayList<>();
  private final List<Integer> shown = new ArrayList<>();
  private long seconds;

  private Path folder() {
    return place.resolve("activations");
  }

  private static Values values(int step, int samples, int units) {
    return Values.ofRows(RealSeries.gaussian(step + 10L * units, samples, units));
  }

  private void index(String finished) throws IOException {
    Path to = folder().resolve("activations.json");
    Files.writeString(
        place.resolve("temporary"),
        "{\"format\": 1, \"labels\": \"labels.npy\", \"layers\": [\"input\", \"fc\"], \"steps\": [%s], \"finished\": %s}"
            .formatted(String.join(", ", steps), finished));
    Files.move(place.resolve("temporary"), to, StandardCopyOption.REPLACE_EXISTING);
  }

  private void begin() throws IOException {
    Files.createDirectories(folder());
    NpyWriter.write(folder().resolve("labels.npy"), new int[] {0, 1, 1, 0, 2});
    index("false");
  }

  private void step(int number) throws IOException {
    for (int units : new int[] {3, 2}) {
      NumpyFile.save(values(number, 5, units), folder().resolve(number + "-" + units + ".npy"));
    }
    steps.add(
        "{\"epoch\": %1$s, \"trainLoss\": %1$s.5, \"files\": [\"%1$s-3.npy\", \"%1$s-2.npy\"]}"
            .formatted(number));
    index("false");
  }

  private Recording follow() {
    return follow(60);
  }

  private Recording follow(int patience) {
    Following.Time time =
        new Following.Time() {
          @Override
          long nanos() {
            return seconds * 1_000_000_000;
          }

          @Override
          void pause() throws InterruptedException {
            seconds++;
            try {
              if (!writer.isEmpty()) {
                writer.remove().run();
              }
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }
        };
    LiveFigure figure =
        new LiveFigure() {
          @Override
          public void update(
              int moments, Supplier<Recording> soFar, Function<? super Recording, ?> picture) {
            assertThat(picture.apply(soFar.get())).isNotNull();
          }

          @Override
          public void finish(Supplier<Recording> soFar, Function<? super Recording, ?> picture) {
            update(0, soFar, picture);
          }
        };
    Function<Recording, Boolean> picture =
        run -> shown.add(run.track(TimeAxis.PROBE).snapshots().size());
    try (Following reader =
        new Following(
            ActivationFolder.of(folder()), picture, Duration.ofSeconds(patience), figure, time)) {
      return reader.follow();
    }
  }

  @Test
  void stepsAreReadAsTheyComeUntilTheWriterHasFinished() throws IOException {
    writer.add(() -> {}); // the folder is not there yet
    writer.add(this::begin);
    writer.add(() -> step(0));
    writer.add(() -> step(1));
    writer.add(() -> {});
    writer.add(() -> step(2));
    writer.add(() -> index("true"));
    Recording run = follow();
    assertThat(shown.stream().distinct()).containsExactly(1, 2, 3);
    Recording whole = ActivationFolder.of(folder()).recording();
    Recordings.assertEqual(run, whole, run.recipe());
    assertThat(run.isGrowing()).isFalse();
    assertThat(run.recipe().entries())
        .containsEntry("probe", "5 examples")
        .doesNotContainKeys("stopped", "following");
    assertThat(whole.recipe().entries()).containsEntry("steps", "3, epochs 0 to 2");
  }

  @Test
  void finishedFolderIsReadAtOnce() throws IOException {
    begin();
    step(0);
    step(1);
    index("true");
    assertThat(follow(0).track(TimeAxis.PROBE).snapshots()).hasSize(2);
    assertThat(seconds).isZero();
  }

  @Test
  void eachStepIsReadOnce() {
    writer.add(this::begin);
    for (int i = 0; i < 4; i++) {
      int number = i;
      writer.add(
          () -> {
            step(number);
            if (number > 0) { // mapped already
              Files.delete(folder().resolve(number - 1 + "-2.npy"));
            }
          });
    }
    writer.add(() -> index("true"));
    Recording run = follow();
    for (int step = 0; step < 4; step++) {
      assertThat(run.activations("fc", step).get(4, 1)).isEqualTo(values(step, 5, 2).get(4, 1));
      assertThat(run.metrics().get(step).trainLoss()).isEqualTo(step + 0.5);
    }
  }

  @Test
  void writerThatFallsSilentLeavesWhatWasRead() {
    writer.add(this::begin);
    writer.add(() -> step(0));
    writer.add(() -> step(1));
    Recording run = follow(20);
    assertThat(run.track(TimeAxis.PROBE).snapshots()).hasSize(2);
    assertThat(run.recipe().entries())
        .containsEntry("stopped", "after epoch 1")
        .containsEntry(
            "following",
            "no new step for 20 s, and its writer did not say that it finished; run the cell again to go on");
    assertThat(seconds).isEqualTo(3 + 21);
  }

  @Test
  void writerThatNeverBeginsIsNamed() {
    writer.add(this::begin);
    assertThatIllegalStateException()
        .isThrownBy(() -> follow(20))
        .withMessage(
            "There is no step in \"%s\": no new step for 20 s, and its writer did not say that it finished; run the cell again to go on. Start the program that writes it, or pass another folder."
                .formatted(folder().resolve("activations.json")));
  }

  @Test
  void writerThatStartsAgainLeavesWhatWasRead() {
    writer.add(this::begin);
    writer.add(() -> step(0));
    writer.add(() -> step(1));
    writer.add(steps::clear);
    writer.add(this::begin);
    writer.add(() -> step(7));
    Recording run = follow();
    assertThat(run.activations("fc", 1).get(0, 0)).isEqualTo(values(1, 5, 2).get(0, 0));
    assertThat(run.recipe().entries())
        .containsEntry("following", "its writer started again; run the cell again to follow it");
  }

  @Test
  void writerThatStartsAgainWithAnEqualFirstStepIsNoticed() {
    writer.add(this::begin);
    writer.add(() -> step(0));
    writer.add(steps::clear);
    writer.add(this::begin);
    writer.add(() -> step(0));
    writer.add(() -> index("true"));
    assertThat(follow().recipe().entries())
        .containsEntry("following", "its writer started again; run the cell again to follow it");
  }

  @Test
  void indexThatIsNotWholeYetIsWaitedFor() {
    writer.add(this::begin);
    writer.add(() -> step(0));
    writer.add(() -> Files.writeString(folder().resolve("activations.json"), ""));
    writer.add(() -> Files.writeString(folder().resolve("activations.json"), "{\"format\": 1,"));
    writer.add(() -> step(1));
    writer.add(() -> index("true"));
    assertThat(follow().track(TimeAxis.PROBE).snapshots()).hasSize(2);
  }

  @Test
  void interruptedCellLeavesWhatWasRead() {
    writer.add(this::begin);
    writer.add(() -> step(0));
    writer.add(() -> {});
    writer.add(
        () -> {
          throw new InterruptedException();
        });
    Recording run = follow();
    assertThat(run.track(TimeAxis.PROBE).snapshots()).hasSize(1);
    assertThat(run.recipe().entries()).containsEntry("following", "interrupted");
    writer.add(
        () -> {
          step(1); // and the flag is set while it is read
          Thread.currentThread().interrupt();
        });
    assertThat(follow().recipe().entries()).containsEntry("following", "interrupted");
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void stepThatCannotBeReadIsNamed() {
    writer.add(this::begin);
    writer.add(() -> step(0));
    writer.add(
        () -> {
          steps.add("{\"files\": [\"0-3.npy\", \"none.npy\"]}");
          index("false");
        });
    assertThatIllegalArgumentException()
        .isThrownBy(this::follow)
        .withMessageContaining("Cannot read layer \"fc\" at step 1 (epoch 1) from");
  }

  @Test
  void folderWithoutAStepCannotBeReadYet() throws IOException {
    assertThat(ActivationFolder.of(folder()))
        .hasToString("Activations of \"%s\"; no step yet".formatted(folder()));
    begin();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ActivationFolder.of(folder()).recording())
        .withMessageContaining("it has no \"steps\"");
    step(0);
    assertThat(ActivationFolder.of(folder()).recording().layers()).hasSize(2);
  }
}
