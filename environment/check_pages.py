"""Checks pages in a browser without network: check_pages.py [--screenshots FOLDER] BROWSER PAGE...

Each figure must be drawn, nothing may overlap or be cut off at any width, the slider must work when dragged and played,
and hovering must show the figure's data. No cell may have failed, no log line may have slipped into an output, the plot
script must be present exactly once, and the page may neither use the network nor open a dialog.

A page of results has pictures and tables instead: each picture must be shown, and each relative link must have a target.
"""

import argparse
import asyncio
import json
import os
import pathlib
import re
import shutil
import sys
from html import unescape
from urllib.parse import unquote

from browser import Browser, Late
from common import fail

WIDTHS = (1280, 800)
THEMES = {"light": "#fff", "dark": "#111"}
RESULTS = '<body class="results">'
HERE = os.path.dirname(os.path.abspath(__file__))


def source_problems(source):
    """Problems that the source of a page shows without a browser."""
    scripts, wanted = source.count("window.infoplanePlotly = "), 0 if RESULTS in source else 1
    if scripts != wanted:
        yield "contains the plot script %d times, expected %d" % (scripts, wanted)
    rest = re.sub(r'atob\("[^"]*"\)', "", source)
    if len(source) - len(rest) > 3_000_000:
        yield "its plot script is larger than 3 MB"
    for asked in re.findall(r'<(?:script|link|img|iframe)[^>]*(?:src|href)="https?:[^"]*"', rest):
        yield "uses the network: " + asked
    for noise in re.findall(r"SLF4J[^<]*|\bWARN(?:ING)?\b[^<]*|\[INFO\][^<]*", rest):
        yield "has a log line: " + noise.strip()[:80]


def called(page):
    """The name of a page; for an index.html, its folders: pages-results or notebooks-results."""
    name = os.path.basename(page)
    return name if name != "index.html" else "-".join(pathlib.Path(page).resolve().parts[-3:-1])


def dead_links(page, source):
    """The relative links of a page without a target file or anchor."""
    places = set(map(unescape, re.findall(r' id="([^"]*)"', source)))
    for link in map(unescape, re.findall(r'<a [^>]*href="([^"]*)"', source)):
        if link.startswith("#"):
            if unquote(link[1:]) not in places:
                yield "the link %s has no target in the page" % link
        elif not re.match("https?:", link):
            if not os.path.exists(os.path.join(os.path.dirname(os.path.abspath(page)), unquote(link.split("#")[0]))):
                yield "the link %s leads to a missing file" % link


async def slider_problems(browser, i):
    """Drags the slider to its first step, its middle and its end, then plays and stops it."""
    steps = await browser.run("look.steps(%d)" % i)
    pictures = {}
    for beyond in await browser.run("look.hold(%d)" % i):
        yield beyond
    for step in sorted({0, steps // 2, steps - 1}):
        at = await browser.run("look.show(%d)" % i)
        await browser.drag(at["grip"], at["steps"][step])
        moment = "look.moment(%d)" % i
        try:
            await browser.until(
                "(m => m.active === %d && m.says && m.grip && m.data && !m.playing)(%s)" % (step, moment), "", 3)
        except Late:
            yield "the slider, dragged to step %d of %d, is at %s" % (step + 1, steps, await browser.run(moment))
        picture = await browser.run("look.drawn(%d)" % i)
        if picture in pictures.values():
            yield "the picture at step %d equals that of another step" % (step + 1)
        pictures[step] = picture
        if not await browser.run("look.fresh(%d)" % i):
            yield "the picture at step %d does not match its data" % (step + 1)
    buttons = (await browser.run("look.show(%d)" % i))["buttons"]
    await browser.click(*buttons[0])
    try:
        between = max(1, steps - 2)  # with two steps the last: nothing is left to stop
        await browser.until("(m => m.active > 0 && m.active <= %d && m.says && m.data)(%s)" % (between, moment), "", 5)
        await browser.click(*buttons[1])
        await browser.until("!%s.playing" % moment, "", 1)
        stopped = await browser.run(moment)
        if stopped["active"] > between or not stopped["data"]:
            yield "the slider does not stop on request: %s" % stopped
    except Late:
        yield "the slider does not play and stop: %s" % await browser.run(moment)


async def hover_problems(browser, i):
    """Hovers over some points of a figure and compares the labels with its data."""
    for target in await browser.run("look.targets(%d)" % i):
        await browser.mouse(1, 1)
        await browser.until("!look.hovered(%d)" % i, "the label of another point had disappeared")
        x, y = await browser.run("look.point(%d, %s)" % (i, json.dumps(target)))
        await browser.mouse(x - 1, y)
        await browser.mouse(x, y)
        said = "look.hovered(%d)" % i
        try:
            await browser.until("%s?.text?.includes(%s)" % (said, json.dumps(target["text"])), "", 3)
        except Late:
            yield "shows the label %s instead of %s" % (await browser.run(said), target["text"])
            continue
        if (await browser.run(said))["cut"]:
            yield "the label of a point is cut off: " + target["text"]
    await browser.mouse(1, 1)


async def screenshots(browser, folder, name, width, own_colors):
    for theme, color in THEMES.items():
        if own_colors:
            await browser.ask("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": theme}])
        else:
            await browser.run("document.body.style.background = '%s'" % color)
        await browser.screenshot(os.path.join(folder, "%s-%d-%s.png" % (name, width, theme)))
    await browser.ask("Emulation.setEmulatedMedia", features=[])


async def problems(browser, page, folder):
    """Returns what was checked, and a list of problems as text."""
    source = open(page, encoding="utf-8").read()
    found = list(source_problems(source))
    await browser.resize(WIDTHS[0])
    await browser.open(page)
    await browser.run(open(os.path.join(HERE, "check_pages.js"), encoding="utf-8").read() + "; 0")
    is_results = RESULTS in source
    name = called(page) if is_results else os.path.splitext(os.path.basename(page))[0]
    titles, sliders = [], 0
    if is_results:
        found += dead_links(page, source)
        for width in WIDTHS:
            await browser.resize(width)
            found += ["at %d pixels, %s" % (width, flaw) for flaw in await browser.run("look.stillFlaws()")]
            if folder:
                await screenshots(browser, folder, name, width, True)
    for width in () if is_results else WIDTHS:
        await browser.resize(width)
        try:
            await browser.until("look.fits()", "all figures were drawn and fitted to %d pixels" % width)
        except Late as late:
            said = await browser.run("[...document.querySelectorAll('.infoplane-figure')].map(f => f.innerText).join(' ')")
            found.append("%s; their text: %s" % (late, said[:200]))
            break
        wide = await browser.run("document.documentElement.scrollWidth - innerWidth")
        if wide > 1:
            found.append("at %d pixels the page is %d pixels too wide" % (width, wide))
        titles = await browser.run("look.titles()")
        for i, title in enumerate(titles):
            here = ["%s" % flaw for flaw in await browser.run("look.flaws(%d)" % i)]
            here += [flaw async for flaw in hover_problems(browser, i)]
            if width == WIDTHS[0] and await browser.run("look.steps(%d)" % i):
                sliders += 1
                here += [flaw async for flaw in slider_problems(browser, i)]
            found += ["at %d pixels, in \"%s\": %s" % (width, title, flaw) for flaw in here]
        if folder:
            await screenshots(browser, folder, name, width, False)
    if not titles and not is_results:
        found.append("has no figure")
    counted = await browser.run("[document.scripts.length, document.querySelectorAll('.output_error').length]")
    if counted[0] != len(re.findall(r"<script[\s>]", source)):
        found.append("has %d script elements, not as many as its source" % counted[0])
    if counted[1]:
        found.append("failed cells: %d" % counted[1])
    own = unquote(pathlib.Path(page).resolve().parent.as_uri()) + "/"  # files beside the page may belong to it
    found += ["requested " + url for url in browser.requests
              if not re.match("(data|blob):", url) and not unquote(url).startswith(own)]
    found += ["has an error in the browser log: " + error for error in browser.errors]
    if is_results:
        return "%d pictures, %d tables" % tuple(await browser.run(
            "[document.images.length, document.querySelectorAll('table').length]")), found
    return "%d figures, %d sliders" % (len(titles), sliders), found


async def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--screenshots", metavar="FOLDER", help="save each page there, at each width, light and dark")
    options.add_argument("browser")
    options.add_argument("pages", nargs="+")
    asked = options.parse_args()
    if not shutil.which(asked.browser):
        fail("opening pages", "there is no browser " + asked.browser, "pass the command of a Chromium, Chrome or Edge")
    for page in asked.pages:
        if not os.path.isfile(page):
            fail("opening " + page, "there is no such page", "run environment/reproduce.sh, which makes the pages")
    if asked.screenshots:
        os.makedirs(asked.screenshots, exist_ok=True)
    bad = 0
    async with Browser(asked.browser) as browser:
        for page in asked.pages:
            looked, found = await problems(browser, page, asked.screenshots)
            name = called(page)
            if found:
                bad += 1
                print("%-28s %d problems" % (name, len(found)))
                print("".join("  %s\n" % problem for problem in found), end="", flush=True)
            else:
                print("%-28s %s: drawn and used without network" % (name, looked), flush=True)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
