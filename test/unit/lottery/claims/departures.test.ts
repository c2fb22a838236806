import { describe, expect, it } from 'vitest';
import { departuresFrom, presetConfig, withoutInfluence } from '../../../../src/lottery/claims/departures.ts';
import { departures, paperSetup } from '../../../../src/lottery/claims/paper-setup.ts';
import { allKeys } from '../../../../src/shared/config/reference/schema-outline.ts';
import type { Config } from '../../../../src/shared/config/schema/schema.ts';
import { departureWords } from '../../../../src/shared/results/verdict/claims.ts';
import { isJsonObject, type JsonObject, type JsonValue, valueAt } from '../../../../src/shared/text/json-value.ts';
import { config } from '../fixtures.ts';

const paper = presetConfig('paper/lenet-300-100');
const keysOf = (own: Config, theirs = paper): string[] => departuresFrom(theirs, own).map(({ key }) => key);

function withValue(value: JsonValue, [first = '', ...rest]: readonly string[], put: JsonValue): JsonObject {
  const object = isJsonObject(value) ? value : {};
  return { ...object, [first]: rest.length === 0 ? put : withValue(object[first] ?? {}, rest, put) };
}

/** As the schema lists them, without what stands in lists: these are compared as a whole, and so is a schedule's curve. */
const keys = [...new Set(allKeys().map((key) => key.split('[]')[0] ?? ''))];
const wholeOf = (key: string): string => key.replace(/^training\.schedule\..*/, 'training.schedule');
const isObject = (key: string): boolean => keys.some((other) => other.startsWith(`${key}.`));
const listed = (key: string): boolean => Object.keys(withoutInfluence).some((one) => key === one || key.startsWith(`${one}.`));

describe('no key of the schema can be forgotten', () => {
  it.each(keys.filter((key) => !isObject(key) && !listed(key)))('%s is compared', (key) => {
    // Set-ups in which each key means something: conv layers, momentum, samples, sizes, a global rate, TensorFlow.js.
    const conv = presetConfig('paper/conv-2');
    const global = { ...conv.pruning, scope: 'global', rates: { ...conv.pruning.rates, global: 0.2 } } as const;
    const setUps: Config[] = [
      conv,
      { ...conv, training: { ...conv.training, optimizer: 'momentum' } },
      { ...conv, training: { ...conv.training, schedule: { kind: 'one-cycle', form: 'cosine', rise: 0.3, start: 0.04, final: 0 } } },
      { ...conv, pruning: { ...conv.pruning, criterion: 'snip' } },
      { ...conv, pruning: { ...conv.pruning, schedule: 'one-shot', sizes: [0.5] } },
      { ...conv, pruning: global },
      { ...conv, engine: 'tfjs' },
    ];
    const found = setUps.filter((setUp) => {
      const raw = setUp as unknown as JsonObject;
      const value = key === 'engine' && setUp.engine === 'tfjs' ? 'wasm' : key === 'engine' ? 'tfjs' : 'another value';
      expect(valueAt(raw, key.split('.'))).not.toBe(value);
      return keysOf(withValue(raw, key.split('.'), value) as unknown as Config, setUp).includes(wholeOf(key));
    });
    expect(found.length).toBeGreaterThan(0);
  });

  it('or it is listed, with its reason', () => {
    const unknown = Object.keys(withoutInfluence).filter((key) => !keys.includes(key));
    expect(unknown).toEqual([]);
    expect(Object.values(withoutInfluence).filter((reason) => reason === '')).toEqual([]);
  });

  it('and a key that the schema does not have yet is compared too', () => {
    const newer = withValue(paper as unknown as JsonObject, ['training', 'gradientClipping'], true) as unknown as Config;
    expect(departuresFrom(paper, newer)).toEqual([{ key: 'training.gradientClipping', own: true, paper: null }]);
  });
});

describe("what departs from the paper's set-up", () => {
  it('is nothing where the config is the preset, or says the same in other words', () => {
    expect(keysOf(paper)).toEqual([]);
    expect(keysOf({ ...paper, engine: 'wasm', seed: 7, controls: { ...paper.controls, signReinit: 0 } })).toEqual([]);
    expect(keysOf({ ...paper, training: { ...paper.training, momentum: 0.5, testEvaluation: 'at-new-minimum' } })).toEqual([]);
  });

  it.each([
    [{ pruning: { scope: 'global' } }, ['pruning.scope']],
    [{ pruning: { rates: { output: 0.2 } } }, ['pruning.rates.output']],
    [{ training: { weightDecay: 0.001 } }, ['training.weightDecay']],
    [{ training: { warmup: 100 } }, ['training.warmup']],
    [{ training: { schedule: [{ after: 100, factor: 0.1 }] } }, ['training.schedule']],
    [{ training: { schedule: 'cosine' } }, ['training.schedule']],
    [{ training: { augmentation: { flip: true } } }, ['training.augmentation.flip']],
    [{ training: { validationSize: 1000 } }, ['training.validationSize']],
    [{ training: { evaluateEvery: 500 } }, ['training.evaluateEvery']],
    [{ pruning: { rounds: 3 } }, ['pruning.rounds']],
    [{ pruning: { earlyBird: {} } }, ['pruning.earlyBird.window', 'pruning.earlyBird.threshold']],
    [{ controls: { signReinit: 1 } }, ['controls.signReinit']],
    [{ controls: { randomReinit: 1 } }, ['controls.randomReinit']],
    [{ rewind: { iteration: 500 } }, ['rewind.iteration', 'rewind']],
    [{ engine: 'tfjs' }, ['engine', 'backend']],
  ] as const)('is every key that can change a number: %o', (change, expected) => {
    const merge = (under: JsonValue, over: JsonValue): JsonValue => {
      if (!isJsonObject(under) || !isJsonObject(over)) return over;
      return { ...under, ...Object.fromEntries(Object.entries(over).map(([key, value]) => [key, merge(under[key] ?? {}, value)])) };
    };
    const own = config(merge(paper as unknown as JsonObject, change as unknown as JsonObject) as never);
    expect(keysOf(own).toSorted()).toEqual([...expected].toSorted());
  });

  it('is said with the paper beside it', () => {
    const own = config({ training: { iterations: 4000, weightDecay: 0.001 }, pruning: { scope: 'global' }, trials: 1 });
    const setup = paperSetup(own);
    expect(setup && departures(own, setup).map(departureWords)).toEqual([
      '0.001 weight decay (the paper: 0)',
      '4,000 iterations (the paper: 50,000)',
      'pruning.scope global (the paper: layer)',
      '9 rounds (the paper: 24)',
      '1 random reinitialisation (the paper: 3)',
      '1 trial (the paper: 5)',
    ]);
  });
});
