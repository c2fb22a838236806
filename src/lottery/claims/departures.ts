/** Where a config departs from the paper's: every key of the two resolved configs is compared, whatever keys there are. */
import { weightLayers } from '../../shared/config/networks/layer-names.ts';
import { checkConfig } from '../../shared/config/reading/check-config.ts';
import { isModel } from '../../shared/config/schema/network-schema.ts';
import { type Config, configSchema, usesTfjs } from '../../shared/config/schema/schema.ts';
import { scheduleCurve } from '../../shared/config/schema/training-schema.ts';
import type { Departure } from '../../shared/results/verdict/claims.ts';
import { canonicalJson } from '../../shared/specs/hash.ts';
import { isJsonObject, type JsonValue } from '../../shared/text/json-value.ts';

/** Keys that change no number of a claim, each with the reason. Whatever begins with one of them goes with it. */
export const withoutInfluence: Readonly<Record<string, string>> = {
  $schema: 'says where an editor finds the schema',
  extends: 'has been followed: its keys stand in the config',
  name: 'names the experiment',
  sweep: 'has been followed: each member is a config of its own',
  seed: 'the paper names none, and its claims are about any',
  dataset: 'decides whether there are claims at all: CIFAR-10 is the same from a folder of files',
  network: 'decides whose claims these are; a width of its own is a departure of its own',
  'training.testEvaluation': 'the test accuracies at the early stop and at the end are measured either way',
  'training.trainingEvaluation': 'changes no training, only how often the training accuracy is known',
  transfer: 'trains beside the tickets, whose trainings stay what they are',
  instability: 'trains beside the tickets, whose trainings stay what they are',
};

/** Keys that mean something in some configs only. */
const usedWhen: Readonly<Record<string, (config: Config) => boolean>> = {
  'training.momentum': ({ training }) => training.optimizer === 'momentum',
  'training.nesterov': ({ training }) => training.optimizer === 'momentum',
  'pruning.samples': ({ pruning }) => pruning.criterion === 'snip' || pruning.criterion === 'grasp',
  'pruning.rounds': ({ pruning }) => pruning.schedule === 'iterative' || pruning.sizes === undefined,
  'pruning.sizes': ({ pruning }) => pruning.schedule === 'one-shot',
  'pruning.rates.global': ({ pruning }) => pruning.scope === 'global',
  'pruning.rates.dense': (config) => hasLayers(config, 'dense'),
  'pruning.rates.output': (config) => hasLayers(config, 'output'),
  'pruning.rates.convolution': (config) => hasLayers(config, 'convolution'),
  backend: usesTfjs,
};

function hasLayers({ network }: Config, role: string): boolean {
  return !isModel(network) && weightLayers(network).some((layer) => layer.role === role);
}

type Flat = ReadonlyMap<string, JsonValue>;

/** Every value that is no object by its full key; a list is one value. */
function flat(value: JsonValue, key = ''): (readonly [string, JsonValue])[] {
  if (!isJsonObject(value)) return [[key, value]];
  return Object.entries(value).flatMap(([inner, one]) => (one === undefined ? [] : flat(one, key === '' ? inner : `${key}.${inner}`)));
}

const isWithoutInfluence = (key: string): boolean =>
  Object.keys(withoutInfluence).some((listed) => key === listed || key.startsWith(`${listed}.`));

/** Different words for the same: "auto" is the embedded engine, no control is as many as 0, and a schedule's name is its defaults. */
function meaning(config: Config): Flat {
  const engine = usesTfjs(config) ? 'tfjs' : 'wasm';
  const { schedule } = config.training;
  // A curve counts as one value, as steps do.
  const curve = typeof schedule === 'string' ? scheduleCurve(schedule) : schedule;
  const training = { ...config.training, schedule: [curve].flat() };
  const used = flat({ ...config, engine, training } as unknown as JsonValue).filter(
    ([key, value]) => !isWithoutInfluence(key) && (usedWhen[key]?.(config) ?? true) && !(key.startsWith('controls.') && value === 0),
  );
  return new Map(used);
}

const known = new Map<string, Config>();

/** @throws Error for a name that is no preset. */
export function presetConfig(preset: string): Config {
  const config =
    known.get(preset) ??
    checkConfig(JSON.stringify({ extends: preset }), { path: 'preset.lottery.json', readText: () => undefined }).config;
  if (!config) throw new Error(`There is no preset ${preset}.`);
  known.set(preset, config);
  return config;
}

/** A store may hold a config of an earlier version: keys that came later have their defaults. */
const withDefaults = (config: Config): Config => configSchema.safeParse(config).data ?? config;

const differs = (a: JsonValue | undefined, b: JsonValue | undefined): boolean =>
  a === undefined || b === undefined ? a !== b : canonicalJson(a) !== canonicalJson(b);

/** In the order of the paper's keys, then those that only `config` has. */
export function departuresFrom(paper: Config, config: Config): Departure[] {
  const [own, theirs] = [meaning(withDefaults(config)), meaning(paper)];
  const keys = [...new Set([...theirs.keys(), ...own.keys()])].filter((key) => differs(own.get(key), theirs.get(key)));
  return keys.map((key) => ({ key, own: own.get(key) ?? null, paper: theirs.get(key) ?? null }));
}
