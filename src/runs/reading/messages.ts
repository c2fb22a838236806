/** Requests to a reading thread, and its answers. */
import type { ReadModel, SampleFacts } from '../../engine/tfjs/model/read-model.ts';
import type { DatasetConfig } from '../../shared/config/schema/dataset-schema.ts';
import type { Dataset } from '../../shared/specs/samples.ts';

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

export type ReadRequest = DatasetRequest | ModelRequest;

/** What each kind of request is answered with. */
export interface ReadResults {
  readonly dataset: Dataset;
  readonly model: ReadModel;
}

export type ReadAnswer<R = ReadResults[keyof ReadResults]> =
  | { readonly result: R }
  /** `problem` is for people; `detail` is the foreign text behind it, for the log. */
  | { readonly problem: string; readonly detail: string | null };
