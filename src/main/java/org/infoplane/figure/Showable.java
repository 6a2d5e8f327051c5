package org.infoplane.figure;

/**
 * Something that shows itself as a notebook cell's last line; {@code toString} is its plain text.
 */
public interface Showable {

  /** {@return the result as a fragment of an HTML page} */
  String html();
}
