"""Writes the page of main results of executed notebooks: results_page.py PAGES OUT [ONLY].

With ONLY, results of other notebooks already in OUT stay; those of notebooks whose name contains ONLY are replaced.

A cell with the tag "result" is a main result: its figure, else its tables, else its line. The text cells after it, up to
the next heading or code, are its caption. OUT gets index.html, README.md, results.json, one PNG per figure, and kept/ with
the small results of PAGES/kept. Each file is written completely or not at all; the same notebooks give the same bytes.
"""

import base64
import glob
import html
import json
import os
import re
import struct
import sys
from urllib.parse import quote

import nbformat
from common import fail
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

NOTEBOOKS = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "notebooks")
VERSIONS = ("Java", "infoplane", "Deeplearning4j")
WRAPPED = 28  # as TableHtml: characters at which a cell wraps

STYLE = """
:root { color-scheme: light dark; --text: #222; --page: #fff; --line: #e8e8e8; --link: #0072B2; --soft: #f6f8fa; }
@media (prefers-color-scheme: dark) {
  :root { --text: #ddd; --page: #161616; --line: #3c3c3c; --link: #6cb8ee; --soft: #242424; }
}
body { font: 16px/1.5 sans-serif; color: var(--text); background: var(--page); max-width: 1040px; margin: 2em auto;
  padding: 0 1em; overflow-wrap: anywhere; }
h1, h2, h3 { line-height: 1.2; }
h2 { margin-top: 2.5em; padding-top: .6em; border-top: 1px solid var(--line); }
a { color: var(--link); }
code { font: 13px monospace; background: var(--soft); padding: .1em .3em; border-radius: 3px; }
figure { margin: 1.5em 0 2.5em; }
img { display: block; max-width: 100%; height: auto; background: #fff; }
figcaption > :first-child { margin-top: .6em; }
.line { background: var(--soft); border-radius: 4px; padding: .5em .9em; margin: 0; }
.wide { overflow-x: auto; overflow-wrap: normal; }
table { border-collapse: collapse; font-size: 12.5px; font-variant-numeric: tabular-nums; margin: .5em 0; }
.title { font-size: 12.5px; margin: 0; }
th, td { padding: .2em .5em; text-align: right; border-bottom: 1px solid var(--line); white-space: nowrap; }
th { vertical-align: bottom; white-space: normal; }
.text { text-align: left; }
.long { white-space: normal; min-width: 14em; }
"""


# ---- reading a notebook --------------------------------------------------------------------------------------


# The data of a table, beside its HTML.
TABLE = re.compile(r'<script type="application/json" class="infoplane-table"[^>]*>(.*?)</script>')


def tables(data):
    """The tables of an output: title, notes, columns and rows."""
    return [json.loads(table) for table in TABLE.findall(data.get("text/html", ""))]


# The still picture in the HTML of a figure.
PICTURE = re.compile(r'<div id="infoplane_[^>]*><img [^>]* src="data:image/png;base64,([^"]*)">')


def as_line(data):
    """The text of an output that is neither a figure nor a table; strings are displayed as HTML."""
    shown = data.get("text/html", "")
    if "<script" in shown:
        return ""
    return " ".join(html.unescape(re.sub("<[^>]*>", " ", shown)).split()) or data.get("text/plain", "").strip()


def content(cell):
    """What a cell shows: parts with a picture and its description, with a table, or with a line."""
    shown = [output.data for output in cell.outputs if "data" in output]
    for data in reversed(shown):
        picture = PICTURE.search(data.get("text/html", ""))
        if picture:
            words = re.sub(r"^figure: | \(a page of its own: .*\)$", "", data.get("text/plain", "").strip())
            return [{"png": base64.b64decode(picture.group(1)), "words": words}]
    for data in reversed(shown):
        if tables(data):
            return [{"table": table} for table in tables(data)]
    lines = [line for line in map(as_line, shown) if line]
    lines += [output.text.strip() for output in cell.outputs if output.output_type == "stream"]
    return [{"line": lines[-1]}] if lines else []


def caption(cells):
    """The text cells from here on, up to the next code or heading."""
    text = []
    for cell in cells:
        if cell.cell_type != "markdown":
            break
        before, *heading = re.split(r"^#{1,6} .*", cell.source, 1, re.MULTILINE)
        text.append(before.strip())
        if heading:
            break
    # Pictures would need the notebook's folder or the network: only their alt text stays.
    return re.sub(r"!\[([^]]*)\]\([^)]*\)", r"\1", "\n\n".join(filter(None, text)))


def seeds(notebook):
    """The seeds in the recipes and tables of a notebook."""
    found = set()
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            found |= set(re.findall(r"<th[^>]*>network seed</th><td[^>]*>(-?\d+)</td>", data.get("text/html", "")))
            for table in tables(data):
                if "seed" in table["columns"]:
                    found |= {row[table["columns"].index("seed")] for row in table["rows"]}
    return sorted(int(seed) for seed in found if re.fullmatch(r"-?\d+", seed))


def results(path):
    """Title, recipe and main results of an executed notebook; empty if it has none."""
    name = os.path.splitext(os.path.basename(path))[0]
    try:
        notebook = nbformat.read(path, as_version=4)
    except (ValueError, OSError) as error:
        fail("reading " + path, " ".join(str(error).split())[:200], "delete it and run environment/reproduce.sh again")
    title, heading, found, pictures = name, "", [], 0
    for i, cell in enumerate(notebook.cells):
        if cell.cell_type == "markdown":
            if title == name:
                title = next(iter(re.findall(r"^# +(.*\S)", cell.source, re.MULTILINE)), name)
            heading = ([heading] + re.findall(r"^## +(.*\S)", cell.source, re.MULTILINE))[-1]
        elif cell.cell_type == "code" and "result" in cell.metadata.get("tags", []):
            parts = content(cell)
            if not parts:
                first = cell.source.strip().split("\n")[0]
                fail('reading the result of the cell "%s" in %s' % (first, path),
                     "it shows no static picture, no table and no line", 'let it show one, or remove its tag "result"')
            for part in parts:
                found.append({"heading": heading, "caption": "", **part})
                if "png" in part:
                    pictures += 1
                    found[-1]["picture"] = "%s-%d.png" % (name, pictures)
            found[-1]["caption"] = caption(notebook.cells[i + 1:])
    recipe = dict(notebook.metadata.get("infoplane", {}))
    return found and {"notebook": name, "title": title, **recipe, "seeds": seeds(notebook), "results": found}


def kept(places):
    """The small results beside the pages: for each name its files, with the seconds that each took to compute."""
    found = {}
    for file, path in places.items():
        name, seed = re.fullmatch(r"(.*?)(?:-seed-(-?\d+))?\.json", file).groups()
        try:
            seconds = json.load(open(path, encoding="utf-8"))["result"]["seconds"]
        except (ValueError, KeyError, TypeError):
            seconds = None
        found.setdefault(name, []).append((int(seed) if seed else 0, file, seconds))
    return {name: sorted(files, key=lambda f: f[:2]) for name, files in sorted(found.items())}


# ---- as text -------------------------------------------------------------------------------------------------


def time(seconds):
    if not isinstance(seconds, (int, float)):
        return "–"
    whole = int(seconds + 0.5)
    if whole < 60:
        return "%d s" % whole
    return "%d min %02d s" % divmod(whole, 60) if whole < 3600 else "%d h %02d min" % divmod(whole // 60, 60)


def ranges(numbers):
    """1 to 3, 7"""
    spans = []
    for n in numbers:
        if spans and n == spans[-1][1] + 1:
            spans[-1][1] = n
        else:
            spans.append([n, n])
    return ", ".join(str(a) if a == b else "%d%s%d" % (a, ", " if b == a + 1 else " to ", b) for a, b in spans) or "–"


def command(notebooks):
    return "bash environment/reproduce.sh" + (" --full" if any(n.get("scale") == "full" for n in notebooks) else "")


def intro(notebooks):
    return ("The main results of the notebooks, as their cells showed them: figures, tables, and at the end how they were made. "
            "Nothing here is typed by hand; `%s` reproduces all of it." % command(notebooks))


RECIPE = ["notebook", "scale", "run time", "date", "seeds", *VERSIONS]
KEPT = ["kept results", "run time", "files"]
KEPT_WORDS = ("Kept results are small files, one per run. A notebook reads existing ones instead of computing them again, so its "
              "run time above is short; this table says how long they took.")


def recipe(notebook):
    scale, date = (str(notebook.get(key, "–")) for key in ("scale", "date"))
    versions = [str(notebook.get(key, "–")) for key in VERSIONS]
    return [scale, time(notebook.get("seconds")), date, ranges(notebook["seeds"]), *versions]


def kept_time(files):
    seconds = [of_file for _, _, of_file in files]
    return time(sum(seconds)) if all(isinstance(s, (int, float)) for s in seconds) else "–"


def file_words(name, file):
    """The link text of a kept file in the row of its name."""
    return "seed " + str(file[0]) if "-seed-" in file[1][len(name):] else file[1]


def to_left(rows, i):
    """Whether a column has text, not only numbers."""
    return any(not re.fullmatch(r"–?|[<≤]? ?[-+−]?[\d.,]+(e[-+]?\d+)?", row[i]) for row in rows if i < len(row))


def rebased(text, folder):
    """Markdown whose relative links lead to the same place from another folder."""
    return re.sub(r"(?<!!)\]\((?![a-zA-Z][\w+.-]*:|[#/])", "](" + quote(folder) + "/", text)


# ---- as HTML -------------------------------------------------------------------------------------------------

e = html.escape


def markdown(text):
    return MarkdownWithMath(renderer=IPythonRenderer(escape=True)).render(text).strip()


def inline(text):
    return re.sub(r"^<p>|</p>$", "", markdown(text))


def html_table(columns, rows):
    """A cell is a text, or a pair of text and HTML."""
    words = [[c if isinstance(c, str) else c[0] for c in row] for row in rows]
    left = [to_left(words, i) for i in range(max(map(len, [columns, *rows])))]

    def row(cells, tag):
        for i, c in enumerate(cells):
            text, shown = (c, e(c)) if isinstance(c, str) else c
            kinds = ["text"] * left[i] + ["long text"] * (tag == "td" and len(text) > WRAPPED)
            yield "<%s%s>%s</%s>" % (tag, ' class="%s"' % kinds[-1] if kinds else "", shown, tag)

    head = "<thead><tr>%s</tr></thead>\n" % "".join(row(columns, "th")) if columns else ""
    body = "\n".join("<tr>%s</tr>" % "".join(row(r, "td")) for r in rows)
    return '<div class="wide"><table>\n%s<tbody>\n%s\n</tbody></table></div>' % (head, body)


def html_result(result, folder):
    if "picture" in result:
        size = struct.unpack(">II", result["png"][16:24])
        alt = ": ".join(filter(None, [result["heading"], result["words"]]))
        shown = '<img src="%s" alt="%s" width="%d" height="%d">' % (quote(result["picture"]), e(alt), *size)
    elif "table" in result:
        table = result["table"]
        title = "".join('<p class="title"><b>%s</b></p>\n' % e(t) for t in [table["title"]] if t)
        notes = "".join('<p class="title">%s</p>\n' % e(n) for n in table["notes"])
        shown = title + notes + html_table(table["columns"], table["rows"])
    else:
        shown = '<p class="line">%s</p>' % e(result["line"])
    words = rebased(result["caption"], folder)
    return "<figure>\n%s\n%s</figure>\n" % (shown, "<figcaption>%s</figcaption>\n" % markdown(words) if words else "")


def page(notebooks, files, folder):
    def link(notebook):
        return '<a href="%s/%s.ipynb">%s</a>' % (quote(folder), quote(notebook["notebook"]), e(notebook["notebook"]))

    text = ["<h1>Results</h1>\n<p>%s</p>\n<ul>\n" % inline(intro(notebooks))]
    text += ['<li><a href="#%s">%s</a></li>\n' % (quote(n["notebook"]), re.sub("</?a[^>]*>", "", inline(n["title"])))
             for n in notebooks]
    text.append('<li><a href="#recipe">How they were made</a></li>\n</ul>\n')
    for notebook in notebooks:
        text.append('<h2 id="%s">%s</h2>\n' % (e(notebook["notebook"]), inline(notebook["title"])))
        text.append("<p>%s, %s scale, %s.</p>\n" % (link(notebook), *map(e, recipe(notebook)[:2])))
        heading = ""
        for result in notebook["results"]:
            if result["heading"] != heading:
                heading = result["heading"]
                text.append("<h3>%s</h3>\n" % inline(heading))
            text.append(html_result(result, folder))
    text.append('<h2 id="recipe">How they were made</h2>\n')
    text.append(html_table(RECIPE, [[(n["notebook"], link(n)), *recipe(n)] for n in notebooks]))
    if files:
        rows = []
        for name, all_files in files.items():
            links = ", ".join('<a href="kept/%s">%s</a>' % (quote(f[1]), e(file_words(name, f))) for f in all_files)
            rows.append([name, kept_time(all_files), (" " * (WRAPPED + 1), links)])
        text.append("\n<p>%s</p>\n%s" % (e(KEPT_WORDS), html_table(KEPT, rows)))
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>infoplane: results</title>\n'
        '<style>%s</style>\n</head>\n<body class="results">\n%s\n</body>\n</html>\n' % (STYLE, "".join(text)))


# ---- as Markdown ---------------------------------------------------------------------------------------------


def plain(text):
    """Text escaped so that Markdown shows it unchanged."""
    return re.sub(r"([\\`*_\[\]|~$])", r"\\\1", " ".join(text.split())).replace("&", "&amp;").replace("<", "&lt;")


def no_html(text):
    """Markdown with its HTML escaped."""
    return re.sub(r"(`+[^`]*`+)|<(?!https?:)", lambda found: found[1] or "&lt;", text)


def markdown_table(columns, rows):
    width = max(map(len, [columns, *rows]))
    words = [[c if isinstance(c, str) else c[0] for c in row] for row in rows]
    lines = [[plain(c) for c in columns] + [""] * (width - len(columns)), []]
    lines[1] = ["---" if to_left(words, i) else "--:" for i in range(width)]
    lines += [[plain(c) if isinstance(c, str) else c[1] for c in row] for row in rows]
    return "".join("| %s |\n" % " | ".join(line) for line in lines)


def readme(notebooks, files, folder):
    def link(notebook):
        return "[%s](%s/%s.ipynb)" % (plain(notebook["notebook"]), quote(folder), quote(notebook["notebook"]))

    text = ["<!-- Written by `%s`: do not edit. -->\n# Results\n\n%s\n" % (command(notebooks), intro(notebooks))]
    for notebook in notebooks:
        text.append("\n## %s\n%s, %s scale, %s.\n" % (no_html(notebook["title"]), link(notebook), *map(plain, recipe(notebook)[:2])))
        heading = ""
        for result in notebook["results"]:
            if result["heading"] != heading:
                heading = result["heading"]
                text.append("\n### %s\n" % no_html(heading))
            if "picture" in result:
                alt = ": ".join(filter(None, [heading, result["words"]]))
                text.append("\n![%s](%s)\n" % (plain(alt), quote(result["picture"])))
            elif "table" in result:
                table = result["table"]
                title = ["**%s**" % plain(table["title"])] if table["title"] else []
                above = "<br>\n".join(title + [plain(note) for note in table["notes"]])
                text.append("\n" + above + "\n\n" * bool(above) + markdown_table(table["columns"], table["rows"]))
            else:
                text.append("\n> %s\n" % plain(result["line"]))
            if result["caption"]:
                text.append("\n%s\n" % rebased(no_html(result["caption"]), folder))
    text.append("\n## How they were made\n")
    text.append(markdown_table(RECIPE, [[(n["notebook"], link(n)), *recipe(n)] for n in notebooks]))
    if files:
        rows = []
        for name, all_files in files.items():
            links = ", ".join("[%s](kept/%s)" % (plain(file_words(name, f)), quote(f[1])) for f in all_files)
            rows.append([name, kept_time(all_files), ("files", links)])
        text.append("\n%s\n\n%s" % (KEPT_WORDS, markdown_table(KEPT, rows)))
    return "".join(text)


# ---- files ---------------------------------------------------------------------------------------------------


def write(path, data):
    with open(path + ".new", "wb") as f:
        f.write(data)
    os.replace(path + ".new", path)


def before(out, only):
    """The results in OUT of notebooks whose name does not contain ONLY, in the form of results()."""
    path = os.path.join(out, "results.json")
    if only is None or not os.path.exists(path):
        return []
    with open(path, encoding="utf-8") as f:
        notebooks = [notebook for notebook in json.load(f) if only not in notebook["notebook"]]
    for result in (r for notebook in notebooks for r in notebook["results"] if "picture" in r):
        with open(os.path.join(out, result["picture"]), "rb") as f:
            result["png"] = f.read()
    return notebooks


def main(pages, out, only=None):
    paths = sorted(glob.glob(os.path.join(glob.escape(pages), "[0-9]*.ipynb")))
    old = before(out, only)
    stay = {notebook["notebook"] for notebook in old}
    new = [path for path in paths if os.path.splitext(os.path.basename(path))[0] not in stay]
    notebooks = sorted(old + [found for found in map(results, new) if found], key=lambda n: n["notebook"])
    if not notebooks:
        fail("writing the page of results", 'no cell of the %d notebooks in %s has the tag "result"' % (len(paths), pages),
             "tag the cells that show the main results, and run environment/reproduce.sh")
    kept_in = [os.path.join(out, "kept")] * bool(old) + [os.path.join(pages, "kept")]
    places = {os.path.basename(p): p for folder in kept_in for p in glob.glob(os.path.join(glob.escape(folder), "*.json"))}
    files = kept(places)
    folder = os.path.relpath(NOTEBOOKS, os.path.abspath(out)).replace(os.sep, "/")
    new = {}  # files by name
    for notebook in notebooks:
        new.update((r["picture"], r["png"]) for r in notebook["results"] if "picture" in r)
    for file in (file for of_name in files.values() for _, file, _ in of_name):
        with open(places[file], "rb") as f:
            new["kept/" + file] = f.read()
    new["index.html"] = page(notebooks, files, folder).encode()
    new["README.md"] = readme(notebooks, files, folder).encode()
    for notebook in notebooks:
        keys = ("heading", "caption", "picture", "words", "table", "line")
        notebook["results"] = [{k: r[k] for k in keys if k in r} for r in notebook["results"]]
    text = json.dumps(notebooks, ensure_ascii=False, indent=1)
    one_line = re.compile(r'\[\s+(?:"(?:[^"\\]|\\.)*",?\s+)+\]')  # a row; its strings have no line breaks
    new["results.json"] = (one_line.sub(lambda row: re.sub(r"\n\s*", " ", row[0]), text) + "\n").encode()

    os.makedirs(os.path.join(out, "kept") if files else out, exist_ok=True)
    for name, data in new.items():
        write(os.path.join(out, name), data)
    for stale in ("[0-9]*-[0-9]*.png", "kept/*.json"):
        for path in glob.glob(os.path.join(glob.escape(out), stale)):
            if os.path.relpath(path, out).replace(os.sep, "/") not in new:
                os.remove(path)


if __name__ == "__main__":
    main(*sys.argv[1:])
