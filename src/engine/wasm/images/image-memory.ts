/** Upper bound of the memory of a network of any layers. */
import type { Layer, Network } from '../../../shared/network.ts';
import { allLayers } from '../../../shared/network/all-layers.ts';
import { inputShapeOf, outputShapeOf, productOf } from '../../../shared/network/shapes.ts';
import type { Geometry } from '../geometry.ts';
import { roundUp, rowBytes } from '../geometry.ts';
import { denseLayerBytes, levelBytes, slack } from '../layer-memory.ts';
import { imagePlace } from './place.ts';
import { haloOf, mostPairs, widestChannels } from './programs.ts';
import { mostFilters, places, tileRow } from './winograd-scratch.ts';

/** Values, gradient, two optimiser slots, mask, both packed copies and taps of a convolution, and its indices in JavaScript. */
function parameterBytes(layer: Layer, batch: number): number {
  if (layer.kind === 'dense') return denseLayerBytes(layer.inputs, layer.outputs, batch);
  if (layer.kind === 'batch-normalization') return 80 * roundUp(layer.inputShape[0] ?? 0, 4) + slack;
  if (layer.kind !== 'convolution') return 0;
  const [filters, channels] = [layer.outputShape[0], layer.inputShape[0]];
  const area = layer.kernelSize[0] * layer.kernelSize[1];
  const winograd = 2 * places * roundUp(filters, 4) * roundUp(channels, 4);
  return 4 * (8 * roundUp(filters, 4) * roundUp(channels, 4) * area + 3 * filters * area + channels + winograd) + slack;
}

/** Values and gradient of what a layer gives, and of what it may need a copy of. */
function nodeBytes(shape: readonly number[], halo: number, geometries: readonly Geometry[]): number {
  if (shape.length !== 3) return geometries.reduce((sum, geometry) => sum + levelBytes(productOf(shape), geometry), slack);
  return 2 * (Math.max(...geometries.map(({ rows }) => rows)) / 4) * imagePlace(shape, halo).group + slack;
}

function levelsOf(layer: Layer, halo: number, geometries: readonly Geometry[]): number {
  const given = nodeBytes(outputShapeOf(layer), halo, geometries);
  // A residual block copies its input's gradient, a fully connected layer may flatten its input.
  const copied = layer.kind === 'residual' || layer.kind === 'dense';
  return copied ? given + nodeBytes(inputShapeOf(layer), halo, geometries) : given;
}

export function imageNetworkBytes(network: Network, geometries: readonly Geometry[]): number {
  const layers = allLayers(network.layers);
  const halo = haloOf(network);
  const largest = Math.max(...geometries.map(({ batch }) => batch));
  const features = productOf(network.inputShape);
  const winograd = 2 * places * roundUp(widestChannels(network), 4) * tileRow + 20 * places * Math.min(mostPairs(network), mostFilters);
  const asImage = network.inputShape.length === 3 ? network.inputShape : [features, 1, 1];
  const inputs = nodeBytes(asImage, halo, geometries) + nodeBytes([features], halo, geometries) + 2 * rowBytes(features);
  const buffers = geometries.reduce((sum, { stride, rows }) => sum + (network.classes + 6) * stride + 12 * rows + slack, 0);
  const parts = layers.map((layer) => parameterBytes(layer, largest) + levelsOf(layer, halo, geometries));
  return winograd + inputs + buffers + rowBytes(Math.max(features, 65_536)) + parts.reduce((sum, bytes) => sum + bytes, 0);
}
