package org.infoplane.figure;

import java.util.List;
import java.util.Locale;

/** Plotly's Viridis colours, for traces that cannot have a colour axis, such as lines. */
final class Viridis {

  private static final List<String> STOPS =
      List.of(
          "440154", "48186a", "472d7b", "424086", "3b528b", "33638d", "2c728e", "26828e", "21918c",
          "1fa088", "28ae80", "3fbc73", "5ec962", "84d44b", "addc30", "d8e219", "fde725");

  private Viridis() {}

  /** Returns a light colour for 0, a dark one for 1. */
  static String reversed(double share) {
    double at = (1 - Math.max(0, Math.min(1, share))) * (STOPS.size() - 1);
    int low = Math.min((int) at, STOPS.size() - 2);
    StringBuilder color = new StringBuilder("#");
    for (int c = 0; c < 6; c += 2) {
      int a = Integer.parseInt(STOPS.get(low).substring(c, c + 2), 16);
      int b = Integer.parseInt(STOPS.get(low + 1).substring(c, c + 2), 16);
      color.append(String.format(Locale.ROOT, "%02x", Math.round(a + (at - low) * (b - a))));
    }
    return color.toString();
  }
}
