import { memberName } from './sweep-name.ts';
import type { SweptValues } from './sweep-name.ts';
import type { JsonObject, JsonValue } from '../../text/json-value.ts';
import type { Config } from '../schema/schema.ts';
import { configSchema } from '../schema/schema.ts';
import { setAt } from '../reading/set-at.ts';
import { pathOfKey } from './sweep-paths.ts';
import type { SweepConfig } from '../schema/sweep-schema.ts';

/** One experiment of a sweep. */
export interface SweepMember {
  readonly experiment: string;
  readonly values: SweptValues;
  readonly config: Config;
}

/** Every combination, the last key changing fastest. */
export function combinations(sweep: SweepConfig): readonly SweptValues[] {
  return Object.entries(sweep).reduce<SweptValues[]>(
    (all, [key, values]) => all.flatMap((before) => values.map((value) => ({ ...before, [key]: value as JsonValue }))),
    [{}],
  );
}

/** A config with the values of one member; `base` has no `sweep`. */
export const withValues = (base: JsonObject, values: SweptValues): JsonObject =>
  Object.entries(values).reduce<JsonValue>((config, [key, value]) => setAt(config, pathOfKey(key), value), base) as JsonObject;

/** A checked config's members, in order; none where it sweeps nothing. @param name Of the experiment that the config describes. */
export function sweepMembers(config: Config, name: string): readonly SweepMember[] {
  const { sweep, ...base } = config;
  if (sweep === undefined) return [];
  return combinations(sweep).map((values, index) => {
    const changed = withValues(JSON.parse(JSON.stringify(base)) as JsonObject, values);
    return { experiment: memberName(name, values, index), values, config: configSchema.parse(changed) };
  });
}
