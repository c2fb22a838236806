/** A training that starts where another one was: count, data order and optimiser go on. */
import { describe, expect, it } from 'vitest';
import type { Engine, TrainInput } from '../../../src/engine/engine.ts';
import { createReferenceEngine } from '../../../src/engine/reference/engine.ts';
import { createWasmEngine } from '../../../src/engine/wasm/engine.ts';
import type { OptimizerName } from '../../../src/shared/specs/training.ts';
import { finished, type Finished } from './support/finished.ts';
import { kernelBytes } from './support/kernel-bytes.ts';
import { keepGoing, trainInputFor } from './support/synthetic.ts';

const engines = { wasm: createWasmEngine(kernelBytes), reference: createReferenceEngine() };
const inputFor = (name: OptimizerName, change: Partial<TrainInput['spec']>): TrainInput =>
  trainInputFor({
    sizes: [20, 11, 4],
    density: 0.5,
    seed: 'start',
    data: { count: 120, kind: 'floats', zeros: 0.5 },
    // 19 a batch: more than one epoch before and after iteration 14.
    spec: {
      optimizer: { name, learningRate: 0.01, momentum: 0.9, weightDecay: 0 },
      iterations: 30,
      evaluateEvery: 7,
      batchSize: 19,
      testEvaluation: 'every',
      ...change,
    },
  });

function train(engine: Engine, input: TrainInput): Finished {
  return finished(engine.train(input, keepGoing));
}

describe.each(['wasm', 'reference'] as const)('%s', (engineName) => {
  const engine = engines[engineName];

  it.each(['adam', 'momentum', 'sgd'] as const)(
    '%s: from iteration 14 on with its weights and state, the bits of the whole training',
    (name) => {
      const whole = train(engine, inputFor(name, {}));
      const half = train(engine, inputFor(name, { iterations: 14, returnsOptimizerState: true }));
      const { optimizerState } = half;
      if (!optimizerState) throw new Error('no state');
      const rest = train(engine, { ...inputFor(name, { startIteration: 14 }), weights: half.weights, optimizerState });
      // The reference holds its weights in float64 between iterations, but hands over float32.
      if (engineName === 'wasm') expect(rest.weights).toEqual(whole.weights);
      expect(rest.evaluations.map(({ iteration }) => iteration)).toEqual([21, 28, 30]);
      rest.evaluations.forEach(({ validationLoss }, place) => {
        expect(validationLoss).toBeCloseTo(whole.evaluations[place + 2]?.validationLoss ?? NaN, engineName === 'wasm' ? 15 : 5);
      });
    },
  );

  it('a new optimiser, or a data order from the start, gives something else', () => {
    const whole = train(engine, inputFor('adam', {}));
    const half = train(engine, inputFor('adam', { iterations: 14, returnsOptimizerState: true }));
    const { weights, optimizerState } = half;
    if (!optimizerState) throw new Error('no state');
    const newOptimizer = train(engine, { ...inputFor('adam', { startIteration: 14 }), weights });
    const newOrder = train(engine, { ...inputFor('adam', { iterations: 16 }), weights, optimizerState });
    for (const other of [newOptimizer, newOrder])
      expect(Math.abs((other.evaluations.at(-1)?.validationLoss ?? 0) - (whole.evaluations.at(-1)?.validationLoss ?? 0))).toBeGreaterThan(
        1e-4,
      );
  });

  it('the state is returned only where it is asked for', () => {
    expect(train(engine, inputFor('adam', {})).optimizerState).toBeUndefined();
  });
});

it('a rewound training that is stopped goes on with the same bits', () => {
  const input = inputFor('adam', { startIteration: 14 });
  let asked = 0;
  const stopped = engines.wasm.train(input, { shouldStop: () => ++asked > 20 });
  if (stopped.kind !== 'stopped') throw new Error('not stopped');
  expect(stopped.checkpoint.iteration).toBeGreaterThan(14);
  expect(train(engines.wasm, { ...input, resumeFrom: stopped.checkpoint })).toEqual(train(engines.wasm, input));
});
