/** Whether rates, scope, sizes and rewinding fit the network and each other. */
import { layerRoles } from '../../network/parameter.ts';
import { formatNumber } from '../../text/format.ts';
import { type JsonObject, valueAt } from '../../text/json-value.ts';
import { weightLayers } from '../networks/layer-names.ts';
import { nearest } from '../problems/nearest.ts';
import { type Finding, mostFindings } from '../problems/problem.ts';
import { isModel } from '../schema/network-schema.ts';
import type { Config } from '../schema/schema.ts';
import { t } from '../../text/language.ts';

const kinds: readonly string[] = layerRoles;

/** Every rate belongs to a kind of layer, to a layer that exists, or to all of them together. */
export function checkRateNames({ network, pruning }: Config): readonly Finding[] {
  if (isModel(network)) return [];
  const layers = weightLayers(network).map(({ name }) => name);
  const known = new Set([...kinds, 'global', ...layers]);
  const unknown = Object.keys(pruning.rates).filter((name) => !known.has(name));
  return unknown.slice(0, mostFindings).map((name) => {
    const near = nearest(name, [...layers, ...kinds]);
    const choices = [layers.join(', '), kinds.join(', ')];
    const message = near
      ? t('The network has no layer "{0}"; did you mean "{1}"? Layers: {2}. Kinds: {3}.', name, near, ...choices)
      : t('The network has no layer "{0}". Layers: {1}. Kinds: {2}.', name, ...choices);
    return { message, paths: [['pruning', 'rates', name], ['network']], at: 'key' };
  });
}

/** Some layer must be pruned, or every round would be the dense one. */
export function checkSomethingIsPruned({ network, pruning }: Config): readonly Finding[] {
  if (isModel(network)) return [];
  const layers = weightLayers(network);
  const globalRate = pruning.scope === 'global' ? pruning.rates.global : undefined;
  if (globalRate !== 0 && layers.some(({ name, role }) => (pruning.rates[name] ?? pruning.rates[role] ?? 0) > 0)) return [];
  const names = [...(globalRate === 0 ? ['global'] : []), ...kinds, ...layers.map(({ name }) => name)].filter(
    (name) => pruning.rates[name] === 0,
  );
  const message = t('With these rates nothing would ever be pruned: a rate is the share pruned in each round, for example 0.2.');
  const [first = 'output', ...others] = names;
  const pathOf = (name: string): readonly string[] => ['pruning', 'rates', name];
  return [{ message, paths: [pathOf(first), ...others.map(pathOf), ['network']], at: 'value' }];
}

const ratesPath = ['pruning', 'rates'];
const scopePath = ['pruning', 'scope'];

/** One threshold over all layers has one rate; of a single layer it can only be said that it takes no part. */
function checkSingleRates(pruning: Config['pruning'], raw: JsonObject): readonly Finding[] {
  const own = Object.entries(pruning.rates).filter(([name, rate]) => name !== 'global' && rate !== pruning.rates.global && rate !== 0);
  const written = own.map(([name]) => [...ratesPath, name]).filter((path) => valueAt(raw, path) !== undefined);
  const message = t(
    'With the scope "global" a layer takes part or, at the rate 0, does not: this rate only says that it does. The share pruned is rates.global.',
  );
  return written.map((path) => ({ message, paths: [path, scopePath], at: 'value', severity: 'warning' }));
}

/** Rates mean what the scope makes of them. */
export function checkScope({ pruning }: Config, raw: JsonObject): readonly Finding[] {
  if (pruning.scope === 'global') return checkSingleRates(pruning, raw);
  if (pruning.rates.global === undefined) return [];
  const message = t('rates.global is the rate of the scope "global"; with the scope "layer" give the rates by kind of layer or by layer.');
  return [{ message, paths: [[...ratesPath, 'global'], scopePath], at: 'key' }];
}

const sizesPath = ['pruning', 'sizes'] as const;

/** Sizes belong to one-shot pruning, and a later round never holds more than an earlier one. */
export function checkSizes({ pruning }: Config): readonly Finding[] {
  const { sizes, schedule } = pruning;
  if (!sizes) return [];
  if (schedule !== 'one-shot') {
    const message = t('sizes are those of the schedule "one-shot"; how much iterative rounds leave follows from rounds and rates.');
    return [{ message, paths: [sizesPath, ['pruning', 'schedule']], at: 'key' }];
  }
  const place = sizes.findIndex((size, index) => index > 0 && size >= (sizes[index - 1] ?? 1));
  if (place < 0) return [];
  const message = t('Each size must be smaller than the one before: {0} follows {1}.', ...[sizes[place], sizes[place - 1]].map(String));
  return [{ message, paths: [[...sizesPath, place], sizesPath], at: 'value' }];
}

/** Late rewinding leaves something to train: the training goes on after the iteration it rewinds to. */
export function checkRewind({ rewind, training }: Config): readonly Finding[] {
  if (typeof rewind === 'string' || rewind.iteration < training.iterations) return [];
  const message = t(
    'rewind.iteration must be below {0}, the iterations of a training, or nothing is left to train.',
    formatNumber(training.iterations),
  );
  return [{ message, paths: [['rewind', 'iteration'], ['rewind'], ['training', 'iterations']], at: 'value' }];
}
