/** A call of TensorFlow.js that fails, whichever it is, leaves no tensor behind: a graphics card has less memory than what leaks in a day. */
import { describe, expect, it } from 'vitest';
import { createTfjsEngine } from '../../../../src/engine/tfjs/engine.ts';
import { soonFinally } from '../../../../src/engine/tfjs/tensors/reading.ts';
import type { TensorFlow } from '../../../../src/engine/tfjs/tensors/tensorflow.ts';
import { trainInputFor } from '../support/synthetic.ts';
import { present, started } from './backends/backends.ts';

describe('what is to be released', () => {
  const log = (): { readonly released: () => number; readonly release: () => void } => {
    let times = 0;
    return { released: () => times, release: () => void times++ };
  };

  it('is released once, when the value is there', async () => {
    const { released, release } = log();
    expect([soonFinally(() => 1, release), released()]).toEqual([1, 1]);
    const later = soonFinally(() => Promise.resolve(2), release);
    expect(released()).toBe(1);
    expect([await later, released()]).toEqual([2, 2]);
  });

  it('is released once, when the value cannot be had', async () => {
    const { released, release } = log();
    const fail = (): never => {
      throw new Error('at once');
    };
    expect(() => soonFinally(fail, release)).toThrow('at once');
    expect(released()).toBe(1);
    await expect(soonFinally(() => Promise.reject(new Error('later')), release)).rejects.toThrow('later');
    expect(released()).toBe(2);
  });
});

/** By these nothing is made. */
const unfailing = new Set(['dispose', 'memory', 'tidy', 'getBackend', 'engine']);

/** TensorFlow.js of which the call of this number, from 1, fails. Where a pass forward fails whose gradients are wanted, it keeps what it has saved for them itself: such calls are left out. */
function failing(tf: TensorFlow, number: number): TensorFlow {
  let [calls, isInside] = [0, false];
  return new Proxy(tf, {
    get(target, name: string) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function' || unfailing.has(name)) return value;
      return (...values: readonly unknown[]): unknown => {
        if (!isInside && ++calls === number) throw new Error(`${name} fails`);
        if (name !== 'valueAndGrads') return Reflect.apply(value, target, values);
        const gradients = Reflect.apply(value, target, values) as (inputs: unknown) => unknown;
        return (inputs: unknown) => {
          isInside = true;
          const found = gradients(inputs);
          isInside = false;
          return found;
        };
      };
    },
  });
}

const input = trainInputFor({
  sizes: [6, 5, 3],
  density: 0.5,
  seed: 'failures',
  data: { count: 30, kind: 'floats', zeros: 0.5 },
  spec: {},
});
const { data, spec, weights, mask } = input;
const common = { ...data, network: spec.network, weights, samples: data.test };

describe.each(present)('on the backend %s', (backend) => {
  it.each(['evaluate', 'gradients'] as const)('%s, whichever of its calls fails', async (what) => {
    const { tf } = await started(backend);
    const act = (number: number): unknown => {
      const engine = createTfjsEngine(failing(tf, number));
      return what === 'evaluate' ? engine.evaluate(common) : engine.gradients({ ...common, mask });
    };
    const before = tf.memory().numTensors;
    let failures = 0;
    for (let isOver = false; !isOver;) {
      try {
        act(failures + 1);
        isOver = true;
      } catch (error) {
        failures++;
        expect([String(error), tf.memory().numTensors]).toEqual([expect.stringMatching(/^Error: \w+ fails$/), before]);
      }
    }
    expect(failures).toBeGreaterThan(8);
    expect(tf.memory().numTensors).toBe(before);
  });
});
