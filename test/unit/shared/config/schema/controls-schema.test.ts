import { describe, expect, it } from 'vitest';
import { configSchema } from '../../../../../src/shared/config/schema/schema.ts';
import { plannedAt } from '../../../../../src/shared/config/facts/planned-trainings.ts';
import { canonicalJson } from '../../../../../src/shared/specs/hash.ts';
import { check, problems } from '../checking.ts';

describe('controls', () => {
  it('are numbers, or numbers at some rounds', () => {
    const { config } = check(
      '{ "controls": { "randomReinit": 3, "noise2": { "rounds": [2, 5] }, "dataOrder": { "count": 2, "rounds": [0] } } }',
    );
    if (!config) throw new Error('refused');
    const planned = [0, 1, 2].map((round) =>
      (['randomReinit', 'randomMask', 'noise2', 'dataOrder', 'union'] as const).map((name) => plannedAt(config, name, round)),
    );
    expect(planned).toEqual([
      [0, 0, 0, 2, 0],
      [3, 1, 0, 0, 0],
      [3, 1, 1, 0, 0],
    ]);
  });

  it('that nobody asks for leave no trace in what a config comes to', () => {
    expect(canonicalJson(configSchema.parse({}))).toContain('"controls":{"randomMask":1,"randomReinit":1}');
  });

  it('are refused at their innermost key', () => {
    expect(problems('{ "controls": { "noise2": { "round": [2] } } }')).toEqual([
      ['"round"', expect.stringContaining('did you mean controls.noise2.rounds?')],
    ]);
    expect(problems('{ "controls": { "noise2": { "rounds": [0] } } }')).toEqual([['0', expect.stringContaining('from 1 to 200')]]);
    expect(problems('{ "controls": { "constantSign": 2 } }')).toEqual([['2', expect.stringContaining('a whole number from 0 to 1')]]);
    expect(problems('{ "controls": { "signReinti": 1 } }')).toEqual([['"signReinti"', expect.stringContaining('controls.signReinit?')]]);
  });

  it('at rounds that never come, and combinations of one trial, are Problems', () => {
    expect(problems('{ "controls": { "noise2": { "rounds": [2, 12] } } }')).toEqual([['12', 'There is no round 12: pruning.rounds is 9.']]);
    expect(problems('{ "controls": { "union": 1 } }')).toEqual([
      ['"union"', 'The union of the trials\' tickets needs at least 2 trials; "trials" is 1.'],
    ]);
    expect(problems('{ "trials": 2, "controls": { "union": 1, "intersection": { "rounds": [3] } } }')).toEqual([]);
  });
});
