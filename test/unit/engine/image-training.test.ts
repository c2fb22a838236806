/** Trainings of convolutional networks: resumed, pruned, learning. */
import { describe, expect, it } from 'vitest';
import type { EngineCheckpoint } from '../../../src/engine/engine.ts';
import { createWasmEngine } from '../../../src/engine/wasm/engine.ts';
import type { MaskTensor, Tensor } from '../../../src/shared/tensors/tensors.ts';
import { distance } from './support/distance.ts';
import { finished, type Finished } from './support/finished.ts';
import { imageCaseInput, imageNetworks } from './support/image-cases.ts';
import { kernelBytes } from './support/kernel-bytes.ts';
import { keepGoing } from './support/synthetic.ts';
import { weightsHash } from './support/weights-hash.ts';

const engine = createWasmEngine(kernelBytes);
const bits = ({ weights, evaluations, snapshots }: Finished): unknown => [
  weightsHash(weights),
  evaluations,
  [...snapshots].map(([iteration, snapshot]) => [iteration, weightsHash(snapshot)]),
];

describe.each(['plain', 'deep'] as const)('the %s network', (network) => {
  it.each([null, 0.3])('gives the same bits from any checkpoint, at density %s', (density) => {
    const input = imageCaseInput({ network, name: 'adam', density, batchSize: 18 }, { snapshots: [4, 11] });
    const checkpoints: EngineCheckpoint[] = [];
    const whole = finished(
      engine.train(input, { ...keepGoing, wantsCheckpoint: () => true, onCheckpoint: (checkpoint) => void checkpoints.push(checkpoint) }),
    );
    expect(checkpoints).toHaveLength(30);
    for (const resumeFrom of checkpoints.filter(({ iteration }) => iteration % 4 === 3))
      expect(bits(finished(engine.train({ ...input, resumeFrom }, keepGoing)))).toEqual(bits(whole));
  });

  it('begins where a snapshot says, running statistics included', () => {
    const input = imageCaseInput({ network, name: 'sgd', density: null, batchSize: 18 }, { snapshots: [30] });
    const { snapshots, evaluations } = finished(engine.train(input, keepGoing));
    const weights = snapshots.get(30) ?? new Map<string, Tensor>();
    const { loss } = engine.evaluate({ ...input.data, network: input.spec.network, weights, samples: input.data.test });
    expect(loss).toBe(evaluations.at(-1)?.testLoss);
  });

  it('pruned weights stay +0, and gradients are those of the network without them', () => {
    const input = imageCaseInput({ network, name: 'adam', density: 0.3, batchSize: 18 });
    const mask = input.mask ?? new Map<string, MaskTensor>();
    const trained = finished(engine.train(input, keepGoing)).weights;
    const pruned = [...mask].flatMap(([name, { data }]) => [...(trained.get(name)?.data ?? [])].filter((_, index) => data[index] === 0));
    expect(pruned.length).toBeGreaterThan(500);
    expect(pruned.every((value) => Object.is(value, 0))).toBe(true);
    const given = { ...input.data, network: input.spec.network, weights: trained, samples: input.data.test };
    const dense = engine.gradients({ ...given, mask: null });
    const kept = new Map(
      [...dense].map(([name, { shape, data }]): [string, Tensor] => [
        name,
        { shape, data: data.map((value, index) => (mask.get(name)?.data[index] === 0 ? 0 : value)) },
      ]),
    );
    expect(distance(kept, engine.gradients({ ...given, mask }))).toBeLessThan(1e-5);
  });

  it('learns', () => {
    // Mirrored, these made-up images would belong to another class.
    const augmentation = { flip: false, crop: 0, seed: 'none' };
    const input = imageCaseInput(
      { network, name: 'adam', density: 0.5, batchSize: 30 },
      { iterations: 150, evaluateEvery: 150, augmentation },
    );
    expect(finished(engine.train(input, keepGoing)).evaluations.at(-1)?.trainingAccuracy).toBeGreaterThan(0.9);
  });
});

it('a different seed of dropout or augmentation gives another training, the same seed the same', () => {
  const train = (spec: object): string =>
    weightsHash(
      finished(engine.train(imageCaseInput({ network: 'plain', name: 'sgd', density: null, batchSize: 18 }, spec), keepGoing)).weights,
    );
  expect(train({})).toBe(train({}));
  const seeds = [{}, { dropoutSeed: 'other' }, { augmentation: { flip: true, crop: 1, seed: 'other' } }];
  expect(new Set(seeds.map(train)).size).toBe(3);
  expect(imageNetworks.plain.layers.some(({ kind }) => kind === 'dropout')).toBe(true);
});
