"""Writes index.html for the notebook pages in a folder, with a link to their results: index_pages.py FOLDER RESULTS."""

import glob
import html
import json
import os
import re
import sys
from urllib.parse import quote

from common import fail


def title(notebook):
    """First heading and first paragraph of a notebook."""
    for cell in json.load(open(notebook, encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "markdown":
            lines = "".join(cell["source"]).strip().split("\n")
            rest = [line for line in lines[1:] if line.strip()]
            first = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", rest[0]) if rest else ""
            return lines[0].lstrip("# "), first
    return os.path.basename(notebook), ""


def main(folder, results):
    if not os.path.isdir(folder):
        fail("writing the index of pages", "there is no folder " + folder, "run environment/reproduce.sh, which makes it")
    top = ""
    if os.path.isfile(os.path.join(results, "index.html")):
        link = os.path.relpath(os.path.join(results, "index.html"), folder).replace(os.sep, "/")
        top = '<p><a href="%s">The main results on one page</a></p>\n' % quote(link)
    items = []
    for page in sorted(glob.glob(os.path.join(folder, "[0-9]*.html"))):
        name = os.path.splitext(os.path.basename(page))[0]
        heading, first = title(os.path.join(folder, name + ".ipynb"))
        items.append(
            '<li><a href="%s.html">%s</a><br>%s</li>'
            % (name, html.escape(heading), html.escape(first))
        )
    text = (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>infoplane</title>\n'
        "<style>body { font: 16px/1.5 sans-serif; max-width: 45em; margin: 2em auto; padding: 0 1em; }"
        " li { margin: 1em 0; } a { color: #0072B2; font-weight: bold; }</style></head>\n"
        "<body><h1>infoplane</h1>\n<p>What each layer of a neural network knows, and what passes between"
        " layers while it learns.</p>\n%s<ul>\n%s\n</ul></body></html>\n" % (top, "\n".join(items))
    )
    with open(os.path.join(folder, "index.html.new"), "w", encoding="utf-8") as f:
        f.write(text)
    os.replace(os.path.join(folder, "index.html.new"), os.path.join(folder, "index.html"))


if __name__ == "__main__":
    main(*sys.argv[1:])
