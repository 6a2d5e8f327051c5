package org.infoplane.jupyter;

import java.util.Map;

/** Where a running kernel shows content that changes. */
interface Screen {

  /**
   * Shows something in the output of the cell that runs.
   *
   * @param id a new name, by which it can be changed
   * @param bundle content by MIME type
   */
  void show(String id, Map<String, String> bundle);

  /**
   * Puts something else in its place.
   *
   * @param id what was shown
   * @param bundle content by MIME type
   */
  void change(String id, Map<String, String> bundle);
}
