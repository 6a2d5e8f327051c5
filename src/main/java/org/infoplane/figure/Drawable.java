package org.infoplane.figure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A result that is a figure: it shows itself, and saves itself. */
public interface Drawable extends Showable {

  /**
   * Draws it.
   *
   * @return a Tablesaw figure
   */
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
   * @throws IllegalArgumentException if there is no such folder
   * @throws java.io.UncheckedIOException if it cannot be written
   */
  default Path saveHtml(Path path) {
    PlotlyFigure figure = PlotlyFigure.forFile(this, path);
    try {
      return Files.writeString(path, Offline.page(figure, figure.title()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Writes a picture: as the page shows it if Chromium, Chrome or Edge is installed, else the plain
   * one that travels with the figure.
   *
   * @param path a file, which is replaced if there is one
   * @return the path
   * @throws IllegalArgumentException if there is no such folder
   * @throws java.io.UncheckedIOException if it cannot be drawn or written
   * @throws IllegalStateException if there is neither a browser nor a font
   */
  default Path savePng(Path path) {
    PlotlyFigure figure = PlotlyFigure.forFile(this, path);
    try {
      return Files.write(path, figure.picture(Browser.find(), path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Writes a picture for print, by a browser.
   *
   * @param path a file, which is replaced if there is one
   * @return the path
   * @throws IllegalArgumentException if there is no such folder
   * @throws java.io.UncheckedIOException if it cannot be drawn or written
   * @throws IllegalStateException if neither Chromium nor Chrome nor Edge is installed
   */
  default Path saveSvg(Path path) {
    PlotlyFigure figure = PlotlyFigure.forFile(this, path);
    try {
      return Files.write(path, figure.drawing(Browser.find(), "svg", path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
