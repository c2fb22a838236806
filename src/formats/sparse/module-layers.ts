/**
 * The layers of a ticket as a module that runs by itself has them: facts as JSON, data as bytes.
 * Of weights, row by row, how many remain and the gaps between their columns (seven bits a byte), then biases and values as float32; a convolution's row
 * is a filter, `[in, height, width]`. Of a batch normalisation, mean, factor and shift of each channel as float32.
 */
import {
  type BatchNormalizationLayer,
  biasName,
  type ConvolutionLayer,
  type DenseLayer,
  type ImageShape,
  type Layer,
  paddingAround,
  type ResidualLayer,
  unknownLayerKind,
  weightName,
} from '../../shared/network/network.ts';
import { outputShapeOf, productOf } from '../../shared/network/shapes.ts';
import type { Mask, Weights } from '../../shared/tensors/tensors.ts';
import { varint } from '../bytes/protobuf.ts';
import { ExportError } from '../exported-ticket.ts';
import { type SparseRows, sparseRows } from '../tensors/csr-file.ts';
import type { LayerFacts } from './runtime.mjs';
import { tell } from '../../shared/text/told.ts';

export interface ModuleLayer {
  readonly facts: LayerFacts;
  /** In the order in which the module reads them. */
  readonly data: readonly Uint8Array[];
}

export interface LayerTensors {
  readonly weights: Weights;
  readonly mask: Mask;
}

/** Rows of weights with their biases; all +0 where the layer has none. */
export interface BiasedRows extends SparseRows {
  readonly bias: Float32Array;
}

const floatBytes = (values: Float32Array): Uint8Array => new Uint8Array(values.buffer, values.byteOffset, values.byteLength);

function valuesOf(weights: Weights, name: string): Float32Array {
  const tensor = weights.get(name);
  if (!tensor) throw new ExportError(tell('The tensor "{0}" is missing.', name));
  return tensor.data;
}

export function rowsOf(layer: DenseLayer | ConvolutionLayer, { weights, mask }: LayerTensors): BiasedRows {
  const [weight, kept] = [weights.get(weightName(layer)), mask.get(weightName(layer))];
  if (!weight || !kept) throw new ExportError(tell('The tensors of "{0}" are not complete.', layer.name));
  const hasBias = layer.kind === 'dense' || layer.bias;
  const bias = hasBias ? valuesOf(weights, biasName(layer)) : new Float32Array(weight.shape[0] ?? 0);
  return { bias, ...sparseRows(weight, kept) };
}

function rowBytes({ data, indices, indptr, bias }: BiasedRows): readonly Uint8Array[] {
  const numbers: Uint8Array[] = [];
  for (let row = 0; row + 1 < indptr.length; row++) {
    const [from = 0, to = 0] = [indptr[row], indptr[row + 1]];
    numbers.push(varint(to - from));
    for (let at = from, before = -1; at < to; before = indices[at++] ?? 0) numbers.push(varint((indices[at] ?? 0) - before - 1));
  }
  return [...numbers, floatBytes(bias), floatBytes(data)];
}

export const denseLayer = ({ inputs, outputs, activation }: DenseLayer, rows: BiasedRows): ModuleLayer => ({
  facts: { kind: 'dense', inputs, outputs, weights: rows.data.length, relu: activation === 'relu' },
  data: rowBytes(rows),
});

function convolutionLayer(layer: ConvolutionLayer, tensors: LayerTensors): ModuleLayer {
  const { inputShape, outputShape, kernelSize, stride, activation } = layer;
  const rows = rowsOf(layer, tensors);
  const [top, left] = paddingAround(layer);
  const shapes = { from: inputShape, to: outputShape, kernel: kernelSize, step: stride, before: [top, left] as const };
  const relu = activation === 'relu';
  return { facts: { kind: 'convolution', ...shapes, outputs: outputShape[0], weights: rows.data.length, relu }, data: rowBytes(rows) };
}

/** As the engine has it: (x - mean) * (1 / sqrt(variance + epsilon) * scale) + shift, each step rounded to float32. */
function normalizationLayer({ name, inputShape, epsilon }: BatchNormalizationLayer, { weights }: LayerTensors): ModuleLayer {
  const [scale, variance] = [valuesOf(weights, `${name}.weight`), valuesOf(weights, `${name}.running_var`)];
  const factor = variance.map((value, c) => {
    const deviation = Math.fround(Math.sqrt(Math.fround(value + Math.fround(epsilon))));
    return Math.fround(1 / deviation) * (scale[c] ?? 0);
  });
  const data = [valuesOf(weights, `${name}.running_mean`), factor, valuesOf(weights, `${name}.bias`)].map(floatBytes);
  return { facts: { kind: 'batch-normalization', values: productOf(inputShape), channels: inputShape[0] ?? 0 }, data };
}

function residualLayer({ layers, shortcutLayers, outputShape }: ResidualLayer, tensors: LayerTensors): ModuleLayer {
  const [way, shortcut] = [layers, shortcutLayers].map((own) => moduleLayers(own, tensors));
  const facts = (own: readonly ModuleLayer[] = []): readonly LayerFacts[] => own.map((layer) => layer.facts);
  return {
    facts: { kind: 'residual', values: productOf(outputShape), layers: facts(way), shortcut: facts(shortcut) },
    data: [...(way ?? []), ...(shortcut ?? [])].flatMap(({ data }) => data),
  };
}

type Pooled = Pick<ConvolutionLayer, 'inputShape' | 'outputShape' | 'kernelSize' | 'stride'>;

const poolLayer = (kind: 'max-pool' | 'average-pool', { inputShape, outputShape, kernelSize, stride }: Pooled): ModuleLayer => ({
  facts: { kind, from: inputShape, to: outputShape, kernel: kernelSize, step: stride },
  data: [],
});

function globalPool(from: ImageShape): ModuleLayer {
  const [channels, rows, columns] = from;
  return poolLayer('average-pool', { inputShape: from, outputShape: [channels, 1, 1], kernelSize: [rows, columns], stride: 1 });
}

/** None for a layer that changes nothing once a network is trained. @throws ExportError for a kind that no module runs. */
function moduleLayer(layer: Layer, tensors: LayerTensors): readonly ModuleLayer[] {
  switch (layer.kind) {
    case 'dense':
      return [denseLayer(layer, rowsOf(layer, tensors))];
    case 'convolution':
      return [convolutionLayer(layer, tensors)];
    case 'max-pool':
    case 'average-pool':
      return [poolLayer(layer.kind, layer)];
    case 'global-average-pool':
      return [globalPool(layer.inputShape)];
    case 'relu':
      return [{ facts: { kind: 'relu', values: productOf(outputShapeOf(layer)) }, data: [] }];
    case 'batch-normalization':
      return [normalizationLayer(layer, tensors)];
    case 'residual':
      return [residualLayer(layer, tensors)];
    case 'flatten':
    case 'dropout':
      return [];
    case 'model':
      throw new ExportError(
        tell(
          'module: "{0}" is a layers model of TensorFlow.js, which only TensorFlow.js runs. Export the ticket as tfjs or onnx.',
          layer.name,
        ),
      );
    default:
      return unknownLayerKind(layer);
  }
}

export const moduleLayers = (layers: readonly Layer[], tensors: LayerTensors): readonly ModuleLayer[] =>
  layers.flatMap((layer) => moduleLayer(layer, tensors));
