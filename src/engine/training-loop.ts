/** The course of a training, the same for every engine: steps, evaluations, snapshots, checkpoints. */
import type { Evaluation, TrainSpec } from '../shared/specs/training.ts';
import type { Weights } from '../shared/tensors/tensors.ts';
import { dataOrder } from './data-order.ts';
import { badDataReason, badLossReason, badWeightsReason } from './divergence.ts';
import type { EngineCheckpoint, TrainHooks, TrainInput, TrainOutcome } from './engine.ts';
import type { TrainingSession } from './training-session.ts';

// When and on what a training is evaluated.
type Cadence = Pick<TrainSpec, 'startIteration' | 'iterations' | 'evaluateEvery' | 'testEvaluation' | 'trainingEvaluation'>;

/** At iterations n, 2n, ... and the last; not where the training starts. */
function isEvaluationDue(cadence: Cadence, iteration: number): boolean {
  return iteration > (cadence.startIteration ?? 0) && (iteration % cadence.evaluateEvery === 0 || iteration === cadence.iterations);
}

/** Whether the test set is evaluated beside a validation loss just found. */
function testsNow(cadence: Cadence, iteration: number, validationLoss: number, earlier: readonly Evaluation[]): boolean {
  if (cadence.testEvaluation === 'every' || iteration === cadence.iterations) return true;
  return earlier.every((evaluation) => validationLoss < evaluation.validationLoss);
}

function evaluatesTrainingNow(cadence: Cadence, iteration: number): boolean {
  if (cadence.trainingEvaluation === 'end') return iteration === cadence.iterations;
  return cadence.trainingEvaluation === 'every';
}

// One evaluation of a training in progress.
/** null if it was stopped: it is then done again on resume, so that stopping changes no bit. */
function evaluateTraining(
  session: TrainingSession,
  spec: TrainSpec,
  iteration: number,
  earlier: readonly Evaluation[],
  shouldStop: () => boolean,
): Evaluation | null {
  const validation = session.evaluate('validation', shouldStop);
  if (validation === null) return null;
  const evaluation = { iteration, validationLoss: validation.loss, validationAccuracy: validation.accuracy };
  const test = testsNow(spec, iteration, validation.loss, earlier) ? session.evaluate('test', shouldStop) : undefined;
  if (test === null) return null;
  const training = evaluatesTrainingNow(spec, iteration) ? session.evaluate('training', shouldStop) : undefined;
  if (training === null) return null;
  return {
    ...evaluation,
    ...(test && { testLoss: test.loss, testAccuracy: test.accuracy }),
    ...(training && { trainingLoss: training.loss, trainingAccuracy: training.accuracy }),
  };
}

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
