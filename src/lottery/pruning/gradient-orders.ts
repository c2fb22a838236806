/** Asks the machine for a gradient at initialisation. */
import type { GradientInput, GradientLoss } from '../../shared/specs/gradients.ts';
import type { Mask, Weights } from '../../shared/tensors/tensors.ts';
import { rolePath } from '../places/role.ts';
import type { TicketPlace } from '../places/role.ts';
import type { Laboratory } from '../train.ts';
import { failureOf } from '../training-failed.ts';

export type Gradient = (weights: Weights, mask: Mask) => Promise<Weights>;

function checkFinite(gradients: Weights): Weights {
  const name = [...gradients].find(([, { data }]) => data.some((value) => !Number.isFinite(value)))?.[0];
  if (name !== undefined) throw new Error(`The gradient of ${name} is not finite: the network cannot be pruned by it.`);
  return gradients;
}

function gradientOf({ plan, work }: Laboratory, place: TicketPlace, input: GradientInput, loss: GradientLoss): Gradient {
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

/** Of the mean cross-entropy over the first samples of the trial's training data. */
export function batchGradient(lab: Laboratory, place: TicketPlace): Gradient {
  const { dataset, normalization, validationSize, splitSeed, dataOrderSeed } = lab.plan.specDraft(place.trial);
  const data = { dataset, normalization, validationSize, splitSeed, dataOrderSeed };
  return gradientOf(lab, place, { kind: 'training', count: lab.plan.pruning.samples, ...data }, 'cross-entropy');
}

/** Of the sum of the outputs for an input of ones. */
export const dataFreeGradient = (lab: Laboratory, place: TicketPlace): Gradient =>
  gradientOf(lab, place, { kind: 'ones' }, 'sum-of-outputs');
