/** Where an export goes: as `cp` has it, into a folder that is there or is meant (`models/`), else to the file of that name. */
import { statSync } from 'node:fs';
import path from 'node:path';
import { exportFormats, type FormatName } from '../../formats/format-table.ts';
import { fileName } from '../../shared/text/file-name.ts';

export interface ExportPlace {
  readonly folder: string;
  /** Of the main file; null where each ticket's name decides, or where the format is a folder of files. */
  readonly file: string | null;
}

const isFolder = (place: string): boolean => /[\\/]$/.test(place) || statSync(place, { throwIfNoEntry: false })?.isDirectory() === true;

/** `lenet-trial-1-round-05` */
export const stemOf = (name: string): string => fileName(name);

const folderName = (format: FormatName, name: string): string => (format === 'mlflow' ? 'mlruns' : `${stemOf(name)}-${format}`);

/**
 * @param output What the user names; undefined for the current folder.
 * @param isOne Whether one ticket, or one experiment's results, are exported.
 */
export function exportPlace(format: FormatName, name: string, output: string | undefined, isOne: boolean): ExportPlace {
  const { ending } = exportFormats[format];
  if (ending === null) return { folder: output ?? folderName(format, name), file: null };
  if (output === undefined) return { folder: '.', file: null };
  if (!isOne || isFolder(output)) return { folder: output, file: null };
  return { folder: path.dirname(output), file: path.basename(output) };
}
