package org.infoplane.figure;

/** A result that notebooks show as HTML; {@code toString} is its plain text. */
public interface Showable {

  /** {@return this result as a fragment of an HTML page} */
  String html();
}
