import { findNodeAtLocation, type Node } from 'jsonc-parser';
import { isJsonObject, type JsonObject, type JsonPath } from '../../text/json-value.ts';
import { checkAcrossFields } from '../checks/check-across-fields.ts';
import type { LookUpData } from '../facts/known-data.ts';
import { type Config, configSchema } from '../schema/schema.ts';
import { checkSweep } from '../sweep/check-sweep.ts';
import { checkShape } from '../problems/check-shape.ts';
import { locate } from '../problems/locate.ts';
import { lostOverrides, type Override, overrideProblem, withOverrides } from './overrides.ts';
import { parseText } from '../text/parse-text.ts';
import { type CheckedConfig, type Finding, mostFindings, type Problem } from '../problems/problem.ts';
import { type ReadText, resolveExtends } from './resolve-extends.ts';
import { t } from '../../text/language.ts';

export interface ConfigSource {
  /** Where the text comes from: `extends` is relative to it, and it gives the experiment its name. */
  readonly path: string;
  /** Text of another file, undefined where there is none. Asked only for what `extends` names. */
  readonly readText: ReadText;
  /** Of a data set that is not built in, where it has been read already. Asked for the config, and for each member of its sweep. */
  readonly knownData?: LookUpData | undefined;
  /** Stand over what the text says, in this order. */
  readonly overrides?: readonly Override[];
  /** Looks at the files that a config without errors names. What it finds is a Problem, but the config stays what it is. */
  readonly lookAtFiles?: ((config: Config) => readonly Finding[]) | undefined;
}

/** Without the keys that say something about the file, not about the experiment; `extends` has been followed by then. */
function withoutFileKeys(config: Config): Config {
  const rest = { ...config };
  delete rest.$schema;
  delete rest.extends;
  return rest;
}

const failed = (...problems: readonly Problem[]): CheckedConfig => ({ config: null, problems });

function checkValue(value: JsonObject, tree: Node, { path, knownData, overrides = [], lookAtFiles }: ConfigSource): CheckedConfig {
  const check = (one: JsonObject): readonly Finding[] => {
    const shape = checkShape(one);
    const broken = shape.map((finding) => finding.paths[0]);
    // Where so much is malformed, what is left says little.
    return broken.length >= mostFindings ? shape : [...shape, ...checkAcrossFields(one, path, broken, knownData)];
  };
  const isInText = (path: JsonPath): boolean => findNodeAtLocation(tree, [...path]) !== undefined;
  const problems = [...check(value), ...checkSweep(value, check, checkShape), ...lostOverrides(value, overrides)]
    .map((finding) => overrideProblem(finding, overrides, isInText) ?? locate(finding, tree, value))
    .sort((a, b) => a.offset - b.offset);
  const usable = problems.every((problem) => problem.severity === 'warning');
  const config = usable ? withoutFileKeys(configSchema.parse(value)) : null;
  const missing = (config && lookAtFiles?.(config)) ?? [];
  return { config, problems: [...problems, ...missing.map((finding) => locate(finding, tree, value))] };
}

/** Parses, follows `extends`, fills in defaults and validates: the one way in for editor, runner and terminal. */
export function checkConfig(text: string, source: ConfigSource): CheckedConfig {
  const { tree, value, problems } = parseText(text);
  if (problems.length > 0 || !tree) return failed(...problems);
  const here = { severity: 'error', path: [], offset: tree.offset, length: tree.length } as const;
  if (!isJsonObject(value)) return failed({ ...here, message: t('A config must be an object: { ... }.') });
  const { overrides = [] } = source;
  const resolved = resolveExtends(withOverrides(value, overrides), [source.path], source.readText);
  const merged = withOverrides(isJsonObject(resolved.value) ? resolved.value : value, overrides);
  const checked = checkValue(merged, tree, source);
  if (resolved.message === null) return checked;
  const wrong: Finding = { message: resolved.message, paths: [['extends']], at: 'value' };
  return failed(overrideProblem(wrong, overrides, () => true) ?? locate(wrong, tree, value), ...checked.problems);
}
