package org.infoplane.capture.numpy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.infoplane.recording.EpochMetrics;
import org.infoplane.recording.LiveFigure;
import org.infoplane.recording.Recording;
import org.infoplane.recording.Snapshot;
import org.infoplane.recording.TimeAxis;
import org.infoplane.symbol.Values;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Python writer as a process of its own, followed while it writes, and killed at any time. */
class KilledWriterIT {

  private static final int KILLS = 25;
  private static final int SAMPLES = 400;

  @TempDir private Path folder;

  private Process start(String python, int steps) throws Exception {
    Path script =
        Files.writeString(
            folder.resolve("writes.py"),
            """
            import sys
            import numpy as np
            from infoplane_writer import ActivationWriter

            numbers = np.arange(400 * 30).reshape(400, 30)
            writer = ActivationWriter(sys.argv[1], labels=np.arange(400) % 10)
            print("begun", flush=True)
            for step in range(int(sys.argv[2])):
                layers = {"input": numbers, "a/b": numbers + step, "output": numbers[:, :3] * (step + 1)}
                writer.step(step, layers, trainLoss=np.float32(step))
                print(step, flush=True)
            writer.finish()
            """,
            UTF_8);
    return new ProcessBuilder(
            python, script.toString(), folder.resolve("run").toString(), Integer.toString(steps))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private Optional<String> python() throws Exception {
    Files.copy(
        Path.of("notebooks/activations/infoplane_writer.py"),
        folder.resolve("infoplane_writer.py"));
    return ActivationFolderIT.python();
  }

  private static void assertWhole(Recording run) {
    List<Snapshot> all = run.track(TimeAxis.PROBE).snapshots();
    for (int step = 0; step < all.size(); step++) {
      assertThat(all.get(step).epoch()).isEqualTo(step);
      for (int layer = 0; layer < 3; layer++) {
        Values values = all.get(step).values(layer);
        int units = layer == 2 ? 3 : 30;
        assertThat(values.units()).isEqualTo(units);
        for (int i = 0; i < SAMPLES; i++) {
          for (int unit = 0; unit < units; unit++) {
            float number = 30 * i + unit;
            float expected = layer == 0 ? number : layer == 1 ? number + step : number * (step + 1);
            if (values.get(i, unit) != expected) {
              assertThat(values.get(i, unit))
                  .as("step %d, layer %d", step, layer)
                  .isEqualTo(expected);
            }
          }
        }
      }
    }
    assertThat(run.metrics().stream().map(EpochMetrics::trainLoss))
        .isEqualTo(all.stream().map(at -> (double) at.epoch()).toList());
  }

  private static int steps(Recording run) {
    return run.track(TimeAxis.PROBE).snapshots().size();
  }

  /** Until the writer is dead for five looks at the folder. */
  private Recording follow(Process writer) {
    Following.Time time =
        new Following.Time() {
          private int looks;

          @Override
          long nanos() {
            return looks;
          }

          @Override
          void pause() throws InterruptedException {
            looks += writer.isAlive() ? 0 : 1;
            TimeUnit.MILLISECONDS.sleep(5);
          }
        };
    try (Following reader =
        new Following(
            ActivationFolder.of(folder.resolve("run")),
            run -> run,
            Duration.ofNanos(5),
            LiveFigure.ofNotebook(),
            time)) {
      return reader.follow();
    }
  }

  @Test
  void everyStepThatWasWrittenIsThereWheneverTheWriterIsKilled() throws Exception {
    Optional<String> python = python();
    assumeTrue(
        python.isPresent(),
        "There is no python3 with numpy here (apt-get install python3-numpy): no writer is killed.");
    SplittableRandom random = new SplittableRandom(1);
    int most = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      Process writer = start(python.get(), 1_000_000);
      BufferedReader said =
          new BufferedReader(new InputStreamReader(writer.getInputStream(), UTF_8));
      assertThat(said.readLine()).isEqualTo("begun");
      AtomicInteger written = new AtomicInteger();
      long micros = random.nextLong(150_000);
      Thread killer =
          new Thread(
              () -> {
                try {
                  TimeUnit.MICROSECONDS.sleep(micros);
                  assertThat(writer.toHandle().destroyForcibly()).isTrue(); // its words stay
                  writer.waitFor();
                  while (said.readLine() != null) {
                    written.incrementAndGet();
                  }
                } catch (IOException | InterruptedException e) {
                  throw new AssertionError(e);
                }
              });
      killer.start();
      Recording followed = null;
      try {
        followed = follow(writer);
      } catch (IllegalStateException e) { // killed before the first step
        assertThat(e).hasMessageContaining("There is no step in");
      }
      killer.join();
      assertThat(writer.exitValue()).as("killed").isEqualTo(128 + 9);
      if (followed == null) {
        assertThat(written.get()).isZero();
        continue;
      }
      assertThat(steps(followed)).isBetween(written.get(), written.get() + 1);
      assertWhole(followed);
      Recording read = ActivationFolder.of(folder.resolve("run")).recording();
      assertThat(steps(read)).isEqualTo(steps(followed));
      assertWhole(read);
      most = Math.max(most, steps(read));
    }
    assertThat(most).isGreaterThan(1);
  }

  @Test
  void writerThatEndsIsFollowedToTheEnd() throws Exception {
    Optional<String> python = python();
    assumeTrue(
        python.isPresent(),
        "There is no python3 with numpy here (apt-get install python3-numpy): no writer is followed.");
    Process writer = start(python.get(), 40);
    Recording run = ActivationFolder.of(folder.resolve("run")).following(so -> so);
    assertThat(writer.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(steps(run)).isEqualTo(40);
    assertThat(run.recipe().entries()).doesNotContainKey("stopped");
    assertWhole(run);
  }
}
