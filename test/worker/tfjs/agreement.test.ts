/** What takes minutes on TensorFlow.js: LeNet-300-100 in plain JavaScript. */
import { it } from 'vitest';
import { lenetInput } from '../../../bench/lenet-input.ts';
import { expectSameCurve, expectSameFirstStep } from '../../unit/engine/tfjs/agreement.ts';
import { started } from '../../unit/engine/tfjs/backends.ts';

it.each([
  ['adam', 1],
  ['adam', 0.2],
  ['sgd', 1],
  ['sgd', 0.2],
] as const)('LeNet-300-100 in plain JavaScript: %s at density %d', async (name, density) => {
  const { engine } = await started('cpu');
  expectSameFirstStep(engine, lenetInput(density), name);
  // Batches of 10, for both engines, keep 200 iterations short.
  expectSameCurve(engine, lenetInput(density, { batchSize: 10 }), name, 200);
});
