"""Writes the project's site from its Markdown, pages, results and API documentation, and checks its links:
site.py PROJECT SITE."""

import collections
import html.parser
import os
import pathlib
import re
import shutil
import sys
from urllib.parse import unquote, urlsplit

from nbconvert.filters.markdown_mistune import markdown2html_mistune

from common import fail, in_pom

PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>%(title)s</title>
<style>
body { font: 16px/1.5 sans-serif; max-width: 54em; margin: 2em auto; padding: 0 1em; }
nav a { margin-right: 1.5em; font-weight: bold; } a { color: #0072B2; } a.anchor-link { display: none; }
pre { background: #f6f6f6; padding: .8em; overflow-x: auto; } code { font-size: 90%%; } img { max-width: 100%%; }
table { border-collapse: collapse; display: block; overflow-x: auto; font-size: 90%%; }
td, th { border: 1px solid #ddd; padding: .3em .6em; text-align: left; vertical-align: top; }
</style></head>
<body><nav><a href="%(up)sindex.html">infoplane</a><a href="%(up)snotebooks/pages/index.html">Notebooks</a>
<a href="%(up)snotebooks/results/index.html">Results</a><a href="%(up)sapi/index.html">API</a></nav>
%(body)s</body></html>
"""
FOLDERS = ["notebooks/pages", "notebooks/results", "notebooks/pictures", "notebooks/activations"]


def address(path):
    """Where a file of the project is on the site: README is the index of its folder, but the results have a page already."""
    if path.suffix == ".ipynb":
        return path.parent / "pages" / (path.stem + ".html")
    if path.suffix == ".md":
        return path.with_name(("index" if path.name == "README.md" and path.parent.name != "results" else path.stem) + ".html")
    return path


def page(text, depth):
    text = markdown2html_mistune(text)
    text = re.sub(r'(id="|href="#)([^"]*)"', lambda m: m[0].lower(), text)  # headings have GitHub's addresses
    heading = re.search("<h1[^>]*>(.*?)</h1>", text + "<h1>infoplane</h1>", re.DOTALL)[1]
    return PAGE % {"title": re.sub("<[^>]*>|&#182;", "", heading), "up": "../" * depth, "body": text}


def linked(text, project, site, source, to):
    """The page with links that work on the site: what is not there is in the repository."""

    def link(match):
        target = urlsplit(match[1])
        if target.scheme or target.netloc or not target.path or (to.parent / unquote(target.path)).exists():
            return match[0]
        path = pathlib.Path(os.path.normpath(source.parent / unquote(target.path)))
        there = site / address(path)
        if there.exists():
            url = os.path.relpath(there, to.parent)
        elif (project / path).exists():
            url = "%s/tree/main/%s" % (in_pom("url"), path)
        else:
            return match[0]
        return 'href="%s%s"' % (url, "#" + target.fragment if target.fragment else "")

    return re.sub('href="([^"]*)"', link, text)


class Links(html.parser.HTMLParser):
    """What a page links to, what it loads, and the places in it that can be linked to."""

    def __init__(self):
        super().__init__()
        self.links, self.loads, self.places = [], [], set()

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            if name in ("id", "name") and value:
                self.places.add(value)
            elif name == "href" and tag == "a" and value:
                self.links.append(value)
            elif name == "src" or name == "href" and tag == "link":
                self.loads.append(value or "")


def problems(site):
    read = {}
    for file in sorted(site.rglob("*.html")):
        read[file.resolve()] = links = Links()
        links.feed(file.read_text(encoding="utf-8"))
    for file, links in read.items():
        for load in links.loads:
            if urlsplit(load).netloc:
                yield "%s loads %s" % (file.relative_to(site), load)
        for link in links.links + links.loads:
            target = urlsplit(link)
            if target.scheme or target.netloc:
                continue
            to = (file.parent / unquote(target.path)).resolve() if target.path else file
            to = to / "index.html" if to.is_dir() else to
            if not to.exists():
                yield "%s links to %s, which does not exist" % (file.relative_to(site), link)
            elif target.fragment and "api" not in file.relative_to(site).parts and unquote(target.fragment) not in read[to].places:
                yield "%s links to %s, which has no such place" % (file.relative_to(site), link)


def main(project, site):
    shutil.rmtree(site, ignore_errors=True)
    api = project / "target" / ("infoplane-%s-javadoc.jar" % in_pom("version"))
    for source in [project / folder for folder in FOLDERS] + [api]:
        if not source.exists():
            fail("writing the site", "there is no %s" % source, "run bash environment/site.sh, which makes it")
    for folder in FOLDERS:  # the results of the quick scale are left out
        shutil.copytree(project / folder, site / folder, ignore=shutil.ignore_patterns(".*", "full", "kernel-*", "results", "*.md"))
    shutil.unpack_archive(api, site / "api", "zip")
    for name in ("LICENSE", "NOTICE", "CITATION.cff"):
        shutil.copy(project / name, site)
    pages = [p.relative_to(project) for p in [*project.glob("*.md"), *project.glob("environment/*.md"),
                                              *project.glob("notebooks/*.md"), *project.glob("notebooks/[ar]*/*.md")]]
    for markdown in pages:
        to = site / address(markdown)
        to.parent.mkdir(parents=True, exist_ok=True)
        text = (project / markdown).read_text(encoding="utf-8")
        to.write_text(page(text, len(markdown.parent.parts)), encoding="utf-8")
    sources = {site / address(markdown): markdown for markdown in pages}
    sources.update((file, pathlib.Path("notebooks", file.name)) for file in site.glob("notebooks/pages/*.html"))
    sources[site / "notebooks/results/index.html"] = pathlib.Path("notebooks/results/index.html")
    for to, source in sources.items():
        to.write_text(linked(to.read_text(encoding="utf-8"), project, site, source, to), encoding="utf-8")
    found = list(problems(site.resolve()))
    if found:
        fail("checking the links of the site", "; ".join(found), "mend the links")
    kinds = collections.Counter(file.suffix for file in site.rglob("*") if file.is_file())
    print("%s pages, %s pictures; all links lead somewhere" % (kinds[".html"], kinds[".png"]))


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve())
