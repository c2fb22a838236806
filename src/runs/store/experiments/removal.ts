/** Removes an experiment's files so that it can be put back: its records are small beside its trainings, which stay. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { removeExperimentFiles } from '../files/own-files.ts';
import { StoreError } from '../files/store-error.ts';
import { entriesIn, readStoreFile } from '../files/store-files.ts';
import { writeAtomically } from '../files/write-atomically.ts';
import { tell } from '../../../shared/text/told.ts';

/** Notes are people's and stay where they are. Whatever else lies there is made anew by whoever needs it, or speaks of a process. */
const kept = /^(experiment(\.damaged-\d+)?|retrainings)\.json$/;

type Contents = readonly (readonly [file: string, bytes: Uint8Array])[];

/** The record last: until it is there, nobody takes the folder for an experiment. */
async function contentsOf(folder: string): Promise<Contents> {
  const names = (await entriesIn(folder)).filter((entry) => entry.isFile() && kept.test(entry.name)).map(({ name }) => name);
  const files = names.toSorted((a, b) => Number(a === 'experiment.json') - Number(b === 'experiment.json'));
  return Promise.all(files.map(async (name) => [path.join(folder, name), await readStoreFile(path.join(folder, name))] as const));
}

async function putBack(folder: string, contents: Contents): Promise<void> {
  const record = path.join(folder, 'experiment.json');
  if (existsSync(record)) throw new StoreError(record, 'unwritable', tell('is there again, so the deleted one was not put back.'));
  for (const [file, bytes] of contents) await writeAtomically(file, bytes);
}

/** For who holds its lock. @returns what puts it back. That throws a StoreError where an experiment has its place by then. */
export async function removeWithUndo(folder: string): Promise<() => Promise<void>> {
  // What cannot be read cannot be put back either, but it can be removed.
  const contents = await contentsOf(folder).catch((): Contents => []);
  await removeExperimentFiles(folder);
  return () => putBack(folder, contents);
}
