import type { z } from 'zod';
import { datasetSchema } from './dataset-schema.ts';
import type { JsonObject, JsonValue } from './json-value.ts';
import { isJsonObject } from './json-value.ts';
import { networkSchema } from './network-schema.ts';
import { configSchema } from './schema.ts';

type Named = z.ZodUnion<readonly [z.ZodType, z.ZodType]>;

/** A name or an object: by its shape one of the two, so that what is wrong inside the object is reported there. */
function byShape(union: Named, value: JsonValue | undefined): z.ZodType {
  if (isJsonObject(value)) return union.options[1];
  return typeof value === 'string' ? union.options[0] : union;
}

/** The schema of a config with `dataset` and `network` told apart for this very value. */
export function narrowedSchema(value: JsonObject): z.ZodType {
  const narrowed: Record<string, z.ZodType> = {};
  if ('dataset' in value) narrowed['dataset'] = byShape(datasetSchema, value['dataset']);
  if ('network' in value) narrowed['network'] = byShape(networkSchema, value['network']);
  return configSchema.extend(narrowed);
}
