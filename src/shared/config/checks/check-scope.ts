import type { Finding } from '../reading/finding.ts';
import { valueAt } from '../../text/json-value.ts';
import type { JsonObject } from '../../text/json-value.ts';
import type { Config } from '../schema/schema.ts';

const rates = ['pruning', 'rates'];
const scope = ['pruning', 'scope'];

/** One threshold over all layers has one rate; of a single layer it can only be said that it takes no part. */
function checkSingleRates(pruning: Config['pruning'], raw: JsonObject): readonly Finding[] {
  const own = Object.entries(pruning.rates).filter(([name, rate]) => name !== 'global' && rate !== pruning.rates.global && rate !== 0);
  const written = own.map(([name]) => [...rates, name]).filter((path) => valueAt(raw, path) !== undefined);
  const message =
    'With the scope "global" a layer takes part or, at the rate 0, does not: this rate only says that it does. The share pruned is rates.global.';
  return written.map((path) => ({ message, paths: [path, scope], at: 'value', severity: 'warning' }));
}

/** Rates mean what the scope makes of them. */
export function checkScope({ pruning }: Config, raw: JsonObject): readonly Finding[] {
  if (pruning.scope === 'global') return checkSingleRates(pruning, raw);
  if (pruning.rates.global === undefined) return [];
  const message = 'rates.global is the rate of the scope "global"; with the scope "layer" give the rates by kind of layer or by layer.';
  return [{ message, paths: [[...rates, 'global'], scope], at: 'key' }];
}
