/** The tensors of a network's layers: the one list that initial weights, masks, rates, engines and exports go by. */
import { factsOf } from './layer-kinds.ts';
import { allLayers, type Network } from './network.ts';
import { outputShapeOf, productOf } from './shapes.ts';

/** Which pruning rate applies to a layer by default (the paper, figure 2). */
export const layerRoles = ['dense', 'output', 'convolution'] as const;
export type LayerRole = (typeof layerRoles)[number];

export type ParameterKind = 'weight' | 'bias' | 'scale' | 'shift' | 'running-mean' | 'running-variance';

/** One tensor of a layer. */
export interface Parameter {
  /** The tensor's name: `fc1.weight`. */
  readonly name: string;
  /** Its layer's name: `fc1`, `block1.conv2`. */
  readonly layer: string;
  /** PyTorch's layout: `[out, in]`, `[out, in, height, width]`, `[out]`. */
  readonly shape: readonly number[];
  readonly kind: ParameterKind;
  /** Weights have one; null for all else. */
  readonly role: LayerRole | null;
  /** Weights only, never biases or normalisations (the paper, section 2). */
  readonly prunable: boolean;
  /** Weights have them, a convolution's with its kernel area; 0 for all else. */
  readonly fanIn: number;
  readonly fanOut: number;
  /** 'glorot': drawn, by the network's initialisation (the word is part of stored specs). A list where a file says so. */
  readonly initial: 'glorot' | 'zeros' | 'ones' | readonly number[];
}

/** Running statistics are kept, but not by the optimiser. */
export const isTrained = ({ kind }: Parameter): boolean => kind !== 'running-mean' && kind !== 'running-variance';

/** All tensors of a network, in network order: the order of `Weights`. */
export function parametersOf({ layers }: Pick<Network, 'layers'>): readonly Parameter[] {
  return allLayers(layers).flatMap((layer) => factsOf(layer).parameters(layer, layer === layers.at(-1)));
}

/** Parameters that pruning may touch, in network order: the order of `Mask`. */
export const prunableOf = (network: Pick<Network, 'layers'>): readonly Parameter[] =>
  parametersOf(network).filter(({ prunable }) => prunable);

interface NetworkSize {
  /** Prunable weights. */
  readonly weights: number;
  /** Multiply-adds of one sample, forward. */
  readonly multiplications: number;
}

/** A convolution uses each weight at every place of its output. */
export function networkSize(network: Pick<Network, 'layers'>): NetworkSize {
  const places = new Map(allLayers(network.layers).map((layer) => [layer.name, productOf(outputShapeOf(layer).slice(1))]));
  const tensors = prunableOf(network).map(({ layer, shape }) => ({ weights: productOf(shape), places: places.get(layer) ?? 1 }));
  return {
    weights: tensors.reduce((sum, { weights }) => sum + weights, 0),
    multiplications: tensors.reduce((sum, tensor) => sum + tensor.weights * tensor.places, 0),
  };
}
