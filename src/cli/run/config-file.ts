/** Reads configs from files or stdin; what is wrong with them goes to stderr as `file:line:column: message`, and nothing runs. */
import path from 'node:path';
import { readConfigText } from '../../data/files/read-config-text.ts';
import { checkConfig, type ConfigSource } from '../../shared/config/reading/check-config.ts';
import { decodeConfig } from '../../shared/config/text/decode-config.ts';
import { experimentName } from '../../shared/config/facts/experiment-name.ts';
import { type Override, overridePath, overrideValue } from '../../shared/config/reading/overrides.ts';
import type { CheckedConfig, Finding, Problem } from '../../shared/config/problems/problem.ts';
import type { LookUpData } from '../../shared/config/facts/known-data.ts';
import type { Config } from '../../shared/config/schema/schema.ts';
import { lineAndColumn } from '../../shared/text/line-and-column.ts';
import { ownWords } from '../../shared/text/own-words.ts';
import { CliError, exitCodes, noteProblem } from '../output.ts';
import { readGiven, UnreadError } from './read-given.ts';

export interface LoadedConfig {
  readonly config: Config;
  readonly experiment: string;
  /** Absolute; null for stdin. */
  readonly path: string | null;
  /** Paths in the config are relative to it. */
  readonly baseFolder: string;
}

export const stdin = '-';

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'this is a folder; name a *.lottery.json file',
  EACCES: 'this file may not be read',
};

/** The text, or why there is none. */
function readConfig(file: string): string | { readonly problem: string } {
  try {
    return decodeConfig(readGiven(file === stdin ? 0 : file));
  } catch (error) {
    if (error instanceof UnreadError) return { problem: error.message };
    const { code = '' } = error as NodeJS.ErrnoException;
    return { problem: reasons[code] ?? `${ownWords(error, 'this file')}.` };
  }
}

/** A file that cannot be read has one problem, whose place is its name. */
function unread(name: string, message: string, absolute: string | null): CheckedFile {
  const problem: Problem = { severity: 'error', message, path: [], offset: 0, length: 0, override: name };
  return { config: null, problems: [problem], text: '', name, path: absolute };
}

/** A value of the command line is named as it was written. */
export function problemPlace(file: string, text: string, { offset, override }: Pick<Problem, 'offset' | 'override'>): string {
  if (override !== undefined) return override;
  const { line, column } = lineAndColumn(text, offset);
  return `${file}:${line}:${column}`;
}

export interface CheckedFile extends CheckedConfig {
  readonly text: string;
  /** As it is named in messages. */
  readonly name: string;
  readonly path: string | null;
}

/** A config on stdin is called "stdin" where it has no name of its own; what it extends is looked for in the current folder. */
export function checkConfigFile(file: string, overrides: readonly Override[] = []): CheckedFile {
  const text = readConfig(file);
  const name = file === stdin ? 'stdin' : file;
  const absolute = path.resolve(name);
  if (typeof text !== 'string') return unread(name, text.problem, file === stdin ? null : absolute);
  const place = { text, name, path: file === stdin ? null : absolute };
  return { ...checkedText(place, overrides), ...place };
}

type Place = Pick<CheckedFile, 'text' | 'name' | 'path'>;
type More = Pick<ConfigSource, 'knownData' | 'lookAtFiles'>;

const checkedText = ({ text, name, path: file }: Place, overrides: readonly Override[], more: More = {}): CheckedConfig =>
  checkConfig(text, { path: file ?? path.resolve(name), readText: (other) => readConfigText(other), overrides, ...more });

/** The same text, when more is known of its data. */
export const checkAgain = (
  file: CheckedFile,
  overrides: readonly Override[] = [],
  knownData: LookUpData,
  findings: readonly Finding[],
): CheckedFile => ({ ...file, ...checkedText(file, overrides, { knownData, lookAtFiles: () => findings }) });

export function noteProblems({ name, text, problems }: CheckedFile): void {
  for (const problem of problems) noteProblem(problem.severity, problemPlace(name, text, problem), problem.message);
}

/** @throws CliError where stdin is named twice. */
export function checkConfigFiles(files: readonly string[], overrides: readonly Override[] = []): readonly CheckedFile[] {
  if (files.filter((file) => file === stdin).length > 1) throw new CliError(exitCodes.usage, 'stdin can be read only once: name - once.');
  return files.map((file) => checkConfigFile(file, overrides));
}

/** @throws CliError after their problems have been said. */
export const loadConfigFiles = (files: readonly string[], overrides: readonly Override[] = []): readonly LoadedConfig[] =>
  loadedOf(checkConfigFiles(files, overrides));

/** All are checked before the first runs. @throws CliError after their problems have been said. */
export function loadedOf(checked: readonly CheckedFile[]): readonly LoadedConfig[] {
  checked.forEach(noteProblems);
  const loaded = checked.flatMap(({ config, name, path: absolute }): LoadedConfig[] => {
    if (config === null) return [];
    const experiment = experimentName(config, absolute ?? name);
    return [{ config, experiment, path: absolute, baseFolder: absolute === null ? process.cwd() : path.dirname(absolute) }];
  });
  if (loaded.length < checked.length) throw new CliError(exitCodes.usage, '');
  refuseSameNames(loaded, checked);
  return loaded;
}

function refuseSameNames(loaded: readonly LoadedConfig[], files: readonly CheckedFile[]): void {
  const names = loaded.map(({ experiment }) => experiment);
  const second = names.findIndex((name, place) => names.indexOf(name) < place);
  const name = names[second];
  if (name === undefined) return;
  const [a, b] = [files[names.indexOf(name)]?.name ?? '', files[second]?.name ?? ''];
  throw new CliError(exitCodes.usage, `${a} and ${b} are both the experiment "${name}". Give one of them another "name".`);
}

/** "training.learningRate=0.01" @throws Error that says how it is written. */
export function readOverride(text: string): Override {
  const [key = ''] = text.split('=', 1);
  if (key === '' || key === text) throw new Error('It is written like training.learningRate=0.01: a key in full, "=" and a value.');
  const place = overridePath(key);
  return { path: place, value: overrideValue(place, text.slice(key.length + 1)), setting: text, written: `--set ${text}` };
}
