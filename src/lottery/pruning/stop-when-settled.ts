/** Early-Bird tickets that save: a training is carried out epoch by epoch, and ended when the masks that are drawn from it have settled (You et al. 2020). */
import type { OptimizerState } from '../../engine/training-session.ts';
import type { Mask, Weights } from '../../shared/tensors/tensors.ts';
import { failureOf } from '../failures.ts';
import { fullMask } from '../masks/mask.ts';
import { rolePath, type TicketId } from '../places/role.ts';
import type { ExperimentPlan } from '../plan/plan.ts';
import type { SpecDraft } from '../plan/training-spec.ts';
import type { RoundTarget } from '../plan/targets.ts';
import type { TicketStart } from '../rewind.ts';
import type { Experiment } from '../under-way.ts';
import type { Trained } from '../work.ts';
import { maskFrom } from './draw-mask.ts';
import { maskDistance, settles } from './early-bird.ts';

interface Child {
  readonly round: number;
  readonly target: RoundTarget;
}

/** The rounds that prune the training of a round: the next one, or all of them where pruning is one-shot. */
export function childrenOf({ pruning, targets }: Pick<ExperimentPlan, 'pruning' | 'targets'>, round: number): readonly Child[] {
  const all = targets.map((target, index): Child => ({ round: index + 1, target }));
  if (pruning.schedule === 'one-shot') return round === 0 ? all : [];
  return all.slice(round, round + 1);
}

/** The network that is trained until its masks have settled. */
interface Parent {
  readonly initial: Weights;
  /** null for the dense network. */
  readonly mask: Mask | null;
  readonly start: TicketStart;
  /** Of the rounds that prune it. */
  readonly children: readonly Child[];
}

/** Watches the mask of one round. */
type Watch = (weights: Weights) => Promise<boolean>;

/** Says once, and from then on, that the newest mask is near enough to those before it. */
function watchMask(experiment: Experiment, place: TicketId, target: RoundTarget, { initial, mask }: Parent): Watch {
  const { network, pruning } = experiment.plan;
  const among = mask ?? fullMask(network);
  const distance = maskDistance(experiment.plan, among);
  let [earlier, settled]: [readonly Mask[], boolean] = [[], false];
  return async (weights) => {
    if (settled || !pruning.earlyBird) return settled;
    const drawn = await maskFrom(experiment, place, { initial, mask: among }, target, () => Promise.resolve(weights));
    settled = settles(drawn, earlier, distance, pruning.earlyBird);
    earlier = [...earlier, drawn].slice(1 - pruning.earlyBird.window);
    return settled;
  };
}

/** Where a segment begins. */
interface Reached {
  readonly iteration: number;
  readonly weights: Weights;
  readonly optimizerState?: OptimizerState;
}

/** A whole training's draft, cut to the iterations after `from` up to `to`. */
function segmentDraft(draft: SpecDraft, from: number, to: number): SpecDraft {
  const { startIteration: _, ...rest } = draft;
  return {
    ...rest,
    iterations: to,
    ...(from > 0 && { startIteration: from }),
    snapshots: draft.snapshots.filter((iteration) => iteration > from && iteration < to),
    trainingEvaluation: trainingEvaluation(draft, to),
    returnsOptimizerState: true,
  };
}

/** The training set is evaluated at the end of a whole training; one that is ended early is not worth it. */
const trainingEvaluation = ({ trainingEvaluation: when, iterations }: SpecDraft, to: number): SpecDraft['trainingEvaluation'] =>
  when === 'end' && to < iterations ? 'never' : when;

/** The draft of the training that a chain of segments up to `to` is: one with that budget. */
export const endedDraft = (draft: SpecDraft, to: number): SpecDraft => ({
  ...draft,
  iterations: to,
  snapshots: draft.snapshots.filter((iteration) => iteration <= to),
  trainingEvaluation: trainingEvaluation(draft, to),
});

async function nextSegment(experiment: Experiment, draft: SpecDraft, from: Reached, to: number, request: SegmentRequest) {
  const { iteration, weights, optimizerState } = from;
  const spec = segmentDraft(draft, iteration, to);
  const state = optimizerState && { optimizerState };
  const segment = await experiment.work.train({ ...request, spec, weights, ...state, keepWeights: true });
  return { segment, reached: { iteration: to, weights: await segment.finalWeights(), optimizerState: await segment.optimizerState() } };
}

interface SegmentRequest {
  readonly role: string;
  readonly mask: Mask | null;
  readonly segment: number;
}

/** Iterations at which the training may end: at least those that tickets are rewound to. */
function endsOf({ plan }: Experiment, { iterations, startIteration = 0 }: SpecDraft): readonly number[] {
  const epochs = plan.epochEnds.filter((end) => end > startIteration);
  return epochs.at(-1) === iterations ? epochs : [...epochs, iterations];
}

/**
 * @param draft Of the whole training.
 * @returns The training up to the epoch at which the last mask has settled, or all of it: the same bits as one training of that budget.
 * @throws TrainingFailed or WorkCancelled.
 */
export async function trainUntilSettled(experiment: Experiment, id: TicketId, parent: Parent, draft: SpecDraft): Promise<Trained> {
  const { plan, work, observer } = experiment;
  const training = { ...id, series: 'ticket', replicate: 0 } as const;
  const [role, { mask, start }] = [rolePath(training), parent];
  const watches = parent.children.map(({ round, target }) => watchMask(experiment, { ...id, round }, target, parent));
  const least = id.round === 0 && typeof plan.rewind === 'object' ? plan.rewind.iteration : 0;
  const segments: Trained[] = [];
  let reached: Reached = { iteration: draft.startIteration ?? 0, ...start };
  const carryOut = async (): Promise<Trained> => {
    for (const end of endsOf(experiment, draft)) {
      const next = await nextSegment(experiment, draft, reached, end, { role, mask, segment: segments.length + 1 });
      segments.push(next.segment);
      reached = next.reached;
      const settled = await Promise.all(watches.map((watch) => watch(next.reached.weights)));
      if (end >= least && settled.every(Boolean)) break;
    }
    const state = start.optimizerState && { optimizerState: start.optimizerState };
    const spec = endedDraft(draft, reached.iteration);
    return work.join({ role, spec, weights: start.weights, mask, ...state, keepWeights: true }, segments);
  };
  const trained = await carryOut().catch((reason: unknown) => {
    throw failureOf(role, reason);
  });
  await observer.onTraining({ ...training, role, record: trained.record });
  return trained;
}
