/** The worker's memory that a network of any layers takes, its data not counted; see layered-workspace.ts. */
import {
  allLayers,
  type ConvolutionLayer,
  type DenseLayer,
  type Layer,
  type Network,
  unknownLayerKind,
} from '../../../shared/network/network.ts';
import { inputShapeOf, outputShapeOf, productOf } from '../../../shared/network/shapes.ts';
import { denseLayerBytes, levelBytes, mostBytes, slack, slots } from '../dense/layer-memory.ts';
import { pathOf } from '../layers/path-rule.ts';
import { type Geometry, roundUp, rowBytes } from '../memory/geometry.ts';
import { convolutionPathOf } from '../../convolution-path.ts';
import { imageLayout } from './node.ts';
import { haloOf, hasActiveInput, mostPairs, widestChannels, widestOf } from './layered-network.ts';
import { blocksOf, channelsAtOnce } from './convolution/survivor-blocks.ts';
import { mostFilters, places, tileMatrix } from './convolution/winograd-tiles.ts';

const four = (count: number): number => roundUp(count, 4);

/** Where survivors begin, filter by filter and, for the gradient of the input, channel by channel in each phase; all in blocks. */
function startsOf({ inputShape: [channels], outputShape: [filters], kernelSize, stride }: ConvolutionLayer): number {
  const atOnce = channelsAtOnce(kernelSize);
  const blocks = filters * (blocksOf(channels, atOnce) + 1) + stride * stride * channels * (blocksOf(filters, atOnce) + 1);
  return filters + 1 + blocks;
}

/** Parameters and their state; taps; packed copies, one of them transposed; the same of filters in Winograd's form. */
function convolutionBytes(layer: ConvolutionLayer, density: number): number {
  const [filters, channels] = [layer.outputShape[0], layer.inputShape[0]];
  const area = layer.kernelSize[0] * layer.kernelSize[1];
  const weights = filters * channels * area;
  const biases = slots * four(filters) + filters;
  const path = convolutionPathOf(layer, density);
  if (path === 'sparse') return 4 * (biases + startsOf(layer) + (slots + 1 + 3) * Math.ceil(density * weights));
  const packed = four(filters) * channels * area + four(channels) * filters * area + (filters + 1 + channels) * area;
  const transformed = path === 'winograd' ? places * (four(filters) * channels + four(channels) * filters) : 0;
  return 4 * (biases + (density === 1 ? slots : slots + 1) * weights + packed + transformed);
}

function denseBytes(layer: DenseLayer, before: Layer | undefined, geometries: readonly Geometry[], density: number): number {
  const path = pathOf({ isFirst: false, hasActiveInput: hasActiveInput(before), density, zeroInputs: 0 });
  return denseLayerBytes(layer, path, geometries, density);
}

/** A layer's parameters and what its path keeps beside them. `before`: the layer in front of it. */
function parameterBytes(layer: Layer, before: Layer | undefined, geometries: readonly Geometry[], density: number | null): number {
  switch (layer.kind) {
    case 'dense':
      return mostBytes(density, (at) => denseBytes(layer, before, geometries, at));
    case 'convolution':
      return slack + mostBytes(density, (at) => convolutionBytes(layer, at));
    case 'batch-normalization':
      return 80 * four(layer.inputShape[0] ?? 0) + slack;
    case 'max-pool':
    case 'average-pool':
    case 'global-average-pool':
    case 'flatten':
    case 'relu':
    case 'dropout':
    case 'residual':
      return 0;
    case 'model':
      throw new Error('Only TensorFlow.js trains a model file.');
    default:
      return unknownLayerKind(layer);
  }
}

/** Bytes of one array of images, or of all four arrays of a level of units. */
type ShapeBytes = (shape: readonly number[], arrays: 1 | 2) => number;

/** All passes share images, which lie alike for every batch; units have arrays for each. */
function shapeBytesOf(network: Network, geometries: readonly Geometry[]): ShapeBytes {
  const halo = haloOf(network);
  const groups = Math.max(...geometries.map(({ rows }) => rows)) / 4;
  return (shape, arrays) => {
    if (shape.length === 3) return arrays * groups * imageLayout(shape, halo).group + slack;
    return geometries.reduce((sum, geometry) => sum + levelBytes(productOf(shape), geometry), slack);
  };
}

/** The outputs of a layer. A residual block has the gradient of its shortcut too; a fully connected layer after images flattens them. */
function levelsOf(layer: Layer, given: readonly number[], bytesOf: ShapeBytes): number {
  const own = bytesOf(outputShapeOf(layer), 2);
  const copies = layer.kind === 'residual' || (layer.kind === 'dense' && given.length === 3);
  return copies ? own + bytesOf(inputShapeOf(layer), 2) : own;
}

/** Samples that are no images are loaded as images of one pixel and flattened. */
function inputBytes({ inputShape }: Network, bytesOf: ShapeBytes): number {
  const features = productOf(inputShape);
  return inputShape.length === 3 ? bytesOf(inputShape, 1) : bytesOf([features, 1, 1], 1) + bytesOf([features], 1);
}

function winogradScratchBytes(network: Network, density: number | null): number {
  const isUsed = allLayers(network.layers).some(
    (layer) => layer.kind === 'convolution' && convolutionPathOf(layer, density ?? 1) === 'winograd',
  );
  if (!isUsed) return 0;
  return 2 * places * tileMatrix(four(widestChannels(network))) + 20 * places * Math.min(mostPairs(network), mostFilters) + slack;
}

/** Upper bound. @param density Of every layer; null for the most at any. */
export function layeredNetworkBytes(network: Network, geometries: readonly Geometry[], density: number | null): number {
  const layers = allLayers(network.layers);
  const bytesOf = shapeBytesOf(network, geometries);
  const features = productOf(network.inputShape);
  const buffers = geometries.reduce((sum, { stride, rows }) => sum + (network.classes + 4) * stride + 12 * rows + slack, 0);
  const parts = layers.map((layer, place) => {
    const before = layers[place - 1];
    const given = before ? outputShapeOf(before) : network.inputShape;
    return parameterBytes(layer, before, geometries, density) + levelsOf(layer, given, bytesOf);
  });
  const shared =
    inputBytes(network, bytesOf) + winogradScratchBytes(network, density) + 2 * rowBytes(features) + rowBytes(widestOf(network));
  return parts.reduce((sum, bytes) => sum + bytes, shared + buffers + slack);
}
