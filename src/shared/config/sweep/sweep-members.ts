import { type JsonObject, type JsonPath, type JsonValue, setAt } from '../../text/json-value.ts';
import { schemaAt } from '../reference/schema-outline.ts';
import { type Config, configSchema, type SweepConfig } from '../schema/schema.ts';
import { memberName, type SweptValues } from './sweep-name.ts';

/** "network.layers.0.units" -> its keys; "layers[0]" is the same. */
const pathOfKey = (key: string): JsonPath =>
  key
    .replace(/\[(\d+)\]/g, '.$1')
    .split('.')
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));

/** What names the file or the family itself cannot differ inside it. */
const fixed: readonly (string | number | undefined)[] = ['$schema', 'extends', 'name', 'sweep'];

export const isSwept = (key: string): boolean => !fixed.includes(pathOfKey(key)[0]) && schemaAt(pathOfKey(key)) !== undefined;

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
