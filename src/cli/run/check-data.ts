/** Configs beside what the files of their data sets hold: what does not fit is said at its place in the config, before anything is trained. */
import path from 'node:path';
import { lookAtData } from '../../data/known/look-at-data.ts';
import { dataKey, dataStamp, quickBytes, readKnownData } from '../../runs/reading/known-data.ts';
import { findReadingFiles } from '../../runs/reading/read-files.ts';
import type { Override } from '../../shared/config/reading/overrides.ts';
import type { Finding } from '../../shared/config/problems/problem.ts';
import type { KnownData, LookUpData } from '../../shared/config/facts/known-data.ts';
import type { Config } from '../../shared/config/schema/schema.ts';
import { sweepMembers } from '../../shared/config/sweep/sweep-members.ts';
import { ownWords } from '../../shared/text/own-words.ts';
import { programFolder } from '../installation.ts';
import { CliError, exitCodes } from '../output.ts';
import { checkAgain, type CheckedFile, noteProblems } from './config-file.ts';

export interface DataCheck {
  readonly overrides: readonly Override[] | undefined;
  /** Whether data that are not there, or cannot be read, keep the config from being used. */
  readonly required: boolean;
  /** Data sets of more bytes are not read. */
  readonly mostBytes?: number;
}

const baseFolderOf = ({ path: file }: CheckedFile): string => (file === null ? process.cwd() : path.dirname(file));

/** A config for each data set that its members are trained on, or that their tickets are transferred to. */
const withEachDataset = (config: Config): readonly Config[] => {
  const members = sweepMembers(config, '').map((member) => member.config);
  return (members.length > 0 ? members : [config]).flatMap((one) => [
    one,
    ...(one.transfer?.dataset ? [{ ...one, dataset: one.transfer.dataset }] : []),
  ]);
};

interface Looked {
  readonly known: LookUpData;
  readonly failures: readonly string[];
}

/** Reads every data set once. */
async function lookInto(config: Config, baseFolder: string, mostBytes: number): Promise<Looked> {
  const stamps = new Set<string>();
  const known = new Map<string, KnownData>();
  const failures: string[] = [];
  const files = await findReadingFiles(programFolder);
  for (const one of withEachDataset(config)) {
    const stamp = dataStamp(one, baseFolder, mostBytes);
    if (stamp === null || stamps.has(stamp)) continue;
    stamps.add(stamp);
    await readKnownData(files, one, baseFolder).then(
      (read) => known.set(dataKey(one), read),
      (error: unknown) => failures.push(ownWords(error)),
    );
  }
  return { known: (one) => known.get(dataKey(one)), failures };
}

interface WithData {
  readonly file: CheckedFile;
  /** Whether its data are not there, or cannot be read. */
  readonly unreadable: boolean;
}

/** The config as it was where its data are not there, too large for a look, or have a name. */
async function withData(file: CheckedFile, { overrides, required, mostBytes = quickBytes }: DataCheck): Promise<WithData> {
  const { config } = file;
  if (config === null) return { file, unreadable: false };
  const baseFolder = baseFolderOf(file);
  const { known, failures } = await lookInto(config, baseFolder, mostBytes);
  const severity = required ? {} : ({ severity: 'warning' } as const);
  const findings = failures.map((message): Finding => ({ message, paths: [['dataset']], at: 'value', ...severity }));
  // Those that have a name are asked for all at once.
  const missing = required ? lookAtData(config, baseFolder).filter((finding) => finding.severity !== 'warning') : [];
  const checked = checkAgain(file, overrides, known, [...missing, ...findings]);
  const unreadable = failures.length > 0 || missing.length > 0;
  if (!required) return { file: checked, unreadable };
  const errors = checked.problems.filter((problem) => problem.severity === 'error');
  // Advice on the data is given by the run itself.
  return { file: { ...checked, config: errors.length > 0 ? null : checked.config, problems: [...file.problems, ...errors] }, unreadable };
}

/**
 * All configs beside their data, one after the other; none where one of them is wrong in itself.
 * @throws CliError where data are required and cannot be read, after all problems have been said.
 */
export async function checkData(files: readonly CheckedFile[], how: DataCheck): Promise<readonly CheckedFile[]> {
  if (files.some(({ config }) => config === null)) return files;
  const checked: WithData[] = [];
  for (const file of files) checked.push(await withData(file, how));
  const all = checked.map(({ file }) => file);
  if (how.required && checked.some(({ unreadable }) => unreadable)) {
    all.forEach(noteProblems);
    throw new CliError(exitCodes.failed, '');
  }
  return all;
}
