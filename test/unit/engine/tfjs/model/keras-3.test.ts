/** Models as Keras 3 and its converter write them; keras-3/make.py made them, and printed what Keras predicts. */
import path from 'node:path';
import { expect, it } from 'vitest';
import { prepareModels } from '../../../../../src/engine/tfjs/model/run-model.ts';
import { started } from '../backends/backends.ts';
import { readModelFile } from './model-files.ts';

/** Of the image 0, 1/16, ..., 15/16: probabilities of the three classes. */
const predicted = {
  functional: [0.45447829365730286, 0.08069321513175964, 0.4648285210132599],
  sequential: [0.3729546368122101, 0.4055463671684265, 0.2214989960193634],
};
const image = Float32Array.from({ length: 16 }, (_, place) => place / 16);

it.each(['functional', 'sequential'] as const)('a %s model predicts what Keras predicts', async (kind) => {
  const file = path.join(import.meta.dirname, 'keras-3', kind, 'model.json');
  const { network, weights } = await readModelFile(file, { sampleShape: [1, 4, 4], classes: 3 });
  if (!weights) throw new Error('no weights');
  const { tf, engine } = await started('cpu');
  await prepareModels(tf, network);
  const probability = (label: number): number => {
    const samples = { count: 1, sampleShape: [1, 4, 4], values: image, labels: Uint8Array.of(label) };
    return Math.exp(-engine.evaluate({ network, weights, samples, mean: [0], standardDeviation: [1] }).loss);
  };
  for (const [label, expected] of predicted[kind].entries()) expect(probability(label)).toBeCloseTo(expected, 5);
});
