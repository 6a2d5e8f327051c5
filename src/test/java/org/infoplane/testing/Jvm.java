package org.infoplane.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Other processes that run a test's {@code main}. */
public final class Jvm {

  private Jvm() {}

  /** Starts one, without a browser on its path; what it complains about shows in the test. */
  public static Process start(Class<?> main, Object... arguments) throws IOException {
    return started(command(main, arguments));
  }

  /** One whose files may have so many KiB: for what it writes the disk is full beyond. */
  public static Process startOnASmallDisk(int kibibytes, Class<?> main, Object... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of("/bin/bash", "-c", "ulimit -f " + kibibytes + " && exec \"$@\"", "bash"));
    command.addAll(command(main, arguments));
    return started(command);
  }

  private static Process started(List<String> command) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("PATH", "");
    return builder.start();
  }

  private static List<String> command(Class<?> main, Object... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx400m", "-XX:-UsePerfData", "-Djava.awt.headless=true"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    return command;
  }
}
