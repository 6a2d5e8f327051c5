// Asks the figures of a page what a reader would see; check_pages.py runs it inside each page.
window.look = (() => {
  const figure = i => document.querySelectorAll(".infoplane-figure")[i];
  const plain = text => text.replace(/[\s\u200b]/g, "");
  const decoded = text =>
    plain(new DOMParser().parseFromString(String(text ?? ""), "text/html").body.textContent);
  const drawing = gd => gd.querySelector(".main-svg").getBoundingClientRect();
  const box = (left, top, right, bottom) => ({left, top, right, bottom});

  function titles() {
    return [...document.querySelectorAll(".infoplane-figure")].map(gd =>
      (gd._fullLayout?.title?.text ?? "").replace(/<[^>]*>/g, "") || gd.id);
  }

  const fits = () => [...document.querySelectorAll(".infoplane-figure")].every(gd =>
    gd.classList.contains("js-plotly-plot") && gd.querySelector(".main-svg")
    && Math.abs(drawing(gd).width - gd.clientWidth) <= 1);

  // ---- texts -------------------------------------------------------------------------------------------------

  const KINDS = {
    ".gtitle, .gtitle-subtitle": "title", ".legend": "legend", ".annotation": "note", ".cbtitle": "title of colours",
    ".colorbar": "label of colours", ".slider-labels": "slider label", ".slider-group": "moment",
    ".updatemenu-button, .updatemenu-header": "button", ".textpoint": "number", "[class*=axislayer]": "tick label",
  };

  function texts(gd) {
    return [...gd.querySelectorAll("svg text")]
      .filter(t => t.textContent.trim() && !t.closest(".hoverlayer") && t.getBoundingClientRect().width > 0
        && t.checkVisibility({visibilityProperty: true, opacityProperty: true}))
      .map(t => {
        const kind = Object.keys(KINDS).find(selector => t.closest(selector));
        return {
          element: t, kind: kind ? KINDS[kind] : "title of an axis", box: t.getBoundingClientRect(),
          row: t.closest("[class*=axislayer], .cbaxis, .slider-labels"),
          inPlot: Boolean(t.closest(".annotation, .textpoint")),
          words: `${kind ? KINDS[kind] : "title of an axis"} "${t.textContent}"`,
        };
      });
  }

  /** Where a text may be: in the picture, and in what clips it. */
  function room(gd, text) {
    const svg = drawing(gd), own = gd.getBoundingClientRect();
    const rooms = [box(Math.max(svg.left, own.left), Math.max(svg.top, own.top),
      Math.min(svg.right, own.right, innerWidth), Math.min(svg.bottom, own.bottom))];
    for (let e = text.element; e !== gd; e = e.parentNode) {
      const id = /#([^"')]+)/.exec(e.getAttribute("clip-path") ?? "")?.[1];
      const clip = id && document.getElementById(id)?.querySelector("rect")?.getBBox();
      if (clip) {
        const to = e.getScreenCTM();
        const corner = (x, y) => new DOMPoint(x, y).matrixTransform(to);
        const a = corner(clip.x, clip.y), b = corner(clip.x + clip.width, clip.y + clip.height);
        rooms.push(box(a.x, a.y, b.x, b.y));
      }
    }
    return rooms;
  }

  /** Parts that no text but their own may touch. */
  function parts(gd) {
    const all = [];
    const add = (words, selector, owner) => gd.querySelectorAll(selector).forEach(e =>
      all.push({words, box: e.getBoundingClientRect(), owner: e.closest(owner)}));
    add("the slider", ".slider-rail-rect", ".slider-group");
    add("the slider's grip", ".slider-grip-rect", ".slider-group");
    add("a button", ".updatemenu-item-rect", ".updatemenu-button");
    add("the colours", ".cbfills", ".colorbar");
    add("the legend", ".legend > .bg", ".legend");
    const svg = drawing(gd);
    const plots = new Set();
    for (const {xaxis: x, yaxis: y} of Object.values(gd._fullLayout._plots)) {
      const at = [svg.left + x._offset, svg.top + y._offset];
      if (!plots.has(String(at))) {
        plots.add(String(at));
        all.push({words: "the plot", plot: true, box: box(at[0], at[1], at[0] + x._length, at[1] + y._length)});
      }
    }
    return all;
  }

  const depth = (a, b) => [Math.min(a.right, b.right) - Math.max(a.left, b.left),
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)];
  // A text's box is higher than its letters: the boxes of two lines may share two pixels.
  // Labels of one axis may touch: Plotly puts the digits between 100 and 1000 close to them.
  const meet = (a, b) => {
    const [across, down] = depth(a.box, b.box), near = a.row && a.row === b.row ? 4 : 1;
    return across > near && down > 2;
  };
  const inside = (a, b) => a.left > b.left - 1.5 && a.top > b.top - 1.5 && a.right < b.right + 1.5
    && a.bottom < b.bottom + 1.5;

  /** What a reader would not like, in words. */
  function flaws(i) {
    const gd = figure(i), all = texts(gd), others = parts(gd), found = [];
    all.forEach((text, k) => {
      if (!room(gd, text).every(r => inside(text.box, r))) found.push(`${text.words} is cut off`);
      const m = text.element.getScreenCTM();
      if (Math.abs(m.a * m.b) > 0.01) found.push(`${text.words} is slanted, for want of room`);
      for (const other of all.slice(k + 1)) {
        if (meet(text, other)) found.push(`${text.words} overlaps ${other.words}`);
      }
      for (const part of others) {
        // A note and a number belong into a plot; what has an owner may touch its own text.
        const own = part.plot ? text.inPlot : part.owner?.contains(text.element);
        if (!own && meet(text, part)) found.push(`${text.words} overlaps ${part.words}`);
      }
    });
    others.forEach((part, k) => {
      for (const other of others.slice(k + 1)) {
        if (part.owner !== other.owner && meet(part, other)) found.push(`${part.words} overlaps ${other.words}`);
      }
    });
    if ([...gd.querySelectorAll(".legend .scrollbar")].some(e => e.getBoundingClientRect().height > 0)) {
      found.push("the legend is cut off: it scrolls");
    }
    return found.concat(missing(gd, all));
  }

  /** Each name that the figure was given is shown as text, letter by letter, and none is left out. */
  function missing(gd, all) {
    const shown = new Set(all.map(text => plain(text.element.textContent)));
    const layout = gd._fullLayout, wanted = [layout.title.text, layout.title.subtitle?.text];
    layout.annotations.forEach(note => wanted.push(note.text));
    Object.keys(layout).filter(key => /^[xy]axis\d*$/.test(key)).forEach(key => {
      if (layout[key].visible) wanted.push(layout[key].title.text);
      if (layout[key].visible && key[0] === "y" && layout[key].type === "category") {
        wanted.push(...(layout[key].ticktext ?? layout[key].tickvals ?? layout[key]._categories));
      }
    });
    if (layout.showlegend) gd._fullData.filter(t => t.showlegend).forEach(t => wanted.push(t.name));
    return wanted.filter(text => text && !/^Click to enter/.test(text) && !shown.has(decoded(text)))
      .map(text => `"${text}" is not shown`);
  }

  // ---- slider ------------------------------------------------------------------------------------------------

  const centre = e => { const b = e.getBoundingClientRect(); return [(b.left + b.right) / 2, (b.top + b.bottom) / 2]; };
  const same = (a, b) => a === b || (a == null && b == null) || (a && b && typeof a === "object"
    && Object.keys(b).every(key => same(a[key], b[key])) && (!Array.isArray(b) || a.length === b.length));
  // Sorted, since traces that an animation has moved lie on top until the next drawing.
  const picture = gd => [...gd.querySelectorAll(".trace, .heatmaplayer image")].map(e => e.outerHTML).sort().join();

  const steps = i => figure(i)._fullLayout?.sliders?.[0]?.steps?.length ?? 0;

  function show(i) {
    figure(i).scrollIntoView({block: "end"});
    const gd = figure(i), ticks = [...gd.querySelectorAll(".slider-tick-rect")];
    return {
      grip: centre(gd.querySelector(".slider-grip-rect")), steps: ticks.map(centre),
      buttons: [...gd.querySelectorAll(".updatemenu-button")].map(centre),
    };
  }

  function moment(i) {
    const gd = figure(i), slider = gd._fullLayout.sliders[0], step = slider.steps[slider.active];
    const words = gd.querySelector(".slider-group > .slider-label")?.textContent ?? "";
    const frame = gd._transitionData._frames.find(f => f.name === step.args[0][0]);
    return {
      active: slider.active,
      says: plain(words) === plain(slider.currentvalue.prefix + step.label),
      grip: Math.abs(centre(gd.querySelector(".slider-grip-rect"))[0]
        - centre(gd.querySelectorAll(".slider-tick-rect")[slider.active])[0]) < 3,
      data: frame.traces.every((t, k) => same(gd.data[t], frame.data[k])),
      playing: gd._transitionData._frameQueue?.length > 0 || Boolean(gd._transitionData._animationRaf),
    };
  }

  /** Keeps the axes as they are, and gives what some step of the slider would draw beyond them. */
  async function hold(i) {
    const gd = figure(i), layout = gd._fullLayout, beyond = new Set(), held = {};
    for (const frame of gd._transitionData._frames) {
      frame.traces.forEach((t, k) => {
        for (const letter of ["x", "y"]) {
          const trace = gd._fullData[t];
          const axis = layout[trace[letter + "axis"].replace(letter, letter + "axis")];
          const range = axis.range.map(Number).sort((a, b) => a - b);
          const place = v => (axis.type === "category" ? axis._categories.indexOf(String(v)) : v);
          if (trace.type === "scatter" && (frame.data[k][letter] ?? []).some(v => v != null && (place(v) < range[0] || place(v) > range[1]))) {
            beyond.add(`at step ${frame.name} "${trace.name}" is cut off at the ${letter} axis`);
          }
        }
      });
    }
    Object.keys(layout).filter(key => /^[xy]axis\d*$/.test(key)).forEach(key => { held[key + ".autorange"] = false; });
    await (await window.infoplanePlotly).relayout(gd, held);
    return [...beyond];
  }

  /** Whether the picture is the one that a drawing from scratch gives. */
  async function fresh(i) {
    const gd = figure(i), before = picture(gd);
    await (await window.infoplanePlotly).redraw(gd);
    return before === picture(gd);
  }

  const drawn = i => picture(figure(i));

  // ---- hover -------------------------------------------------------------------------------------------------

  function points(gd) {
    const all = [];
    gd._fullData.forEach((trace, t) => {
      if (trace.visible !== true || /skip|none/.test(trace.hoverinfo) || !trace.xaxis) return;
      const plot = gd._fullLayout._plots[trace.xaxis + trace.yaxis], x = plot.xaxis, y = plot.yaxis;
      const add = (px, py, text) => {
        if (px >= 0 && px <= x._length && py >= 0 && py <= y._length) {
          all.push({x: x._offset + px, y: y._offset + py, text: text && decoded(text)});
        }
      };
      const one = text => (Array.isArray(text) ? null : text);
      const name = (axis, labels, k) => (axis.type === "category" ? labels[k] : axis.ticktext?.[k] ?? k);
      if (trace.type === "heatmap") {
        const cells = gd.calcdata[t][0];
        cells.z.forEach((row, r) => row.forEach((z, c) =>
          add((x.c2p(cells.x[c]) + x.c2p(cells.x[c + 1])) / 2, (y.c2p(cells.y[r]) + y.c2p(cells.y[r + 1])) / 2,
            trace.hovertemplate
              ? trace.hovertemplate.replace("%{x}", name(x, trace.x, c)).replace("%{y}", name(y, trace.y, r))
                .replace(/%\{z.*$/, "")
              : trace.text?.[r]?.[c])));
      } else {
        const bar = trace.type === "bar"; // pointed at in its middle; a flat one cannot be
        gd.calcdata[t].forEach((p, k) => (!bar || Math.abs(y.c2p(0) - y.c2p(p.y)) > 4)
          && add(x.c2p(bar ? p.p : p.x), bar ? (y.c2p(0) + y.c2p(p.y)) / 2 : y.c2p(p.y),
          trace.hovertext?.[k] && one(trace.hovertext) === null ? trace.hovertext[k]
            : one(trace.text) === null ? trace.text?.[k] : null));
      }
    });
    return all;
  }

  /** Where to point, and what must be said there: the loneliest point, and those at the sides and in the middle. */
  function targets(i) {
    const gd = figure(i), all = points(gd);
    const gap = p => Math.min(...all.filter(o => o.text !== p.text).map(o => Math.hypot(o.x - p.x, o.y - p.y)), 1e4);
    const lone = all.filter(p => p.text).map(p => ({...p, gap: gap(p)})).filter(p => p.gap > 6);
    if (!lone.length) return [];
    const best = by => lone.reduce((a, b) => (by(b) > by(a) ? b : a));
    return [...new Set([best(p => p.gap), best(p => -p.x), best(p => p.x),
      best(p => -Math.abs(p.x - gd._fullLayout.width / 2))])];
  }

  function point(i, target) {
    // To the point, not to the figure: some are taller than the window.
    window.scrollBy({top: drawing(figure(i)).top + target.y - window.innerHeight / 2, behavior: "instant"});
    const svg = drawing(figure(i));
    return [svg.left + target.x, svg.top + target.y];
  }

  function hovered(i) {
    const gd = figure(i), lines = [...gd.querySelectorAll(".hoverlayer .hovertext text")];
    return lines.length > 0 && {
      text: plain(lines.map(line => line.textContent).join("")),
      cut: !lines.every(line => inside(line.getBoundingClientRect(), drawing(gd))),
    };
  }

  // ---- pages of results --------------------------------------------------------------------------------------

  /** What a reader would not like in a page of pictures and tables. */
  function stillFlaws() {
    const found = [], all = selector => [...document.querySelectorAll(selector)];
    const words = e => `"${(e.textContent.trim() || e.getAttribute("src") || e.tagName).replace(/\s+/g, " ").slice(0, 60)}"`;
    const blocks = all("h1, h2, h3, p, li, img, pre, .wide").map(e => ({element: e, box: e.getBoundingClientRect()}));
    if (!all("img, .wide, .line").length) found.push("it has no result");
    for (const e of document.images) {
      if (!e.complete || !e.naturalWidth) found.push(`the picture ${words(e)} is not shown`);
      if (!e.alt) found.push(`the picture ${words(e)} has no words`);
    }
    for (const {element, box: b} of blocks) {
      if (b.left < 0 || b.right > innerWidth + 1) found.push(`${words(element)} is cut off`);
    }
    for (const e of all("h1, h2, h3, p, li, th, td")) {
      if (e.scrollWidth > e.clientWidth + 1) found.push(`${words(e)} runs out of its box`);
    }
    for (const table of all("table")) {
      const room = table.closest(".wide");
      if (!room || getComputedStyle(room).overflowX !== "auto") found.push(`the table ${words(table)} does not scroll`);
    }
    blocks.forEach((a, k) => {
      for (const b of blocks.slice(k + 1)) {
        const apart = !a.element.contains(b.element) && !b.element.contains(a.element);
        if (apart && meet(a, b)) found.push(`${words(a.element)} overlaps ${words(b.element)}`);
      }
    });
    return found;
  }

  return {titles, fits, stillFlaws, flaws, steps, show, moment, hold, fresh, drawn, targets, point, hovered};
})();
