import type { JsonPath } from '../../text/json-value.ts';
import { nearest } from './nearest.ts';
import { allKeys, keysAt } from '../schema/schema-outline.ts';

/** Words from other programs that no spelling distance would find. */
const otherWords: Readonly<Record<string, string>> = {
  lr: 'training.learningRate',
  epochs: 'training.iterations',
  steps: 'training.iterations',
  model: 'network',
  data: 'dataset',
  masks: 'controls.randomMask',
  reinit: 'controls.randomReinit',
  ratio: 'pruning.rates',
};

const lastPart = (key: string): string => key.replace(/^.*\./s, '');

const inFull = (path: JsonPath): string =>
  path
    .map((key) => (typeof key === 'number' ? '[]' : `.${key}`))
    .join('')
    .slice(1);

function suggestion(key: string, parent: JsonPath): string | undefined {
  const section = inFull(parent);
  const own = keysAt(parent).map((name) => (section ? `${section}.${name}` : name));
  const word = key.toLowerCase();
  // Keys of the same section come first, so that they win where two are equally near.
  // Layers have keys of short names that mean nothing elsewhere.
  const others = allKeys().filter((name) => !name.startsWith('network.layers[]'));
  const near = nearest(key, [...own, ...others], lastPart);
  return near ?? (Object.hasOwn(otherWords, word) ? otherWords[word] : undefined);
}

/** "There is no key ...", with the key that was probably meant, be it in another section, or all that are possible here. */
export function unknownKeyMessage(key: string, parent: JsonPath): string {
  const meant = suggestion(key, parent);
  const written = `There is no key ${JSON.stringify(key)} ${parent.length ? `in ${inFull(parent)}` : 'here'}`;
  return meant ? `${written}; did you mean ${meant}?` : `${written}. Possible: ${keysAt(parent).join(', ')}.`;
}
