/** The bits of a training, committed: where they change, `numerics` must be raised. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { numerics } from '../../../src/engine/numerics.ts';
import { createWasmEngine } from '../../../src/engine/wasm/engine.ts';
import type { OptimizerName } from '../../../src/shared/training.ts';
import { finished } from './finished.ts';
import { kernelBytes } from './kernel-bytes.ts';
import { keepGoing, trainInputFor } from './synthetic.ts';
import { weightsHash } from './weights-hash.ts';

interface Expected {
  readonly numerics: number;
  readonly hashes: Readonly<Record<string, string>>;
}

const expected = JSON.parse(readFileSync(new URL('../../fixtures/engine/repeatability.json', import.meta.url), 'utf8')) as Expected;
const names: readonly OptimizerName[] = ['adam', 'sgd', 'momentum'];
const cases = names.flatMap((name) => [null, 0.7, 0.4, 0.05].flatMap((density) => [60, 37].map((batchSize) => ({ name, density, batchSize }))));

function trainingHash({ name, density, batchSize }: (typeof cases)[number]): string {
  const optimizer = { name, learningRate: 0.01, momentum: 0.9, weightDecay: 0.001 };
  const input = trainInputFor({ sizes: [50, 33, 12, 5], density, seed: 'repeat', data: { count: 400, kind: 'bytes', zeros: 0.8 }, spec: { optimizer, batchSize, iterations: 60, evaluateEvery: 30 } });
  const { weights, evaluations } = finished(createWasmEngine(kernelBytes).train(input, keepGoing));
  return `${weightsHash(weights)} ${String(evaluations.at(-1)?.validationLoss)}`;
}

describe('the committed bits', () => {
  it(`belong to numerics ${String(numerics)}`, () => {
    expect(expected.numerics).toBe(numerics);
  });

  it.each(cases)('of $name at density $density, batch $batchSize', (one) => {
    expect(trainingHash(one)).toBe(expected.hashes[`${one.name} ${String(one.density)} ${String(one.batchSize)}`]);
  });
});
