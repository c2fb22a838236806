/** Adam, SGD and momentum over the parameter blocks of a network. */
import type { OptimizerSettings } from '../../../shared/specs/training.ts';
import type { Weights } from '../../../shared/tensors/tensors.ts';
import type { OptimizerState } from '../../training-session.ts';
import { holdPruned, type ParameterBlock, type Slot } from '../memory/parameter-block.ts';
import type { NetworkParameters } from './program-context.ts';

const slotNames: Readonly<Record<OptimizerSettings['name'], readonly (readonly [string, Slot])[]>> = {
  adam: [
    ['adam.m', 'first'],
    ['adam.v', 'second'],
  ],
  momentum: [['momentum.v', 'first']],
  sgd: [],
};

export class Optimizer {
  /** Adam's betas to the power of the finished iterations, as running products. */
  #betaProducts: readonly [number, number] = [1, 1];

  constructor(
    private readonly program: NetworkParameters,
    private readonly settings: OptimizerSettings,
  ) {
    this.#holdPruned();
  }

  /** Adam reads no mask. */
  #holdPruned(): void {
    if (this.settings.name === 'adam') for (const block of this.program.parameters) holdPruned(this.program.context.memory, block);
  }

  get state(): OptimizerState {
    const slots = new Map<string, Weights>(slotNames[this.settings.name].map(([name, slot]) => [name, this.program.read(slot)]));
    return { slots, betaProducts: this.#betaProducts };
  }

  resume({ slots, betaProducts }: OptimizerState): void {
    this.#betaProducts = betaProducts;
    for (const [name, slot] of slotNames[this.settings.name]) {
      const tensors = slots.get(name);
      if (!tensors) throw new Error(`The checkpoint lacks the optimiser's ${name}.`);
      this.program.write(slot, tensors);
    }
    this.#holdPruned();
  }

  /** One step of this learning rate. */
  step(learningRate: number): void {
    this.#betaProducts = [this.#betaProducts[0] * 0.9, this.#betaProducts[1] * 0.999];
    for (const block of this.program.parameters) this.#update(block, learningRate);
  }

  #update({ values, gradient, first, second, mask, bytes, decays }: ParameterBlock, learningRate: number): void {
    const {
      memory: { kernels },
      adamNumbers: numbers,
    } = this.program.context;
    const { name, momentum, nesterov, weightDecay } = this.settings;
    const decay = decays ? weightDecay : 0;
    const [beta1, beta2] = this.#betaProducts;
    const root = Math.sqrt(1 - beta2);
    if (name === 'adam')
      kernels.adam(values, gradient, first, second, bytes, numbers, (learningRate * root) / (1 - beta1), 1e-8 * root, decay);
    else if (name === 'momentum')
      (nesterov ? kernels.nesterov : kernels.momentum)(values, gradient, first, mask, bytes, learningRate, momentum, decay);
    else kernels.sgd(values, gradient, mask, bytes, learningRate, decay);
  }
}
