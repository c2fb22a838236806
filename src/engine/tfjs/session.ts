/** One training of the TensorFlow.js engine. */
import { isTrained } from '../../shared/network/parameter.ts';
import { parametersOf, prunableOf } from '../../shared/network/parameters.ts';
import { productOf } from '../../shared/network/shapes.ts';
import type { OptimizerSettings } from '../../shared/specs/training.ts';
import type { Tensor, Weights } from '../../shared/tensors/tensors.ts';
import { imageMoves } from '../augmentation.ts';
import type { TrainInput } from '../engine.ts';
import { learningRateAt } from '../learning-rate.ts';
import type { BadLoss, DataPart, MeanResult, OptimizerState, Soon, TrainingSession } from '../training-session.ts';
import { evaluateSamples } from './passes/evaluate.ts';
import { crossEntropies, lossGradients, type LossGradients } from './passes/loss-gradients.ts';
import { readBatch, type SampleSource } from './tensors/read-batch.ts';
import { allSoon, readsLate, soonThen } from './tensors/reading.ts';
import type { TensorFlow, TfTensor } from './tensors/tensorflow.ts';
import { maskTensors, Variables } from './tensors/variables.ts';

/** Adam, SGD and momentum as operations of TensorFlow.js: the rules of every engine, with state that can be saved. */
const slotNames: Readonly<Record<OptimizerSettings['name'], readonly string[]>> = {
  adam: ['adam.m', 'adam.v'],
  momentum: ['momentum.v'],
  sgd: [],
};

interface Updated {
  readonly weight: TfTensor;
  /** In the order of `slotNames`. */
  readonly slots: readonly TfTensor[];
}

const [beta1, beta2, epsilon] = [0.9, 0.999, 1e-8];

const nextBetaProducts = ([first, second]: readonly [number, number]): [number, number] => [first * beta1, second * beta2];

function adam(
  tf: TensorFlow,
  w: TfTensor,
  g: TfTensor,
  [m, v]: readonly TfTensor[],
  rate: number,
  products: readonly [number, number],
): Updated {
  const first = tf.add(tf.mul(m ?? g, beta1), tf.mul(g, 1 - beta1));
  const second = tf.add(tf.mul(v ?? g, beta2), tf.mul(tf.square(g), 1 - beta2));
  const size = tf.add(tf.sqrt(tf.mul(second, 1 / (1 - products[1]))), epsilon);
  return { weight: tf.sub(w, tf.div(tf.mul(first, rate / (1 - products[0])), size)), slots: [first, second] };
}

/** @param products Powers of the betas after this iteration. */
function updated(
  tf: TensorFlow,
  { name, learningRate, momentum, nesterov }: OptimizerSettings,
  { weight, gradient, slots }: { readonly weight: TfTensor; readonly gradient: TfTensor; readonly slots: readonly TfTensor[] },
  products: readonly [number, number],
): Updated {
  if (name === 'adam') return adam(tf, weight, gradient, slots, learningRate, products);
  const [velocity] = slots;
  if (name !== 'momentum' || !velocity) return { weight: tf.sub(weight, tf.mul(gradient, learningRate)), slots: [] };
  const next = tf.add(tf.mul(velocity, momentum), gradient);
  const step = nesterov ? tf.add(gradient, tf.mul(next, momentum)) : next;
  return { weight: tf.sub(weight, tf.mul(step, learningRate)), slots: [next] };
}

const allOf = (count: number): Uint32Array => Uint32Array.from({ length: count }, (_, index) => index);

interface Untold {
  readonly iteration: number;
  readonly loss: TfTensor;
}

export class TfjsSession implements TrainingSession {
  readonly #weights: Variables;
  readonly #mask: Variables;
  readonly #slots: ReadonlyMap<string, Variables>;
  readonly #decaying: ReadonlySet<string>;
  readonly #moveOf: ReturnType<typeof imageMoves>;
  #betaProducts: readonly [number, number];
  /** Losses that still lie on the graphics card. */
  readonly #untold: Untold[] = [];

  constructor(
    private readonly tf: TensorFlow,
    private readonly input: TrainInput,
  ) {
    const { spec, weights, resumeFrom, mask } = input;
    const parameters = parametersOf(spec.network);
    const shapes = new Map(parameters.map(({ name, shape }) => [name, shape]));
    const state = resumeFrom ?? input.optimizerState;
    const zeros = parameters
      .filter(isTrained)
      .map(({ name, shape }): [string, Tensor] => [name, { shape, data: new Float32Array(productOf(shape)) }]);
    this.#weights = new Variables(tf, shapes, resumeFrom?.weights ?? weights);
    this.#mask = new Variables(tf, shapes, maskTensors(mask));
    this.#slots = new Map(slotNames[spec.optimizer.name].map((name) => [name, new Variables(tf, shapes, state?.slots.get(name) ?? zeros)]));
    this.#betaProducts = state?.betaProducts ?? [1, 1];
    this.#decaying = new Set(prunableOf(spec.network).map(({ name }) => name));
    this.#moveOf = imageMoves(spec.augmentation);
    for (const name of mask?.keys() ?? []) this.#weights.set(name, this.#masked(name, this.#weights.get(name)));
  }

  step(batch: Uint32Array, iteration: number): number | null {
    this.#betaProducts = nextBetaProducts(this.#betaProducts);
    const late = readsLate(this.tf);
    let mean = NaN;
    this.tf.tidy(() => {
      const { loss, gradients, running } = this.#gradients(batch, iteration);
      for (const [name, gradient] of gradients) this.#update(name, gradient, iteration);
      for (const [name, value] of running) this.#weights.set(name, value);
      if (late) this.#untold.push({ iteration, loss: this.tf.keep(loss) });
      else mean = loss.dataSync()[0] ?? NaN;
    });
    return late ? null : mean;
  }

  /** One question for all steps since the last one. */
  badLoss(): Soon<BadLoss | null> {
    const steps = this.#untold.splice(0);
    return steps.length === 0 ? null : this.#firstBad(steps);
  }

  async #firstBad(steps: readonly Untold[]): Promise<BadLoss | null> {
    const all = this.tf.tidy(() => this.tf.stack(steps.map(({ loss }) => loss)));
    const losses = await all.data();
    this.tf.dispose([all, ...steps.map(({ loss }) => loss)]);
    const place = losses.findIndex((loss) => !Number.isFinite(loss));
    return place < 0 ? null : { iteration: steps[place]?.iteration ?? 0, loss: losses[place] ?? NaN };
  }

  #gradients(batch: Uint32Array, iteration: number): LossGradients {
    const { tf } = this;
    const { data, spec } = this.input;
    const labels = Array.from(batch, (index) => data.pool.labels[index] ?? 0);
    const source = { ...data, samples: data.pool };
    return lossGradients(tf, {
      network: spec.network,
      variables: this.#weights,
      input: readBatch(tf, source, batch, (place) => this.#moveOf(iteration, place)),
      mode: { iteration, dropoutSeed: spec.dropoutSeed ?? '' },
      lossOf: (outputs) => tf.mean(crossEntropies(tf, outputs, labels)),
    });
  }

  #masked(name: string, value: TfTensor): TfTensor {
    const mask = this.#mask.find(name);
    return mask ? this.tf.mul(value, mask) : value;
  }

  /** Pruned entries of gradient, weight and state are 0, and stay so. */
  #update(name: string, gradient: TfTensor, iteration: number): void {
    const { tf } = this;
    const { spec } = this.input;
    const weight = this.#weights.get(name);
    const decay = this.#decaying.has(name) ? spec.optimizer.weightDecay : 0;
    const whole = this.#masked(name, decay > 0 ? tf.add(gradient, tf.mul(weight, decay)) : gradient);
    const slots = [...this.#slots.values()];
    const settings = { ...spec.optimizer, learningRate: learningRateAt(spec, iteration) };
    const next = updated(tf, settings, { weight, gradient: whole, slots: slots.map((slot) => slot.get(name)) }, this.#betaProducts);
    this.#weights.set(name, tf.keep(this.#masked(name, next.weight)));
    slots.forEach((slot, place) => {
      const value = next.slots[place];
      if (value) slot.set(name, tf.keep(value));
    });
  }

  evaluate(part: DataPart, shouldStop: () => boolean): Soon<MeanResult | null> {
    const { data, spec } = this.input;
    const parts: Record<DataPart, readonly [SampleSource, Uint32Array]> = {
      training: [{ ...data, samples: data.pool }, data.trainingIndices],
      validation: [{ ...data, samples: data.pool }, data.validationIndices],
      test: [{ ...data, samples: data.test }, allOf(data.test.count)],
    };
    const [source, indices] = parts[part];
    return evaluateSamples(this.tf, { network: spec.network, variables: this.#weights, source, indices }, shouldStop);
  }

  weights(): Soon<Weights> {
    return this.#weights.weights();
  }

  optimizerState(): Soon<OptimizerState> {
    const betaProducts: [number, number] = [...this.#betaProducts];
    const named = [...this.#slots].map(([name, slot]) => soonThen(slot.weights(), (weights) => [name, weights] as const));
    return soonThen(allSoon(named), (slots) => ({ slots: new Map(slots), betaProducts }));
  }

  /** Frees every tensor of the training. */
  dispose(): void {
    for (const { loss } of this.#untold) loss.dispose();
    for (const variables of [this.#weights, this.#mask, ...this.#slots.values()]) variables.dispose();
  }
}
