package org.infoplane.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.infoplane.figure.PlotlyFigure;

/** A still picture to look at, in the pixels of the layout. */
record Pixels(BufferedImage image) {

  private static final double SCALE = 1.5;

  /** A page of 600 x 400, whose panels' area is 400 x 200 from (100, 100). */
  static Pixels of(List<Map<String, Object>> data, Map<String, Object> layout) {
    Map<String, Object> all = new LinkedHashMap<>(layout);
    all.putIfAbsent("width", 600);
    all.putIfAbsent("height", 400);
    all.putIfAbsent("margin", Map.of("l", 100, "r", 100, "t", 100, "b", 100));
    return of(PlotlyFigure.of(data, all));
  }

  static Pixels of(PlotlyFigure figure) {
    try {
      return new Pixels(ImageIO.read(new ByteArrayInputStream(figure.png().orElseThrow())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String at(double x, double y) {
    int rgb = image.getRGB((int) Math.floor(x * SCALE), (int) Math.floor(y * SCALE));
    return String.format(Locale.ROOT, "#%06x", rgb & 0xffffff);
  }

  /** How many pixels of an area are not white. */
  long ink(double left, double top, double right, double bottom) {
    return IntStream.range((int) (top * SCALE), (int) (bottom * SCALE))
        .mapToLong(
            y ->
                IntStream.range((int) (left * SCALE), (int) (right * SCALE))
                    .filter(x -> (image.getRGB(x, y) & 0xffffff) != 0xffffff)
                    .count())
        .sum();
  }

  /** The area that is darker than half way from white to a strong colour. */
  double dark(double left, double top, double right, double bottom) {
    return columns(left, right).mapToLong(x -> darkIn(x, top, bottom)).sum() / (SCALE * SCALE);
  }

  /** How wide what is dark is. */
  double wide(double left, double top, double right, double bottom) {
    int[] dark = columns(left, right).filter(x -> darkIn(x, top, bottom) > 0).toArray();
    return (dark[dark.length - 1] - dark[0] + 1) / SCALE;
  }

  private static IntStream columns(double left, double right) {
    return IntStream.range((int) (left * SCALE), (int) (right * SCALE));
  }

  private long darkIn(int x, double top, double bottom) {
    return IntStream.range((int) (top * SCALE), (int) (bottom * SCALE))
        .filter(y -> (image.getRGB(x, y) & 0xff) < 128 || (image.getRGB(x, y) >> 16 & 0xff) < 128)
        .count();
  }

  /** How often the column changes between white and not white. */
  long changes(double x, double top, double bottom) {
    return IntStream.range((int) (top * SCALE), (int) (bottom * SCALE))
        .filter(y -> white(x, y) != white(x, y + 1))
        .count();
  }

  private boolean white(double x, int row) {
    return (image.getRGB((int) (x * SCALE), row) & 0xffffff) == 0xffffff;
  }
}
