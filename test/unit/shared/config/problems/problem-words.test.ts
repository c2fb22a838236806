/** Problems are told in the language of the editor; the keys and values in them stay those of the file. */
import { afterEach, expect, it } from 'vitest';
import { useLanguage } from '../../../../../src/shared/text/language.ts';
import { pseudoLanguage, unmarked } from '../../../../pseudo-language.ts';
import { problems } from '../checking.ts';

afterEach(() => useLanguage(null));
const pseudo = pseudoLanguage();

it.each([
  ['{ "training": { "learningrate": 0.1 } }', 'training.learningRate'],
  ['{ "nothing": 1 }', '"nothing"'],
  ['{ "training": { "batchSize": "60" } }', '60'],
  ['{ "training": { "batchSize": [] } }', 'batchSize'],
  ['{ "training": { "optimizer": "adm" } }', '"adam"'],
  ['{ "training": { "validationSize": 60000 } }', 'validationSize'],
  ['{ "pruning": { "rates": { "dense": 20 } } }', '0.2'],
  ['{ "pruning": { "rates": { "fc9": 0.2 } } }', '"fc9"'],
  ['{ "network": { "layers": [{ "kind": "max-pool", "size": 29 }, { "units": 10 }] } }', '29 x 29'],
  ['{ "network": { "layers": [{ "units": 3 }] } }', '10'],
  ['{ "controls": { "randomMask": { "rounds": [99] } } }', '99'],
  ['{ "sweep": { "training.learningrate": [0.1] } }', '"training.learningRate"'],
  ['{ "sweep": { "seed": [1, 1] } }', '1'],
  ['{ "extends": "papr/lenet-300-100" }', '"paper/lenet-300-100"'],
  ['{ "extends": "./missing.lottery.json" }', '/configs/missing.lottery.json'],
  ['{ "name": " " }', ''],
  ['{ "trials": 1, "trials": 2 }', '"trials"'],
  ['{ "trials": 1', ''],
  ['', ''],
])('%s', (text, named) => {
  const english = problems(text);
  useLanguage(pseudo);
  const found = problems(text);
  expect(found.length).toBeGreaterThan(0);
  expect(found.map(([place]) => place)).toEqual(english.map(([place]) => place));
  expect(found.map(([, message]) => unmarked(message).trim())).toEqual(found.map(() => ''));
  expect(found[0]?.[1]).toContain(named);
});
