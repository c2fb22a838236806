/** Requests to a reading thread, and its answers. */
import type { ReadModel, SampleFacts } from '../../engine/tfjs/model/read-model.ts';
import type { ForeignTicket, TicketFiles } from '../../formats/reading/read-ticket.ts';
import type { DatasetConfig } from '../../shared/config/schema/dataset-schema.ts';
import type { Network } from '../../shared/network/network.ts';
import type { Dataset } from '../../shared/specs/samples.ts';
import type { Words } from '../../shared/text/told.ts';

export interface DatasetRequest {
  readonly kind: 'dataset';
  readonly dataset: DatasetConfig;
  readonly baseFolder: string;
  readonly builtInFolder: string;
  readonly classes: number | undefined;
}

export interface ModelRequest {
  readonly kind: 'model';
  /** An absolute path. */
  readonly file: string;
  readonly facts: SampleFacts;
  /** Where the bundle of TensorFlow.js lies. */
  readonly tfjsFolder: string;
}

export interface TensorsRequest {
  readonly kind: 'tensors';
  readonly files: TicketFiles;
  readonly network: Network;
}

export type ReadRequest = DatasetRequest | ModelRequest | TensorsRequest;

/** What each kind of request is answered with. */
export interface ReadResults {
  readonly dataset: Dataset;
  readonly model: ReadModel;
  readonly tensors: ForeignTicket;
}

export type ReadAnswer<R = ReadResults[keyof ReadResults]> =
  | { readonly result: R }
  /** `problem` is for people; `detail` is the foreign text behind it, for the log. */
  | { readonly problem: Words; readonly detail: string | null };
