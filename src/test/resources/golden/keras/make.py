"""Models in Keras's layout, and activations.csv, what numpy computes for them. Needs h5py, not Keras."""

import os
import sys

import h5py
import numpy as np

os.chdir(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, "../../../../../notebooks/keras")
from make import adam, dense, initialiser, inputs, layer, save, sequential  # noqa: E402

rng = np.random.default_rng(7)
lines = ["# by numpy %s, from the weights in the .h5 files: make.py" % np.__version__, "model,layer,example,unit,value"]


def expect(model, **layers):
    for name, values in layers.items():
        for i, row in enumerate(values.reshape(len(values), -1)):
            lines.extend("%s,%s,%d,%d,%.9g" % (model, name, i, u, value) for u, value in enumerate(row))


def array(*shape):
    return rng.normal(0, 0.6, shape).astype("float32")


def softmax(z):
    e = np.exp(z - z.max(1, keepdims=True))
    return e / e.sum(1, keepdims=True)


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def normalisation(name, units, inbound=None):
    moments = {"moving_mean_initializer": initialiser("Zeros"), "moving_variance_initializer": initialiser("Ones")}
    return layer("BatchNormalization", name, inbound, axis=[units], momentum=0.99, epsilon=0.001, center=True, scale=True,
                 beta_initializer=initialiser("Zeros"), gamma_initializer=initialiser("Ones"), beta_regularizer=None,
                 gamma_regularizer=None, beta_constraint=None, gamma_constraint=None, **moments)


def compiled(loss, **more):
    return {"loss": loss, "metrics": None, "weighted_metrics": None, "loss_weights": None, "optimizer_config": adam(),
            **more}


def loss(class_name, name, logits):
    return {"class_name": class_name, "config": {"reduction": "auto", "name": name, "from_logits": logits}}


x = array(6, 5)

# A chain: dense, dropout, batch normalisation, ReLU, logits, softmax as a layer of its own.
w, v = {"kernel": array(5, 4), "bias": array(4)}, {"kernel": array(4, 3), "bias": array(3)}
norm = {"gamma": array(4), "beta": array(4), "moving_mean": array(4), "moving_variance": array(4) ** 2}
chain = sequential("chain", [
    inputs("x", [5]), dense("hidden", 4, "tanh"), layer("Dropout", "drop", rate=0.25, noise_shape=None, seed=None),
    normalisation("norm", 1), layer("Activation", "relu", activation="relu"), dense("logits", 3, "linear"),
    layer("Activation", "classes", activation="softmax")])
weights = {"hidden": w, "drop": {}, "norm": norm, "relu": {}, "logits": v, "classes": {}}
hidden = np.tanh(x @ w["kernel"] + w["bias"])
normal = (hidden - norm["moving_mean"]) / np.sqrt(norm["moving_variance"] + 0.001) * norm["gamma"] + norm["beta"]
relu = np.maximum(normal, 0)
logits = relu @ v["kernel"] + v["bias"]
expect("chain", input=x, hidden=hidden, drop=hidden, norm=normal, relu=relu, logits=logits, classes=softmax(logits))
save("chain.h5", chain, weights, compiled("categorical_crossentropy"))
save("uncompiled.h5", chain, weights)
save("keras3.h5", chain, weights, version="3.4.1")

# A loss that takes logits, and what the importer cannot do.
short = sequential("short", [inputs("x", [5]), dense("hidden", 4, "tanh"), dense("logits", 3, "linear")])
of_logits = {"hidden": w, "logits": v}
scores = hidden @ v["kernel"] + v["bias"]
expect("logits", input=x, hidden=hidden, logits=scores, logits_softmax=softmax(scores))
crossentropy = loss("CategoricalCrossentropy", "categorical_crossentropy", True)
save("logits.h5", short, of_logits, compiled(crossentropy))
save("weighted.h5", short, of_logits, compiled(crossentropy, loss_weights=[2.0]))
adam_w = {"class_name": "Custom>AdamW", "config": {"name": "AdamW", "learning_rate": 0.001, "weight_decay": 0.004}}
save("optimiser.h5", short, of_logits, compiled("mse", optimizer_config=adam_w))
save("layer.h5", sequential("own", [inputs("x", [5]), layer("MyLayer", "mine"), dense("logits", 3, "linear")]),
     {"mine": {}, "logits": {"kernel": array(5, 3), "bias": array(3)}})

with h5py.File("weights.h5", "w") as f:  # as of model.save_weights
    f.attrs["keras_version"] = b"2.15.0"

# A functional model with two outputs, a class and a number.
a, b, c, d = [{"kernel": array(i, o), "bias": array(o)} for i, o in ((5, 4), (4, 4), (4, 3), (4, 2))]
graph = {"class_name": "Functional", "config": {"name": "graph", "layers": [
    inputs("x", [5], []), dense("one", 4, "tanh", ["x"]), dense("two", 4, "sigmoid", ["one"]),
    layer("Add", "sum", ["one", "two"]), dense("kind", 3, "softmax", ["sum"]), dense("size", 2, "linear", ["sum"])],
    "input_layers": [["x", 0, 0]], "output_layers": [["kind", 0, 0], ["size", 0, 0]]}}
one = np.tanh(x @ a["kernel"] + a["bias"])
two = sigmoid(one @ b["kernel"] + b["bias"])
both = one + two
kind, size = softmax(both @ c["kernel"] + c["bias"]), both @ d["kernel"] + d["bias"]
expect("graph", x=x, one=one, two=two, sum=both, kind=kind, size=size)
save("graph.h5", graph, {"one": a, "two": b, "sum": {}, "kind": c, "size": d},
     compiled(["categorical_crossentropy", loss("MeanSquaredError", "mean_squared_error", False)]))

# A convolution with channels last, as is Keras's default; each channel is the mean of its map.
images = array(6, 6, 6, 2)
kernel = {"kernel": array(3, 3, 2, 3), "bias": array(3)}
flat = {"kernel": array(12, 3), "bias": array(3)}
window = dict(padding="valid", data_format="channels_last")
cnn = sequential("cnn", [
    inputs("images", [6, 6, 2]),
    layer("Conv2D", "conv", filters=3, kernel_size=[3, 3], strides=[1, 1], dilation_rate=[1, 1], groups=1,
          activation="tanh", use_bias=True, kernel_initializer=initialiser("GlorotUniform", seed=None),
          bias_initializer=initialiser("Zeros"), kernel_regularizer=None, bias_regularizer=None,
          activity_regularizer=None, kernel_constraint=None, bias_constraint=None, **window),
    layer("MaxPooling2D", "pool", pool_size=[2, 2], strides=[2, 2], **window),
    layer("Flatten", "flat", data_format="channels_last"), dense("classes", 3, "softmax")])
conv = np.zeros((6, 4, 4, 3))
for r in range(4):
    for s in range(4):
        conv[:, r, s] = np.tensordot(images[:, r:r + 3, s:s + 3], kernel["kernel"], 3) + kernel["bias"]
conv = np.tanh(conv)
pool = conv.reshape(6, 2, 2, 2, 2, 3).max((2, 4))
classes = softmax(pool.reshape(6, -1) @ flat["kernel"] + flat["bias"])
expect("images", images=images)
expect("cnn", input=images.mean((1, 2)), conv=conv.mean((1, 2)), pool=pool.mean((1, 2)), classes=classes)
save("cnn.h5", cnn, {"conv": kernel, "pool": {}, "flat": {}, "classes": flat}, compiled("sparse_categorical_crossentropy"))

with open("activations.csv", "w") as f:
    f.write("\n".join(lines) + "\n")
