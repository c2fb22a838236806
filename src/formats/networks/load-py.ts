/** load.py: builds an exported ticket's network in PyTorch, gives it its weights and applies its mask. */
import { type ConvolutionLayer, type Layer, type Network, paddingAround, unknownLayerKind } from '../../shared/network/network.ts';
import { ExportError } from '../exported-ticket.ts';
import { tell } from '../../shared/text/told.ts';

/** A module of `nn` by its name; names are the last part of ours: `conv1` of `block1.conv1`. */
type Module = readonly [name: string, expression: string];

const flag = (value: boolean): string => (value ? 'True' : 'False');
const pair = ([a = 0, b = 0]: readonly number[]): string => `(${a}, ${b})`;
const lastPart = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

function withActivation(name: string, expression: string, activation: string): Module[] {
  const module: Module = [name, expression];
  return activation === 'relu' ? [module, [`${name}_relu`, 'nn.ReLU()']] : [module];
}

/** Zeros that are not the same on both sides are a module of their own. */
function convolution(name: string, layer: ConvolutionLayer): Module[] {
  const [top, left, bottom, right] = paddingAround(layer);
  const isEven = top === bottom && left === right;
  const padding = isEven && top + left > 0 ? `, padding=${pair([top, left])}` : '';
  const sizes = `${layer.inputShape[0]}, ${layer.outputShape[0]}, ${pair(layer.kernelSize)}, stride=${layer.stride}`;
  const convolved = withActivation(name, `nn.Conv2d(${sizes}${padding}, bias=${flag(layer.bias)})`, layer.activation);
  return isEven ? convolved : [[`${name}_padding`, `nn.ZeroPad2d((${left}, ${right}, ${top}, ${bottom}))`], ...convolved];
}

function modulesOf(layer: Layer, input: readonly number[]): readonly Module[] {
  const name = lastPart(layer.name);
  switch (layer.kind) {
    case 'dense': {
      const flattened: Module[] = input.length === 1 ? [] : [[`${name}_input`, 'nn.Flatten()']];
      return [...flattened, ...withActivation(name, `nn.Linear(${layer.inputs}, ${layer.outputs})`, layer.activation)];
    }
    case 'convolution':
      return convolution(name, layer);
    case 'max-pool':
      return [[name, `nn.MaxPool2d(${pair(layer.kernelSize)}, stride=${layer.stride})`]];
    case 'average-pool':
      return [[name, `nn.AvgPool2d(${pair(layer.kernelSize)}, stride=${layer.stride})`]];
    case 'global-average-pool':
      return [
        [name, 'nn.AdaptiveAvgPool2d(1)'],
        [`${name}_flat`, 'nn.Flatten()'],
      ];
    case 'flatten':
      return [[name, 'nn.Flatten()']];
    case 'relu':
      return [[name, 'nn.ReLU()']];
    case 'dropout':
      return [[name, `nn.Dropout(${layer.rate})`]];
    case 'batch-normalization': {
      const kind = layer.inputShape.length === 3 ? 'BatchNorm2d' : 'BatchNorm1d';
      return [[name, `nn.${kind}(${layer.inputShape[0] ?? 0}, eps=${layer.epsilon}, momentum=${layer.momentum})`]];
    }
    case 'residual':
      return [[name, `Residual(${list(layer.layers, layer.inputShape)}, ${list(layer.shortcutLayers, layer.inputShape)})`]];
    case 'model':
      throw new ExportError(tell('PyTorch has no words for a model file of TensorFlow.js.'));
    default:
      return unknownLayerKind(layer);
  }
}

function list(layers: readonly Layer[], input: readonly number[]): string {
  let shape = input;
  const modules = layers.flatMap((layer) => {
    const own = modulesOf(layer, shape);
    shape = layer.kind === 'dense' ? [layer.outputs] : layer.outputShape;
    return own;
  });
  return `[${modules.map(([name, expression]) => `(${JSON.stringify(name)}, ${expression})`).join(', ')}]`;
}

const residual = `

class Residual(nn.Module):
    def __init__(self, layers, shortcut):
        super().__init__()
        self.ways = [[module for _, module in way] for way in (layers, shortcut)]
        for name, module in layers + shortcut:
            self.add_module(name, module)

    def forward(self, x):
        way, shortcut = x, x
        for module in self.ways[0]:
            way = module(way)
        for module in self.ways[1]:
            shortcut = module(shortcut)
        return way + shortcut
`;

const hasResidual = ({ layers }: Network): boolean => layers.some(({ kind }) => kind === 'residual');

/** null where the network is a model file, which PyTorch does not know. @param file The .safetensors file beside it. */
export function loadPy(network: Network, file: string): string | null {
  if (network.layers.some(({ kind }) => kind === 'model')) return null;
  return `"""The network of ${JSON.stringify(file)} in PyTorch, pruned: python load.py [FILE]. Needs torch and safetensors."""
import sys
from collections import OrderedDict
from torch import nn
from torch.nn.utils import prune
from safetensors.torch import load_file
${hasResidual(network) ? residual : ''}

def load(file=${JSON.stringify(file)}, weights=""):
    """weights: "" for those that the training starts from, "trained." or "initial." for the others."""
    tensors = load_file(file)
    model = nn.Sequential(OrderedDict(${list(network.layers, network.inputShape)}))
    names = [name for name in model.state_dict() if not name.endswith("num_batches_tracked")]
    model.load_state_dict({name: tensors[weights + name] for name in names}, strict=False)
    for name, module in model.named_modules():
        if name + ".weight_mask" in tensors:
            prune.custom_from_mask(module, "weight", tensors[name + ".weight_mask"])
    return model


if __name__ == "__main__":
    print(load(*sys.argv[1:2]))
`;
}
