/** A model trains as the same network of layers does, and keeps what the engine promises: exact zeros, no leaks, the same bits again. */
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { TrainInput } from '../../../../../src/engine/engine.ts';
import { chooseBackend } from '../../../../../src/engine/tfjs/choose-backend.ts';
import type { ReadModel } from '../../../../../src/engine/tfjs/model/read-model.ts';
import { prepareModels } from '../../../../../src/engine/tfjs/model/run-model.ts';
import type { Weights } from '../../../../../src/shared/tensors/tensors.ts';
import { finished } from '../../support/finished.ts';
import { imageInputFor } from '../../support/image-input.ts';
import { keepGoing, trainInputFor } from '../../support/synthetic.ts';
import { presentForConvolutions, started, wasmFolder } from '../backends/backends.ts';
import { modelFile, readModelFile } from './model-files.ts';

beforeAll(() => tf.setBackend('cpu'));

const { layers } = tf;

async function convolutional(): Promise<ReadModel> {
  const model = tf.sequential({
    layers: [
      layers.conv2d({ inputShape: [8, 8, 3], filters: 4, kernelSize: 3, name: 'conv' }),
      layers.batchNormalization({ name: 'norm' }),
      layers.reLU({ name: 'relu' }),
      layers.separableConv2d({ filters: 5, kernelSize: 3, name: 'separable' }),
      layers.flatten({ name: 'flatten' }),
      layers.dropout({ rate: 0.3, name: 'drop' }),
      layers.dense({ units: 4, activation: 'softmax', name: 'scores' }),
    ],
  });
  return readModelFile(await modelFile(model), { sampleShape: [3, 8, 8], classes: 4 });
}

async function inputOf(): Promise<TrainInput> {
  const { network, weights } = await convolutional();
  const spec = { iterations: 12, evaluateEvery: 4, snapshots: [1, 5], dropoutSeed: 'drops', returnsOptimizerState: true } as const;
  const input = imageInputFor({ network, density: 0.5, count: 80, seed: 'model', spec });
  return { ...input, weights: weights ?? input.weights };
}

const renamed = (weights: Weights): Weights =>
  new Map([...weights].map(([name, tensor]) => [name.replace('.weight', '/kernel').replace('.bias', '/bias'), tensor]));

it('a dense model has the bits of the same network of layers', async () => {
  const { tf: native, engine } = await started('cpu');
  const sizes = [20, 11, 4];
  const input = trainInputFor({
    sizes,
    density: null,
    seed: 'same',
    data: { count: 120, kind: 'floats', zeros: 0.5 },
    spec: { iterations: 20 },
  });
  const model = tf.sequential({
    layers: [
      layers.dense({ inputShape: [20], units: 11, activation: 'relu', name: 'fc1' }),
      layers.dense({ units: 4, activation: 'softmax', name: 'fc2' }),
    ],
  });
  const { network } = await readModelFile(await modelFile(model), { sampleShape: [20], classes: 4 });
  await prepareModels(native, network);
  const own = finished(engine.train(input, keepGoing));
  const other = finished(engine.train({ ...input, spec: { ...input.spec, network }, weights: renamed(input.weights) }, keepGoing));
  expect(other.weights).toEqual(renamed(own.weights));
  expect(other.evaluations).toEqual(own.evaluations);
});

describe.each(presentForConvolutions)('on the backend %s', (backend) => {
  it('pruned weights and their state are exactly 0; running statistics follow the batches', async () => {
    const { tf: native, engine } = await started(backend);
    const input = await inputOf();
    await prepareModels(native, input.spec.network);
    const { weights, snapshots, optimizerState } = finished(engine.train(input, keepGoing));
    expect([...(input.mask?.keys() ?? [])]).toEqual([
      'conv/kernel',
      'separable/depthwise_kernel',
      'separable/pointwise_kernel',
      'scores/kernel',
    ]);
    for (const [name, { data }] of input.mask ?? [])
      for (const values of [weights, ...snapshots.values(), ...(optimizerState?.slots.values() ?? [])])
        expect(data.every((kept, place) => kept === 1 || values.get(name)?.data[place] === 0)).toBe(true);
    expect(weights.get('norm/moving_mean')).not.toEqual(input.weights.get('norm/moving_mean'));
    expect(optimizerState?.slots.get('adam.m')?.has('norm/moving_mean')).toBe(false);
  });

  it('holds as many tensors after ten rounds as after one', async () => {
    const { tf: native, engine } = await started(backend);
    const input = await inputOf();
    await prepareModels(native, input.spec.network);
    const round = (): number => {
      engine.train(input, keepGoing);
      engine.evaluate({ ...input.data, network: input.spec.network, weights: input.weights, samples: input.data.test });
      return native.memory().numTensors;
    };
    const first = round();
    expect(Array.from({ length: 9 }, round)).toEqual(Array<number>(9).fill(first));
  });

  it('gives the same bits twice, and when it is stopped and goes on, dropout and all', async () => {
    const { tf: native, engine } = await started(backend);
    const input = await inputOf();
    await prepareModels(native, input.spec.network);
    let asked = 0;
    const stopped = engine.train(input, { shouldStop: () => ++asked > 6 });
    if (stopped.kind !== 'stopped') throw new Error('not stopped');
    expect(stopped.checkpoint.iteration).toBeGreaterThan(2);
    const whole = engine.train(input, keepGoing);
    expect(engine.train({ ...input, resumeFrom: stopped.checkpoint }, keepGoing)).toEqual(whole);
    expect(engine.train(input, keepGoing)).toEqual(whole);
    const undropped = engine.train({ ...input, spec: { ...input.spec, dropoutSeed: 'others' } }, keepGoing);
    expect(undropped).not.toEqual(whole);
  });
});

it('is refused by a backend that lacks an operation it needs', async () => {
  const { network } = await convolutional();
  expect((await chooseBackend(network, ['wasm'], wasmFolder)).backend).toBeNull();
  expect((await chooseBackend(network, ['wasm', 'cpu'], wasmFolder)).backend).toBe('cpu');
});
