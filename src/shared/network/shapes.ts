import { factsOf } from './layer-kinds.ts';
import type { Layer } from './layers.ts';

export const productOf = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1);

export const inputShapeOf = (layer: Layer): readonly number[] => factsOf(layer).inputShape(layer);

export const outputShapeOf = (layer: Layer): readonly number[] => factsOf(layer).outputShape(layer);
