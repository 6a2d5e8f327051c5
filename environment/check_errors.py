#!/usr/bin/env python3
"""Runs failing cells in the real kernel and checks what is shown: the message first, then the lines of the cell."""

import re
import sys

from common import in_pom, require_kernel
from jupyter_client.manager import start_new_kernel

SETUP = [
    "%maven org.infoplane:infoplane:" + in_pom("version"),
    """import static org.infoplane.Notebook.*;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.*;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.infoplane.recording.*;
import org.infoplane.recording.store.*;
import java.nio.file.*;""",
    """var network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder().seed(7).list(
    new DenseLayer.Builder().name("hidden").nIn(64).nOut(16).build(),
    new OutputLayer.Builder().name("output").nOut(10).nIn(16).build()).build());
network.init();""",
    """int half(int x) {
  if (x % 2 == 1) {
    throw new IllegalStateException("odd: " + x);
  }
  return x / 2;
}""",
    "int depth(int x) { return 1 + depth(x + 1); }",
    "class Mine extends RuntimeException {}",
]

# The cell, the name of the error, and all lines shown; a regular expression ends with a dollar sign.
CASES = [
    (
        'captureLayers(network).layers("dense_2")',
        "IllegalArgumentException",
        [
            r'IllegalArgumentException: No layer named "dense_2". .*"hidden".*"output".* Pass .*$',
            '  in the cell: captureLayers(network).layers("dense_2")',
            r"  at org\.infoplane\.capture\..*\.java:\d+\)$",
        ],
    ),
    (
        'var none = Path.of("/no/such/file");\nRecordingFile.load(none);',
        "IllegalArgumentException",
        [
            r'IllegalArgumentException: No recording "/no/such/file"\. Pass .*$',
            "  in the cell: RecordingFile.load(none);",
            r"  at org\.infoplane\.recording\..*\.java:\d+\)$",
        ],
    ),
    (
        "int sum = half(2)\n    + half(3);",
        "IllegalStateException",
        [
            "IllegalStateException: odd: 3",
            '  in half, line 3: throw new IllegalStateException("odd: " + x);',
            "  in the cell, line 2: + half(3);",
        ],
    ),
    (
        'throw new RuntimeException("outer", new IllegalStateException("inner", new Mine()));',
        "RuntimeException",
        [
            "RuntimeException: outer",
            "caused by IllegalStateException: inner",
            "caused by Mine",
            '  in the cell: throw new RuntimeException("outer", new IllegalStateException("inner", new Mine()));',
        ],
    ),
    ("throw new Mine();", "Mine", ["Mine", "  in the cell: throw new Mine();"]),
    (
        'Files.size(Path.of("/no/such/file"))',
        "NoSuchFileException",
        [
            "NoSuchFileException: /no/such/file",
            '  in the cell: Files.size(Path.of("/no/such/file"))',
            r"  at java\.base/sun\.nio\.fs\..*$",
        ],
    ),
    (
        "depth(0)",
        "StackOverflowError",
        ["StackOverflowError", "  in depth: int depth(int x) { return 1 + depth(x + 1); }"],
    ),
    (
        'int z = "a";',
        "CompilerException",
        [
            "Compile error:",
            r'\|    int z = "a";$',
            "incompatible types: java.lang.String cannot be converted to int",
            "",
        ],
    ),
]


def plain(text):
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


def run(client, code):
    """Runs a cell; returns the error shown in the page, and the one in the kernel's reply."""
    request = client.execute(code)
    shown = answer = None
    while True:
        message = client.get_iopub_msg(timeout=180)
        if message["parent_header"].get("msg_id") == request:
            if message["msg_type"] == "error":
                shown = message["content"]
            elif message["content"].get("execution_state") == "idle":
                break
    while answer is None:
        message = client.get_shell_msg(timeout=60)
        if message["parent_header"].get("msg_id") == request:
            answer = message["content"]
    return shown, answer


def check(code, name, lines, shown, answer):
    if shown is None:
        sys.exit("%r shows no error" % code)
    found = [plain(line) for line in shown["traceback"]]
    same = len(found) == len(lines) and all(
        re.fullmatch(want[:-1], line) if want.endswith("$") else want == line
        for want, line in zip(lines, found)
    )
    if not same or shown["ename"] != name:
        sys.exit("for %r expected %s %r, but got %s %r" % (code, name, lines, shown["ename"], found))
    if name != "CompilerException" and plain(found[0]) != ": ".join(filter(None, [name, shown["evalue"]])):
        sys.exit("for %r the value of the error is %r" % (code, shown["evalue"]))
    for key in ("ename", "evalue", "traceback"):
        if answer.get(key) != shown[key]:
            sys.exit("for %r the %s of the reply is %r, but the one shown is %r" % (code, key, answer.get(key), shown[key]))


def main():
    require_kernel()
    manager, client = start_new_kernel(kernel_name="java")
    try:
        for cell in SETUP:
            shown, answer = run(client, cell)
            if answer["status"] != "ok":
                sys.exit("%r failed: %r" % (cell, shown))
        for code, name, lines in CASES:
            check(code, name, lines, *run(client, code))
        shown, answer = run(client, "half(2)")
        if shown or answer["status"] != "ok":
            sys.exit("a correct cell fails after errors: %r" % shown)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    print("A failing cell shows its message first, then its own lines; compiler errors are unchanged.")


main()
