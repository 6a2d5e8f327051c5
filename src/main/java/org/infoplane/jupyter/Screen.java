package org.infoplane.jupyter;

import java.util.Map;

/** Where a running kernel shows content that changes; a bundle is content by MIME type. */
interface Screen {

  /** Shows content in the output of the running cell, under a new id. */
  void show(String id, Map<String, String> bundle);

  /** Replaces the content shown under an id. */
  void change(String id, Map<String, String> bundle);

  /** A number that no other run of a cell has; -1 if the kernel does not tell. */
  int cell();
}
