"""Runs a notebook in its kernel and writes NAME.html and NAME.ipynb to a folder: run_notebook.py NOTEBOOK FOLDER."""

import datetime
import os
import re
import sys
import time

import nbformat
from common import KERNEL, fail, in_pom, require_kernel
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbconvert import HTMLExporter


class Client(NotebookClient):
    """Shows on the terminal which cell is running, and its progress lines."""

    def __init__(self, name, notebook, **options):
        super().__init__(notebook, **options)
        self.name = name
        self.started = time.time()
        self.printed = 0.0
        self.cells = sum(c.cell_type == "code" for c in notebook.cells)
        self.cell = 0

    def line(self, text, end=False):
        stamp = "%-22s cell %d of %d" % (self.name, self.cell, self.cells)
        text = ("%s  %s" % (stamp, text)).rstrip()
        if sys.stdout.isatty():
            sys.stdout.write("\r\x1b[K" + text[:110] + ("\n" if end else ""))
        elif end or time.time() - self.printed > 15:
            self.printed = time.time()
            sys.stdout.write(text + "\n")
        sys.stdout.flush()

    async def async_execute_cell(self, cell, cell_index, **options):
        if cell.cell_type == "code":
            self.cell += 1
            self.line("")
        return await super().async_execute_cell(cell, cell_index, **options)

    def process_message(self, msg, cell, cell_index):
        if msg["msg_type"] in ("display_data", "update_display_data"):
            text = msg["content"]["data"].get("text/plain", "")
            if "\n" not in text:
                self.line(text)
        return super().process_message(msg, cell, cell_index)


def write(path, text):
    with open(path + ".new", "w", encoding="utf-8") as f:
        f.write(text)
    os.replace(path + ".new", path)


def recipe(notebook, seconds):
    """What a notebook was run with, and how long it took; unknown values are left out."""
    source = "\n".join(c.source for c in notebook.cells if c.cell_type == "code")
    used = re.search(r"^%maven org\.infoplane:infoplane:(\S+)", source, re.MULTILINE)
    known = {
        "seconds": round(seconds),
        "kernel": None if KERNEL == "java" else KERNEL,
        "scale": "full" if os.environ.get("INFOPLANE_SCALE") == "full" else "quick",
        "date": datetime.datetime.now(datetime.timezone.utc).date().isoformat(),
        "Java": notebook.metadata.get("language_info", {}).get("version"),  # as the kernel reports it
        "infoplane": used and used[1],
        "Deeplearning4j": in_pom("dl4j.version"),
    }
    return {name: value for name, value in known.items() if value is not None}


def main(source, folder):
    name = os.path.splitext(os.path.basename(source))[0]
    if not os.path.isfile(source):
        fail("running " + source, "there is no such notebook", "pass one of notebooks/*.ipynb")
    require_kernel()
    notebook = nbformat.read(source, as_version=4)
    client = Client(
        name,
        notebook,
        kernel_name=KERNEL,
        timeout=None,
        startup_timeout=120,
        resources={"metadata": {"path": os.path.dirname(os.path.abspath(source))}},
    )
    try:
        client.execute()
    except CellExecutionError as error:
        client.line("failed", end=True)
        print("%s: %s" % (error.ename, error.evalue), file=sys.stderr)
        source = [c for c in notebook.cells if c.cell_type == "code"][client.cell - 1].source
        print("in this cell:\n" + "\n".join("  | " + s for s in source.splitlines()), file=sys.stderr)
        return 1
    except RuntimeError as error:
        client.line("failed", end=True)
        print("The kernel did not answer: %s" % error, file=sys.stderr)
        return 1
    notebook.metadata["infoplane"] = recipe(notebook, time.time() - client.started)
    write(os.path.join(folder, name + ".ipynb"), nbformat.writes(notebook))
    here = os.path.dirname(os.path.abspath(__file__))
    exporter = HTMLExporter(
        template_name="basic", template_file=os.path.join(here, "page.html.j2")
    )
    html, _ = exporter.from_notebook_node(notebook, {"metadata": {"name": name}})
    write(os.path.join(folder, name + ".html"), html)
    client.line("done in %d s" % (time.time() - client.started), end=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
