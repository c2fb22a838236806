/** Which path a layer takes in an evaluation: a fixed rule. All paths give the same bits, so changing it changes no result. */
import { type DenseLayer, weightName } from '../../../shared/network/network.ts';
import type { Mask } from '../../../shared/tensors/tensors.ts';
import { densityOf } from '../layers/path-rule.ts';
import { roundUp } from '../memory/geometry.ts';
import { outputUnit } from './group.ts';

/**
 * - 'dense': matrix products, batch first.
 * - 'inputs': only inputs that are not 0 take part, sample by sample.
 * - 'weights': only surviving weights take part, output by output, batch last.
 */
export type EvaluationPath = 'dense' | 'inputs' | 'weights';

interface PathFacts {
  readonly layer: DenseLayer;
  readonly isFirst: boolean;
  /** Fraction of weights that remain. */
  readonly density: number;
  /** Fraction of inputs that are 0. */
  readonly zeroInputs: number;
}

/** Time of one product on the path, in units of a product on 'weights' (bench/evaluation-paths.ts). */
const denseProduct = 0.7;
const inputProduct = 0.92;
/** Time of listing one input; the lists of the first layer are made once a training. */
const listing = 8;

/** Time of each path in units of a full layer's products on 'weights'. */
function pathCosts({ layer, isFirst, density, zeroInputs }: PathFacts): Readonly<Record<EvaluationPath, number>> {
  const { outputs } = layer;
  return {
    weights: density,
    inputs: (inputProduct * (1 - zeroInputs) * roundUp(outputs, outputUnit) + (isFirst ? 0 : listing)) / outputs,
    dense: (denseProduct * roundUp(outputs, 8)) / outputs,
  };
}

export function evaluationPath(facts: PathFacts): EvaluationPath {
  const { weights, inputs, dense } = pathCosts(facts);
  if (weights <= Math.min(inputs, dense)) return 'weights';
  return inputs <= dense ? 'inputs' : 'dense';
}

/** A ReLU lets about half of its outputs through. */
const zerosOfRelu = 0.5;

/** Fraction of zeros among the inputs of a layer; `zeroInputs`: of the data. */
export function zerosAt(layers: readonly DenseLayer[], place: number, zeroInputs: number): number {
  if (place === 0) return zeroInputs;
  return layers[place - 1]?.activation === 'relu' ? zerosOfRelu : 0;
}

/** Paths of all layers; `zeroInputs`: of the data. */
export function evaluationPaths(layers: readonly DenseLayer[], mask: Mask | null, zeroInputs: number): readonly EvaluationPath[] {
  return layers.map((layer, place) => {
    const density = densityOf(mask?.get(weightName(layer)));
    return evaluationPath({ layer, isFirst: place === 0, density, zeroInputs: zerosAt(layers, place, zeroInputs) });
  });
}
