"""Writes the activations of a training loop of your own, in numpy or PyTorch, for infoplane to read or to follow live.

Whenever the program is killed, each step that was written is there and whole: a file gets its name at once, the index last.
"""

import json
import os
import re

import numpy as np


class ActivationWriter:
    def __init__(self, folder, labels, **more):
        """Starts a recording, in place of one in this folder. labels: the class number of each sample; more: other
        keys of activations.json, such as layers=[{"name": "conv1", "type": "convolution"}, ...]."""
        labels = np.asarray(labels)
        if labels.dtype.kind not in "iub" or labels.ndim != 1:
            raise ValueError("labels must be a vector of class numbers, got %s %s" % (labels.dtype, labels.shape))
        self.folder = folder
        self.index = {"format": 1, **more, "labels": "labels.npy", "steps": [], "finished": False}
        self.last = {}  # layer: its values at the last step, and their file
        os.makedirs(folder, exist_ok=True)
        self._write_index()
        self._write("labels.npy", lambda f: np.save(f, labels.astype("int64")))

    def step(self, epoch, layers, **more):
        """Writes a moment. layers: {name: array or tensor, one row per sample}, from input to output; more: other keys
        of a step, such as iteration=12, trainLoss=0.3, testAccuracy=0.9."""
        known = [n if isinstance(n, str) else n["name"] for n in self.index.setdefault("layers", list(layers))]
        if known != list(layers):
            raise ValueError("layers must be %s at each step, got %s" % (known, list(layers)))
        files = []
        for i, (name, values) in enumerate(layers.items()):
            values = np.array(values.detach().cpu() if hasattr(values, "detach") else values, "float32")
            before, file = self.last.get(name, (None, None))
            if before is None or not np.array_equal(before, values):  # the input of a probe is written once
                file = "%03d-%d-%s.npy" % (len(self.index["steps"]), i, re.sub(r"[^\w.-]", "_", name))
                self._write(file, lambda f: np.save(f, values.reshape(len(values), -1)))
            self.last[name] = values, file
            files.append(file)
        self.index["steps"].append({"epoch": epoch, "files": files, **more})
        self._write_index()

    def finish(self):
        """Says that no step follows, so that nobody waits for one."""
        self.index["finished"] = True
        self._write_index()

    def _write_index(self):
        text = json.dumps(self.index, indent=1, default=lambda scalar: scalar.item())
        self._write("activations.json", lambda f: f.write(text.encode()))

    def _write(self, name, write):
        path = os.path.join(self.folder, name)
        with open(path + ".tmp", "wb") as f:
            write(f)
        os.replace(path + ".tmp", path)
