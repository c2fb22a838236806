import type { Finding } from '../reading/finding.ts';
import { valueAt } from '../../text/json-value.ts';
import type { JsonObject } from '../../text/json-value.ts';
import type { Config } from '../schema/schema.ts';

/** `momentum` written beside another optimiser is most likely meant, and would be ignored. */
export function checkMomentum({ training }: Config, raw: JsonObject): readonly Finding[] {
  const path = ['training', 'momentum'];
  if (training.optimizer === 'momentum' || valueAt(raw, path) === undefined) return [];
  const message = `momentum has no effect with the optimizer "${training.optimizer}", only with "momentum".`;
  return [{ message, paths: [path, ['training', 'optimizer']], at: 'key', severity: 'warning' }];
}
