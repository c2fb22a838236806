import { expect, test } from 'vitest';
import { methodWords } from '../../../../../src/shared/config/facts/config-words.ts';
import { type ConfigInput, configSchema } from '../../../../../src/shared/config/schema/schema.ts';

test.each<[ConfigInput, readonly string[]]>([
  [{}, []],
  [{ pruning: { criterion: 'magnitude', scope: 'layer', schedule: 'iterative' }, rewind: 'initial' }, []],
  [{ pruning: { criterion: 'grasp', scope: 'global', schedule: 'one-shot' } }, ['criterion grasp', 'scope global', 'one-shot']],
  [{ pruning: { criterion: 'random', layerBudget: 'erk' } }, ['criterion random', 'layer budget erk']],
  [{ rewind: { iteration: 500 } }, ['rewind to iteration 500']],
  [{ rewind: 'learning-rate', pruning: { criterion: 'magnitude-increase' } }, ['criterion magnitude-increase', 'learning-rate rewinding']],
  [{ rewind: 'none', pruning: { earlyBird: {} } }, ['continued training', 'Early-Bird']],
])('what differs from the paper in %o', (input, words) => {
  expect(methodWords(configSchema.parse(input))).toEqual(words);
});
