import type { Finding } from '../finding.ts';
import { valueAt } from '../json-value.ts';
import type { JsonObject } from '../json-value.ts';
import type { Config } from '../schema.ts';

/** The embedded engine has no backends to choose from. */
export function checkBackend({ engine }: Config, raw: JsonObject): readonly Finding[] {
  if (engine === 'tfjs' || valueAt(raw, ['backend']) === undefined) return [];
  const message = `backend has no effect with the engine "${engine}", only with "tfjs".`;
  return [{ message, paths: [['backend'], ['engine']], at: 'key', severity: 'warning' }];
}
