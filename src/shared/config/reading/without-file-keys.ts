import type { Config } from '../schema/schema.ts';

/** Without the keys that say something about the file, not about the experiment; `extends` has been followed by then. */
export function withoutFileKeys(config: Config): Config {
  const rest = { ...config };
  delete rest.$schema;
  delete rest.extends;
  return rest;
}
