import { baseName, folderOf, joinPath } from '../../text/file-paths.ts';
import { isJsonObject, jsonObject, type JsonObject, type JsonValue } from '../../text/json-value.ts';
import { presetNames, presets } from '../presets/presets.ts';
import { nearestPreset } from '../problems/nearest-preset.ts';
import { parseText } from '../text/parse-text.ts';
import { rebaseDatasetPaths } from './rebase-dataset-paths.ts';
import { t } from '../../text/language.ts';

/** Objects of different kinds (of data sets, of schedules) have different keys. */
const ofOtherKinds = (base: JsonObject, over: JsonObject): boolean =>
  base['kind'] !== undefined && over['kind'] !== undefined && base['kind'] !== over['kind'];

/** `over` on top of `base`: objects are merged deeply, everything else (arrays too, and an object of another `kind`) is replaced. */
function mergeValues(base: JsonValue, over: JsonValue): JsonValue {
  if (!isJsonObject(base) || !isJsonObject(over) || ofOtherKinds(base, over)) return over;
  const merged = new Map(Object.entries(base));
  for (const [key, value] of Object.entries(over)) {
    const below = merged.get(key);
    merged.set(key, below === undefined ? value : mergeValues(below, value));
  }
  return jsonObject(merged);
}

/** Text of a file; undefined where there is none; `problem` says in a sentence why it is not read. */
export type ReadText = (path: string) => string | undefined | { readonly problem: string };

/** Files and presets that extend each other; people write two or three. */
const longestChain = 16;

/** A raw value with everything it extends merged below it, or why that cannot be done. */
interface Resolved {
  readonly value: JsonValue;
  readonly message: string | null;
}

interface Base {
  readonly text: string;
  /** null for a preset, which extends nothing. */
  readonly path: string | null;
}

const looksLikePath = (name: string): boolean => /^\.{0,2}[/\\]|^[A-Za-z]:|\.jsonc?$/.test(name);

/** These belong to the file that holds them: an inherited name would make two experiments share a folder. */
const notInherited = new Set(['name', '$schema', 'extends']);

const withoutOwnKeys = (value: JsonObject): JsonObject => jsonObject(Object.entries(value).filter(([key]) => !notInherited.has(key)));

function unknownPreset(name: string): string {
  const near = nearestPreset(name);
  const presetList = presetNames.map((preset) => JSON.stringify(preset)).join(', ');
  const written = JSON.stringify(name);
  return near
    ? t(
        'There is no preset {0}; did you mean {1}? Presets: {2}. A file is named like "./other.lottery.json".',
        ...[written, JSON.stringify(near), presetList],
      )
    : t('There is no preset {0}. Presets: {1}. A file is named like "./other.lottery.json".', written, presetList);
}

function findBase(name: string, from: string, readText: ReadText): Base | string {
  const preset = presets.get(name);
  if (preset !== undefined) return { text: preset, path: null };
  if (!looksLikePath(name)) return unknownPreset(name);
  // Windows would ask that computer, with the user's name and a proof of the password.
  if (/^[\\/]{2}/.test(name))
    return t(
      '{0} lies on another computer. Copy the file beside this one, or name it by a drive or folder of this computer.',
      JSON.stringify(name),
    );
  const path = joinPath(folderOf(from), name);
  const text = readText(path);
  if (typeof text === 'object') return text.problem;
  return text === undefined ? t('There is no file {0} (looked for {1}).', JSON.stringify(name), path) : { text, path };
}

function readBase(base: Base, name: string): JsonObject | string {
  const parsed = parseText(base.text);
  const problem = parsed.problems[0];
  if (problem)
    return t('In {0}, line {1}: {2}', JSON.stringify(name), base.text.slice(0, problem.offset).split('\n').length, problem.message);
  return isJsonObject(parsed.value) ? parsed.value : t('{0} must hold an object: { ... }.', JSON.stringify(name));
}

/** Follows `extends` from the config at the end of `chain` (paths, outermost first). */
export function resolveExtends(value: JsonValue, chain: readonly [string, ...string[]], readText: ReadText): Resolved {
  const name = isJsonObject(value) ? value['extends'] : undefined;
  if (typeof name !== 'string') return { value, message: null };
  const failed = (message: string): Resolved => ({ value, message });
  if (chain.length > longestChain) return failed(t('"extends" leads through more than {0} files.', longestChain));
  const base = findBase(name, chain.at(-1) ?? chain[0], readText);
  if (typeof base === 'string') return failed(base);
  const path = base.path ?? name;
  if (chain.includes(path))
    return failed(t('"extends" goes in a circle: {0}.', [...chain.slice(chain.indexOf(path)), path].map(baseName).join(', ')));
  const raw = readBase(base, name);
  if (typeof raw === 'string') return failed(raw);
  const above = resolveExtends(raw, [...chain, path], readText);
  if (above.message !== null || !isJsonObject(above.value)) return { value, message: above.message };
  const inherited = rebaseDatasetPaths(withoutOwnKeys(above.value), base.path === null ? '.' : folderOf(name));
  return { value: mergeValues(inherited, value), message: null };
}
