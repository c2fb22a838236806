/** One training of the reference engine. */
import type { Weights } from '../../shared/tensors.ts';
import type { Samples, TrainInput } from '../engine.ts';
import type { DataPart, MeanResult, OptimizerState, TrainingSession } from '../training-session.ts';
import { addGradient } from './backward.ts';
import { meanResult } from './evaluate.ts';
import { crossEntropy, levelsOf } from './forward.ts';
import type { Parameters } from './forward.ts';
import { optimize, slotsOf } from './optimizer.ts';
import type { ReferenceState } from './optimizer.ts';
import { normalizedSample } from './samples.ts';
import { applyMask, parametersOf, weightsOf, zerosLike } from './tensors.ts';

export class ReferenceSession implements TrainingSession {
  readonly #parameters: Parameters;
  readonly #state: ReferenceState;

  constructor(private readonly input: TrainInput) {
    const { weights, resumeFrom, spec } = input;
    this.#parameters = parametersOf(resumeFrom?.weights ?? weights);
    applyMask(this.#parameters, input.mask);
    const slots = slotsOf[spec.optimizer.name].map((name): [string, Parameters] => [
      name,
      parametersOf(resumeFrom?.slots.get(name) ?? weightsOf(zerosLike(weights), weights)),
    ]);
    this.#state = { slots: new Map(slots), betaProducts: resumeFrom?.betaProducts ?? [1, 1] };
  }

  step(batch: Uint32Array): number {
    const { data, spec, mask, weights } = this.input;
    const gradients = zerosLike(weights);
    let loss = 0;
    for (const index of batch) {
      const x = normalizedSample(data.pool, index, data.mean, data.standardDeviation);
      const label = data.pool.labels[index] ?? 0;
      loss += crossEntropy(levelsOf(spec.network, this.#parameters, x).at(-1) ?? x, label);
      addGradient(spec.network, this.#parameters, x, label, 1 / batch.length, gradients);
    }
    applyMask(gradients, mask);
    optimize(this.#parameters, gradients, spec.optimizer, this.#state);
    return loss / batch.length;
  }

  evaluate(part: DataPart, shouldStop: () => boolean): MeanResult | null {
    const { data, spec } = this.input;
    const parts: Record<DataPart, readonly [Samples, Uint32Array]> = {
      training: [data.pool, data.trainingIndices],
      validation: [data.pool, data.validationIndices],
      test: [data.test, Uint32Array.from({ length: data.test.count }, (_, index) => index)],
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
