/** In which settings configs differ, key by key. */
import { isJsonObject, type JsonValue } from '../../text/json-value.ts';
import type { Config } from '../schema/schema.ts';
import { t } from '../../text/language.ts';

export interface SettingDifference {
  /** `training.iterations` */
  readonly key: string;
  /** One for each config, in their order; null where a config does not have the key. */
  readonly values: readonly (JsonValue | null)[];
}

/** Every value below an object, by its full key; lists are values. */
function leaves(value: JsonValue, key = ''): readonly (readonly [string, JsonValue])[] {
  if (!isJsonObject(value)) return [[key, value]];
  return Object.entries(value).flatMap(([name, inner]) => leaves(inner, key === '' ? name : `${key}.${name}`));
}

/** The name, and what says something about the file, say nothing of what is done. */
function settingsOf(config: Config): ReadonlyMap<string, JsonValue> {
  const { name: _name, $schema: _schema, extends: _extends, ...settings } = config;
  return new Map(leaves(JSON.parse(JSON.stringify(settings)) as JsonValue));
}

/** Keys in which two or more configs differ, in the order of the first config's. */
export function settingDifferences(configs: readonly Config[]): readonly SettingDifference[] {
  const all = configs.map(settingsOf);
  const keys = [...new Set(all.flatMap((settings) => [...settings.keys()]))];
  const rows = keys.map((key) => ({ key, values: all.map((settings) => settings.get(key) ?? null) }));
  return rows.filter(({ values }) => new Set(values.map((value) => JSON.stringify(value))).size > 1);
}

/** A value as people read it in a table: texts without quotes, "-" where there is none. */
export function settingText(value: JsonValue | null): string {
  if (value === null) return '-';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** "training.iterations 5000 to 2500" */
export const differenceWords = ({ key, values }: SettingDifference): string =>
  `${key} ${values.map(settingText).reduce((from, to) => t({ message: '{0} to {1}', comment: 'a change' }, from, to))}`;
