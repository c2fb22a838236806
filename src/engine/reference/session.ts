/** One training of the reference engine. */
import { prunableOf } from '../../shared/network/parameters.ts';
import { firstIndices } from '../../shared/numbers/counting.ts';
import type { OptimizerSettings } from '../../shared/specs/training.ts';
import type { Weights } from '../../shared/tensors/tensors.ts';
import { imageMoves } from '../augmentation.ts';
import type { Samples, TrainInput } from '../engine.ts';
import { learningRateAt } from '../learning-rate.ts';
import type { DataPart, MeanResult, OptimizerState, TrainingSession } from '../training-session.ts';
import { addBatchGradients } from './batch-gradients.ts';
import { meanResult } from './evaluate.ts';
import { normalizedSample } from './samples.ts';
import { applyMask, type Parameters, tensorOf, toParameters, trainedZeros, weightsOf } from './tensors.ts';

/** Adam, SGD and momentum in float64, one weight at a time. */
interface ReferenceState {
  /** 'adam.m', 'adam.v', 'momentum.v', each with a value for every weight. */
  readonly slots: Map<string, Parameters>;
  betaProducts: readonly [number, number];
}

const slotsOf: Readonly<Record<OptimizerSettings['name'], readonly string[]>> = {
  adam: ['adam.m', 'adam.v'],
  momentum: ['momentum.v'],
  sgd: [],
};

type Rule = (w: number, g: number, slots: readonly Float64Array[], i: number) => number;

function ruleOf({ name, learningRate, momentum, nesterov }: OptimizerSettings, [beta1, beta2]: readonly [number, number]): Rule {
  if (name === 'sgd') return (w, g) => w - learningRate * g;
  if (name === 'momentum')
    return (w, g, [v], i) => {
      if (v) v[i] = momentum * (v[i] ?? 0) + g;
      const velocity = v?.[i] ?? 0;
      return w - learningRate * (nesterov ? g + momentum * velocity : velocity);
    };
  return (w, g, [m, v], i) => {
    if (m) m[i] = 0.9 * (m[i] ?? 0) + 0.1 * g;
    if (v) v[i] = 0.999 * (v[i] ?? 0) + 0.001 * g * g;
    return w - (learningRate * (m?.[i] ?? 0)) / (1 - beta1) / (Math.sqrt((v?.[i] ?? 0) / (1 - beta2)) + 1e-8);
  };
}

/** Updates `parameters` and `state` in place; weight decay is for the tensors named in `decaying`. */
function optimize(
  parameters: Parameters,
  gradients: Parameters,
  settings: OptimizerSettings,
  state: ReferenceState,
  decaying: ReadonlySet<string>,
): void {
  state.betaProducts = [state.betaProducts[0] * 0.9, state.betaProducts[1] * 0.999];
  const rule = ruleOf(settings, state.betaProducts);
  for (const [name, gradient] of gradients) {
    const decay = decaying.has(name) ? settings.weightDecay : 0;
    const slots = [...state.slots.values()].map((slot) => tensorOf(slot, name));
    const values = tensorOf(parameters, name);
    values.forEach((w, i) => {
      values[i] = rule(w, (gradient[i] ?? 0) + decay * w, slots, i);
    });
  }
}

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
