package org.infoplane.figure;

import java.io.File;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A headless Chromium, Chrome or Edge that renders figures as a page does, offline. */
record Browser(Path command) {

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge");

  private static final Path MAC =
      Path.of("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");

  private static final long SECONDS = 120;

  private static final Pattern IMAGE = Pattern.compile("id=\"image\" src=\"data:([^\"]*)\"");

  private static final String SCRIPT =
      """
      <script>
      window.infoplanePlotly.then(async function (Plotly) {
        const image = document.createElement("img");
        image.id = "image";
        image.src = await Plotly.toImage(%s, {format: "%s", width: %s, height: %s, scale: 2});
        document.body.append(image);
      });
      </script>
      """;

  /** Returns the first browser on the {@code PATH}. */
  static Optional<Browser> find() {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.concat(
            NAMES.stream()
                .flatMap(
                    name ->
                        Stream.of(path.split(Pattern.quote(File.pathSeparator)))
                            .filter(folder -> !folder.isEmpty())
                            .map(folder -> Path.of(folder, name))),
            Stream.of(MAC))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst()
        .map(Browser::new);
  }

  /** Renders a figure's JSON to the bytes of a {@code png} or {@code svg} file. */
  byte[] draw(String json, String format, int width, int height) throws IOException {
    return inFolder(
        folder -> {
          String dom = dom(SCRIPT.formatted(json, format, width, height), folder);
          Matcher image = IMAGE.matcher(dom);
          if (!image.find()) {
            throw new IOException(
                "%s rendered nothing. Its log ends: %s".formatted(command, end(folder)));
          }
          return bytes(image.group(1));
        });
  }

  /**
   * Opens a page that has Plotly, and waits for its scripts.
   *
   * @param body HTML
   * @return the page as it is then
   */
  String dom(String body) throws IOException {
    return inFolder(folder -> dom(body, folder));
  }

  private interface InFolder<T> {
    T apply(Path folder) throws IOException;
  }

  private static <T> T inFolder(InFolder<T> action) throws IOException {
    Path folder = Files.createTempDirectory("infoplane");
    try {
      return action.apply(folder);
    } finally {
      try (Stream<Path> all = Files.walk(folder)) {
        all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
      }
    }
  }

  private String dom(String body, Path folder) throws IOException {
    Path page = folder.resolve("figure.html");
    Files.writeString(
        page, "<!DOCTYPE html><meta charset=\"UTF-8\"><body>" + Offline.head() + body);
    List<String> arguments =
        List.of(
            command.toString(),
            "--headless",
            "--no-sandbox", // root cannot have one; the page is ours and offline
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--host-resolver-rules=MAP * ~NOTFOUND",
            "--user-data-dir=" + folder.resolve("profile"),
            "--virtual-time-budget=600000",
            "--dump-dom",
            page.toUri().toString());
    Path out = folder.resolve("dom.html");
    Process process =
        new ProcessBuilder(arguments)
            .redirectOutput(out.toFile())
            .redirectError(folder.resolve("log").toFile())
            .start();
    try {
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("%s did not finish within %s s".formatted(command, SECONDS));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while %s was rendering.".formatted(command), e);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    return Files.readString(out);
  }

  private static String end(Path folder) throws IOException {
    String log = Files.readString(folder.resolve("log"));
    return log.substring(Math.max(0, log.length() - 300)).strip();
  }

  private static byte[] bytes(String data) {
    int comma = data.indexOf(',');
    String content = data.substring(comma + 1).replace("&amp;", "&");
    return data.substring(0, comma).endsWith(";base64")
        ? Base64.getDecoder().decode(content)
        : URLDecoder.decode(content.replace("+", "%2B"), StandardCharsets.UTF_8)
            .getBytes(StandardCharsets.UTF_8);
  }
}
