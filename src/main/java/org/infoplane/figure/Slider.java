package org.infoplane.figure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.infoplane.result.Moment;

/**
 * A slider over moments, with a button that plays them.
 *
 * @param moments in order; the figure shows the last one first
 * @param below pixels between the plot and the slider
 * @param plotHeight pixels
 * @param redraw whether traces other than scatters change
 */
record Slider(List<Moment> moments, int below, int plotHeight, boolean redraw) {

  private static final int MILLISECONDS = 250;

  private static final int STEPS = 60;

  static <T> List<T> some(List<T> moments) {
    return some(moments, STEPS);
  }

  /**
   * Returns at most so many moments, evenly spaced, with the first and the last: frames are big.
   */
  static <T> List<T> some(List<T> moments, int most) {
    if (moments.size() <= most) {
      return moments;
    }
    return IntStream.range(0, most)
        .mapToObj(i -> moments.get((int) ((long) i * (moments.size() - 1) / (most - 1))))
        .toList();
  }

  /**
   * Returns a figure with this slider, or a static one if there is only one moment.
   *
   * @param layout whose bottom margin has room for the slider; is changed
   * @param moving numbers of the traces that change
   * @param changes what each of these becomes at the moment of that number
   */
  PlotlyFigure figure(
      List<Map<String, Object>> traces,
      Map<String, Object> layout,
      List<Integer> moving,
      IntFunction<List<Map<String, Object>>> changes) {
    if (moments.size() == 1) {
      return PlotlyFigure.of(traces, layout);
    }
    List<Map<String, Object>> steps = new ArrayList<>();
    List<Map<String, Object>> frames = new ArrayList<>();
    for (int i = 0; i < moments.size(); i++) {
      String name = String.valueOf(moments.get(i).time());
      steps.add(animation(name, List.of(List.of(name), how(0))));
      frames.add(Map.of("name", name, "traces", moving, "data", changes.apply(i)));
    }
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
    // Plotly: null plays all frames; [null] stops.
    menu.put(
        "buttons",
        List.of(
            animation("▶", Arrays.asList(null, how(MILLISECONDS))),
            animation("❚❚", List.of(Arrays.asList((Object) null), how(0)))));
    layout.put("updatemenus", List.of(menu));
    return PlotlyFigure.of(traces, layout, frames);
  }

  private static Map<String, Object> animation(String label, List<?> arguments) {
    return Map.of("label", label, "method", "animate", "args", arguments);
  }

  private Map<String, Object> how(int milliseconds) {
    return Map.of(
        "mode", "immediate",
        "frame", Map.of("duration", milliseconds, "redraw", redraw),
        "transition", Map.of("duration", 0));
  }
}
