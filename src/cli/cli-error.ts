import type { ExitCode } from './exit-codes.ts';

/** Ends the program with a message on stderr, without a stack trace. */
export class CliError extends Error {
  override readonly name = 'CliError';

  constructor(
    readonly exitCode: ExitCode,
    message: string,
  ) {
    super(message);
  }
}
