/** A training that is stopped anywhere, or taken up from a checkpoint, gives the same bits. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EngineCheckpoint, TrainInput } from '../../../src/engine/engine.ts';
import { createReferenceEngine } from '../../../src/engine/reference/engine.ts';
import { createWasmEngine } from '../../../src/engine/wasm/engine.ts';
import type { Evaluation, OptimizerName } from '../../../src/shared/specs/training.ts';
import { finished, type Finished } from './support/finished.ts';
import { kernelBytes } from './support/kernel-bytes.ts';
import { keepGoing, trainInputFor } from './support/synthetic.ts';
import { weightsHash } from './support/weights-hash.ts';
import { ToldError } from '../../../src/shared/text/told.ts';

const engine = createWasmEngine(kernelBytes);

interface Drawn {
  readonly name: OptimizerName;
  readonly density: number | null;
  readonly seed: string;
}

function inputFor({ name, density, seed }: Drawn): TrainInput {
  const optimizer = { name, learningRate: 0.01, momentum: 0.9, weightDecay: 0.01 };
  return trainInputFor({
    sizes: [30, 17, 9, 4],
    density,
    seed,
    data: { count: 240, kind: 'bytes', zeros: 0.8 },
    spec: { optimizer, iterations: 31, evaluateEvery: 7, batchSize: 19, snapshots: [0, 5, 14], testEvaluation: 'at-new-minimum' },
  });
}

function bits({ weights, evaluations, snapshots }: Finished): unknown {
  return {
    weights: weightsHash(weights),
    evaluations,
    snapshots: [...snapshots].map(([iteration, snapshot]) => [iteration, weightsHash(snapshot)]),
  };
}

/** Runs in pieces: each is stopped when `shouldStop` has been asked so many times. */
function inPieces(input: TrainInput, pieces: readonly number[]): { outcome: Finished; seen: Evaluation[] } {
  let resumeFrom: EngineCheckpoint | undefined;
  const seen: Evaluation[] = [];
  for (const length of [...pieces, Infinity]) {
    let asked = 0;
    const hooks = {
      shouldStop: () => ++asked > length,
      onEvaluation: (evaluation: Evaluation) => {
        seen.push(evaluation);
      },
    };
    const outcome = engine.train(resumeFrom ? { ...input, resumeFrom } : input, hooks);
    if (outcome.kind === 'diverged') throw new ToldError(outcome.reason);
    if (outcome.kind === 'finished') return { outcome, seen };
    resumeFrom = outcome.checkpoint;
  }
  throw new Error('The last piece did not finish.');
}

const cases = fc.record({
  name: fc.constantFrom<OptimizerName>('adam', 'sgd', 'momentum'),
  density: fc.constantFrom(null, 0.7, 0.3, 0.1),
  seed: fc.integer().map(String),
});

describe('resume', () => {
  it('gives the bits of the uninterrupted training, stopped at any step or inside any evaluation', () => {
    fc.assert(
      fc.property(cases, fc.array(fc.integer({ min: 0, max: 25 }), { minLength: 1, maxLength: 4 }), (drawn, pieces) => {
        const input = inputFor(drawn);
        const whole = finished(engine.train(input, keepGoing));
        const { outcome, seen } = inPieces(input, pieces);
        expect(bits(outcome)).toEqual(bits(whole));
        expect(seen).toEqual(whole.evaluations);
      }),
      { seed: 3, numRuns: 100 },
    );
  });

  it('starts from a checkpoint taken on request', () => {
    const input = inputFor({ name: 'adam', density: 0.3, seed: 'request' });
    const checkpoints: EngineCheckpoint[] = [];
    const whole = finished(
      engine.train(input, {
        ...keepGoing,
        wantsCheckpoint: () => true,
        onCheckpoint: (checkpoint) => {
          checkpoints.push(checkpoint);
        },
      }),
    );
    expect(checkpoints.map(({ iteration }) => iteration)).toEqual(Array.from({ length: 31 }, (_, iteration) => iteration));
    for (const resumeFrom of checkpoints) expect(bits(finished(engine.train({ ...input, resumeFrom }, keepGoing)))).toEqual(bits(whole));
  });

  it('is not disturbed by other work on the same engine in between', () => {
    const input = inputFor({ name: 'momentum', density: null, seed: 'between' });
    const before = bits(finished(engine.train(input, keepGoing)));
    engine.train(inputFor({ name: 'adam', density: 0.1, seed: 'other' }), keepGoing);
    expect(bits(finished(engine.train(input, keepGoing)))).toEqual(before);
  });

  it('works in the reference engine too', () => {
    const reference = createReferenceEngine();
    const input = inputFor({ name: 'sgd', density: null, seed: 'reference' });
    expect(finished(reference.train(input, keepGoing)).evaluations.length).toBe(5);
  });
});
