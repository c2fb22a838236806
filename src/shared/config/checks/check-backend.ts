import type { Finding } from '../reading/finding.ts';
import { valueAt } from '../../text/json-value.ts';
import type { JsonObject } from '../../text/json-value.ts';
import { isModel } from '../schema/network-schema.ts';
import type { Config } from '../schema/schema.ts';
import { usesTfjs } from '../schema/uses-tfjs.ts';

/** The embedded engine reads no model file. */
export function checkEngine({ engine, network }: Config): readonly Finding[] {
  if (engine !== 'wasm' || !isModel(network)) return [];
  const message = 'The embedded engine cannot train a model file; leave out "engine", or take "tfjs".';
  return [{ message, paths: [['engine'], ['network']], at: 'value' }];
}

/** The embedded engine has no backends to choose from. */
export function checkBackend({ engine, network }: Config, raw: JsonObject): readonly Finding[] {
  if (usesTfjs({ engine, network }) || valueAt(raw, ['backend']) === undefined) return [];
  const message = `backend has no effect with the engine "${engine}", only with "tfjs".`;
  return [{ message, paths: [['backend'], ['engine']], at: 'key', severity: 'warning' }];
}
