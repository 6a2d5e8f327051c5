package org.infoplane.picture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.Color;
import java.awt.geom.FlatteningPathIterator;
import java.awt.geom.Line2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.infoplane.figure.BrowserPages;
import org.infoplane.testing.Figures;
import org.junit.jupiter.api.Test;

/**
 * Everything on a picture is where the browser draws it from the same JSON: axes, ticks, labels,
 * marks, words, legend and colour bars, each named in the message if not. The largest differences
 * are in {@code target/picture-against-browser.md}.
 */
class PictureAgainstBrowserIT {

  /** Pixels of the layout, for each edge of each thing. */
  private static final double TOLERANCE = 3;

  /** Pixels between outlines of markers. */
  private static final double OUTLINE = 1;

  /** Of 255, a channel of a colour. */
  private static final int SHADE = 12;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern FOUND = Pattern.compile("<pre id=\"found\">([^<]*)</pre>");
  private static final Pattern NUMBER = Pattern.compile("[\\d.]+");

  private static final String PAGE =
      """
      <script>%s</script>
      <script>
      const figures = %s;
      window.infoplanePlotly.then(async function (Plotly) {
        const found = {};
        for (const [name, figure] of Object.entries(figures)) {
          found[name] = await piecesOf(Plotly, figure);
        }
        return JSON.stringify(found);
      }).catch(e => JSON.stringify(String(e && e.stack))).then(function (text) {
        const bytes = new TextEncoder().encode(text);
        const packed = btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(""));
        document.body.append(Object.assign(document.createElement("pre"), {id: "found", textContent: packed}));
      });
      </script>
      """;

  /** One thing, as the picture or the browser draws it. */
  private record Thing(
      String words, Rectangle2D box, Optional<Color> color, List<Point2D> outline) {

    @Override
    public String toString() {
      return "\"%s\" at %s".formatted(words, PictureAgainstBrowserIT.words(box));
    }
  }

  private final List<String> wrong = new ArrayList<>();
  private final Map<String, String> worst = new TreeMap<>();

  @Test
  void everythingIsWhereTheBrowserDrawsIt() throws Exception {
    Map<String, JsonNode> figures = new LinkedHashMap<>(Traits.all());
    Figures.all().forEach((name, drawable) -> figures.put(name, tree(drawable.figure().json())));
    JsonNode browser = browser(figures);
    for (Map.Entry<String, JsonNode> one : figures.entrySet()) {
      Map<String, List<Thing>> ours = picture(one.getValue());
      Map<String, List<Thing>> theirs = things(browser.path(one.getKey()));
      assertThat(theirs).as(one.getKey() + " in the browser").isNotEmpty();
      TreeSet<String> parts = new TreeSet<>(ours.keySet());
      parts.addAll(theirs.keySet());
      double most = 0;
      String where = "";
      for (String part : parts) {
        double apart =
            compare(
                one.getKey() + ", " + part,
                ours.getOrDefault(part, List.of()),
                theirs.getOrDefault(part, List.of()));
        where = apart > most ? part : where;
        most = Math.max(most, apart);
      }
      worst.put(
          one.getKey(),
          String.format(Locale.ROOT, "| %s | %.1f | %s |", one.getKey(), most, where));
    }
    Files.writeString(
        Path.of("target", "picture-against-browser.md"),
        "| figure | largest difference [px] | of |\n| --- | --- | --- |\n"
            + String.join("\n", worst.values())
            + "\n");
    assertThat(wrong).as("what is not where the browser draws it").isEmpty();
  }

  private static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static JsonNode browser(Map<String, JsonNode> figures) throws IOException {
    String script;
    try (InputStream pieces = PictureAgainstBrowserIT.class.getResourceAsStream("pieces.js")) {
      script = new String(Objects.requireNonNull(pieces).readAllBytes(), UTF_8);
    }
    Optional<String> dom =
        BrowserPages.dom(PAGE.formatted(script, JSON.writeValueAsString(figures)));
    if (dom.isEmpty() && System.getenv("CI") != null) {
      fail("No Chromium, Chrome or Edge on the PATH, and CI is set: install one.");
    }
    assumeTrue(dom.isPresent(), "no Chromium, Chrome or Edge on the PATH to compare with");
    Matcher found = FOUND.matcher(dom.orElseThrow());
    assertThat(found.find()).as("the browser says what it drew").isTrue();
    JsonNode all = JSON.readTree(Base64.getDecoder().decode(found.group(1)));
    assertThat(all.isObject()).as(all.asText()).isTrue();
    return all;
  }

  private static Map<String, List<Thing>> picture(JsonNode figure) {
    Map<String, List<Thing>> things = new LinkedHashMap<>();
    Picture.png(
        figure,
        piece -> {
          boolean words = piece.part().matches(".*(labels|words|title)");
          if (!piece.part().matches("page|legend") && (!words || !piece.words().isBlank())) {
            Thing thing =
                new Thing(
                    piece.words(),
                    piece.shape().getBounds2D(),
                    Optional.of(piece.color()),
                    outline(piece));
            things.computeIfAbsent(piece.part(), k -> new ArrayList<>()).add(thing);
          }
        });
    return things;
  }

  /** Corners of a marker. */
  private static List<Point2D> outline(Piece piece) {
    List<Point2D> corners = new ArrayList<>();
    double[] at = new double[6];
    PathIterator path = new FlatteningPathIterator(piece.shape().getPathIterator(null), 0.05);
    for (; piece.part().endsWith("markers") && !path.isDone(); path.next()) {
      if (path.currentSegment(at) != PathIterator.SEG_CLOSE) {
        corners.add(new Point2D.Double(at[0], at[1]));
      }
    }
    return corners;
  }

  private static Map<String, List<Thing>> things(JsonNode pieces) {
    Map<String, List<Thing>> things = new LinkedHashMap<>();
    for (JsonNode piece : pieces) {
      JsonNode box = piece.path("box");
      JsonNode points = piece.path("outline");
      List<Point2D> outline =
          IntStream.range(0, points.size() / 2)
              .<Point2D>mapToObj(
                  i ->
                      new Point2D.Double(
                          points.path(2 * i).asDouble(), points.path(2 * i + 1).asDouble()))
              .toList();
      double x = box.path(0).asDouble();
      double y = box.path(1).asDouble();
      Thing thing =
          new Thing(
              piece.path("words").asText(),
              new Rectangle2D.Double(x, y, box.path(2).asDouble() - x, box.path(3).asDouble() - y),
              color(piece.path("color").asText()),
              outline);
      things.computeIfAbsent(piece.path("part").asText(), k -> new ArrayList<>()).add(thing);
    }
    return things;
  }

  private static Optional<Color> color(String css) {
    if (!css.startsWith("rgb")) {
      return Optional.empty();
    }
    int[] channels =
        NUMBER.matcher(css).results().mapToInt(r -> (int) Double.parseDouble(r.group())).toArray();
    return Optional.of(new Color(channels[0], channels[1], channels[2]));
  }

  /** Compares a part, and tells how far it is off at most. */
  private double compare(String part, List<Thing> picture, List<Thing> browser) {
    List<Thing> ours = sorted(part, picture);
    List<Thing> theirs = sorted(part, browser);
    if (ours.size() != theirs.size()) {
      wrong.add("%s: %s in the picture, %s in the browser".formatted(part, ours, theirs));
      return 0;
    }
    double most = 0;
    for (int i = 0; i < ours.size(); i++) {
      Thing a = ours.get(i);
      Thing b = theirs.get(i);
      double apart = apart(a.box(), b.box());
      most = Math.max(most, apart);
      if (apart > TOLERANCE) {
        wrong.add(
            "%s %s \"%s\": at %s in the picture, at %s in the browser"
                .formatted(part, i, a.words(), words(a.box()), words(b.box())));
      }
      if (!plain(a.words()).equals(plain(b.words()))) {
        wrong.add(
            "%s %s: \"%s\" in the picture, \"%s\" in the browser"
                .formatted(part, i, a.words(), b.words()));
      }
      if (!part.endsWith("colours") && shade(a.color(), b.color()) > SHADE) {
        wrong.add(
            "%s %s \"%s\": %s in the picture, %s in the browser"
                .formatted(part, i, a.words(), a.color(), b.color()));
      }
      double shape = outline(a, b);
      if (shape > OUTLINE) {
        wrong.add(
            "%s %s at %s: another shape than in the browser, by %s px"
                .formatted(part, i, words(a.box()), shape));
      }
    }
    return most;
  }

  /** In the same order on both sides; what is one thing in the browser is one here too. */
  private static List<Thing> sorted(String part, List<Thing> all) {
    if (all.isEmpty()) {
      return all;
    }
    if (part.matches(".* (line|area|errors|frame|colours)")) {
      Rectangle2D box = all.get(0).box();
      all.forEach(thing -> Rectangle2D.union(box, thing.box(), box));
      return List.of(new Thing("", box, all.get(0).color(), List.of()));
    }
    if (part.matches(".* (ticks|grid|labels)")) {
      boolean across = part.matches(".*, x.*");
      return all.stream()
          .sorted(
              Comparator.comparingDouble(
                  thing -> across ? thing.box().getCenterX() : thing.box().getCenterY()))
          .toList();
    }
    return all;
  }

  private static double apart(Rectangle2D a, Rectangle2D b) {
    double across =
        Math.max(Math.abs(a.getMinX() - b.getMinX()), Math.abs(a.getMaxX() - b.getMaxX()));
    double down =
        Math.max(Math.abs(a.getMinY() - b.getMinY()), Math.abs(a.getMaxY() - b.getMaxY()));
    return Math.max(across, down);
  }

  private static int shade(Optional<Color> a, Optional<Color> b) {
    if (a.isEmpty() || b.isEmpty()) {
      return 0;
    }
    Color one = a.get();
    Color other = b.get();
    return Math.max(
        Math.abs(one.getRed() - other.getRed()),
        Math.max(
            Math.abs(one.getGreen() - other.getGreen()),
            Math.abs(one.getBlue() - other.getBlue())));
  }

  /** How far their outlines are apart at most, around the same middle; 0 without outlines. */
  private static double outline(Thing picture, Thing browser) {
    List<Point2D> corners = picture.outline();
    double x = picture.box().getCenterX() - browser.box().getCenterX();
    double y = picture.box().getCenterY() - browser.box().getCenterY();
    double most = 0;
    for (Point2D point : browser.outline()) {
      double least =
          IntStream.range(0, corners.size())
              .mapToDouble(
                  c ->
                      new Line2D.Double(corners.get(c), corners.get((c + 1) % corners.size()))
                          .ptSegDist(point.getX() + x, point.getY() + y))
              .min()
              .orElse(0);
      most = Math.max(most, least);
    }
    return most;
  }

  private static String plain(String words) {
    return words.replaceAll("[\\s\u200b]", "");
  }

  private static String words(Rectangle2D box) {
    return String.format(
        Locale.ROOT,
        "(%.1f, %.1f) to (%.1f, %.1f)",
        box.getMinX(),
        box.getMinY(),
        box.getMaxX(),
        box.getMaxY());
  }
}
