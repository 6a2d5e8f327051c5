package org.infoplane.figure;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.infoplane.result.Moment;

/** The slider of a figure's moments, with a button that plays them. */
final class Slider {

  private static final int MILLISECONDS = 250;

  private static final int STEPS = 60;

  private Slider() {}

  /** Of very many moments some, evenly, the first and the last among them: frames are heavy. */
  static <T> List<T> some(List<T> moments) {
    return some(moments, STEPS);
  }

  static <T> List<T> some(List<T> moments, int most) {
    if (moments.size() <= most) {
      return moments;
    }
    return IntStream.range(0, most)
        .mapToObj(i -> moments.get((int) ((long) i * (moments.size() - 1) / (most - 1))))
        .toList();
  }

  /**
   * Adds slider and button below the plot.
   *
   * @param layout of the figure, whose bottom margin has room for them
   * @param below pixels between the plot and the slider
   * @param plotHeight pixels
   * @param moments in order; the figure shows the last one
   * @param redraw whether traces other than scatters change
   */
  static void add(
      Map<String, Object> layout, int below, int plotHeight, List<Moment> moments, boolean redraw) {
    List<Map<String, Object>> steps =
        moments.stream()
            .map(at -> animation(frame(at), List.of(List.of(frame(at)), how(0, redraw))))
            .toList();
    double y = -(double) below / plotHeight;
    Map<String, Object> slider = new LinkedHashMap<>();
    slider.putAll(Map.of("active", steps.size() - 1, "steps", steps, "x", 0.17, "len", 0.83));
    slider.putAll(Map.of("y", y, "yanchor", "top", "pad", Map.of("t", 0, "b", 0)));
    String unit = moments.get(0).unit() + " ";
    slider.put(
        "currentvalue", Map.of("prefix", unit, "xanchor", "right", "font", Map.of("size", 13)));
    slider.put("transition", Map.of("duration", 0));
    layout.put("sliders", List.of(slider));
    Map<String, Object> menu = new LinkedHashMap<>();
    menu.putAll(Map.of("type", "buttons", "direction", "left", "showactive", false));
    menu.putAll(Map.of("x", 0, "xanchor", "left", "y", y, "yanchor", "top"));
    menu.put("pad", Map.of("t", 12, "r", 8));
    menu.put(
        "buttons",
        List.of(
            // Plotly: null plays all frames; [null] stops.
            animation("▶", Arrays.asList(null, how(MILLISECONDS, redraw))),
            animation("❚❚", List.of(Arrays.asList((Object) null), how(0, redraw)))));
    layout.put("updatemenus", List.of(menu));
  }

  private static Map<String, Object> animation(String label, List<?> arguments) {
    return Map.of("label", label, "method", "animate", "args", arguments);
  }

  private static Map<String, Object> how(int milliseconds, boolean redraw) {
    return Map.of(
        "mode", "immediate",
        "frame", Map.of("duration", milliseconds, "redraw", redraw),
        "transition", Map.of("duration", 0));
  }

  /** The frame of a moment. */
  static Map<String, Object> frame(Moment at, List<Integer> traces, List<?> data) {
    return Map.of("name", frame(at), "traces", traces, "data", data);
  }

  private static String frame(Moment at) {
    return String.valueOf(at.time());
  }
}
