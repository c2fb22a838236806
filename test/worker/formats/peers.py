"""Reads exports with the programs that they are for, and prints what these make of them as JSON: peers.py FOLDER."""
import json
import pathlib
import sys

import numpy as np
import onnx
import onnxruntime
import scipy.sparse
from safetensors import safe_open
from safetensors.numpy import load_file

folder = pathlib.Path(sys.argv[1])


def onnx_logits(file, inputs):
    onnx.checker.check_model(onnx.load(file))
    session = onnxruntime.InferenceSession(file)
    return session.run(["logits"], {"input": inputs})[0].ravel().tolist()


def csr_matches(file, npz):
    """Whether every sparse matrix, made dense, is the trained tensor with 0 where the mask prunes."""
    sparse, dense = np.load(file), np.load(npz)
    layers = [name.removesuffix(".indptr") for name in sparse.files if name.endswith(".indptr")]
    for layer in layers:
        parts = [sparse[f"{layer}.{part}"] for part in ("data", "indices", "indptr")]
        matrix = scipy.sparse.csr_matrix(tuple(parts), shape=tuple(sparse[f"{layer}.shape"])).toarray()
        expected = dense[f"trained.{layer}.weight"] * dense[f"{layer}.weight_mask"]
        if not np.array_equal(matrix, expected.reshape(matrix.shape)):
            return False
    return len(layers) > 0


def network(name):
    place = folder / name
    inputs = np.load(place / "inputs.npz")["inputs"]
    tensors = load_file(place / "ticket.safetensors")
    with safe_open(place / "ticket.safetensors", "np") as file:
        metadata = file.metadata()
    arrays = np.load(place / "ticket.npz")
    same = all(np.array_equal(arrays[key], tensors[key]) for key in tensors)
    return {
        "shapes": {key: list(value.shape) for key, value in tensors.items()},
        "ticket": metadata["ticket"],
        "npzIsSafetensors": same and set(arrays.files) == {*tensors, "metadata"},
        "csr": csr_matches(place / "ticket.csr.npz", place / "ticket.npz"),
        "onnx": onnx_logits(place / "ticket.onnx", inputs),
        "onnxSparse": onnx_logits(place / "sparse.onnx", inputs),
    }


def tensorboard_scalars(place):
    from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

    events = EventAccumulator(str(place)).Reload()
    return {tag: [[one.step, one.value] for one in events.Scalars(tag)] for tag in events.Tags()["scalars"]}


def mlflow_runs(place, experiment):
    import os

    os.environ["MLFLOW_ALLOW_FILE_STORE"] = "true"
    from mlflow import MlflowClient

    client = MlflowClient(tracking_uri=place.as_uri())
    found = client.get_experiment_by_name(experiment)
    runs = client.search_runs([found.experiment_id])
    return {
        run.info.run_name: {
            "metrics": {key: [[one.step, one.value] for one in client.get_metric_history(run.info.run_id, key)] for key in run.data.metrics},
            "params": run.data.params,
        }
        for run in runs
    }


jobs = json.loads((folder / "jobs.json").read_text())
print(
    json.dumps(
        {
            "networks": {name: network(name) for name in jobs["networks"]},
            "tensorboard": {role: tensorboard_scalars(folder / "tensorboard" / role) for role in jobs["roles"]},
            "mlflow": mlflow_runs(folder / "mlruns", jobs["experiment"]),
        }
    )
)
