/** The executor that a machine's users share without naming it each time. */
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { type ExecutorOptions, readExecutor } from '../../shared/config/executor/executor-options.ts';
import { tell, ToldError } from '../../shared/text/told.ts';

/** `WINNING_TICKET_EXECUTOR` names another file, e.g. one that an administrator keeps. */
export function executorFile(env: NodeJS.ProcessEnv = process.env): string {
  const named = env['XDG_CONFIG_HOME'] ?? '';
  const configs = path.isAbsolute(named) ? named : path.join(homedir(), '.config');
  return env['WINNING_TICKET_EXECUTOR'] || path.join(configs, 'winning-ticket', 'executor.json');
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** null where there is none. @throws Error that begins with the file's path where it is wrong. */
export function machineExecutor(file = executorFile()): ExecutorOptions | null {
  const text = read(file);
  if (text === null) return null;
  const value = parse(text);
  if (value === undefined) throw new ToldError(tell('{0}: is not JSON.', file));
  const executor = readExecutor(value);
  if (typeof executor === 'string') throw new Error(`${file}: ${executor}`);
  return executor;
}
