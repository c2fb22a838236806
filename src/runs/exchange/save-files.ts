/** Writes the files of an export; nothing that is there is replaced unless the user says so. */
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { makeFolder } from '../../data/files/make-folder.ts';
import { holdPipe } from '../../data/files/unread-pipe.ts';
import type { ExportedFile } from '../../formats/exported-ticket.ts';
import { toldOf } from '../../shared/text/own-words.ts';
import { tell, tellSentence, ToldError } from '../../shared/text/told.ts';

/** What could not be written, and what to do about it. */
export class SaveError extends ToldError {
  override readonly name = 'SaveError';
}

export const alreadyThere = (file: string): SaveError =>
  new SaveError(tell('{0} is there already. Name another place with --output, or replace it with --force.', file));

async function save(file: string, bytes: Uint8Array, replace: boolean): Promise<void> {
  try {
    await makeFolder(path.dirname(file));
    const letGo = holdPipe(file);
    await writeFile(file, bytes, { flag: replace ? 'w' : 'wx' }).finally(letGo);
  } catch (error) {
    throw new SaveError(tellSentence(toldOf(error, file)), { cause: error });
  }
}

/** @returns Their paths. @throws SaveError, before anything is written where a file is there already. */
export async function saveFiles(folder: string, files: readonly ExportedFile[], replace: boolean): Promise<readonly string[]> {
  const named = files.map(({ name, bytes }) => ({ file: path.join(folder, ...name.split('/')), bytes }));
  const there = replace ? undefined : named.find(({ file }) => existsSync(file));
  if (there) throw alreadyThere(there.file);
  for (const { file, bytes } of named) await save(file, bytes, replace);
  return named.map(({ file }) => file);
}
