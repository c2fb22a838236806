import type { z } from 'zod';
import type { Finding } from './finding.ts';
import { valueAt } from '../../text/json-value.ts';
import type { JsonObject, JsonPath } from '../../text/json-value.ts';
import { narrowedSchema } from '../schema/narrowed-schema.ts';
import { unknownKeyMessage } from './unknown-key.ts';
import { wrongValueMessage } from './wrong-value.ts';

function findings(issue: z.core.$ZodIssue, value: JsonObject): readonly Finding[] {
  const path = issue.path as JsonPath;
  if (issue.code !== 'unrecognized_keys') return [{ message: wrongValueMessage(path, valueAt(value, path)), paths: [path], at: 'value' }];
  return issue.keys.map((key) => ({ message: unknownKeyMessage(key, path), paths: [[...path, key]], at: 'key' }));
}

/** Unknown keys, wrong types and values out of range, each at its innermost key, each once. */
export function checkShape(value: JsonObject): readonly Finding[] {
  const issues = narrowedSchema(value).safeParse(value).error?.issues ?? [];
  const byPath = new Map<string, Finding>();
  for (const finding of issues.flatMap((issue) => findings(issue, value))) {
    const id = JSON.stringify(finding.paths[0]);
    if (!byPath.has(id)) byPath.set(id, finding);
  }
  return [...byPath.values()];
}
