/** The worker's memory that evaluations take in a training of fully connected layers on bytes; see session-evaluation.ts. */
import type { DenseLayer } from '../../../shared/network/network.ts';
import type { Samples } from '../../engine.ts';
import { mostBytes, slack } from '../dense/layer-memory.ts';
import { listsInOne, pairBytes, startsBytes, zeroInputsOf } from '../layers/input-lists.ts';
import { panelOutputs, roundUp, rowBytes } from '../memory/geometry.ts';
import { labelBytes } from './inputs/evaluation-part.ts';
import { type EvaluationPath, evaluationPath, zerosAt } from './evaluation-path.ts';
import { groupSize, groupStride } from './group.ts';
import { stagedBytes } from './inputs/input-form.ts';
import { listStartsBytes, nonzerosOf } from './inputs/list-form.ts';

interface EvaluatedParts {
  /** The validation samples are some of these. */
  readonly pool: Samples;
  readonly test: Samples;
  readonly validationSize: number;
}

/** Bytes that are not 0 in those `count` samples that have the most of them. */
function mostNonzeros(samples: Samples, count: number): number {
  const ascending = nonzerosOf(samples).toSorted();
  return ascending.subarray(Math.max(0, ascending.length - count)).reduce((sum, one) => sum + one, 0);
}

/** Samples brought into form once: labels of each group, then lists, tiles or rows. */
function preparedBytes(samples: Samples, count: number, path: EvaluationPath, features: number): number {
  const groups = Math.ceil(count / groupSize);
  const labels = groups * (labelBytes + 64);
  if (path === 'inputs') return labels + groups * listStartsBytes(features) + pairBytes * mostNonzeros(samples, count);
  return labels + groups * groupSize * (path === 'dense' ? rowBytes(features) / 4 : features);
}

/** The group at hand: its bytes or lists, what bytes become when they are widened, and what forms are written from. */
function groupBytes(path: EvaluationPath, features: number): number {
  if (path === 'inputs') return listStartsBytes(features) + groupSize * features * pairBytes + stagedBytes(features) + 4 * features;
  if (path === 'dense') return groupSize * (rowBytes(features) / 4) * 5;
  return groupSize * features * 5 + stagedBytes(features) + groupSize * roundUp(features, 16) + 4 * features;
}

function layerBytes({ inputs, outputs }: DenseLayer, path: EvaluationPath, density: number): number {
  if (path === 'weights') return pairBytes * Math.ceil(density * inputs * outputs) + 4 * outputs + rowBytes(outputs);
  return (inputs + 1) * (path === 'dense' ? rowBytes(outputs) : roundUp(outputs, panelOutputs) * 4);
}

/** Outputs in both layouts and as lists: more than any converter takes. */
function levelBytes(outputs: number): number {
  const row = Math.max(rowBytes(outputs), roundUp(outputs, panelOutputs) * 4);
  return groupSize * row + roundUp(outputs, 4) * groupStride + startsBytes(listsInOne, groupSize) + groupSize * outputs * pairBytes;
}

/** Upper bound. @param density Of every layer; null for the most at any. */
export function evaluationBytes(layers: readonly DenseLayer[], parts: EvaluatedParts, density: number | null): number {
  const { pool, test, validationSize } = parts;
  const features = layers[0]?.inputs ?? 0;
  const zeroInputs = zeroInputsOf(pool);
  const pathAt = (layer: DenseLayer, place: number, at: number): EvaluationPath =>
    evaluationPath({ layer, isFirst: place === 0, density: at, zeroInputs: zerosAt(layers, place, zeroInputs) });
  const formed = new Map<EvaluationPath, number>();
  const inputBytes = (path: EvaluationPath): number => {
    const bytes =
      formed.get(path) ??
      groupBytes(path, features) +
        preparedBytes(pool, Math.min(validationSize, pool.count), path, features) +
        preparedBytes(test, test.count, path, features);
    formed.set(path, bytes);
    return bytes;
  };
  const each = layers.map((layer, place) =>
    mostBytes(density, (at) => {
      const path = pathAt(layer, place, at);
      return layerBytes(layer, path, at) + levelBytes(layer.outputs) + (place === 0 ? inputBytes(path) : 0);
    }),
  );
  return each.reduce((sum, bytes) => sum + bytes + slack, ((layers.at(-1)?.outputs ?? 0) + 2) * groupStride + slack);
}
