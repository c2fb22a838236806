/** Adam, SGD and momentum in float64, one weight at a time. */
import type { OptimizerSettings } from '../../shared/specs/training.ts';
import { tensorOf } from './parameters.ts';
import type { Parameters } from './parameters.ts';

export interface ReferenceState {
  /** 'adam.m', 'adam.v', 'momentum.v', each with a value for every weight. */
  readonly slots: Map<string, Parameters>;
  betaProducts: readonly [number, number];
}

export const slotsOf: Readonly<Record<OptimizerSettings['name'], readonly string[]>> = {
  adam: ['adam.m', 'adam.v'],
  momentum: ['momentum.v'],
  sgd: [],
};

type Rule = (w: number, g: number, slots: readonly Float64Array[], i: number) => number;

function ruleOf({ name, learningRate, momentum }: OptimizerSettings, [beta1, beta2]: readonly [number, number]): Rule {
  if (name === 'sgd') return (w, g) => w - learningRate * g;
  if (name === 'momentum')
    return (w, g, [v], i) => {
      if (v) v[i] = momentum * (v[i] ?? 0) + g;
      return w - learningRate * (v?.[i] ?? 0);
    };
  return (w, g, [m, v], i) => {
    if (m) m[i] = 0.9 * (m[i] ?? 0) + 0.1 * g;
    if (v) v[i] = 0.999 * (v[i] ?? 0) + 0.001 * g * g;
    return w - (learningRate * (m?.[i] ?? 0)) / (1 - beta1) / (Math.sqrt((v?.[i] ?? 0) / (1 - beta2)) + 1e-8);
  };
}

/** Updates `parameters` and `state` in place; weight decay is for the tensors named in `decaying`. */
export function optimize(
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
