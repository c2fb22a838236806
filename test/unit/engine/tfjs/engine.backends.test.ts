/** What the TensorFlow.js engine promises beside agreement: exact zeros, no leaks, resumption, a reasoned choice of backend. */
import { describe, expect, it } from 'vitest';
import type { TrainInput } from '../../../../src/engine/engine.ts';
import { createReferenceEngine } from '../../../../src/engine/reference/engine.ts';
import { chooseBackend } from '../../../../src/engine/tfjs/choose-backend.ts';
import { distance } from '../support/distance.ts';
import { finished } from '../support/finished.ts';
import { imageInputFor } from '../support/image-input.ts';
import { networkWith } from '../support/networks.ts';
import { distanceToPytorch, pytorchInput } from '../support/pytorch-training.ts';
import { keepGoing, networkOf, trainInputFor } from '../support/synthetic.ts';
import { present, started, wasmFolder } from './backends/backends.ts';
import type { Network } from '../../../../src/shared/network/network.ts';
import type { TfjsBackend } from '../../../../src/shared/specs/training.ts';
import { say } from '../../../../src/shared/text/told.ts';

const inputFor = (name: 'adam' | 'sgd' | 'momentum'): TrainInput =>
  trainInputFor({
    sizes: [20, 11, 4],
    density: 0.5,
    seed: 'tfjs',
    data: { count: 120, kind: 'floats', zeros: 0.5 },
    spec: {
      optimizer: { name, learningRate: 0.01, momentum: 0.9, weightDecay: 0.01 },
      iterations: 12,
      evaluateEvery: 4,
      returnsOptimizerState: true,
      snapshots: [1, 5],
    },
  });

const images = networkWith(
  [{ kind: 'convolution', filters: 4, kernelSize: 3 }, { kind: 'batch-normalization' }, { units: 8 }],
  [3, 8, 8],
  4,
);

describe.each(present)('on the backend %s', (backend) => {
  it.each(['adam', 'sgd', 'momentum'] as const)('%s: pruned weights and their state are exactly 0 after every step', async (name) => {
    const { engine } = await started(backend);
    const input = inputFor(name);
    const { weights, snapshots, optimizerState } = finished(engine.train(input, keepGoing));
    for (const [tensor, { data }] of input.mask ?? [])
      for (const values of [weights, ...snapshots.values(), ...(optimizerState?.slots.values() ?? [])])
        data.forEach((kept, place) => {
          if (kept === 0) expect(values.get(tensor)?.data[place] === 0).toBe(true);
        });
    expect(optimizerState?.slots.size).toBe({ adam: 2, sgd: 0, momentum: 1 }[name]);
  });

  it("gives PyTorch's weights with momentum and Nesterov momentum", async () => {
    const { engine } = await started(backend);
    for (const nesterov of [false, true])
      expect(distanceToPytorch(finished(engine.train(pytorchInput(nesterov), keepGoing)).weights, nesterov)).toBeLessThan(2e-6);
  });

  it('holds as many tensors after ten rounds as after one', async () => {
    const { tf, engine } = await started(backend);
    const input = inputFor('adam');
    const round = (): number => {
      engine.train(input, keepGoing);
      engine.evaluate({ ...input.data, network: input.spec.network, weights: input.weights, samples: input.data.test });
      engine.gradients({ ...input.data, network: input.spec.network, weights: input.weights, mask: input.mask, samples: input.data.test });
      return tf.memory().numTensors;
    };
    const first = round();
    expect(Array.from({ length: 9 }, round)).toEqual(Array<number>(9).fill(first));
  });

  it('gives the gradients of the reference', async () => {
    const { engine } = await started(backend);
    const { data, spec, weights, mask } = inputFor('sgd');
    for (const loss of ['cross-entropy', 'sum-of-outputs'] as const) {
      const input = { ...data, network: spec.network, weights, mask, samples: data.test, loss };
      expect(distance(createReferenceEngine().gradients(input), engine.gradients(input))).toBeLessThan(1e-5);
    }
  });

  it('gives the same bits twice, and when it is stopped and goes on', async () => {
    const { engine } = await started(backend);
    const input = inputFor('adam');
    let asked = 0;
    const stopped = engine.train(input, { shouldStop: () => ++asked > 9 });
    if (stopped.kind !== 'stopped') throw new Error('not stopped');
    expect(stopped.checkpoint.iteration).toBeGreaterThan(2);
    const whole = engine.train(input, keepGoing);
    expect(engine.train({ ...input, resumeFrom: stopped.checkpoint }, keepGoing)).toEqual(whole);
    expect(engine.train(input, keepGoing)).toEqual(whole);
  });
});

it('running statistics and tensors of convolutions leak nothing', async () => {
  const { tf, engine } = await started('cpu');
  const input = imageInputFor({ network: images, density: 0.5, count: 40, seed: 'leaks', spec: { iterations: 3 } });
  engine.train(input, keepGoing);
  const before = tf.memory().numTensors;
  engine.train(input, keepGoing);
  expect(tf.memory().numTensors).toBe(before);
});

async function choice(...asked: [Network, readonly TfjsBackend[]]): Promise<object> {
  const found = await chooseBackend(...asked, wasmFolder);
  return { ...found, reason: say(found.reason) };
}

describe('the choice of a backend', () => {
  it('takes the first that has every operation, and says why', async () => {
    expect(await choice(networkOf([20, 8, 4]), ['wasm', 'cpu'])).toEqual({
      backend: 'wasm',
      reason: '"wasm" has all that this network needs',
    });
    expect(await choice(images, ['wasm', 'cpu'])).toEqual({
      backend: 'cpu',
      reason: '"wasm" lacks the operation Conv2DBackpropFilter; "cpu" has all that this network needs',
    });
  });

  it('refuses what none can train, by the name of the operation', async () => {
    expect(await choice(images, ['wasm'])).toEqual({
      backend: null,
      reason: '"wasm" lacks the operation Conv2DBackpropFilter',
    });
  });

  it('leaves no tensor of a network behind that can be trained', async () => {
    const { tf } = await started('cpu');
    const before = tf.memory().numTensors;
    await chooseBackend(images, ['cpu'], wasmFolder);
    expect(tf.memory().numTensors).toBe(before);
  });
});
