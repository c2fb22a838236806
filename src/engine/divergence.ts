/** Why a training broke down, in words with a remedy. */
import type { TrainSpec } from '../shared/specs/training.ts';
import type { Weights } from '../shared/tensors/tensors.ts';
import type { Samples, TrainInput } from './engine.ts';
import { tell, type Words } from '../shared/text/told.ts';

/** Index of the first sample with a value that is not finite. */
function badSample(samples: Samples): number | null {
  if (samples.values instanceof Uint8Array) return null;
  const place = samples.values.findIndex((value) => !Number.isFinite(value));
  return place < 0 ? null : Math.floor((place * samples.count) / samples.values.length);
}

/** The reason if the data hold NaN or an infinity. */
export function badDataReason({ data }: Pick<TrainInput, 'data'>): Words | null {
  const [training, test] = [badSample(data.pool), badSample(data.test)];
  if (training !== null)
    return tell('Sample {0} of the training set holds a value that is not finite (NaN or infinity): correct or remove it.', training);
  if (test !== null)
    return tell('Sample {0} of the test set holds a value that is not finite (NaN or infinity): correct or remove it.', test);
  return null;
}

/** The reason if a weight given at the start is not finite. */
export function badWeightsReason(weights: Weights): Words | null {
  for (const [name, tensor] of weights) {
    if (tensor.data.some((value) => !Number.isFinite(value)))
      return tell('The weights of {0} that the training starts from hold a value that is not finite.', name);
  }
  return null;
}

export function badLossReason(loss: number, iteration: number, spec: TrainSpec): Words {
  const rate = spec.optimizer.learningRate;
  const facts = [iteration, rate, Number((rate / 10).toPrecision(2))];
  return Number.isNaN(loss)
    ? tell('The loss became NaN at iteration {0}: the learning rate {1} is probably too high; try {2} or less.', ...facts)
    : tell('The loss became infinite at iteration {0}: the learning rate {1} is probably too high; try {2} or less.', ...facts);
}
