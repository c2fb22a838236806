"""The JAX side of the benchmark: open_lth's loop (mask multiply each step, Adam), driven by lines of JSON as pytorch.py is.

`jax_peer.py step` compiles one training step by `jit` and calls it for each; `jax_peer.py scan` compiles many steps as one
`lax.scan`, so that Python and dispatch cost next to nothing. One thread: the process keeps to one core. (A file called jax.py
would hide the library.)
"""
import json
import os
import platform
import sys
import time

# XLA takes a thread for each core that it may use; both must be said before JAX is imported.
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
os.environ["XLA_FLAGS"] = os.environ.get("XLA_FLAGS", "") + " --xla_cpu_multi_thread_eigen=false"
os.environ["JAX_PLATFORMS"] = "cpu"

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

is_scan = sys.argv[1] == "scan"
beta1, beta2, epsilon = 0.9, 0.999, 1e-8


class Data:
    """Images as float arrays, normalised once."""

    def __init__(self, job):
        def scale(path):
            pixels = np.fromfile(path, np.uint8).reshape(-1, *job["shape"]).astype(np.float32)
            return jnp.asarray((pixels / np.float32(255) - np.float32(job["mean"])) / np.float32(job["deviation"]))

        def labels(path):
            return jnp.asarray(np.fromfile(path, np.uint8).astype(np.int32))

        self.pool, self.pool_labels = scale(job["images"]), labels(job["labels"])
        self.test = (scale(job["testImages"]), labels(job["testLabels"]))
        chosen = np.fromfile(job["validation"], np.int32)
        self.validation = (self.pool[chosen], self.pool_labels[chosen])


def shapes_of(layer):
    """Of weights and biases, in PyTorch's layout; none for layers without."""
    if layer["kind"] == "dense":
        return [(layer["outputs"], layer["inputs"]), (layer["outputs"],)]
    if layer["kind"] == "convolution":
        filters = layer["outputShape"][0]
        weights = (filters, layer["inputShape"][0], *layer["kernelSize"])
        return [weights, (filters,)] if layer["bias"] else [weights]
    return []


def run_layer(layer, parameters, x):
    if layer["kind"] == "dense":
        return x @ parameters[0].T + parameters[1]
    if layer["kind"] == "convolution":
        padding = [(k // 2, k // 2) if layer["padding"] == "same" else (0, 0) for k in layer["kernelSize"]]
        stride = (layer["stride"],) * 2
        y = lax.conv_general_dilated(x, parameters[0], stride, padding, dimension_numbers=("NCHW", "OIHW", "NCHW"))
        return y + parameters[1][None, :, None, None] if layer["bias"] else y
    if layer["kind"] == "max-pool":
        window = (1, 1, *layer["kernelSize"])
        return lax.reduce_window(x, -jnp.inf, lax.max, window, (1, 1, layer["stride"], layer["stride"]), "VALID")
    if layer["kind"] == "flatten":
        return x.reshape(len(x), -1)
    raise ValueError(f"this peer has no layer of the kind {layer['kind']}")


def logits_of(layers, parameters, x):
    place = 0
    for layer in layers:
        count = len(shapes_of(layer))
        x = run_layer(layer, parameters[place : place + count], x)
        place += count
        x = jax.nn.relu(x) if layer.get("activation") == "relu" else x
    return x


def cross_entropies(logits, labels):
    return -jnp.take_along_axis(jax.nn.log_softmax(logits), labels[:, None], 1)[:, 0]


def adam(parameters, gradients, first, second, t, rate):
    first = [beta1 * m + (1 - beta1) * g for m, g in zip(first, gradients)]
    second = [beta2 * v + (1 - beta2) * g * g for v, g in zip(second, gradients)]
    size, root = rate / (1 - beta1**t), jnp.sqrt(1 - beta2**t)
    moved = [w - size * m / (jnp.sqrt(v) / root + epsilon) for w, m, v in zip(parameters, first, second)]
    return moved, first, second


def tensors(path, dtype, shapes):
    flat, place, found = np.fromfile(path, dtype), 0, []
    for shape in shapes:
        size = int(np.prod(shape))
        found.append(jnp.asarray(flat[place : place + size].reshape(shape).astype(np.float32)))
        place += size
    return found


class Training:
    def __init__(self, job, data):
        self.data, layers = data, job["layers"]
        shapes = [shape for layer in layers for shape in shapes_of(layer)]
        self.batches = jnp.asarray(np.fromfile(job["batches"], np.int32).reshape(-1, job["batchSize"]))
        self.evaluation_batch, rate = job["evaluationBatch"], job["learningRate"]
        # Weights alone have masks; None stands where nothing is multiplied.
        masks = iter(tensors(job["mask"], np.uint8, [shape for shape in shapes if len(shape) > 1]) if job["mask"] else [])
        masks = [next(masks) if job["mask"] and len(shape) > 1 else None for shape in shapes]

        def zeros():
            return [jnp.zeros(shape) for shape in shapes]

        self.state = (tensors(job["weights"], np.float32, shapes), zeros(), zeros(), jnp.float32(0))
        self.iteration = 0
        # Steps of one call of `scan`: seconds at most.
        self.at_once = 50 if job["sizes"] else 5

        def masked(parameters):
            return [w if mask is None else w * mask for w, mask in zip(parameters, masks)]

        def step(state, chosen, pool, labels):
            parameters, first, second, t = state
            parameters = masked(parameters)
            loss = lambda p: cross_entropies(logits_of(layers, p, pool[chosen]), labels[chosen]).mean()
            value, gradients = jax.value_and_grad(loss)(parameters)
            return (*adam(parameters, gradients, first, second, t + 1, rate), t + 1), value

        def evaluated(parameters, x, y):
            logits = logits_of(layers, masked(parameters), x)
            return cross_entropies(logits, y).sum(), (logits.argmax(1) == y).sum()

        self.one = jax.jit(step, donate_argnums=0)
        self.many = jax.jit(
            lambda state, chosen, pool, labels: lax.scan(lambda s, c: step(s, c, pool, labels), state, chosen), donate_argnums=0
        )
        self.evaluated = jax.jit(evaluated)

    def steps(self, count):
        """At least so many; returns how many."""
        done = 0
        while done < count:
            chosen, length = self.iteration % len(self.batches), self.at_once if is_scan and count > 1 else 1
            if is_scan:
                rows = self.batches[jnp.arange(chosen, chosen + length) % len(self.batches)]
                self.state, loss = self.many(self.state, rows, self.data.pool, self.data.pool_labels)
            else:
                self.state, loss = self.one(self.state, self.batches[chosen], self.data.pool, self.data.pool_labels)
            self.iteration += length
            done += length
        jax.block_until_ready(self.state)
        return done

    def evaluate_part(self, x, y):
        size, results = self.evaluation_batch, []
        for first in range(0, len(x), size):
            results.append(self.evaluated(self.state[0], x[first : first + size], y[first : first + size]))
        return sum(float(loss) for loss, _ in results) / len(x), sum(int(correct) for _, correct in results) / len(x)

    def validation_loss_after_step(self):
        self.steps(1)
        return self.evaluate_part(*self.data.validation)[0]


def timed(action):
    cpu, wall = time.process_time(), time.perf_counter()
    result = action()
    return {"cpu": time.process_time() - cpu, "wall": time.perf_counter() - wall}, result


class Peer:
    data = training = None

    def versions(self, _):
        kind = "lax.scan over steps" if is_scan else "jit of a step"
        return {"name": "JAX", "version": jax.__version__, "runtime": f"Python {platform.python_version()}", "details": kind}

    def load_data(self, job):
        self.data = Data(job)

    def load_training(self, job):
        self.training = Training(job, self.data)

    def losses(self, job):
        """Validation loss after each of the first steps."""
        return [self.training.validation_loss_after_step() for _ in range(job["count"])]

    def steps(self, job):
        # The first call of a form compiles it.
        self.training.steps(2)
        cost, done = timed(lambda: self.training.steps(job["count"]))
        return {name: seconds * job["count"] / done for name, seconds in cost.items()}

    def evaluation(self, _):
        both = lambda: (self.training.evaluate_part(*self.data.validation), self.training.evaluate_part(*self.data.test))
        both()
        cost, ((loss, _), (_, accuracy)) = timed(both)
        return {**cost, "validationLoss": loss, "testAccuracy": accuracy}


peer = Peer()
operations = {
    "versions": peer.versions,
    "data": peer.load_data,
    "training": peer.load_training,
    "losses": peer.losses,
    "steps": peer.steps,
    "evaluation": peer.evaluation,
}
for line in sys.stdin:
    job = json.loads(line)
    try:
        answer = {"result": operations[job["operation"]](job)}
    except Exception as error:
        answer = {"error": f"{type(error).__name__}: {error}"}
    print(json.dumps(answer), flush=True)
