/** TensorFlow.js on WebGPU, on a processor that poses as a graphics card: that it computes rightly, not that it is fast. */
import { beforeAll, describe, expect, it } from 'vitest';
import { skipLoudly } from '../../../../scripts/bring/skip-or-fail.mjs';
import { bringWebgpu, webgpuVersion as broughtVersion } from '../../../../scripts/bring/webgpu-node.mjs';
import { chooseBackend } from '../../../../src/engine/tfjs/choose-backend.ts';
import { webgpuVersion } from '../../../../src/engine/tfjs/numerics.ts';
import { createReferenceEngine } from '../../../../src/engine/reference/engine.ts';
import type { DeviceEngine, EngineCheckpoint, TrainInput } from '../../../../src/engine/engine.ts';
import { startTfjsEngine } from '../../../../src/engine/tfjs/index.ts';
import { startWebgpu } from '../../../../src/engine/tfjs/backends/webgpu.ts';
import { distance } from '../../../unit/engine/support/distance.ts';
import { finished } from '../../../unit/engine/support/finished.ts';
import { imageInputFor } from '../../../unit/engine/support/image-input.ts';
import { networkWith } from '../../../unit/engine/support/networks.ts';
import { keepGoing, networkOf, trainInputFor } from '../../../unit/engine/support/synthetic.ts';
import { expectAgreement } from '../../../unit/engine/tfjs/agreement.ts';
import { wasmFolder } from '../../../unit/engine/tfjs/backends/backends.ts';
import { say } from '../../../../src/shared/text/told.ts';

const brought = await bringWebgpu().catch((error: unknown) => {
  skipLoudly('WebGPU', error);
  return null;
});
Object.assign(process.env, brought);

const layers = {
  plain: [
    { kind: 'convolution', filters: 3, kernelSize: 3 },
    { kind: 'convolution', filters: 3, kernelSize: 3, stride: 2 },
    { kind: 'max-pool' },
    { kind: 'flatten' },
    { units: 8 },
  ],
  deep: [
    { kind: 'convolution', filters: 3, kernelSize: 3, bias: false },
    { kind: 'batch-normalization' },
    {
      kind: 'residual',
      layers: [{ kind: 'convolution', filters: 3, stride: 2 }, { kind: 'batch-normalization' }],
      shortcut: 'convolution',
    },
    { kind: 'relu' },
    { kind: 'dropout', rate: 0.3 },
    { kind: 'average-pool' },
    { kind: 'global-average-pool' },
    { units: 8 },
  ],
} as const;

const dense = (name: 'adam' | 'sgd' | 'momentum', iterations = 4): TrainInput =>
  trainInputFor({
    sizes: [20, 11, 4],
    density: 0.5,
    seed: 'tfjs',
    data: { count: 60, kind: 'floats', zeros: 0.5 },
    spec: {
      optimizer: { name, learningRate: 0.01, momentum: 0.9, weightDecay: 0.01 },
      iterations,
      evaluateEvery: 2,
      returnsOptimizerState: true,
      snapshots: [1, 3],
    },
  });

describe.skipIf(!brought)('WebGPU', () => {
  let engine: DeviceEngine;
  beforeAll(async () => {
    engine = (await startTfjsEngine('webgpu', wasmFolder)).engine as DeviceEngine;
  });

  it('names the card and its driver, and is the version that is installed for users', () => {
    expect(engine.device).toMatch(/swiftshader.*driver/i);
    expect(broughtVersion).toBe(webgpuVersion);
  });

  it.each([
    ['plain', 'adam', null],
    ['plain', 'sgd', 0.4],
    ['deep', 'adam', 0.4],
    ['deep', 'momentum', null],
  ] as const)('agrees with the embedded engine on every kind of layer: %s, %s at density %s', async (which, optimizer, density) => {
    const network = networkWith(layers[which] as unknown as Parameters<typeof networkWith>[0], [3, 8, 8], 4);
    const spec = { dropoutSeed: 'dropout', augmentation: { flip: true, crop: 2, seed: 'moves' } };
    const input = imageInputFor({ network, density, count: 40, seed: `images ${optimizer}`, spec });
    await expectAgreement(engine, input, { optimizer, iterations: 2, samples: 10 });
  });

  it.each(['adam', 'momentum'] as const)('%s: pruned weights and their state are exactly 0 after every step', async (name) => {
    const input = dense(name);
    const { weights, snapshots, optimizerState } = finished(await engine.train(input, keepGoing));
    for (const [tensor, { data }] of input.mask ?? [])
      for (const values of [weights, ...snapshots.values(), ...(optimizerState?.slots.values() ?? [])])
        data.forEach((kept, place) => {
          if (kept === 0) expect(values.get(tensor)?.data[place] === 0).toBe(true);
        });
  });

  it('gives the same bits twice, and when it is stopped and goes on; and keeps no tensor', async () => {
    const { tf } = await startWebgpu(wasmFolder);
    const input = dense('adam');
    let asked = 0;
    const stopped = await engine.train(input, { shouldStop: () => ++asked > 5 });
    if (stopped.kind !== 'stopped') throw new Error('not stopped');
    expect(stopped.checkpoint.iteration).toBeGreaterThan(1);
    const whole = await engine.train(input, keepGoing);
    const tensors = tf.memory().numTensors;
    expect(await engine.train({ ...input, resumeFrom: stopped.checkpoint }, keepGoing)).toEqual(whole);
    expect(await engine.train(input, keepGoing)).toEqual(whole);
    expect(tf.memory().numTensors).toBe(tensors);
  });

  it('gives the gradients and evaluations of the reference', async () => {
    const { data, spec, weights, mask } = dense('sgd');
    const input = { ...data, network: spec.network, weights, mask, samples: data.test };
    expect(distance(createReferenceEngine().gradients(input), await engine.gradients(input))).toBeLessThan(1e-5);
    const [expected, actual] = [createReferenceEngine().evaluate(input), await engine.evaluate(input)];
    expect(Math.abs(actual.loss / expected.loss - 1)).toBeLessThan(1e-5);
    expect(actual.accuracy).toBe(expected.accuracy);
  });

  it('names the iteration at which a loss was not finite any more, although it is looked at later', async () => {
    const input = dense('sgd', 24);
    const wild = {
      ...input,
      spec: { ...input.spec, optimizer: { ...input.spec.optimizer, learningRate: 1e30 }, snapshots: [], evaluateEvery: 24 },
    };
    const outcome = await engine.train(wild, keepGoing);
    if (outcome.kind !== 'diverged') throw new Error(`it has ${outcome.kind}`);
    // Which step it is depends on how a card treats infinities; losses are looked at after 20.
    expect(outcome.iteration).toBeGreaterThan(1);
    expect(outcome.iteration).toBeLessThan(10);
    expect(say(outcome.reason)).toContain(`at iteration ${String(outcome.iteration)}`);
  });

  it('is chosen where it is there, and says on what', async () => {
    const { device } = engine;
    const choice = await chooseBackend(networkOf([20, 8, 4]), ['webgpu', 'wasm'], wasmFolder);
    expect({ ...choice, reason: say(choice.reason) }).toEqual({
      ...{ backend: 'webgpu', reason: '"webgpu" has all that this network needs', device },
    });
  });

  // The card is of no use after this.
  it('a card that is lost ends the training with a sentence, and keeps no checkpoint of what it said last', async () => {
    const { tf } = await startWebgpu(wasmFolder);
    const { device: card } = tf.backend() as unknown as { readonly device: { destroy(): void } };
    const kept: EngineCheckpoint[] = [];
    const hooks = {
      ...keepGoing,
      onEvaluation: ({ iteration }: { readonly iteration: number }) => void (iteration === 4 && card.destroy()),
      wantsCheckpoint: () => true,
      onCheckpoint: (checkpoint: EngineCheckpoint) => kept.push(checkpoint),
    };
    await expect(engine.train(dense('adam', 40), hooks)).rejects.toThrow(
      /^The graphics card .*swiftshader.* has failed, or its memory does not suffice; where it happens again, take a smaller batch/i,
    );
    expect(kept.map(({ iteration }) => iteration)).toEqual([0, 1, 2, 3]);
    expect(kept.every(({ weights }) => [...weights.values()].every(({ data }) => data.every(Number.isFinite)))).toBe(true);
  });
});
