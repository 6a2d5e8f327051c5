package org.infoplane.jupyter;

import java.util.Objects;
import org.infoplane.figure.Offline;
import org.infoplane.figure.Showable;

/**
 * What a notebook page carries once so that its figures work with no network.
 *
 * <p>Rapaio and JJava show it as output of {@code %maven}, where it stays when other cells run
 * again; IJava in the cell that calls the first helper of {@code org.infoplane.Notebook}. Run that
 * cell again, and Jupyter drops its output: rapaio shows it again, JJava and IJava do not, since
 * for them nothing is new. The open page still draws; before you save or export it, restart and run
 * all cells, or end one with {@code new org.infoplane.jupyter.PageHead()}.
 */
public final class PageHead implements Showable {

  /** Makes the head of a page. */
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
