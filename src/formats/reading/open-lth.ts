/**
 * Results of open_lth (Frankle's framework): `replicate_1/level_3/main/mask.pth` and `model_ep0_it0.pth`, the weights that a level's training starts from.
 * A level is a round, a replicate a trial.
 */
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { asDataError } from '../../data/files/byte-source.ts';
import { ImportError } from './foreign-tensors.ts';
import { tell } from '../../shared/text/told.ts';

export interface OpenLthTicket {
  readonly trial: number;
  readonly round: number;
  readonly weights: string;
  readonly mask: string;
}

const numbered = (name: string, word: string): number | null => {
  const digits = new RegExp(`^${word}_(\\d{1,6})$`).exec(name)?.[1];
  return digits === undefined ? null : Number(digits);
};

interface NumberedFolder {
  readonly number: number;
  readonly folder: string;
}

/** Folders of that word in a folder, by number. */
async function foldersOf(folder: string, word: 'replicate' | 'level'): Promise<readonly NumberedFolder[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => Promise.reject(asDataError(folder, error)));
  return entries
    .flatMap((entry): NumberedFolder[] => {
      const number = entry.isDirectory() ? numbered(entry.name, word) : null;
      return number === null ? [] : [{ number, folder: path.join(folder, entry.name) }];
    })
    .sort((a, b) => a.number - b.number);
}

function ticketAt(trial: number, { number, folder }: NumberedFolder): OpenLthTicket {
  const main = path.join(folder, 'main');
  const [mask, weights] = [path.join(main, 'mask.pth'), path.join(main, 'model_ep0_it0.pth')];
  for (const file of [mask, weights])
    if (!existsSync(file)) throw new ImportError(file, tell('file not found; a level of open_lth has its mask and its model at step 0.'));
  return { trial, round: number, weights, mask };
}

/** The tickets in a folder of a run (`lottery_<hash>`), or of one of its replicates. @throws ImportError where it has no level. */
export async function openLthTickets(folder: string): Promise<readonly OpenLthTicket[]> {
  const replicates = await foldersOf(folder, 'replicate');
  const places = replicates.length > 0 ? replicates : [{ number: 1, folder }];
  const tickets: OpenLthTicket[] = [];
  for (const [index, place] of places.entries())
    for (const level of await foldersOf(place.folder, 'level')) tickets.push(ticketAt(index + 1, level));
  if (tickets.length > 0) return tickets;
  throw new ImportError(
    folder,
    tell('expected a results folder of open_lth, with level_0, level_1, ... in it or in its replicate_1; found none.'),
  );
}
