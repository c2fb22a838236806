import { describe, expect, it } from 'vitest';
import { sweepMembers } from '../../../../../src/shared/config/sweep/sweep-members.ts';
import { memberName, memberSettings, parseMemberName, shortKey } from '../../../../../src/shared/config/sweep/sweep-name.ts';
import { check, problems } from '../checking.ts';

describe('sweep', () => {
  it('is every combination, the last key changing fastest, each a config of its own', () => {
    const { config } = check('{ "trials": 2, "sweep": { "training.learningRate": [0.1, 0.2], "pruning.rates.dense": [0.2, 0.4] } }');
    if (!config) throw new Error('refused');
    const members = sweepMembers(config, 'lr');
    expect(members.map(({ experiment }) => experiment)).toEqual([
      'lr@learningRate=0.1,dense=0.2',
      'lr@learningRate=0.1,dense=0.4',
      'lr@learningRate=0.2,dense=0.2',
      'lr@learningRate=0.2,dense=0.4',
    ]);
    expect(
      members.map((member) => [member.config.training.learningRate, member.config.pruning.rates['dense'], member.config.trials]),
    ).toEqual([
      [0.1, 0.2, 2],
      [0.1, 0.4, 2],
      [0.2, 0.2, 2],
      [0.2, 0.4, 2],
    ]);
    expect(members[0]?.config).not.toHaveProperty('sweep');
    const alone = check('{ "trials": 2, "training": { "learningRate": 0.2 }, "pruning": { "rates": { "dense": 0.2 } } }').config;
    expect(members[2]?.config).toEqual(alone);
  });

  it('reaches into lists and over whole objects', () => {
    const { config } = check(
      '{ "network": { "layers": [{ "units": 5 }, { "units": 10 }] }, "sweep": { "network.layers.0.units": [5, 7], "training": [{ "iterations": 9 }] } }',
    );
    if (!config) throw new Error('refused');
    const [, second] = sweepMembers(config, 's');
    expect(second?.config.network).toMatchObject({ layers: [{ units: 7 }, { units: 10 }] });
    expect(second?.config.training.iterations).toBe(9);
  });

  it('an unknown key is a Problem with the nearest name', () => {
    expect(problems('{ "sweep": { "training.learningrate": [1] } }')).toEqual([
      ['"training.learningrate"', 'There is no key "training.learningrate" to sweep over; did you mean "training.learningRate"?'],
    ]);
    expect(problems('{ "sweep": { "learningRate": [1] } }')[0]?.[1]).toContain('did you mean "training.learningRate"?');
    expect(problems('{ "sweep": { "name": ["a"] } }')[0]?.[1]).toContain('There is no key "name" to sweep over');
  });

  it('a wrong value is a Problem at its place in the list', () => {
    expect(problems('{ "sweep": { "training.optimizer": ["adam", "adm"] } }')).toEqual([
      ['"adm"', expect.stringContaining('Did you mean "adam"?')],
    ]);
    expect(problems('{ "sweep": { "training.batchSize": [60, 60000] } }')).toEqual([
      ['60000', expect.stringContaining('batchSize must be at most 55,000')],
    ]);
    expect(problems('{ "sweep": { "trials": [] } }')).toHaveLength(1);
    expect(problems('{ "sweep": { "trials": 3 } }')).toHaveLength(1);
  });

  it('values that only do not go together are a Problem of the sweep', () => {
    const text = '{ "sweep": { "training.validationSize": [5000, 59000], "training.batchSize": [60, 5000] } }';
    expect(problems(text)).toEqual([
      ['"sweep"', expect.stringContaining('With {"training.validationSize":59000,"training.batchSize":5000}')],
    ]);
  });

  it.each([
    ['training.learningRate', '[0.01, 1e-2]', '1e-2', '0.01'],
    ['training.learningRate', '[0.1, 0.01, 0.10]', '0.10', '0.1'],
    [
      'dataset',
      '[{ "kind": "csv", "train": "e\u0301.csv" }, { "kind": "csv", "train": "\u00e9.csv" }]',
      '{ "kind": "csv", "train": "\u00e9.csv" }',
      '',
    ],
    ['training.optimizer', '["adam", "sgd", "adam"]', '"adam"', 'adam'],
  ])('a value listed twice is one Problem, however it is spelled: %s %s', (key, list, place, words) => {
    const found = problems(`{ "sweep": { "${key}": ${list} } }`).filter(([, message]) => message.includes('is listed twice'));
    expect(found).toHaveLength(1);
    expect(found[0]).toEqual([place, expect.stringContaining(`${words} is listed twice: value `)]);
  });

  it('has bounds', () => {
    const many = JSON.stringify(Array.from({ length: 101 }, (_, index) => index + 1));
    expect(problems(`{ "sweep": { "trials": ${many}, "pruning.rounds": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] } }`)).toEqual([
      ['"sweep"', 'A sweep has at most 1000 experiments; this one would have 1010.'],
    ]);
  });
});

describe("members' names", () => {
  it('are as short as they can be told apart', () => {
    const keys = ['training.iterations', 'transfer.training.iterations', 'seed'];
    expect(keys.map((key) => shortKey(key, keys))).toEqual(['training.iterations', 'transfer.training.iterations', 'seed']);
    expect(shortKey('pruning.rates.dense', ['pruning.rates.dense', 'seed'])).toBe('dense');
  });

  it('come apart again; long ones are numbered', () => {
    expect(parseMemberName(memberName('a b', { seed: 3, network: 'lenet-300-100' }, 0))).toEqual({
      sweep: 'a b',
      values: 'seed=3,network=lenet-300-100',
    });
    expect(parseMemberName(memberName('a', { dataset: 'x'.repeat(200) }, 11))).toEqual({ sweep: 'a', values: '12' });
    expect(parseMemberName('lenet')).toBeNull();
    expect(parseMemberName('me@home')).toBeNull();
  });

  it("a member's name says each setting again, whatever commas its values have", () => {
    const values = { 'training.learningRate': 0.0012, 'network.layers': [{ units: 5 }, { units: 10 }], dataset: 'a, b' };
    const read = memberSettings(parseMemberName(memberName('s', values, 0))?.values ?? '');
    expect(read).toEqual([
      ['learningRate', '0.0012'],
      ['layers', '[{"units":5},{"units":10}]'],
      ['dataset', 'a, b'],
    ]);
    expect(memberSettings('12')).toEqual([]);
  });
});
