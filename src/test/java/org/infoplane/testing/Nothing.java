package org.infoplane.testing;

import org.jspecify.annotations.NullUnmarked;

/** What users pass by mistake. */
@NullUnmarked
public final class Nothing {

  private Nothing() {}

  /** Null, of any type. */
  @SuppressWarnings("TypeParameterUnusedInFormals") // it is what the caller needs
  public static <T> T nullModel() {
    return null;
  }
}
