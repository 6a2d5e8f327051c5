package org.infoplane.figure;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import org.infoplane.file.AtomicFile;

/** A result that is a figure: it shows itself, and saves itself. */
public interface Drawable extends Showable {

  /** {@return this result, drawn as a Tablesaw figure} */
  PlotlyFigure figure();

  @Override
  default String html() {
    return Offline.fragment(figure());
  }

  /**
   * Writes a page of its own, that needs no network.
   *
   * @param path a file, which is replaced if there is one
   * @return the path
   * @throws IllegalArgumentException if it is a folder, or in no folder that may be written
   * @throws java.io.UncheckedIOException if it cannot be written; a file of that name is as before
   */
  default Path saveHtml(Path path) {
    AtomicFile.requirePlace(path);
    PlotlyFigure figure = figure();
    return AtomicFile.write(path, Offline.page(figure, figure.title()).getBytes(UTF_8));
  }

  /**
   * Writes a picture: as the page shows it if Chromium, Chrome or Edge is installed, else the plain
   * one that travels with the figure.
   *
   * @param path a file, which is replaced if there is one
   * @return the path
   * @throws IllegalArgumentException if it is a folder, or in no folder that may be written
   * @throws java.io.UncheckedIOException if it cannot be drawn or written; a file of that name is
   *     as before
   * @throws IllegalStateException if there is neither a browser nor a font
   */
  default Path savePng(Path path) {
    AtomicFile.requirePlace(path);
    return AtomicFile.write(path, figure().picture(Browser.find(), path));
  }

  /**
   * Writes a picture for print, by a browser.
   *
   * @param path a file, which is replaced if there is one
   * @return the path
   * @throws IllegalArgumentException if it is a folder, or in no folder that may be written
   * @throws java.io.UncheckedIOException if it cannot be drawn or written; a file of that name is
   *     as before
   * @throws IllegalStateException if neither Chromium nor Chrome nor Edge is installed
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
