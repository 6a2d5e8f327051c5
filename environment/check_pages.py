"""Opens pages in a headless browser that has no network: check_pages.py BROWSER PAGE...

Each figure must be drawn, no cell may have failed, no log line may have slipped into an output, and the plot
script must be there once.
"""

import html.parser
import os
import re
import subprocess
import sys
import tempfile


class Figures(html.parser.HTMLParser):
    """Counts figures, and those in which Plotly has drawn."""

    def __init__(self):
        super().__init__()
        self.asked = 0
        self.drawn = 0
        self.errors = 0

    def handle_starttag(self, tag, attributes):
        classes = (dict(attributes).get("class") or "").split()
        self.asked += "infoplane-figure" in classes
        self.drawn += "infoplane-figure" in classes and "js-plotly-plot" in classes
        self.errors += "output_error" in classes


def dom(browser, page):
    with tempfile.TemporaryDirectory() as profile:
        command = [
            browser, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--user-data-dir=" + profile, "--host-resolver-rules=MAP * ~NOTFOUND",
            "--proxy-server=127.0.0.1:9", "--virtual-time-budget=30000", "--dump-dom",
            "file://" + os.path.abspath(page),
        ]
        done = subprocess.run(command, capture_output=True, text=True, timeout=180)
        return done.stdout


def problems(browser, page):
    source = open(page, encoding="utf-8").read()
    found = []
    scripts = source.count("window.infoplanePlotly = ")
    if scripts != 1:
        found.append("carries the plot script %d times" % scripts)
    rest = re.sub(r'atob\("[^"]*"\)', "", source)
    if len(source) - len(rest) > 3_000_000:
        found.append("its plot script is larger than 3 MB")
    for asked in re.findall(r'<(?:script|link|img|iframe)[^>]*(?:src|href)="https?:[^"]*"', rest):
        found.append("asks the network: " + asked)
    for noise in re.findall(r"SLF4J[^<]*|\bWARN(?:ING)?\b[^<]*|\[INFO\][^<]*", rest):
        found.append("has a log line: " + noise.strip()[:80])
    figures = Figures()
    text = dom(browser, page)
    figures.feed(text)
    if figures.errors:
        found.append("has %d failed cell(s)" % figures.errors)
    if figures.asked == 0 or figures.drawn != figures.asked:
        found.append("drew %d of %d figures" % (figures.drawn, figures.asked))
    for message in re.findall(r"This figure could not be drawn[^<]*|This page does not carry[^<]*", text):
        if '"' not in message:  # else it is the script's own line
            found.append(message)
    return figures.asked, found


def main(browser, *pages):
    bad = 0
    for page in pages:
        figures, found = problems(browser, page)
        name = os.path.basename(page)
        if found:
            bad += 1
            print("%-28s %s" % (name, "; ".join(found)))
        else:
            print("%-28s %d figures drawn with no network" % (name, figures))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
