package org.infoplane.figure;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import org.infoplane.file.AtomicFile;

/** A result that is drawn as a figure, shown in notebooks and saved to files. */
public interface Drawable extends Showable {

  /** {@return this result as a Tablesaw figure} */
  PlotlyFigure figure();

  @Override
  default String html() {
    return Offline.fragment(figure());
  }

  /**
   * Writes a self-contained HTML page, which needs no network.
   *
   * @param path a file, replaced if it exists
   * @return the path
   * @throws IllegalArgumentException if it is a folder, or its folder is missing or read-only
   * @throws java.io.UncheckedIOException if writing fails; an existing file is then unchanged
   */
  default Path saveHtml(Path path) {
    AtomicFile.requirePlace(path);
    PlotlyFigure figure = figure();
    return AtomicFile.write(path, Offline.page(figure, figure.title()).getBytes(UTF_8));
  }

  /**
   * Writes a PNG, rendered by Chromium, Chrome or Edge if one is installed, else the plain picture
   * that is part of the figure.
   *
   * @param path a file, replaced if it exists
   * @return the path
   * @throws IllegalArgumentException if it is a folder, or its folder is missing or read-only
   * @throws java.io.UncheckedIOException if drawing or writing fails; an existing file is then
   *     unchanged
   * @throws IllegalStateException if there is neither a browser nor a font
   */
  default Path savePng(Path path) {
    AtomicFile.requirePlace(path);
    return AtomicFile.write(path, figure().picture(Browser.find(), path));
  }

  /**
   * Writes an SVG for print, rendered by a browser.
   *
   * @param path a file, replaced if it exists
   * @return the path
   * @throws IllegalArgumentException if it is a folder, or its folder is missing or read-only
   * @throws java.io.UncheckedIOException if drawing or writing fails; an existing file is then
   *     unchanged
   * @throws IllegalStateException if no Chromium, Chrome or Edge is installed
   */
  default Path saveSvg(Path path) {
    AtomicFile.requirePlace(path);
    try {
      return AtomicFile.write(path, figure().drawing(Browser.find(), "svg", path));
    } catch (IOException e) {
      throw PlotlyFigure.notDrawn(path, e);
    }
  }
}
