/** The exit code of each kind of failure; docs/cli.md says what the codes mean. */
import { CommanderError } from 'commander';
import { RefusedError } from '../runs/lock/refused-error.ts';
import { CliError, type ExitCode, exitCodes } from './output.ts';

export function exitCodeFor(error: unknown): ExitCode {
  if (error instanceof CliError) return error.exitCode;
  if (error instanceof RefusedError) return exitCodes.busy;
  // Commander has said what is wrong; its help and version are no errors.
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
  return exitCodes.failed;
}
