/** Reads a config from a file; what is wrong with it goes to stderr as `file:line:column: message`, and nothing runs. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readConfigText } from '../data/files/read-config-text.ts';
import { checkConfig } from '../shared/config/reading/check-config.ts';
import { decodeConfig } from '../shared/config/reading/decode-config.ts';
import { experimentName } from '../shared/config/reading/experiment-name.ts';
import type { Problem } from '../shared/config/reading/problem.ts';
import type { Config } from '../shared/config/schema/schema.ts';
import { ownWords } from '../shared/text/own-words.ts';
import { CliError, exitCodes, note } from './output.ts';

export interface LoadedConfig {
  readonly config: Config;
  readonly experiment: string;
  /** Absolute. */
  readonly path: string;
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'this is a folder; name a *.lottery.json file',
  EACCES: 'this file may not be read',
};

function readConfig(file: string): string {
  try {
    return decodeConfig(readFileSync(file));
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    throw new CliError(exitCodes.usage, reasons[code] === undefined ? `${ownWords(error, file)}.` : `${file}: ${reasons[code]}`);
  }
}

/** Lines and columns count from 1, columns in UTF-16 units, as editors do. */
function problemLine(file: string, text: string, { offset, message, severity }: Problem): string {
  const before = text.slice(0, offset).split(/\r\n|\r|\n/);
  const place = `${file}:${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
  return severity === 'error' ? `${place}: ${message}` : `${place}: warning: ${message}`;
}

export function loadConfigFile(file: string): LoadedConfig {
  const text = readConfig(file);
  const absolute = path.resolve(file);
  const { config, problems } = checkConfig(text, { path: absolute, readText: (other) => readConfigText(other) });
  for (const problem of problems) note(problemLine(file, text, problem));
  if (config === null) throw new CliError(exitCodes.usage, '');
  return { config, experiment: experimentName(config, absolute), path: absolute };
}
