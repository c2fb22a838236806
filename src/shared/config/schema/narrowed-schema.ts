import { z } from 'zod';
import { controlSchema, controlsSchema } from './controls-schema.ts';
import { datasetFilesSchema, datasetSchema } from './dataset-schema.ts';
import type { JsonObject, JsonValue } from '../../text/json-value.ts';
import { isJsonObject } from '../../text/json-value.ts';
import { modelSchema, networkSchema } from './network-schema.ts';
import { rewindSchema } from './rewind-schema.ts';
import { configSchema } from './schema.ts';
import { transferSchema } from './transfer-schema.ts';

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

function narrowedTransfer(value: JsonObject): z.ZodType {
  const narrowed: Record<string, z.ZodType> = {};
  if ('dataset' in value) narrowed['dataset'] = byShape(datasetSchema, value['dataset'], datasetFilesSchema);
  if ('randomReinit' in value) narrowed['randomReinit'] = byShape(controlSchema(100), value['randomReinit']);
  return transferSchema.extend(narrowed);
}

/** The schema of a config with its unions told apart for this very value. */
export function narrowedSchema(value: JsonObject): z.ZodType {
  const narrowed: Record<string, z.ZodType> = {};
  if ('dataset' in value) narrowed['dataset'] = byShape(datasetSchema, value['dataset'], datasetFilesSchema);
  if ('network' in value)
    narrowed['network'] = byShape(networkSchema, value['network'], isModelShaped(value['network']) ? modelSchema : undefined);
  if ('rewind' in value) narrowed['rewind'] = byShape(rewindSchema, value['rewind']);
  if (isJsonObject(value['controls'])) narrowed['controls'] = narrowedControls(value['controls']);
  if (isJsonObject(value['transfer'])) narrowed['transfer'] = narrowedTransfer(value['transfer']);
  return configSchema.extend(narrowed);
}
