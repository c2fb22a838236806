/** Why a training broke down, in words with a remedy. */
import type { TrainSpec } from '../shared/specs/training.ts';
import type { Weights } from '../shared/tensors/tensors.ts';
import type { Samples, TrainInput } from './engine.ts';

/** Index of the first sample with a value that is not finite. */
function badSample(samples: Samples): number | null {
  if (samples.values instanceof Uint8Array) return null;
  const place = samples.values.findIndex((value) => !Number.isFinite(value));
  return place < 0 ? null : Math.floor((place * samples.count) / samples.values.length);
}

/** The reason if the data hold NaN or an infinity. */
export function badDataReason({ data }: Pick<TrainInput, 'data'>): string | null {
  for (const [name, samples] of [
    ['training', data.pool],
    ['test', data.test],
  ] as const) {
    const sample = badSample(samples);
    if (sample !== null)
      return `Sample ${String(sample)} of the ${name} set holds a value that is not finite (NaN or infinity): correct or remove it.`;
  }
  return null;
}

/** The reason if a weight given at the start is not finite. */
export function badWeightsReason(weights: Weights): string | null {
  for (const [name, tensor] of weights) {
    if (tensor.data.some((value) => !Number.isFinite(value)))
      return `The weights of ${name} that the training starts from hold a value that is not finite.`;
  }
  return null;
}

export function badLossReason(loss: number, iteration: number, spec: TrainSpec): string {
  const what = Number.isNaN(loss) ? 'NaN' : 'infinite';
  const rate = spec.optimizer.learningRate;
  return `The loss became ${what} at iteration ${String(iteration)}: the learning rate ${String(rate)} is probably too high; try ${String(Number((rate / 10).toPrecision(2)))} or less.`;
}
