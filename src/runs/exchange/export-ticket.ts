/** Exports a ticket, several rounds of it, or an experiment's results. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { version } from '../../../package.json';
import type { ExportedFile, ExportedTicket } from '../../formats/exported-ticket.ts';
import { exportFormats, type FormatName, isTicketFormat, type TicketFormat } from '../../formats/format-table.ts';
import type { ModuleParts } from '../../formats/sparse/ticket-module.ts';
import { plainOptions, writeResults, writeTicket } from '../../formats/write-ticket.ts';
import type { TensorOptions } from '../../formats/tensors/named-tensors.ts';
import type { Store } from '../library/store.ts';
import { sweepNamed } from '../library/sweep-of.ts';
import { composedName } from '../../shared/config/facts/experiment-name.ts';
import type { ExperimentDocument } from '../../shared/results/experiment.ts';
import { findReadingFiles } from '../reading/read-files.ts';
import { type ExportId, exportName, parseExportName, ticketsOf } from './export-name.ts';
import { type ExportPlace, exportPlace, stemOf } from './export-place.ts';
import { readTicket } from './exported-ticket.ts';
import { DataReader } from './input-normalization.ts';
import { tell, ToldError } from '../../shared/text/told.ts';
import { t } from '../../shared/text/language.ts';

export interface ExportRequest {
  /** A ticket, a control, or an experiment. */
  readonly name: string;
  readonly format: FormatName;
  /** Rounds in place of the one ticket: of its trial, or of every trial where an experiment is named. */
  readonly rounds?: 'all' | readonly number[];
  /** What the user named; undefined for the current folder. */
  readonly output?: string;
  readonly options?: Partial<TensorOptions & { readonly sparseInitialisers: boolean }>;
}

export interface Export {
  readonly folder: string;
  readonly files: readonly ExportedFile[];
  /** What a person should know of it. */
  readonly notes: readonly string[];
}

/** A request that names nothing that can be exported. */
export class ExportRequestError extends ToldError {
  override readonly name = 'ExportRequestError';
}

async function moduleParts(programFolder: string): Promise<ModuleParts> {
  const [runtime, imageLayers, wasm] = await Promise.all([
    readFile(path.join(programFolder, 'ticket-runtime.js'), 'utf8'),
    readFile(path.join(programFolder, 'ticket-image-layers.js'), 'utf8'),
    readFile(path.join(programFolder, 'ticket.wasm')),
  ]);
  return { runtime, imageLayers, wasm };
}

/** Names of what is exported. @throws ExportRequestError where there are none. */
async function namesOf(store: Store, { name, rounds }: ExportRequest): Promise<readonly string[]> {
  const id = parseExportName(name);
  if (rounds === undefined && id) return [exportName(id)];
  if (rounds === undefined)
    throw new ExportRequestError(
      tell('"{0}" names no ticket. Name one, such as {0}/trial-1/round-05, or its rounds with --rounds all.', name),
    );
  const suits = (one: ExportId): boolean => (id === null || one.trial === id.trial) && (rounds === 'all' || rounds.includes(one.round));
  const found = ticketsOf(await store.recordOf(id?.experiment ?? name)).filter(suits);
  if (found.length === 0) throw new ExportRequestError(tell('"{0}" has no ticket of these rounds yet.', name));
  return found.map(exportName);
}

/** Of several tickets in a format that is a folder, each has a folder of its own. */
function fileOf(format: TicketFormat, name: string, { file }: ExportPlace): string {
  return file ?? `${stemOf(name)}${exportFormats[format].ending ?? ''}`;
}

function within(folder: string, files: readonly ExportedFile[]): readonly ExportedFile[] {
  return files.map(({ name, bytes }) => ({ name: `${folder}/${name}`, bytes }));
}

/** A load.py goes with every ticket, and all of one network are alike but for the file's name: the first one stays. */
const oncePerName = (files: readonly ExportedFile[]): readonly ExportedFile[] =>
  [...new Map(files.toReversed().map((file) => [file.name, file])).values()].toReversed();

/** A wish that cannot be met is said. */
const optimizerNote = ({ name, optimizer }: ExportedTicket, { options }: ExportRequest): readonly string[] =>
  options?.optimizer === true && !optimizer
    ? [t('{0}: the optimiser\'s state was not kept, so it is not in the file. Trainings keep it where "rewind" is "none".', name)]
    : [];

/** @param format One of a ticket. @param programFolder Where the bundles lie. */
async function exportTickets(store: Store, request: ExportRequest, format: TicketFormat, programFolder: string): Promise<Export> {
  const names = await namesOf(store, request);
  const place = exportPlace(format, request.name, request.output, names.length === 1);
  const options = { ...plainOptions, ...request.options, version, moduleParts: await moduleParts(programFolder) };
  const reader = new DataReader(await findReadingFiles(programFolder));
  const files: ExportedFile[] = [];
  const notes: string[] = [];
  for (const name of names) {
    const read = await readTicket(store, name, { reader });
    const written = writeTicket(read.ticket, format, fileOf(format, name, place), options);
    const hasOwnFolder = exportFormats[format].ending === null && names.length > 1;
    files.push(...(hasOwnFolder ? within(stemOf(name), written) : written));
    notes.push(...read.notes, ...optimizerNote(read.ticket, request));
  }
  return { folder: place.folder, files: oncePerName(files), notes: [...new Set(notes)] };
}

/**
 * @param programFolder Where the bundles lie.
 * @throws ExportRequestError, ExportError or StoreError with the ticket, what is in the way and what to do.
 */
export async function exportFiles(store: Store, request: ExportRequest, programFolder: string): Promise<Export> {
  const { name, format, output } = request;
  // Programs without types call this too.
  if (!Object.hasOwn(exportFormats, format))
    throw new ExportRequestError(tell('There is no format "{0}". There are: {1}.', format, Object.keys(exportFormats).join(', ')));
  if (isTicketFormat(format)) return exportTickets(store, request, format, programFolder);
  const experiment = parseExportName(name)?.experiment ?? name;
  const place = exportPlace(format, experiment, output, true);
  const file = place.file ?? `${stemOf(experiment)}-evaluations${exportFormats[format].ending ?? ''}`;
  return { folder: place.folder, files: writeResults(await documentsOf(store, experiment), format, file), notes: [] };
}

/** The experiment's, or those of all members of the sweep. @throws Error where there is neither. */
async function documentsOf(store: Store, name: string): Promise<readonly ExperimentDocument[]> {
  const isExperiment = (await store.list()).some(({ experiment }) => experiment === composedName(name));
  const members = isExperiment ? [] : await sweepNamed(store, composedName(name));
  if (members.length === 0) return [await store.document(name)];
  const documents: ExperimentDocument[] = [];
  for (const { experiment } of members) documents.push(await store.document(experiment));
  return documents;
}
