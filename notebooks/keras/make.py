"""Writes digits.h5, the file that Keras 2 writes for a small model: model.save("digits.h5").

Neither Keras nor TensorFlow is used: numpy trains the model, and h5py (Debian: python3-h5py) writes Keras's layout.
"""

import csv
import gzip
import json
import os

import h5py
import numpy as np


def java_shuffle(rows, seed):
    """java.util.Collections.shuffle, by which Digits.load(seed) chooses its training images."""
    state = (seed ^ 0x5DEECE66D) & (1 << 48) - 1

    def next_int(bound):
        nonlocal state
        while True:
            state = (state * 0x5DEECE66D + 0xB) & (1 << 48) - 1
            bits = state >> 17
            if bound & -bound == bound:
                return bound * bits >> 31
            if bits - bits % bound + bound - 1 < 1 << 31:
                return bits % bound

    for i in range(len(rows), 1, -1):
        j = next_int(i)
        rows[i - 1], rows[j] = rows[j], rows[i - 1]


def layer(class_name, name, inbound=None, **config):
    """A layer of model_config; inbound names the layers that it comes from, in a functional model."""
    made = {"class_name": class_name, "config": {"name": name, "trainable": True, "dtype": "float32", **config}}
    if inbound is not None:
        made["name"] = name
        made["inbound_nodes"] = [[[i, 0, 0, {}] for i in inbound]] if inbound else []
    return made


def initialiser(name, **config):
    return {"class_name": name, "config": config}


def dense(name, units, activation, inbound=None, **config):
    return layer("Dense", name, inbound, units=units, activation=activation, use_bias=True,
                 kernel_initializer=initialiser("GlorotUniform", seed=None), bias_initializer=initialiser("Zeros"),
                 kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None,
                 kernel_constraint=None, bias_constraint=None, **config)


def inputs(name, shape, inbound=None):
    return layer("InputLayer", name, inbound, batch_input_shape=[None, *shape], sparse=False, ragged=False)


def adam(rate=0.001):
    return {"class_name": "Custom>Adam", "config": {
        "name": "Adam", "weight_decay": None, "clipnorm": None, "global_clipnorm": None, "clipvalue": None,
        "use_ema": False, "ema_momentum": 0.99, "ema_overwrite_frequency": None, "jit_compile": False,
        "is_legacy_optimizer": False, "learning_rate": rate, "beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-07,
        "amsgrad": False}}


def save(file, model, weights, training=None, version="2.15.0"):
    """Keras 2's HDF5 layout. Weights: for each layer, its arrays by name, such as kernel and bias."""
    with h5py.File(file, "w") as f:
        f.attrs["keras_version"] = version.encode()
        f.attrs["backend"] = b"tensorflow"
        f.attrs["model_config"] = json.dumps(model).encode()
        if training is not None:
            f.attrs["training_config"] = json.dumps(training).encode()
        root = f.create_group("model_weights")
        root.attrs["layer_names"] = [name.encode() for name in weights]
        root.attrs["backend"] = b"tensorflow"
        root.attrs["keras_version"] = version.encode()
        root.create_group("top_level_model_weights").attrs["weight_names"] = []
        for name, arrays in weights.items():
            group = root.create_group(name)
            names = ["%s/%s:0" % (name, array) for array in arrays]
            group.attrs["weight_names"] = [n.encode() for n in names]
            for n, array in zip(names, arrays.values()):
                group.create_dataset(n, data=np.asarray(array, "float32"))


def sequential(name, layers):
    return {"class_name": "Sequential", "config": {"name": name, "layers": layers}}


def digits():
    os.chdir(os.path.dirname(os.path.abspath(__file__)))
    with gzip.open("../../src/main/resources/org/infoplane/data/digits.csv.gz", "rt") as f:
        rows = [[float(cell) for cell in row] for row in csv.reader(f)]
    java_shuffle(rows, 1)
    train = np.array(rows[:-360])
    x, y = train[:, :64] / 16, train[:, 64].astype(int)

    rng = np.random.default_rng(1)
    sizes = [64, 12, 8, 6, 10]
    w = [rng.uniform(-1, 1, s) * np.sqrt(6 / sum(s)) for s in zip(sizes, sizes[1:])]
    b = [np.zeros(s) for s in sizes[1:]]
    for epoch in range(5):
        order = rng.permutation(len(x))
        for batch in np.array_split(order, len(x) // 32):
            values = [x[batch]]
            for i in range(3):
                values.append(np.tanh(values[-1] @ w[i] + b[i]))
            e = np.exp(values[-1] @ w[3] + b[3])
            error = (e / e.sum(1, keepdims=True) - np.eye(10)[y[batch]]) / len(batch)
            for i in reversed(range(4)):
                gradient, step = values[i].T @ error, error.sum(0)
                error = error @ w[i].T * (1 - values[i] ** 2)
                w[i] -= 0.2 * gradient
                b[i] -= 0.2 * step

    names = ["dense1", "dense2", "dense3", "output"]
    model = sequential("digits", [inputs("pixels", [64])] + [
        dense(name, size, "softmax" if name == "output" else "tanh") for name, size in zip(names, sizes[1:])])
    training = {"loss": "categorical_crossentropy", "metrics": [["accuracy"]], "weighted_metrics": None,
                "loss_weights": None, "optimizer_config": adam(0.003)}
    save("digits.h5", model, {name: {"kernel": w[i], "bias": b[i]} for i, name in enumerate(names)}, training)


if __name__ == "__main__":
    digits()
