package org.infoplane.figure;

/**
 * Something that shows itself as a notebook cell's last line; {@code toString} is its plain text.
 */
public interface Showable {

  /**
   * The result as a fragment of a page.
   *
   * @return HTML
   */
  String html();
}
