/** A ticket with all that the writers of this room put into files. */
import type { Network } from '../shared/network/network.ts';
import type { Mask, Weights } from '../shared/tensors/tensors.ts';
import { tell, ToldError } from '../shared/text/told.ts';

/** How raw values become inputs of the network: (value * scale - mean) / standard deviation, scale 1/255 for bytes and 1 for all else. */
export interface InputNormalization {
  /** 'columns' of a table are floats too, normalised one by one in float64. */
  readonly values: 'bytes' | 'floats' | 'columns';
  /** One number a channel, of 'columns' one a column. */
  readonly mean: readonly number[];
  readonly standardDeviation: readonly number[];
}

export interface ExportedTicket {
  /** `lenet/trial-1/round-05`, a control's `lenet/trial-1/round-05/random-reinit-1`, or a retraining's `lenet/trial-1/round-05/retraining-1`. */
  readonly name: string;
  readonly network: Network;
  /** All ones for a dense network; of every prunable tensor. */
  readonly mask: Mask;
  /** The weights with which the training starts: 0 where pruned. With rewinding to an iteration they are that iteration's. */
  readonly start: Weights;
  /** The dense network's initial weights; null where the store does not have them. */
  readonly initial: Weights | null;
  /** null where it is not trained, or where its trained weights were not kept. */
  readonly trained: Weights | null;
  /** Slots of the optimiser after the last iteration ('adam.m', 'momentum.v'); null where they were not kept. */
  readonly optimizer: ReadonlyMap<string, Weights> | null;
  /** null where the data set that decides it cannot be read: inputs are then normalised by whoever calls. */
  readonly normalization: InputNormalization | null;
  /** Where it comes from, as texts: names, seeds, hashes, config and network as JSON. */
  readonly provenance: Readonly<Record<string, string>>;
}

/** A file of an export; `name` is a relative path with `/`. */
export interface ExportedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A ticket or network that a format cannot hold; the message says what can be done instead. */
export class ExportError extends ToldError {
  override readonly name = 'ExportError';
}

/** The weights to run: the trained ones with 0 where pruned. @throws ExportError where it is not trained. */
export function trainedWeights({ name, trained, mask }: ExportedTicket): Weights {
  if (!trained)
    throw new ExportError(
      tell(
        "{0} has no trained weights in the store: it is not trained yet, or they were not kept (a control's are kept with --keep-control-weights). Export it as safetensors or npz with its initial weights, or train it again.",
        name,
      ),
    );
  return maskedWeights(trained, mask);
}

/** +0 where the mask prunes, whatever lay there. */
export function maskedWeights(weights: Weights, mask: Mask): Weights {
  return new Map(
    [...weights].map(([name, tensor]) => {
      const kept = mask.get(name)?.data;
      return [name, kept ? { ...tensor, data: tensor.data.map((value, at) => (kept[at] === 1 ? value : 0)) } : tensor];
    }),
  );
}

const encoder = new TextEncoder();
export const textFile = (name: string, text: string): ExportedFile => ({ name, bytes: encoder.encode(text) });
