/** Checks a config that an experiment's record holds: the program that wrote it may be another version, the record damaged or a stranger's. */
import type * as z from 'zod';
import { type Config, configSchema } from '../../../shared/config/schema/schema.ts';
import { mostTrainings, plannedTrainings } from '../../../shared/config/facts/planned-trainings.ts';

type Issue = z.core.$ZodIssue;

/** Keys of a newer version are no damage; a union reports them inside its branches. */
const isOnlyUnknownKey = (issue: Issue): boolean =>
  issue.code === 'unrecognized_keys' || (issue.code === 'invalid_union' && issue.errors.some((branch) => branch.every(isOnlyUnknownKey)));

/** Either the config, or the place of the first key whose value none of our configs can have. */
export type StoredConfig = { readonly config: Config } | { readonly wrong: string };

/** Defaults fill in keys that an earlier version did not have. */
export function readStoredConfig(value: unknown): StoredConfig {
  const result = configSchema.safeParse(value);
  if (result.success) return plannedTrainings(result.data) > mostTrainings ? { wrong: 'config.trials' } : { config: result.data };
  const issue = result.error.issues.find((one) => !isOnlyUnknownKey(one));
  if (!issue) return { config: value as Config };
  return { wrong: ['config', ...issue.path.map(String)].join('.').slice(0, 100) };
}
