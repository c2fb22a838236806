/** Asks the machine for a gradient at initialisation. */
import type { Network } from '../../shared/network/network.ts';
import type { GradientInput, GradientLoss } from '../../shared/specs/gradients.ts';
import type { Mask, Tensor, Weights } from '../../shared/tensors/tensors.ts';
import { rolePath, type TicketId } from '../places/role.ts';
import { failureOf } from '../failures.ts';
import type { Experiment } from '../train.ts';
import { graspTemperature } from './grasp.ts';

export type Gradient = (weights: Weights, mask: Mask) => Promise<Weights>;

function checkFinite(gradients: Weights): Weights {
  const name = [...gradients].find(([, { data }]) => data.some((value) => !Number.isFinite(value)))?.[0];
  if (name !== undefined) throw new Error(`The gradient of ${name} is not finite: the network cannot be pruned by it.`);
  return gradients;
}

/** Gradients of one ticket's network at initialisation. */
export interface Gradients {
  /** Of the mean cross-entropy over the first `pruning.samples` samples of the trial's training data. */
  readonly ofLoss: Gradient;
  readonly ofTemperedLoss: Gradient;
  /** Of the sum of the outputs for an input of ones. */
  readonly ofOutputs: Gradient;
}

function gradientOf({ plan, work }: Experiment, place: TicketId, input: GradientInput, loss: GradientLoss): Gradient {
  const { network, engine } = plan;
  const spec = { operation: 'gradients', ...engine, network, input, loss } as const;
  const role = rolePath({ ...place, series: 'ticket', replicate: 0 });
  return (weights, mask) =>
    work
      .gradients({ role, spec, weights, mask })
      .then(checkFinite)
      .catch((reason: unknown) => {
        throw failureOf(role, reason);
      });
}

function samplesOf({ plan }: Experiment, trial: number): GradientInput {
  const { dataset, normalization, validationSize, splitSeed, dataOrderSeed } = plan.specDraft(trial);
  return { kind: 'training', count: plan.pruning.samples, dataset, normalization, validationSize, splitSeed, dataOrderSeed };
}

export function gradientsFor(experiment: Experiment, place: TicketId): Gradients {
  const ofLoss = gradientOf(experiment, place, samplesOf(experiment, place.trial), 'cross-entropy');
  return {
    ofLoss,
    ofTemperedLoss: tempered(ofLoss, experiment.plan.network, graspTemperature),
    ofOutputs: gradientOf(experiment, place, { kind: 'ones' }, 'sum-of-outputs'),
  };
}

// The gradient of a loss whose logits are divided by a temperature first.
const scaled = (weights: Weights, names: ReadonlySet<string>, divisor: number): Weights =>
  new Map(
    [...weights].map(([name, tensor]): [string, Tensor] => {
      const { shape, data } = tensor;
      return [name, names.has(name) ? { shape, data: data.map((value) => value / divisor) } : tensor];
    }),
  );

/**
 * The logits are linear in the output layer's weights and bias, so these are divided in place of the logits, and by the chain
 * rule their own gradient once more: the same gradient, from the engine as it is.
 */
export function tempered(gradient: Gradient, { layers }: Pick<Network, 'layers'>, temperature: number): Gradient {
  const output = layers.at(-1)?.name ?? '';
  const names = new Set([`${output}.weight`, `${output}.bias`]);
  return async (weights, mask) => scaled(await gradient(scaled(weights, names, temperature), mask), names, temperature);
}
