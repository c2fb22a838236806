"""Runs and trains exported tickets in PyTorch and makes tickets of its own: torch_peer.py FOLDER. Prints logits and losses as JSON."""
import importlib.util
import json
import pathlib
import sys

import numpy as np
import torch
from torch.nn.utils import prune

folder = pathlib.Path(sys.argv[1])
torch.manual_seed(7)
torch.set_num_threads(1)


def loader(place):
    spec = importlib.util.spec_from_file_location("load", place / "load.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.load


def logits(name):
    place = folder / name
    model = loader(place)(str(place / "ticket.safetensors"), "trained.").eval()
    inputs = torch.from_numpy(np.load(place / "inputs.npz")["inputs"])
    with torch.no_grad():
        return model(inputs).ravel().tolist()


def train(model, data, every):
    """Losses of validation after every so many iterations; the batches are those of our engine."""
    optimizer = torch.optim.Adam(model.parameters(), lr=float(data["learningRate"][0]))
    loss = torch.nn.CrossEntropyLoss()
    losses = []
    for at, (x, y) in enumerate(zip(data["batches"], data["labels"]), 1):
        optimizer.zero_grad()
        loss(model(torch.from_numpy(x)), torch.from_numpy(y)).backward()
        optimizer.step()
        if at % every == 0:
            with torch.no_grad():
                losses.append(loss(model(torch.from_numpy(data["validation"])), torch.from_numpy(data["validationLabels"])).item())
    return losses


def network_like(model):
    return torch.nn.Sequential(*[torch.nn.Linear(m.in_features, m.out_features) if isinstance(m, torch.nn.Linear) else m for m in model])


def own_ticket(model, data, every):
    """A network that PyTorch has drawn and pruned, saved before it is trained."""
    own = network_like(model)
    for module in own:
        if isinstance(module, torch.nn.Linear):
            prune.l1_unstructured(module, "weight", 0.5)
    torch.save(own.state_dict(), folder / "theirs.pt")
    torch.save({"epoch": 0, "state_dict": {name: one.clone() for name, one in own.state_dict().items()}}, folder / "checkpoint.pt")
    return train(own, data, every)


def open_lth(model):
    """Two levels as open_lth leaves them: int masks and the model at step 0, under its own names."""
    for level, keep in enumerate((1.0, 0.5)):
        place = folder / "lottery_0" / "replicate_1" / f"level_{level}" / "main"
        place.mkdir(parents=True)
        layers = [m for m in model if isinstance(m, torch.nn.Linear)]
        names = [f"fc_layers.{at}" for at in range(len(layers) - 1)] + ["fc"]
        state = {f"{name}.{part}": torch.randn_like(getattr(m, part)) for name, m in zip(names, layers) for part in ("weight", "bias")}
        masks = {key: (torch.rand_like(value) < keep).int() for key, value in state.items() if key.endswith("weight")}
        torch.save(masks, place / "mask.pth")
        torch.save(state, place / "model_ep0_it0.pth")


jobs = json.loads((folder / "jobs.json").read_text())
data = np.load(folder / "training.npz")
every = int(data["every"][0])
place = folder / "trained"
ticket = loader(place)(str(place / "ticket.safetensors"))
open_lth(ticket)
print(
    json.dumps(
        {
            "version": torch.__version__,
            "logits": {name: logits(name) for name in jobs["networks"]},
            "losses": train(ticket, data, every),
            "own": own_ticket(ticket, data, every),
        }
    )
)
