/** From an exported ticket, or an experiment's results, to files. */
import type { ExperimentDocument } from '../shared/results/experiment.ts';
import { type ExportedFile, type ExportedTicket, textFile } from './exported-ticket.ts';
import type { ResultsFormat, TicketFormat } from './format-table.ts';
import { loadPy } from './networks/load-py.ts';
import { onnxFile } from './networks/onnx.ts';
import { tfjsModel } from './networks/tfjs-model.ts';
import { evaluationsCsv } from './results/evaluations-csv.ts';
import { mlflowFiles } from './results/mlflow.ts';
import { tensorboardFiles } from './results/tensorboard.ts';
import { type ModuleParts, ticketModule } from './sparse/ticket-module.ts';
import { csrFile } from './tensors/csr-file.ts';
import type { TensorOptions } from './tensors/named-tensors.ts';
import { npzFile } from './tensors/npz-file.ts';
import { safetensorsBytes } from './tensors/safetensors-file.ts';

export interface WriteOptions extends TensorOptions {
  /** ONNX: pruned tensors as sparse initialisers. */
  readonly sparseInitialisers: boolean;
  /** Of this program. */
  readonly version: string;
  readonly moduleParts: ModuleParts;
}

export const plainOptions = { layout: 'pytorch', optimizer: false, sparseInitialisers: false } as const;

type Writer = (ticket: ExportedTicket, options: WriteOptions, file: string) => readonly ExportedFile[];

/** A script that expects PyTorch's names goes with PyTorch's layout only. */
function safetensorsFiles(ticket: ExportedTicket, options: WriteOptions, file: string): readonly ExportedFile[] {
  const script = options.layout === 'pytorch' ? loadPy(ticket.network, file) : null;
  return [{ name: file, bytes: safetensorsBytes(ticket, options) }, ...(script === null ? [] : [textFile('load.py', script)])];
}

const writers: Readonly<Record<TicketFormat, Writer>> = {
  safetensors: safetensorsFiles,
  npz: (ticket, options, name) => [{ name, bytes: npzFile(ticket, options) }],
  tfjs: (ticket, { version }) => tfjsModel(ticket, version),
  onnx: (ticket, { sparseInitialisers: sparse, version }, name) => [{ name, bytes: onnxFile(ticket, { sparse, version }) }],
  csr: (ticket, _, name) => [{ name, bytes: csrFile(ticket, ticket.trained ?? ticket.start) }],
  module: (ticket, { moduleParts }, name) => [textFile(name, ticketModule(ticket, moduleParts))],
};

/**
 * @param file Name of the main file; of a format that is a folder of files it is not used, and names begin within the folder.
 * @throws ExportError where the format cannot hold the ticket.
 */
export const writeTicket = (ticket: ExportedTicket, format: TicketFormat, file: string, options: WriteOptions): readonly ExportedFile[] =>
  writers[format](ticket, options, file);

type ResultsWriter = (documents: readonly ExperimentDocument[], file: string) => readonly ExportedFile[];

const resultWriters: Readonly<Record<ResultsFormat, ResultsWriter>> = {
  csv: (documents, file) => [textFile(file, evaluationsCsv(documents))],
  tensorboard: (documents) => documents.flatMap(tensorboardFiles),
  mlflow: (documents) => documents.flatMap(mlflowFiles),
};

/** @param documents One, or all members of a sweep. @param file As in `writeTicket`. */
export const writeResults = (documents: readonly ExperimentDocument[], format: ResultsFormat, file: string): readonly ExportedFile[] =>
  resultWriters[format](documents, file);
