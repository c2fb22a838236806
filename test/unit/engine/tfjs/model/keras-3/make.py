"""Makes the models beside it: what Keras 3 and its converter write today, functional and sequential, with weights.

    python3 -m venv venv && venv/bin/pip install tensorflowjs==4.22.0 "setuptools<80"
    venv/bin/pip install --no-deps protobuf==6.31.1
    venv/bin/python test/unit/engine/tfjs/model/keras-3/make.py
"""

import pathlib
import subprocess
import sys
import tempfile

import keras
import numpy

folder = pathlib.Path(__file__).parent
layers = keras.layers


def functional():
    image = keras.Input((4, 4, 1), name="image")
    flat = layers.Flatten(name="flat")(image)
    left = layers.Dense(6, activation="relu", name="left")(flat)
    right = layers.Dense(6, activation="relu", name="right")(flat)
    both = layers.Concatenate(name="both")([layers.Add(name="sum")([left, right]), left])
    rest = layers.BatchNormalization(name="norm")(layers.Dropout(0.1, name="drop")(both))
    return keras.Model(image, layers.Dense(3, activation="softmax", name="scores")(rest), name="branches")


def sequential():
    return keras.Sequential(
        [
            keras.Input((4, 4, 1)),
            layers.Conv2D(2, 3, padding="same", activation="relu", name="filters"),
            layers.Flatten(name="flat"),
            layers.Dense(3, activation="softmax", name="scores"),
        ],
        name="row",
    )


def write(name, model):
    with tempfile.TemporaryDirectory() as temporary:
        saved = f"{temporary}/model.h5"
        model.save(saved, include_optimizer=False)
        converter = pathlib.Path(sys.executable).parent / "tensorflowjs_converter"
        formats = ["--input_format=keras", "--output_format=tfjs_layers_model"]
        subprocess.run([converter, *formats, saved, folder / name], check=True)
    image = (numpy.arange(16, dtype="float32") / 16).reshape(1, 4, 4, 1)
    print(name, model.predict(image, verbose=0)[0].tolist())


keras.utils.set_random_seed(1)
write("functional", functional())
write("sequential", sequential())
