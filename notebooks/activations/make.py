"""A small network trained in plain numpy; its activations are the files beside this one."""

import os

import numpy as np
from infoplane_writer import ActivationWriter

rng = np.random.default_rng(1)
x = rng.choice([-1.0, 1.0], (256, 8)).astype("float32")
y = (x[:, 0] + x[:, 1] + x[:, 2] > 0).astype("int64")
sizes = [8, 6, 4, 2]
weights = [rng.normal(0, 0.7, s) for s in zip(sizes, sizes[1:])]


def forward():
    layers = [x]
    for w in weights[:-1]:
        layers.append(np.tanh(layers[-1] @ w))
    e = np.exp(layers[-1] @ weights[-1])
    return layers + [e / e.sum(1, keepdims=True)]


names = ["input", "hidden1", "hidden2", "output"]
writer = ActivationWriter(os.path.dirname(os.path.abspath(__file__)), y)
for epoch in range(81):
    layers = forward()
    if epoch in (0, 1, 2, 5, 10, 20, 40, 80):
        accuracy = (layers[-1].argmax(1) == y).mean()
        loss = -np.log(layers[-1][np.arange(len(y)), y]).mean()
        writer.step(epoch, dict(zip(names, layers)), trainAccuracy=accuracy, trainLoss=loss)
    error = (layers[-1] - np.eye(2)[y]) / len(y)
    for i in reversed(range(len(weights))):
        gradient = layers[i].T @ error
        error = error @ weights[i].T * (1 - layers[i] ** 2)
        weights[i] -= 2 * gradient
writer.finish()
