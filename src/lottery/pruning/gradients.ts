/** Requests gradients of a network at initialisation. */
import type { GradientInput, GradientsSpec } from '../../shared/specs/gradients.ts';
import type { Mask, Weights } from '../../shared/tensors/tensors.ts';
import { failureOf } from '../failures.ts';
import { rolePath, type TicketId } from '../places/role.ts';
import type { Experiment } from '../under-way.ts';
import { tell, ToldError } from '../../shared/text/told.ts';

export type Gradient = (weights: Weights, mask: Mask) => Promise<Weights>;

function checkFinite(gradients: Weights): Weights {
  const name = [...gradients].find(([, { data }]) => data.some((value) => !Number.isFinite(value)))?.[0];
  if (name !== undefined) throw new ToldError(tell('The gradient of {0} is not finite: the network cannot be pruned by it.', name));
  return gradients;
}

/** Gradients of one ticket's network at initialisation. */
export interface Gradients {
  /** Gradient of the mean cross-entropy over the first `pruning.samples` samples of the trial's training data. */
  readonly ofLoss: Gradient;
  /** The Hessian of that loss times its gradient, by prunable weights alone, as GraSP's authors compute it. */
  readonly hessianGradient: Gradient;
  /** Gradient of the sum of the outputs for an input of ones. */
  readonly ofOutputs: Gradient;
}

/**
 * The authors' program divides the logits by 200, since the softmax's own curvature would drown the network's,
 * and passes 100 images in two halves, each normalised by its own statistics.
 */
const asGraspAuthors = { temperature: 200, groupSize: 50 };

type Question = Pick<GradientsSpec, 'input' | 'loss' | 'hessianGradient'>;

function gradientOf({ plan, work }: Experiment, id: TicketId, question: Question): Gradient {
  const { network, engine } = plan;
  const spec = { operation: 'gradients', ...engine, network, ...question } as const;
  const role = rolePath({ ...id, series: 'ticket', replicate: 0 });
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

export function gradientsFor(experiment: Experiment, id: TicketId): Gradients {
  const loss = { input: samplesOf(experiment, id.trial), loss: 'cross-entropy' } as const;
  return {
    ofLoss: gradientOf(experiment, id, loss),
    hessianGradient: gradientOf(experiment, id, { ...loss, hessianGradient: asGraspAuthors }),
    ofOutputs: gradientOf(experiment, id, { input: { kind: 'ones' }, loss: 'sum-of-outputs' }),
  };
}
