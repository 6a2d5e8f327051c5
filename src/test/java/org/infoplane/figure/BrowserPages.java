package org.infoplane.figure;

import java.io.IOException;
import java.util.Optional;

/** A page in the browser that {@link Drawable#savePng} would use. */
public final class BrowserPages {

  private BrowserPages() {}

  /**
   * {@return the page after its scripts have run; empty without a browser}
   *
   * @param body HTML whose scripts may wait for {@code window.infoplanePlotly}
   */
  public static Optional<String> dom(String body) throws IOException {
    Optional<Browser> browser = Browser.find();
    return browser.isPresent() ? Optional.of(browser.get().dom(body)) : Optional.empty();
  }
}
