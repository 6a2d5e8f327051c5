// What Plotly has drawn of a figure: parts with the names of Piece, and where they are.
async function piecesOf(Plotly, figure) {
  const div = document.body.appendChild(document.createElement("div"));
  const size = { width: figure.layout.width || 960, height: figure.layout.height || 450 };
  const layout = Object.assign({}, figure.layout, size);
  await Plotly.newPlot(div, { data: figure.data, layout, config: { staticPlot: true } });
  const corner = div.getBoundingClientRect();
  const full = div._fullLayout;
  const found = [];

  function color(node, text) {
    const style = getComputedStyle(node);
    if (node.hasAttribute("data-index") && !/z/i.test(node.getAttribute("d"))) return style.stroke;
    const line = style.stroke !== "none" && style.strokeOpacity > 0 && /line|tick|grid|zl|error/.test(node.getAttribute("class"));
    return line || style.fill === "none" || !(text || style.fillOpacity > 0) ? style.stroke : style.fill;
  }
  function around(points) {
    const x = points.map(p => p.x - corner.x), y = points.map(p => p.y - corner.y);
    return [Math.min(...x), Math.min(...y), Math.max(...x), Math.max(...y)];
  }
  function box(node) {
    const b = node.getBBox(), to = node.getScreenCTM();
    return around([[b.x, b.y], [b.x + b.width, b.y], [b.x, b.y + b.height], [b.x + b.width, b.y + b.height]]
      .map(([x, y]) => new DOMPoint(x, y).matrixTransform(to)));
  }
  function outline(node) {
    const to = node.getScreenCTM(), length = node.getTotalLength();
    return Array.from({ length: 48 }, (_, i) => node.getPointAtLength(length * i / 48).matrixTransform(to))
      .flatMap(p => [p.x - corner.x, p.y - corner.y]);
  }
  function add(part, nodes, more) {
    for (const node of nodes) {
      const style = getComputedStyle(node);
      if (style.display === "none" || style.visibility === "hidden") continue;
      if (/line/.test(node.getAttribute("class")) && parseFloat(style.strokeWidth) === 0) continue;
      const text = node.tagName === "text";
      if (text ? !node.textContent.trim() : node.getAttribute("d") === "M0,0" || !(node.getAttribute("d") || node.tagName === "rect")) continue;
      const piece = { part, box: box(node), words: text ? node.textContent : "", color: color(node, text) };
      if (more) piece.outline = outline(node);
      found.push(piece);
    }
  }
  const all = (query, from) => Array.from((from || div).querySelectorAll(query));

  for (const plot of Object.values(full._plots)) {
    const x = plot.xaxis, y = plot.yaxis;
    if (!plot.mainplot) found.push({ part: x._id + y._id + " panel", words: "", color: "",
      box: [x._offset, y._offset, x._offset + x._length, y._offset + y._length] });
    if (plot.xlines) add(x._id + " line", [plot.xlines.node()]);
    if (plot.ylines) add(y._id + " line", [plot.ylines.node()]);
  }
  for (const id of [...full._subplots.xaxis, ...full._subplots.yaxis]) {
    add(id + " labels", all("." + id + "tick text"));
    add(id + " ticks", all("path." + id + "tick"));
    add(id + " grid", all("path." + id + "grid"));
    add(id + " zero line", all("path." + id + "zl"));
    add(id + " title", all(".g-" + id + "title text"));
  }
  for (const trace of all(".scatterlayer .trace")) {
    const name = "trace " + trace.__data__[0].trace.index;
    add(name + " markers", all(".points path", trace), true);
    add(name + " line", all(".lines path", trace));
    add(name + " errors", all(".errorbar path", trace));
    add(name + " words", all(".text text", trace));
  }
  for (const fill of all(".scatterlayer .js-fill")) {
    let from = fill;
    while (!(from.__data__ && from.__data__[0])) from = from.parentNode;
    add("trace " + from.__data__[0].trace.index + " area", [fill]);
  }
  for (const trace of all(".barlayer .trace")) {
    add("trace " + trace.__data__[0].trace.index + " bars", all(".point path", trace));
  }
  for (const map of all(".heatmaplayer .hm")) {
    const cd = map.__data__[0], name = "trace " + cd.trace.index;
    const image = map.querySelector("image");
    if (image) {
      const picture = new Image();
      picture.src = image.getAttribute("href") || image.getAttribute("xlink:href");
      await picture.decode();
      const canvas = Object.assign(document.createElement("canvas"), { width: picture.width, height: picture.height });
      const pen = canvas.getContext("2d");
      pen.drawImage(picture, 0, 0);
      const at = box(image);
      const data = pen.getImageData(0, 0, picture.width, picture.height).data;
      const xs = cd.x, ys = cd.y; // borders
      const xa = full[cd.trace.xaxis.replace("x", "xaxis")], ya = full[cd.trace.yaxis.replace("y", "yaxis")];
      const gaps = [cd.trace.xgap / 2 || 0, cd.trace.ygap / 2 || 0];
      for (let i = 0; i + 1 < ys.length; i++) {
        for (let j = 0; j + 1 < xs.length; j++) {
          const px = [xs[j], xs[j + 1]].map(v => xa._offset + xa.c2p(v)).sort((a, b) => a - b);
          const py = [ys[i], ys[i + 1]].map(v => ya._offset + ya.c2p(v)).sort((a, b) => a - b);
          const sx = Math.floor((px[0] + px[1]) / 2 - at[0]), sy = Math.floor((py[0] + py[1]) / 2 - at[1]);
          const k = 4 * (Math.floor(sy * picture.height / (at[3] - at[1])) * picture.width + Math.floor(sx * picture.width / (at[2] - at[0])));
          if (data[k + 3] > 0) {
            found.push({ part: name + " cells", words: "",
              color: "rgb(" + data[k] + ", " + data[k + 1] + ", " + data[k + 2] + ")",
              box: [px[0] + gaps[0], py[0] + gaps[1], px[1] - gaps[0], py[1] - gaps[1]] });
          }
        }
      }
    }
    add(name + " words", all(".heatmap-label text", map));
  }
  for (const item of all(".legend .traces")) {
    add("legend words", all(".legendtext", item));
    add("legend marks", all(".layers path", item));
  }
  add("title", all(".gtitle"));
  add("subtitle", all(".gtitle-subtitle"));
  for (const bar of all(".infolayer .colorbar")) {
    const id = Array.from(bar.classList).find(c => c !== "colorbar").substring(2);
    const trace = div._fullData.find(t => t.uid === id);
    const name = "colour bar of " + (trace ? "trace " + trace.index : id) + " ";
    add(name + "frame", all(".cboutline", bar));
    add(name + "colours", all(".cbfill", bar));
    add(name + "labels", all(".cbaxis text", bar));
    add(name + "title", all(".cbtitle text", bar));
  }
  for (const note of all(".annotation")) {
    const name = "note " + note.getAttribute("data-index");
    add(name + " ground", all("rect.bg", note).filter(rect => getComputedStyle(rect).fillOpacity > 0));
    add(name + " words", all("text", note));
  }
  for (const shape of all(".shapelayer path")) {
    add("shape " + shape.getAttribute("data-index"), [shape]);
  }
  Plotly.purge(div);
  div.remove();
  return found;
}
