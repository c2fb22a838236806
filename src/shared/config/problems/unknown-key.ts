/** A key that a config does not have, and the one that was probably meant. */
import { type JsonObject, type JsonPath, valueAt } from '../../text/json-value.ts';
import { allKeyPaths, keysAt, keyText } from '../reference/schema-outline.ts';
import { nearest } from './nearest.ts';
import type { Finding, Fix } from './problem.ts';
import { t } from '../../text/language.ts';

/** Words from other programs that no spelling distance would find. */
const otherWords: Readonly<Record<string, JsonPath>> = {
  lr: ['training', 'learningRate'],
  epochs: ['training', 'iterations'],
  steps: ['training', 'iterations'],
  model: ['network'],
  data: ['dataset'],
  masks: ['controls', 'randomMask'],
  reinit: ['controls', 'randomReinit'],
  ratio: ['pruning', 'rates'],
};

/** Keys of the same section come first, so that they win where two are equally near. Layers have short names that mean nothing elsewhere. */
function candidates(parent: JsonPath, possible: readonly string[]): readonly JsonPath[] {
  const outside = allKeyPaths().filter((path) => !path.includes(0));
  return [...possible.map((name) => [...parent, name]), ...outside];
}

function meantBy(key: string, parent: JsonPath, possible: readonly string[]): JsonPath | undefined {
  const word = key.toLowerCase();
  const near = nearest(key, candidates(parent, possible), (path) => String(path.at(-1)));
  return near ?? (Object.hasOwn(otherWords, word) ? otherWords[word] : undefined);
}

const isIn = (path: JsonPath, parent: JsonPath): boolean =>
  path.length === parent.length + 1 && parent.every((key, place) => key === path[place]);

/** A key that the file has already is not written over. */
function fixOf(meant: JsonPath, parent: JsonPath, value: JsonObject): Fix | undefined {
  if (valueAt(value, meant) !== undefined) return undefined;
  return isIn(meant, parent) ? { kind: 'rename-key', name: String(meant.at(-1)) } : { kind: 'move-key', to: meant };
}

/** "There is no key ...", with the key that was probably meant, be it in another section, or all that are possible here. */
export function unknownKey(key: string, parent: JsonPath, value: JsonObject): Finding {
  const kind = valueAt(value, [...parent, 'kind']);
  const possible = keysAt(parent, kind);
  const at = { paths: [[...parent, key]], at: 'key' } as const;
  const [written, where, list] = [JSON.stringify(key), keyText(parent), possible.join(', ')];
  const kindMessage = (): string =>
    parent.length > 0
      ? t('There is no key {0} in {1} of the kind {2}. Possible: {3}.', written, where, JSON.stringify(kind), list)
      : t('There is no key {0} here of the kind {1}. Possible: {2}.', written, JSON.stringify(kind), list);
  if (kind !== undefined && keysAt(parent).includes(key)) return { ...at, message: kindMessage(), fix: { kind: 'remove-key' } };
  const meant = meantBy(key, parent, possible);
  if (!meant) {
    const message =
      parent.length > 0
        ? t('There is no key {0} in {1}. Possible: {2}.', written, where, list)
        : t('There is no key {0} here. Possible: {1}.', written, list);
    return { ...at, message, fix: { kind: 'remove-key' } };
  }
  const fix = fixOf(meant, parent, value);
  const message =
    parent.length > 0
      ? t('There is no key {0} in {1}; did you mean {2}?', written, where, keyText(meant))
      : t('There is no key {0} here; did you mean {1}?', written, keyText(meant));
  return { ...at, message, ...(fix && { fix }) };
}
