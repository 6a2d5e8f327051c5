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
   * @throws java.io.UncheckedIOException if it cannot be written
   */
  default Path saveHtml(Path path) {
    PlotlyFigure figure = figure();
    try {
      return Files.writeString(path, Offline.page(figure, figure.title()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
