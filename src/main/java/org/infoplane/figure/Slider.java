package org.infoplane.figure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.infoplane.result.Moment;
import org.jspecify.annotations.Nullable;

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
    List<T> some = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      some.add(moments.get((int) ((long) i * (moments.size() - 1) / (most - 1))));
    }
    return some;
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
    List<Map<String, Object>> steps = new ArrayList<>();
    for (Moment at : moments) {
      steps.add(
          Map.of(
              "label", String.valueOf(at.time()),
              "method", "animate",
              "args", List.of(List.of(frame(at)), how(0, redraw))));
    }
    double y = -(double) below / plotHeight;
    Map<String, Object> slider = new LinkedHashMap<>();
    slider.put("active", steps.size() - 1);
    slider.put("steps", steps);
    slider.put("x", 0.17);
    slider.put("len", 0.83);
    slider.put("y", y);
    slider.put("yanchor", "top");
    slider.put("pad", Map.of("t", 0, "b", 0));
    slider.put(
        "currentvalue",
        Map.of(
            "prefix", moments.get(0).unit() + " ", "xanchor", "right", "font", Map.of("size", 13)));
    slider.put("transition", Map.of("duration", 0));
    layout.put("sliders", List.of(slider));
    layout.put(
        "updatemenus",
        List.of(
            Map.of(
                "type",
                "buttons",
                "direction",
                "left",
                "showactive",
                false,
                "x",
                0,
                "xanchor",
                "left",
                "y",
                y,
                "yanchor",
                "top",
                "pad",
                Map.of("t", 12, "r", 8),
                "buttons",
                List.of(
                    button("▶", null, how(MILLISECONDS, redraw)),
                    button("❚❚", List.of(), how(0, redraw))))));
  }

  private static Map<String, Object> button(
      String label, @Nullable List<?> frames, Map<String, Object> how) {
    List<Object> arguments = new ArrayList<>();
    // Plotly: null plays all frames; [null] stops.
    arguments.add(frames == null ? null : Arrays.asList((Object) null));
    arguments.add(how);
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
