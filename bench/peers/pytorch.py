"""The PyTorch side of the benchmark: open_lth's loop (mask multiply each step, Adam), driven by lines of JSON.

Reads one job a line on stdin and answers each with one line of JSON on stdout, so that it can take turns with the other
side. Data, weights, masks and batches are raw arrays written by the other side: both do the same work.
"""
import ctypes
import json
import platform
import re
import resource
import sys
import time

import torch
import torch.nn.functional as F

torch.set_num_threads(int(sys.argv[1]) if len(sys.argv) > 1 else 1)


def read(path, dtype):
    """A raw little-endian array."""
    with open(path, "rb") as file:
        return torch.frombuffer(bytearray(file.read()), dtype=dtype)


class Data:
    """Images as float tensors, normalised once; no data loader stands in PyTorch's way."""

    def __init__(self, job):
        def scale(path):
            return (read(path, torch.uint8).view(-1, *job["shape"]).float() / 255 - job["mean"]) / job["deviation"]

        self.pool = scale(job["images"])
        self.pool_labels = read(job["labels"], torch.uint8).long()
        self.test = (scale(job["testImages"]), read(job["testLabels"], torch.uint8).long())
        chosen = read(job["validation"], torch.int32).long()
        self.validation = (self.pool[chosen], self.pool_labels[chosen])


def module_of(layer):
    """One layer of a config, all shapes resolved, as PyTorch's own."""
    if layer["kind"] == "dense":
        return torch.nn.Linear(layer["inputs"], layer["outputs"])
    if layer["kind"] == "convolution":
        size = layer["kernelSize"]
        padding = [k // 2 for k in size] if layer["padding"] == "same" else 0
        return torch.nn.Conv2d(layer["inputShape"][0], layer["outputShape"][0], size, layer["stride"], padding, bias=layer["bias"])
    if layer["kind"] == "max-pool":
        return torch.nn.MaxPool2d(layer["kernelSize"], layer["stride"])
    if layer["kind"] == "flatten":
        return torch.nn.Flatten()
    raise ValueError(f"this peer has no layer of the kind {layer['kind']}")


class Network(torch.nn.Module):
    """ReLU where a layer has one; where there is a mask, `apply_masks` comes before each forward pass, as in open_lth."""

    def __init__(self, layers):
        super().__init__()
        self.all = torch.nn.ModuleList(module_of(layer) for layer in layers)
        self.relu = [layer.get("activation") == "relu" for layer in layers]
        self.layers = [module for module in self.all if hasattr(module, "weight")]
        self.masks = None

    def set_weights(self, flat):
        with torch.no_grad():
            place = 0
            for parameter in (p for layer in self.layers for p in (layer.weight, layer.bias) if p is not None):
                parameter.copy_(flat[place : place + parameter.numel()].view_as(parameter))
                place += parameter.numel()

    def read_masks(self, path):
        flat, place, masks = read(path, torch.uint8).float(), 0, []
        for layer in self.layers:
            count = layer.weight.numel()
            masks.append(flat[place : place + count].view_as(layer.weight).clone())
            place += count
        return masks

    def apply_masks(self):
        if self.masks is not None:
            for layer, mask in zip(self.layers, self.masks):
                layer.weight.data *= mask

    def forward(self, x):
        for module, relu in zip(self.all, self.relu):
            x = F.relu(module(x)) if relu else module(x)
        return x


class Training:
    def __init__(self, job, data):
        self.data = data
        self.network = Network(job["layers"])
        self.initial = read(job["weights"], torch.float32)
        self.network.set_weights(self.initial)
        if job["mask"]:
            self.network.masks = self.network.read_masks(job["mask"])
        self.batches = read(job["batches"], torch.int32).long().view(-1, job["batchSize"])
        self.evaluation_batch = job["evaluationBatch"]
        self.rate, self.adam_kind = job["learningRate"], job.get("adam", "default")
        self.is_compiled = job.get("compiled", False)
        self.run = torch.compile(self.network) if self.is_compiled else self.network
        self.restart()

    def restart(self):
        kinds = {"default": {}, "foreach": {"foreach": True}, "fused": {"fused": True}}
        self.optimizer = torch.optim.Adam(self.network.parameters(), lr=self.rate, **kinds[self.adam_kind])
        self.iteration = 0

    def step(self):
        chosen = self.batches[self.iteration % len(self.batches)]
        x, y = self.data.pool[chosen], self.data.pool_labels[chosen]
        self.iteration += 1
        self.optimizer.zero_grad(set_to_none=True)
        self.network.apply_masks()
        loss = F.cross_entropy(self.run(x), y)
        loss.backward()
        self.optimizer.step()
        return loss

    def evaluate_part(self, x, y):
        loss, correct, size = 0.0, 0, self.evaluation_batch
        self.network.apply_masks()
        for first in range(0, len(x), size):
            out, labels = self.run(x[first : first + size]), y[first : first + size]
            loss += F.cross_entropy(out, labels, reduction="sum").item()
            correct += (out.argmax(1) == labels).sum().item()
        return loss / len(x), correct / len(x)

    def evaluate(self):
        with torch.no_grad():
            return self.evaluate_part(*self.data.validation), self.evaluate_part(*self.data.test)

    def validation_loss_after_step(self):
        self.step()
        with torch.no_grad():
            return self.evaluate_part(*self.data.validation)[0]

    def train(self, iterations, evaluate_every):
        results = None
        for n in range(1, iterations + 1):
            # open_lth looks at no loss during training; ours stops where it is not finite, so this reads it too.
            self.step().item()
            if n % evaluate_every == 0:
                results = self.evaluate()
        return results

    def prune(self, rates):
        """Magnitude pruning layer by layer, of the survivors alone; round half up, ties in index order."""
        masks = self.network.masks or [torch.ones_like(layer.weight) for layer in self.network.layers]
        for layer, mask, rate in zip(self.network.layers, masks, rates):
            flat, weights = mask.view(-1), layer.weight.detach().view(-1)
            survivors = flat.nonzero().view(-1)
            smallest_first = torch.sort(weights[survivors].abs(), stable=True)[1]
            flat[survivors[smallest_first[: int(rate * len(survivors) + 0.5)]]] = 0
        self.network.masks = masks

    def experiment(self, job):
        rounds = []
        for n in range(job["rounds"] + 1):
            if n > 0:
                self.prune(job["rates"])
                self.network.set_weights(self.initial)
            self.restart()
            (validation_loss, _), (_, accuracy) = self.train(job["iterations"], job["evaluateEvery"])
            rounds.append({"remaining": self.remaining(), "validationLoss": validation_loss, "testAccuracy": accuracy})
        return rounds

    def remaining(self):
        masks = self.network.masks
        return 1 if masks is None else sum(m.sum().item() for m in masks) / sum(m.numel() for m in masks)


def timed(action):
    cpu, wall = time.process_time(), time.perf_counter()
    result = action()
    return {"cpu": time.process_time() - cpu, "wall": time.perf_counter() - wall}, result


def blas():
    """The library that multiplies matrices, with the core type it has chosen."""
    try:
        with open("/proc/self/maps") as maps:
            files = {line.split()[-1] for line in maps if "openblas" in line}
        library = ctypes.CDLL(next(file for file in files if "libopenblas" in file))
        library.openblas_get_config.restype = library.openblas_get_corename.restype = ctypes.c_char_p
        version = " ".join(library.openblas_get_config().decode().split()[:2])
        return f"{version} for {library.openblas_get_corename().decode()}"
    except (OSError, StopIteration, AttributeError):
        built = re.search(r"BLAS_INFO=(\w+)", torch.__config__.show())
        return f"BLAS {built[1] if built else 'unknown'}"


class Peer:
    data = training = None

    def versions(self, _):
        runtime = f"Python {platform.python_version()}"
        return {"name": "PyTorch", "version": torch.__version__, "runtime": runtime, "details": blas()}

    def load_data(self, job):
        self.data = Data(job)

    def load_training(self, job):
        self.training = Training(job, self.data)

    def losses(self, job):
        """Validation loss after each of the first steps."""
        return [self.training.validation_loss_after_step() for _ in range(job["count"])]

    def steps(self, job):
        if self.training.is_compiled:
            # The first steps compile, the second time for gradients that are there already.
            for _ in range(3):
                self.training.step()

        def run():
            for _ in range(job["count"]):
                self.training.step()

        return timed(run)[0]

    def evaluation(self, _):
        if self.training.is_compiled:
            self.training.evaluate()
        cost, ((loss, _), (_, accuracy)) = timed(self.training.evaluate)
        return {**cost, "validationLoss": loss, "testAccuracy": accuracy}

    def experiment(self, job):
        def run():
            self.load_data(job["data"])
            self.load_training(job["training"])
            return self.training.experiment(job)

        cost, rounds = timed(run)
        # Kilobytes on Linux, bytes on macOS.
        unit = 1 if sys.platform == "darwin" else 1024
        return {**cost, "rounds": rounds, "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit}


peer = Peer()
operations = {
    "versions": peer.versions,
    "data": peer.load_data,
    "training": peer.load_training,
    "losses": peer.losses,
    "steps": peer.steps,
    "evaluation": peer.evaluation,
    "experiment": peer.experiment,
}
for line in sys.stdin:
    job = json.loads(line)
    try:
        answer = {"result": operations[job["operation"]](job)}
    except Exception as error:
        answer = {"error": f"{type(error).__name__}: {error}"}
    print(json.dumps(answer), flush=True)
