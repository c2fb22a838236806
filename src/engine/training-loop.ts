/** The course of a training, the same for every engine: steps, evaluations, snapshots, checkpoints. */
import type { Weights } from '../shared/tensors/tensors.ts';
import type { Evaluation } from '../shared/specs/training.ts';
import { dataOrder } from './data-order.ts';
import { badDataReason, badLossReason, badWeightsReason } from './divergence.ts';
import type { EngineCheckpoint, TrainHooks, TrainInput, TrainOutcome } from './engine.ts';
import { evaluateTraining } from './evaluate-training.ts';
import { isEvaluationDue } from './evaluation-plan.ts';
import type { TrainingSession } from './training-session.ts';

const progressEveryMs = 100;

/** How far a training has come. */
interface Progress {
  iteration: number;
  readonly evaluations: Evaluation[];
  readonly snapshots: Map<number, Weights>;
}

function startOf({ spec, resumeFrom }: TrainInput): Progress {
  if (!resumeFrom) return { iteration: spec.startIteration ?? 0, evaluations: [], snapshots: new Map() };
  return { iteration: resumeFrom.iteration, evaluations: [...resumeFrom.evaluations], snapshots: new Map(resumeFrom.snapshots) };
}

function checkpointOf(session: TrainingSession, { iteration, evaluations, snapshots }: Progress): EngineCheckpoint {
  return {
    iteration,
    weights: session.weights(),
    ...session.optimizerState(),
    evaluations: [...evaluations],
    snapshots: new Map(snapshots),
  };
}

function reporter(hooks: TrainHooks): (iteration: number) => void {
  let last = performance.now();
  return (iteration) => {
    const now = performance.now();
    if (now - last < progressEveryMs) return;
    last = now;
    hooks.onProgress?.(iteration);
  };
}

/** Does what is due after `progress.iteration` iterations; false if it was stopped meanwhile. */
function settle(session: TrainingSession, { spec }: TrainInput, hooks: TrainHooks, progress: Progress): boolean {
  const { iteration, evaluations, snapshots } = progress;
  if (spec.snapshots.includes(iteration) && !snapshots.has(iteration)) snapshots.set(iteration, session.weights());
  if (!isEvaluationDue(spec, iteration) || evaluations.at(-1)?.iteration === iteration) return true;
  const evaluation = evaluateTraining(session, spec, iteration, evaluations, () => hooks.shouldStop());
  if (evaluation === null) return false;
  evaluations.push(evaluation);
  hooks.onEvaluation?.(evaluation);
  return true;
}

/** Runs the training to its end, to `shouldStop`, or to a loss that is not finite. */
export function runTraining(session: TrainingSession, input: TrainInput, hooks: TrainHooks): TrainOutcome {
  const { spec, data } = input;
  const progress = startOf(input);
  const unfit = badDataReason(input) ?? badWeightsReason(input.weights);
  if (unfit !== null) return { kind: 'diverged', iteration: progress.iteration + 1, reason: unfit };
  const order = dataOrder(spec.dataOrderSeed, data.trainingIndices, spec.batchSize);
  const report = reporter(hooks);
  while (settle(session, input, hooks, progress)) {
    if (progress.evaluations.some((evaluation) => !Number.isFinite(evaluation.validationLoss)))
      return diverged(NaN, progress.iteration, input);
    if (progress.iteration >= spec.iterations) return finished(session, input, progress);
    if (hooks.shouldStop()) break;
    if (hooks.wantsCheckpoint?.() === true) hooks.onCheckpoint?.(checkpointOf(session, progress));
    const loss = session.step(order.batch(progress.iteration + 1), progress.iteration + 1);
    if (!Number.isFinite(loss)) return diverged(loss, progress.iteration + 1, input);
    progress.iteration++;
    report(progress.iteration);
  }
  return { kind: 'stopped', checkpoint: checkpointOf(session, progress) };
}

function finished(session: TrainingSession, { spec }: TrainInput, { evaluations, snapshots }: Progress): TrainOutcome {
  const state = spec.returnsOptimizerState ? { optimizerState: session.optimizerState() } : {};
  return { kind: 'finished', weights: session.weights(), evaluations, snapshots, ...state };
}

function diverged(loss: number, iteration: number, { spec }: TrainInput): TrainOutcome {
  return { kind: 'diverged', iteration, reason: badLossReason(loss, iteration, spec) };
}
