/** The table of layer kinds: names, shapes, parameters and inner layers. A kind without a row does not compile. */
import {
  type BatchNormalizationLayer,
  biasName,
  type ConvolutionLayer,
  type DenseLayer,
  type Layer,
  type LayerByKind,
  type LayerKind,
  type ModelLayer,
  type ResidualLayer,
  unknownLayerKind,
  weightName,
} from './layers.ts';
import type { LayerRole, Parameter, ParameterKind } from './parameter.ts';

export interface LayerFacts<Kind extends LayerKind> {
  /** Default names are this and a number: `fc1`, `conv1`. */
  readonly namePrefix: string;
  /** Which pruning rate its weights take by default; null where pruning touches none. As the network's last layer it is 'output'. */
  readonly role: Exclude<LayerRole, 'output'> | null;
  inputShape(layer: LayerByKind[Kind]): readonly number[];
  outputShape(layer: LayerByKind[Kind]): readonly number[];
  /** The tensors that it holds itself, in the order of `Weights`. */
  parameters(layer: LayerByKind[Kind], isOutput: boolean): readonly Parameter[];
  /** Layers within it, in network order. */
  innerLayers(layer: LayerByKind[Kind]): readonly Layer[];
}

function weight(layer: DenseLayer | ConvolutionLayer, role: LayerRole, shape: readonly number[]): Parameter {
  const [outputs = 0, inputs = 0, height = 1, width = 1] = shape;
  const fans = { fanIn: inputs * height * width, fanOut: outputs * height * width };
  return { name: weightName(layer), layer: layer.name, shape, kind: 'weight', role, prunable: true, ...fans, initial: 'glorot' };
}

function vector(layer: Layer, name: string, length: number, kind: ParameterKind, initial: 'zeros' | 'ones' = 'zeros'): Parameter {
  return { name, layer: layer.name, shape: [length], kind, role: null, prunable: false, fanIn: 0, fanOut: 0, initial };
}

function denseParameters(layer: DenseLayer, isOutput: boolean): readonly Parameter[] {
  const weights = weight(layer, isOutput ? 'output' : 'dense', [layer.outputs, layer.inputs]);
  return [weights, vector(layer, biasName(layer), layer.outputs, 'bias')];
}

function convolutionParameters(layer: ConvolutionLayer): readonly Parameter[] {
  const [filters] = layer.outputShape;
  const weights = weight(layer, 'convolution', [filters, layer.inputShape[0], ...layer.kernelSize]);
  return layer.bias ? [weights, vector(layer, biasName(layer), filters, 'bias')] : [weights];
}

function normalizationParameters(layer: BatchNormalizationLayer): readonly Parameter[] {
  const channels = layer.inputShape[0] ?? 0;
  return [
    vector(layer, weightName(layer), channels, 'scale', 'ones'),
    vector(layer, biasName(layer), channels, 'shift'),
    vector(layer, `${layer.name}.running_mean`, channels, 'running-mean'),
    vector(layer, `${layer.name}.running_var`, channels, 'running-variance', 'ones'),
  ];
}

/** A layer that holds nothing. */
const plain = (namePrefix: string) => ({
  namePrefix,
  role: null,
  inputShape: (layer: Exclude<Layer, DenseLayer>) => layer.inputShape,
  outputShape: (layer: Exclude<Layer, DenseLayer>) => layer.outputShape,
  parameters: () => [],
  innerLayers: () => [],
});

export const layerKinds: { readonly [Kind in LayerKind]: LayerFacts<Kind> } = {
  dense: {
    namePrefix: 'fc',
    role: 'dense',
    inputShape: ({ inputs }) => [inputs],
    outputShape: ({ outputs }) => [outputs],
    parameters: denseParameters,
    innerLayers: () => [],
  },
  convolution: { ...plain('conv'), role: 'convolution', parameters: convolutionParameters },
  'max-pool': plain('pool'),
  'average-pool': plain('pool'),
  'global-average-pool': plain('pool'),
  flatten: plain('flatten'),
  relu: plain('relu'),
  dropout: plain('dropout'),
  'batch-normalization': { ...plain('norm'), parameters: normalizationParameters },
  residual: {
    ...plain('block'),
    innerLayers: ({ layers, shortcutLayers }: ResidualLayer) => [...layers, ...shortcutLayers],
  },
  model: { ...plain('model'), parameters: ({ parameters }: ModelLayer) => parameters },
};

export const layerKindNames = Object.keys(layerKinds) as readonly LayerKind[];

/** The row of a layer's kind. @throws Error where the kind is unknown: layers may come from files. */
export function factsOf<Kind extends LayerKind>(layer: LayerByKind[Kind]): LayerFacts<Kind> {
  const kind = layer.kind as Kind;
  return Object.hasOwn(layerKinds, kind) ? layerKinds[kind] : unknownLayerKind(layer as never);
}
