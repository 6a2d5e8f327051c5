package org.infoplane.jupyter;

import java.util.Objects;
import org.infoplane.figure.Offline;
import org.infoplane.figure.Showable;

/**
 * What a notebook page carries once so that its figures work with no network. The installed kernel
 * shows it as the output of {@code %maven}, where it stays when other cells run again.
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
