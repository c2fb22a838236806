/** Data sets and models as the config names them, each read in a thread of its own. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { ForeignTicket, TicketFiles } from '../../formats/reading/read-ticket.ts';
import type { GivenModel } from '../../lottery/plan/plan.ts';
import type { DatasetConfig } from '../../shared/config/schema/dataset-schema.ts';
import { isModel, type NetworkConfig } from '../../shared/config/schema/network-schema.ts';
import type { Network } from '../../shared/network/network.ts';
import type { Dataset } from '../../shared/specs/samples.ts';
import { readInThread } from './read-in-thread.ts';

/** Parts of the program that reading needs. */
export interface ReadingFiles {
  /** Text of the reading thread's bundle. */
  readonly readerCode: string;
  /** Folder of the data sets that come with the program. */
  readonly dataFolder: string;
  /** Where TensorFlow.js lies: too large to be read by runs that do not need it. */
  readonly tfjsFolder: string;
}

/** @param folder Where the bundles lie. */
export async function findReadingFiles(folder: string): Promise<ReadingFiles> {
  const readerCode = await readFile(path.join(folder, 'reader.cjs'), 'utf8');
  return { readerCode, dataFolder: path.join(folder, 'data'), tfjsFolder: path.join(folder, 'tfjs') };
}

export interface ReadingPlace {
  /** Relative paths of the config start here. */
  readonly baseFolder: string;
  /** Ends the reading. */
  readonly signal?: AbortSignal;
}

/**
 * @param classes Outputs of the network, where known.
 * @throws ReadError with the file, what was expected and what was found; WorkCancelled.
 */
export function readDataset(
  { readerCode, dataFolder }: ReadingFiles,
  dataset: DatasetConfig,
  classes: number | undefined,
  { baseFolder, signal }: ReadingPlace,
): Promise<Dataset> {
  return readInThread(readerCode, { kind: 'dataset', dataset, baseFolder, builtInFolder: dataFolder, classes }, signal);
}

/**
 * @returns null for a network of layers.
 * @throws ReadError that names the file and what to do; WorkCancelled.
 */
export async function readModelOf(
  { readerCode, tfjsFolder }: ReadingFiles,
  network: NetworkConfig,
  { train, classes }: Dataset,
  { baseFolder, signal }: ReadingPlace,
): Promise<GivenModel | null> {
  if (!isModel(network)) return null;
  const facts = { sampleShape: train.sampleShape, classes, prune: network.prune };
  return readInThread(readerCode, { kind: 'model', file: path.resolve(baseFolder, network.model), facts, tfjsFolder }, signal);
}

/** @throws ReadError that names the file, the tensor and what is wrong with it; WorkCancelled. */
export const readForeignTicket = (
  { readerCode }: Pick<ReadingFiles, 'readerCode'>,
  files: TicketFiles,
  network: Network,
  signal?: AbortSignal,
): Promise<ForeignTicket> => readInThread(readerCode, { kind: 'tensors', files, network }, signal);
