import type { Layer } from './layers.ts';

export const productOf = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1);

export const inputShapeOf = (layer: Layer): readonly number[] => (layer.kind === 'dense' ? [layer.inputs] : layer.inputShape);

export const outputShapeOf = (layer: Layer): readonly number[] => (layer.kind === 'dense' ? [layer.outputs] : layer.outputShape);
