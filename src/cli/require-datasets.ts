import { missingDatasets } from '../data/known/missing-datasets.ts';
import type { Config } from '../shared/config/schema/schema.ts';
import { CliError } from './cli-error.ts';
import { exitCodes } from './exit-codes.ts';

/** Before anything is trained: a sweep or a transfer must not get stuck for want of data. @throws CliError that says how to fetch them. */
export function requireDatasets(config: Config): void {
  const lines = missingDatasets(config).map((name) => `${name} is not on this machine: run \`winning-ticket data fetch ${name}\` first.`);
  if (lines.length > 0) throw new CliError(exitCodes.failed, lines.join('\n'));
}
