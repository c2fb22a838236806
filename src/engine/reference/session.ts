/** One training of the reference engine. */
import { firstIndices } from '../../shared/numbers/first-indices.ts';
import { prunableOf } from '../../shared/network/parameters.ts';
import type { Weights } from '../../shared/tensors/tensors.ts';
import { imageMoves } from '../augmentation.ts';
import type { Samples, TrainInput } from '../engine.ts';
import { learningRateAt } from '../learning-rate.ts';
import type { DataPart, MeanResult, OptimizerState, TrainingSession } from '../training-session.ts';
import { addBatchGradients } from './batch-gradients.ts';
import { meanResult } from './evaluate.ts';
import { optimize, slotsOf } from './optimizer.ts';
import type { ReferenceState } from './optimizer.ts';
import type { Parameters } from './parameters.ts';
import { normalizedSample } from './samples.ts';
import { applyMask, toParameters, trainedZeros, weightsOf } from './tensors.ts';

export class ReferenceSession implements TrainingSession {
  readonly #parameters: Parameters;
  readonly #state: ReferenceState;
  readonly #decaying: ReadonlySet<string>;
  readonly #moveOf: ReturnType<typeof imageMoves>;

  constructor(private readonly input: TrainInput) {
    const { weights, resumeFrom, spec } = input;
    const state = resumeFrom ?? input.optimizerState;
    this.#parameters = toParameters(resumeFrom?.weights ?? weights);
    applyMask(this.#parameters, input.mask);
    this.#decaying = new Set(prunableOf(spec.network).map(({ name }) => name));
    const slots = slotsOf[spec.optimizer.name].map((name): [string, Parameters] => [
      name,
      state ? toParameters(state.slots.get(name) ?? new Map()) : trainedZeros(spec.network),
    ]);
    this.#state = { slots: new Map(slots), betaProducts: state?.betaProducts ?? [1, 1] };
    this.#moveOf = imageMoves(spec.augmentation);
  }

  step(indices: Uint32Array, iteration: number): number {
    const { data, spec, mask } = this.input;
    const gradients = trainedZeros(spec.network);
    const batch = {
      input: Array.from(indices, (index, place) =>
        normalizedSample(data.pool, index, data.mean, data.standardDeviation, this.#moveOf(iteration, place)),
      ),
      labels: Array.from(indices, (index) => data.pool.labels[index] ?? 0),
    };
    const loss = addBatchGradients(spec.network, this.#parameters, batch, { iteration, dropoutSeed: spec.dropoutSeed ?? '' }, gradients);
    applyMask(gradients, mask);
    const settings = { ...spec.optimizer, learningRate: learningRateAt(spec, iteration) };
    optimize(this.#parameters, gradients, settings, this.#state, this.#decaying);
    return loss;
  }

  evaluate(part: DataPart, shouldStop: () => boolean): MeanResult | null {
    const { data, spec } = this.input;
    const parts: Record<DataPart, readonly [Samples, Uint32Array]> = {
      training: [data.pool, data.trainingIndices],
      validation: [data.pool, data.validationIndices],
      test: [data.test, firstIndices(data.test.count)],
    };
    const [samples, indices] = parts[part];
    return shouldStop() ? null : meanResult({ ...data, network: spec.network, samples }, this.#parameters, indices);
  }

  weights(): Weights {
    return weightsOf(this.#parameters, this.input.weights);
  }

  optimizerState(): OptimizerState {
    const slots = new Map([...this.#state.slots].map(([name, slot]) => [name, weightsOf(slot, this.input.weights)]));
    return { slots, betaProducts: this.#state.betaProducts };
  }
}
