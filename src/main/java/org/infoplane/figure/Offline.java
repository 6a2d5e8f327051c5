package org.infoplane.figure;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.plotly.components.Figure;

/**
 * Figures that need no network: a page carries the gzipped Plotly script once, and each of its
 * figures waits for it. Works for any Tablesaw figure.
 */
public final class Offline {

  private static final String PLOTLY = "/META-INF/resources/webjars/plotly.js-dist/3.3.1/plotly.js";

  // Tablesaw writes titles as strings; Plotly 3 wants {text: ...}.
  private static final String HEAD =
      """
      <script>
      window.infoplanePlotly = window.infoplanePlotly || (async function () {
        const packed = Uint8Array.from(atob("%s"), c => c.charCodeAt(0));
        const plain = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
        const text = await new Response(plain).text();
        const module = {exports: {}};
        new Function("module", "exports", "define", text)(module, module.exports, undefined);
        const Plotly = module.exports;
        function titles(part) {
          for (const key of Object.keys(part || {})) {
            if (key === "title" && typeof part[key] === "string") part[key] = {text: part[key]};
            else if (/axis|colorbar|marker|layout/.test(key) && part[key]) titles(part[key]);
          }
        }
        function letGo(figure) { // Plotly takes a slider that was dragged for held, once its page is resized
          figure.on("plotly_sliderend", function () {
            figure._fullLayout.sliders.forEach(slider => { slider._dragging = false; });
          });
          return figure;
        }
        return Object.assign({}, Plotly, {
          newPlot: function (div, data, layout, config) {
            const config2 = {responsive: true, displaylogo: false};
            div.replaceChildren();
            if (!Array.isArray(data)) {
              return Plotly.newPlot(div, Object.assign({config: config2}, data)).then(letGo);
            }
            data.forEach(titles);
            titles(layout);
            if (layout && layout.width) { // the most it may take: a page may have less
              div.style.maxWidth = layout.width + "px";
              delete layout.width;
            }
            return Plotly.newPlot(div, data, layout, Object.assign(config2, config)).then(letGo);
          }
        });
      })();
      </script>
      """;

  private static final String FRAGMENT =
      """
      <div id="%1$s" class="infoplane-figure" style="max-width: 960px; overflow: hidden; background: #fff; color: #222">%3$s</div>
      <script>
      (function wait(tries) {
        const div = document.getElementById("%1$s");
        if (!div) return;
        function say(text) { div.append(Object.assign(document.createElement("p"), {textContent: text})); }
        if (!window.infoplanePlotly) {
          if (tries === 0) say("This page does not carry the plot script yet: run org.infoplane.Notebook.showResults() in a cell.");
          return setTimeout(function () { wait(tries - 1); }, tries > 0 ? 100 : 1000);
        }
        window.infoplanePlotly.then(function (Plotly) {
          %2$s
        }).catch(function (e) { say("This figure could not be drawn: " + e); });
      })(100);
      </script>
      """;

  private static final AtomicReference<@Nullable String> PACKED = new AtomicReference<>();

  private Offline() {}

  /**
   * {@return the packed Plotly script as a script element of about 2.7 MB; a page needs it once,
   * before or after its figures}
   */
  public static String head() {
    String head = PACKED.get();
    if (head == null) { // once: it takes most of a second
      head = packed();
      PACKED.set(head);
    }
    return head;
  }

  private static String packed() {
    try (InputStream script = Offline.class.getResourceAsStream(PLOTLY)) {
      if (script == null) {
        throw new IllegalStateException(
            "No Plotly on the class path. Add org.webjars.npm:plotly.js-dist:3.3.1, a dependency of infoplane.");
      }
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (GZIPOutputStream gzip =
          new GZIPOutputStream(packed) {
            {
              def.setLevel(Deflater.BEST_COMPRESSION);
            }
          }) {
        script.transferTo(gzip);
      }
      return HEAD.formatted(Base64.getEncoder().encodeToString(packed.toByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * {@return a figure as HTML for a page that has {@link #head()}}
   *
   * @param figure any Tablesaw figure
   */
  public static String fragment(Figure figure) {
    Objects.requireNonNull(figure, "figure must not be null");
    // Random, since a notebook keeps the outputs of earlier sessions; without dashes, since
    // Tablesaw makes it part of a variable's name.
    return fragment(figure, UUID.randomUUID().toString().replace("-", ""), picture(figure));
  }

  /**
   * {@return a figure that will be replaced, as {@link #fragment(Figure)}, but without its static
   * picture, which takes most of the time; it keeps the place meanwhile, so that nothing jumps}
   *
   * @param figure to draw
   */
  public static String passing(PlotlyFigure figure) {
    Objects.requireNonNull(figure, "figure must not be null");
    return fragment(
        figure,
        UUID.randomUUID().toString().replace("-", ""),
        "<div style=\"height: %spx\"></div>".formatted(figure.height()));
  }

  private static String fragment(Figure figure, String name, String meanwhile) {
    String div = "infoplane_" + name;
    String script =
        figure
            .asJavascript(div)
            .replaceFirst("^\\s*<script>", "")
            .replaceFirst("</script>\\s*$", "");
    return FRAGMENT.formatted(div, script, meanwhile);
  }

  private static String picture(Figure figure) {
    if (!(figure instanceof PlotlyFigure own)) {
      return "";
    }
    return own.png()
        .map(
            png ->
                "<img alt=\"%s\" style=\"max-width: 100%%\" src=\"data:image/png;base64,%s\">"
                    .formatted(
                        Text.escape(own.title()).replace("\"", "&#34;"),
                        Base64.getEncoder().encodeToString(png)))
        .orElse("");
  }

  /**
   * {@return a self-contained HTML page; the same figure always gives the same bytes}
   *
   * @param figure any Tablesaw figure
   * @param title of the page
   */
  public static String page(Figure figure, String title) {
    Objects.requireNonNull(figure, "figure must not be null");
    Objects.requireNonNull(title, "title must not be null");
    return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"UTF-8\"><title>%s</title></head><body>\n%s%s</body></html>\n"
        .formatted(Text.escape(title), head(), fragment(figure, "figure", picture(figure)));
  }
}
