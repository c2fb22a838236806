"""Makes examples/models/keras-mnist: a small Keras model with its initial weights, converted for TensorFlow.js.

    python3 -m venv venv && venv/bin/pip install tensorflowjs==4.22.0 "setuptools<80"
    venv/bin/pip install --no-deps protobuf==6.31.1  # what tensorflow_decision_forests, which the converter imports, was built with
    venv/bin/python examples/models/make-keras-mnist.py

Any Keras model becomes a network to find tickets in by the same two steps: save it, and convert it as a layers model.
"""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

# TensorFlow.js reads the form of Keras 2.
os.environ["TF_USE_LEGACY_KERAS"] = "1"

import tensorflow as tf

folder = pathlib.Path(__file__).parent / "keras-mnist"
tf.keras.utils.set_random_seed(1)
layers = tf.keras.layers
model = tf.keras.Sequential(
    [
        layers.Flatten(input_shape=(28, 28, 1), name="flatten"),
        layers.Dense(48, name="hidden", use_bias=False),
        layers.BatchNormalization(name="norm"),
        layers.ReLU(name="relu"),
        layers.Dropout(0.1, name="dropout"),
        layers.Dense(10, activation="softmax", name="scores"),
    ],
    name="keras_mnist",
)

with tempfile.TemporaryDirectory() as temporary:
    saved = os.path.join(temporary, "model.h5")
    model.save(saved, include_optimizer=False)
    converted = pathlib.Path(temporary) / "converted"
    converter = pathlib.Path(sys.executable).parent / "tensorflowjs_converter"
    formats = ["--input_format=keras", "--output_format=tfjs_layers_model"]
    subprocess.run([str(converter), *formats, saved, str(converted)], check=True)
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(converted, folder)

for file in sorted(folder.iterdir()):
    print(file.name, file.stat().st_size, "bytes")
