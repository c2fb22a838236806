import * as z from 'zod';
import { isJsonObject, type JsonObject, type JsonPath, type JsonValue, valueAt } from '../../text/json-value.ts';
import { controlSchema, controlsSchema, transferSchema } from '../schema/controls-schema.ts';
import { datasetFilesSchema, datasetSchema } from '../schema/dataset-schema.ts';
import { modelSchema, networkSchema } from '../schema/network-schema.ts';
import { rewindSchema } from '../schema/pruning-schema.ts';
import { configSchema } from '../schema/schema.ts';
import { scheduleCurveSchema, scheduleSchema, trainingSchema } from '../schema/training-schema.ts';
import { type Finding, mostFindings } from './problem.ts';
import { unknownKey } from './unknown-key.ts';
import { wrongValue } from './wrong-value.ts';

type Named = z.ZodUnion<readonly [z.ZodType, ...z.ZodType[]]>;

/** A plain value or an object: by its shape one of the two, so that what is wrong inside the object is reported there. */
function byShape(union: Named, value: JsonValue | undefined, object?: z.ZodType): z.ZodType {
  if (isJsonObject(value)) return object ?? union.options[1] ?? union;
  return typeof value === 'string' || typeof value === 'number' ? union.options[0] : union;
}

const isModelShaped = (value: JsonValue | undefined): boolean => isJsonObject(value) && 'model' in value;

function narrowedControls(value: JsonObject): z.ZodType {
  const shapes: Readonly<Record<string, z.ZodType>> = controlsSchema.shape;
  const narrowed = Object.entries(shapes).map(([name, schema]): [string, z.ZodType] => {
    const union = schema instanceof z.ZodDefault || schema instanceof z.ZodOptional ? schema.unwrap() : schema;
    return [name, value[name] !== undefined && union instanceof z.ZodUnion ? byShape(union as Named, value[name]) : schema];
  });
  return z.strictObject(Object.fromEntries(narrowed));
}

const narrowedSchedule = ({ schedule }: JsonObject): Readonly<Record<string, z.ZodType>> =>
  isJsonObject(schedule) ? { schedule: scheduleCurveSchema } : Array.isArray(schedule) ? { schedule: scheduleSchema.options[0] } : {};

function narrowedTransfer(value: JsonObject): z.ZodType {
  const narrowed: Record<string, z.ZodType> = {};
  if ('dataset' in value) narrowed['dataset'] = byShape(datasetSchema, value['dataset'], datasetFilesSchema);
  if ('randomReinit' in value) narrowed['randomReinit'] = byShape(controlSchema(100), value['randomReinit']);
  if (isJsonObject(value['training']))
    narrowed['training'] = transferSchema.shape.training.unwrap().extend(narrowedSchedule(value['training']));
  return transferSchema.extend(narrowed);
}

/** The schema of a config with its unions told apart for this very value. */
function narrowedSchema(value: JsonObject): z.ZodType {
  const narrowed: Record<string, z.ZodType> = {};
  if ('dataset' in value) narrowed['dataset'] = byShape(datasetSchema, value['dataset'], datasetFilesSchema);
  if ('network' in value)
    narrowed['network'] = byShape(networkSchema, value['network'], isModelShaped(value['network']) ? modelSchema : undefined);
  if ('rewind' in value) narrowed['rewind'] = byShape(rewindSchema, value['rewind']);
  if (isJsonObject(value['controls'])) narrowed['controls'] = narrowedControls(value['controls']);
  if (isJsonObject(value['training'])) narrowed['training'] = trainingSchema.extend(narrowedSchedule(value['training']));
  if (isJsonObject(value['transfer'])) narrowed['transfer'] = narrowedTransfer(value['transfer']);
  return configSchema.extend(narrowed);
}

function findings(issue: z.core.$ZodIssue, value: JsonObject, most: number): readonly Finding[] {
  if (most <= 0) return [];
  const path = issue.path as JsonPath;
  if (issue.code !== 'unrecognized_keys') return [wrongValue(path, valueAt(value, path))];
  return issue.keys.slice(0, most).map((key) => unknownKey(key, path, value));
}

/** Unknown keys, wrong types and values out of range, each at its innermost key, each once; no more than `mostFindings`. */
export function checkShape(value: JsonObject): readonly Finding[] {
  // Narrowing is for the words of what is wrong, and takes several times as long: a sweep asks for hundreds of values.
  if (configSchema.safeParse(value).success) return [];
  const issues = narrowedSchema(value).safeParse(value).error?.issues ?? [];
  const byPath = new Map<string, Finding>();
  for (const issue of issues)
    for (const finding of findings(issue, value, mostFindings - byPath.size)) {
      const id = JSON.stringify(finding.paths[0]);
      if (!byPath.has(id)) byPath.set(id, finding);
    }
  return [...byPath.values()];
}
