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

  /**
   * Runs something when the cell that runs has ended.
   *
   * @param action such as forgetting what was shown there
   * @return false, and the action never runs, if the kernel does not tell
   */
  default boolean whenCellEnds(Runnable action) {
    return false;
  }
}
