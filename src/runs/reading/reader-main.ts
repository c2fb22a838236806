/** A thread that reads one data set or one model, which may come from anywhere, and answers once. A bundle of its own. */
import { createRequire } from 'node:module';
import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { DataError } from '../../data/data-error.ts';
import { loadDataset } from '../../data/load-dataset.ts';
import type * as tfjs from '../../engine/tfjs/index.ts';
import type { ReadModel } from '../../engine/tfjs/model/read-model.ts';
import { ImportError } from '../../formats/reading/foreign-tensors.ts';
import { type ForeignTicket, readTicketFiles } from '../../formats/reading/read-ticket.ts';
import { causeOf, messageOf } from '../../shared/text/message-of.ts';
import { toldOf } from '../../shared/text/own-words.ts';
import type { DatasetRequest, ModelRequest, ReadAnswer, ReadRequest, ReadResults, TensorsRequest } from './messages.ts';
import { filesOfModel } from './model-files.ts';
import { tell } from '../../shared/text/told.ts';

const readDataset = ({ dataset, baseFolder, builtInFolder, classes }: DatasetRequest): Promise<ReadResults['dataset']> =>
  loadDataset(dataset, baseFolder, builtInFolder, classes);

/** TensorFlow.js is large: a bundle of its own, loaded where it is needed. */
function readModel({ file, facts, tfjsFolder }: ModelRequest): Promise<ReadModel> {
  const bundle = path.join(tfjsFolder, 'engine.cjs');
  const { readModel: read } = createRequire(bundle)(bundle) as typeof tfjs;
  return read(file, filesOfModel(file), facts);
}

const readTensors = ({ files, network }: TensorsRequest): Promise<ForeignTicket> => readTicketFiles(files, network);

/** Errors of our own are for people as they are; any other text is foreign. */
function problemOf(error: unknown, { kind }: ReadRequest): ReadAnswer {
  const isOwn = error instanceof DataError || error instanceof ImportError || (error instanceof Error && error.name === 'ModelError');
  const place = { dataset: 'dataset', model: 'network.model', tensors: 'import' }[kind];
  const foreign = tell(
    '{0}: its files could not be read: they are damaged, or of a kind that this program does not know. The log says more.',
    place,
  );
  return {
    problem: isOwn ? toldOf(error) : foreign,
    detail: isOwn ? causeOf(error) : messageOf(error),
  };
}

/** Weights are handed over, not copied; samples lie in shared memory anyway. */
function buffersIn(result: ReadResults[keyof ReadResults]): readonly ArrayBuffer[] {
  if (!('weights' in result) || result.weights === null) return [];
  const buffers = [...result.weights.values()].map(({ data }) => data.buffer);
  return [...new Set(buffers.filter((buffer) => buffer instanceof ArrayBuffer))];
}

function readRequested(request: ReadRequest): Promise<ReadResults[keyof ReadResults]> {
  if (request.kind === 'dataset') return readDataset(request);
  return request.kind === 'model' ? readModel(request) : readTensors(request);
}

async function answer(request: ReadRequest): Promise<void> {
  try {
    const result = await readRequested(request);
    parentPort?.postMessage({ result } satisfies ReadAnswer, [...buffersIn(result)]);
  } catch (error) {
    parentPort?.postMessage(problemOf(error, request));
  }
}

void answer(workerData as ReadRequest);
