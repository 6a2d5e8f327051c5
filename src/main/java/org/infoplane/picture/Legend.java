package org.infoplane.picture;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The legend: symbols and names of traces, in one column or in rows. Immutable.
 *
 * @param node its attributes
 * @param groups items that stand together; none without a legend
 * @param grouped whether the figure names the groups
 * @param height of the page
 */
record Legend(JsonNode node, List<List<Item>> groups, boolean grouped, double height) {

  private static final double GAP = 5;
  private static final double SIGN = 30;
  private static final double BEFORE_TEXT = SIGN + 2 * GAP;

  record Item(PictureTrace trace, RichText name) {
    double height() {
      return Math.max(16, name.lines().size() * name.lineHeight()) + 3;
    }

    double width() {
      return BEFORE_TEXT + name.width();
    }
  }

  /** An item's place: its left edge and its middle, from the legend's corner. */
  private record Place(Item item, double x, double y) {}

  /** All places and their total size. */
  private record Plan(List<Place> places, double width, double height) {}

  /** The legend of a figure; without items if it has none. */
  static Legend of(JsonNode layout, List<PictureTrace> traces, double width, double height) {
    JsonNode node = layout.path("legend");
    double size = Fields.size(node.path("font"), layout);
    Color ink = Fields.ink(node.path("font"), layout);
    boolean upright = !node.path("orientation").asText().equals("h");
    double most = (upright ? 0.35 : 0.75) * width;
    Map<String, List<Item>> groups = new LinkedHashMap<>();
    boolean grouped = false;
    boolean wanted = false;
    boolean stacked = false;
    for (int i = 0; i < traces.size(); i++) {
      JsonNode trace = traces.get(i).node;
      String fill = trace.path("fill").asText();
      stacked |= fill.equals("tonexty");
      if (!traces.get(i).inLegend()) {
        continue;
      }
      String group = trace.path("legendgroup").asText();
      grouped |= !group.isEmpty();
      wanted |= trace.path("showlegend").asBoolean();
      String name = Fields.text(trace.path("name"), "trace " + i);
      double seen = traces.get(i).visible() ? 1 : 0.5;
      Item item =
          new Item(traces.get(i), RichText.of(name, size, Colors.faded(ink, seen)).within(most));
      groups.computeIfAbsent(group.isEmpty() ? "\n" + i : group, k -> new ArrayList<>()).add(item);
    }
    int items = groups.values().stream().mapToInt(List::size).sum();
    boolean shown = Fields.flag(layout.path("showlegend"), items > 1 || wanted);
    List<List<Item>> all = shown ? new ArrayList<>(groups.values()) : new ArrayList<>();
    if (stacked) { // as they lie on each other
      Collections.reverse(all);
      all.forEach(Collections::reverse);
    }
    return new Legend(node, all, grouped, height);
  }

  private boolean upright() {
    return !node.path("orientation").asText().equals("h");
  }

  private double groupGap() {
    return Fields.number(node.path("tracegroupgap"), 10);
  }

  /** All items that fit: beside the panels the page's height, below half of it. */
  private Plan plan(Rectangle2D area) {
    double most = upright() ? area.getHeight() : height / 2;
    List<List<Item>> kept = new ArrayList<>(groups);
    Plan plan = upright() ? column(kept) : rows(kept, area.getWidth());
    while (plan.height() > most && kept.size() > 1) {
      kept.remove(kept.size() - 1);
      plan = upright() ? column(kept) : rows(kept, area.getWidth());
    }
    return plan;
  }

  private Plan column(List<List<Item>> kept) {
    List<Place> places = new ArrayList<>();
    double y = GAP;
    double width = 0;
    for (List<Item> group : kept) {
      if (grouped && !places.isEmpty()) {
        y += groupGap();
      }
      for (Item item : group) {
        places.add(new Place(item, GAP, y + item.height() / 2));
        y += item.height();
        width = Math.max(width, item.width() + GAP);
      }
    }
    return new Plan(places, width, y + GAP);
  }

  /** Rows: of groups that hang down, or of items that stand in columns if they need several. */
  private Plan rows(List<List<Item>> kept, double most) {
    List<Place> places = new ArrayList<>();
    double all = 0;
    double widest = 0;
    for (List<Item> group : kept) {
      double wide = group.stream().mapToDouble(Item::width).max().orElse(0);
      all += wide + GAP;
      widest = Math.max(widest, wide);
    }
    boolean columns = !grouped && all - GAP >= most;
    double x = 0;
    double y = 0;
    double rowHeight = 0;
    double width = 0;
    for (List<Item> group : kept) {
      double wide = group.stream().mapToDouble(Item::width).max().orElse(0);
      if (x > 0 && x + (columns ? widest : wide) > most) {
        x = 0;
        y += rowHeight + (grouped ? groupGap() : 0);
        rowHeight = 0;
      }
      double down = 0;
      for (Item item : group) {
        places.add(new Place(item, x + GAP, y + down + GAP + item.height() / 2));
        down += item.height();
      }
      width = Math.max(width, x + wide + GAP);
      x += (columns ? widest : wide) + GAP;
      rowHeight = Math.max(rowHeight, down);
    }
    return new Plan(places, width, y + rowHeight + 2 * GAP);
  }

  private double x() {
    return Fields.number(node.path("x"), upright() ? 1.02 : 0);
  }

  private double y() {
    return Fields.number(node.path("y"), upright() ? 1 : -0.1);
  }

  private double before() {
    String anchor = Fields.text(node.path("xanchor"), "left");
    return anchor.equals("auto") ? auto(x()) : Fields.before(anchor);
  }

  private double above() {
    String anchor = Fields.text(node.path("yanchor"), upright() ? "auto" : "top");
    return anchor.equals("auto") ? 1 - auto(y()) : Fields.before(anchor);
  }

  private static double auto(double at) {
    return at <= 1 / 3.0 ? 0 : at >= 2 / 3.0 ? 1 : 0.5;
  }

  /** The room it needs outside the plot area. */
  List<Margins.Push> push(Rectangle2D area) {
    if (groups.isEmpty()) {
      return List.of();
    }
    Plan plan = plan(area);
    double wide = plan.width();
    double high = plan.height();
    return List.of(
        new Margins.Push(
                x(),
                before() * wide,
                x(),
                (1 - before()) * wide,
                y(),
                above() * high,
                y(),
                (1 - above()) * high)
            .plus(Margins.PAD));
  }

  void draw(Canvas sheet, Rectangle2D area, double pageWidth) {
    if (groups.isEmpty()) {
      return;
    }
    Plan plan = plan(area);
    double left = area.getX() + x() * area.getWidth() - before() * plan.width();
    left = Math.max(0, Math.min(pageWidth - plan.width(), left));
    double top = area.getMaxY() - y() * area.getHeight() - above() * plan.height();
    top = Math.max(0, Math.min(height - plan.height(), top));
    if (node.has("bgcolor")) {
      sheet.part("legend");
      sheet.block(
          left,
          top,
          left + plan.width(),
          top + plan.height(),
          Colors.parse(node.path("bgcolor").asText()));
    }
    for (Place place : plan.places()) {
      RichText name = place.item().name();
      double middle = top + place.y();
      double foot = middle - name.lineHeight() * ((name.lines().size() - 1) / 2.0 - 0.3);
      sheet.part("legend marks");
      place.item().trace().swatch(sheet, left + place.x(), middle);
      sheet.part("legend words");
      sheet.text(name, left + place.x() + BEFORE_TEXT - GAP, foot, "left");
    }
  }
}
