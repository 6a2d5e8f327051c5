#!/usr/bin/env python3
"""Stops cells in the real kernel, training and a query, as Jupyter's stop button does, and checks what is left."""

import re
import sys
import tempfile
import time

from common import in_pom, require_kernel
from jupyter_client.manager import start_new_kernel

SETUP = [
    "%maven org.infoplane:infoplane:" + in_pom("version"),
    """import static org.infoplane.Notebook.*;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.*;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.infoplane.data.*;
import org.infoplane.recording.*;
import org.infoplane.recording.store.*;
import java.nio.file.Path;""",
    """var digits = Digits.load(42);
var network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder().seed(7).list(
    new DenseLayer.Builder().name("hidden").nIn(64).nOut(16).build(),
    new OutputLayer.Builder().name("output").nOut(10).nIn(16).build()).build());
network.init();""",
]
TRAIN = 'var run = captureLayers(network)%s.whileTraining(digits.batches(32, 1), 100000);'


QUERY = "transferEntropy(small).with(org.infoplane.measure.ContinuousEstimator.kraskov(4)).table().rowCount()"


def outputs(client, code, stop=None, seen=r"training [1-9]\d* of "):
    """Runs a cell; returns its text and its error. Calls `stop` once its text matches `seen`."""
    request = client.execute(code)
    text, error = "", None
    while True:
        message = client.get_iopub_msg(timeout=180)
        if message["parent_header"].get("msg_id") != request:
            continue
        kind, content = message["msg_type"], message["content"]
        if kind == "stream":
            text += content["text"]
        elif "data" in content:
            text += "".join(content["data"].values())
        elif kind == "error":
            error = "%s: %s" % (content["ename"], content["evalue"])
        elif kind == "status" and content["execution_state"] == "idle":
            return text, error
        if stop and re.search(seen, text):
            stop()
            stop = None


def check(words, found, error=None):
    if words not in found:
        sys.exit("expected %r, but the cell returned %r, error %r" % (words, found, error))


def main():
    require_kernel()
    manager, client = start_new_kernel(kernel_name="java")
    try:
        for cell in SETUP:
            _, error = outputs(client, cell)
            check("None", str(error))
        part = tempfile.mkdtemp() + "/run"
        for saving in ("", '.savingTo(Path.of("%s"))' % part):
            _, error = outputs(client, TRAIN % saving, stop=manager.interrupt_kernel)
            check("interrupted while executing", str(error))
            # Rapaio cancels the cell's future and replies at once; the cell's thread sets the variable when it has stopped.
            for _ in range(20):
                text, error = outputs(client, 'run + " " + run.recipe().entries().get("stopped")')
                if "NullPointerException" not in str(error):
                    break
                time.sleep(0.5)
            check("Recording of input (64)", text, error)
            check("after epoch", text, error)
            text, error = outputs(client, "\"listeners: \" + network.getListeners().size() + \".\"")
            check("listeners: 0.", text, error)
        text, error = outputs(client, 'RecordingFile.load(Path.of("%s.part")).toString()' % part)
        check("Recording of input", text, error)
        _, error = outputs(client, "var small = captureLayers(network).whileTraining(digits.batches(32, 1), 2);")
        check("None", str(error))
        _, error = outputs(client, QUERY, stop=manager.interrupt_kernel, seen="transfer entropy 0 of 2")
        check("interrupted while executing", str(error))
        for _ in range(60):  # the current pass still ends
            text, error = outputs(client, '"busy: " + java.util.concurrent.ForkJoinPool.commonPool().getActiveThreadCount() + "."')
            if "busy: 0." in text:
                break
            time.sleep(0.5)
        check("busy: 0.", text, error)
        text, error = outputs(client, 'transferEntropy(small).table().rowCount() + " rows"')
        check("8 rows", text, error)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    print("Stopped training keeps its finished epochs, in memory and on disk, and leaves no listener; a stopped query ends.")


main()
