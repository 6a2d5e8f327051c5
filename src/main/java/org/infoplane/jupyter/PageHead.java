package org.infoplane.jupyter;

import java.util.Objects;
import org.infoplane.figure.Offline;
import org.infoplane.figure.Showable;

/**
 * The scripts that a notebook page needs once for its figures to work offline.
 *
 * <p>Rapaio and JJava show it as output of {@code %maven}; IJava shows it in the cell that first
 * calls a method of {@code org.infoplane.Notebook}. When that cell runs again, Jupyter drops its
 * output, and only rapaio shows it again; {@code showResults()} does in every kernel.
 */
public final class PageHead implements Showable {

  /** Creates the head of a page. */
  public PageHead() {}

  @Override
  public String html() {
    return "<p>" + this + "</p>" + Offline.head();
  }

  @Override
  public String toString() {
    return "infoplane %s is ready; its figures need no network."
        .formatted(
            Objects.requireNonNullElse(
                PageHead.class.getPackage().getImplementationVersion(), "(development)"));
  }
}
