/** The course of a training, the same for every engine: steps, evaluations, snapshots, checkpoints. */
import type { Evaluation, TrainSpec } from '../shared/specs/training.ts';
import type { Weights } from '../shared/tensors/tensors.ts';
import { dataOrder } from './data-order.ts';
import { badDataReason, badLossReason, badWeightsReason } from './divergence.ts';
import type { EngineCheckpoint, TrainHooks, TrainInput, TrainOutcome } from './engine.ts';
import type { BadLoss, Soon, TrainingSession } from './training-session.ts';

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

/** Gives a promise to whoever drives the course of the training, and is handed what it has become. */
type Course<T> = Generator<Promise<unknown>, T, unknown>;

function* arrived<T>(value: Soon<T>): Course<T> {
  return value instanceof Promise ? ((yield value) as T) : value;
}

// One evaluation of a training in progress.

/** null if it was stopped: it is then done again on resume, so that stopping changes no bit. */
function* evaluateTraining(
  session: TrainingSession,
  spec: TrainSpec,
  iteration: number,
  earlier: readonly Evaluation[],
  shouldStop: () => boolean,
): Course<Evaluation | null> {
  const validation = yield* arrived(session.evaluate('validation', shouldStop));
  if (validation === null) return null;
  const evaluation = { iteration, validationLoss: validation.loss, validationAccuracy: validation.accuracy };
  const test = testsNow(spec, iteration, validation.loss, earlier) ? yield* arrived(session.evaluate('test', shouldStop)) : undefined;
  if (test === null) return null;
  const training = evaluatesTrainingNow(spec, iteration) ? yield* arrived(session.evaluate('training', shouldStop)) : undefined;
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

function* checkpointOf(session: TrainingSession, { iteration, evaluations, snapshots }: Progress): Course<EngineCheckpoint> {
  return {
    iteration,
    weights: yield* arrived(session.weights()),
    ...(yield* arrived(session.optimizerState())),
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

const isSnapshotDue = ({ snapshots }: TrainSpec, progress: Progress): boolean =>
  snapshots.includes(progress.iteration) && !progress.snapshots.has(progress.iteration);

/** Does what is due after `progress.iteration` iterations; false if it was stopped meanwhile. */
function* settle(session: TrainingSession, { spec }: TrainInput, hooks: TrainHooks, progress: Progress): Course<boolean> {
  const { iteration, evaluations, snapshots } = progress;
  if (isSnapshotDue(spec, progress)) snapshots.set(iteration, yield* arrived(session.weights()));
  if (!isEvaluationDue(spec, iteration) || evaluations.at(-1)?.iteration === iteration) return true;
  const evaluation = yield* evaluateTraining(session, spec, iteration, evaluations, () => hooks.shouldStop());
  if (evaluation === null) return false;
  evaluations.push(evaluation);
  hooks.onEvaluation?.(evaluation);
  return true;
}

/** Steps whose loss is not looked at yet, at most. */
const mostUntold = 20;

/** Losses that are told late. */
const untoldLosses = (session: TrainingSession): Course<BadLoss | null> => arrived(session.badLoss?.() ?? null);

/** They are looked at before anything is kept or said of the weights, and every so many steps. */
function* badLossSoFar(session: TrainingSession, spec: TrainSpec, progress: Progress): Course<BadLoss | null> {
  const { iteration } = progress;
  const isDue = iteration % mostUntold === 0 || isEvaluationDue(spec, iteration) || isSnapshotDue(spec, progress);
  return isDue ? yield* untoldLosses(session) : null;
}

/** Hands a checkpoint over; none where the weights are spoilt. */
function* keepCheckpoint(session: TrainingSession, hooks: TrainHooks, progress: Progress): Course<BadLoss | null> {
  const bad = yield* untoldLosses(session);
  if (bad === null) hooks.onCheckpoint?.(yield* checkpointOf(session, progress));
  return bad;
}

/** @returns A loss that is not finite where the step, or an earlier one, came to it. */
function* takeStep(session: TrainingSession, { spec }: TrainInput, progress: Progress, batch: Uint32Array): Course<BadLoss | null> {
  const iteration = progress.iteration + 1;
  const loss = session.step(batch, iteration);
  if (loss !== null && !Number.isFinite(loss)) return { iteration, loss };
  progress.iteration = iteration;
  return loss === null ? yield* badLossSoFar(session, spec, progress) : null;
}

function* course(session: TrainingSession, input: TrainInput, hooks: TrainHooks): Course<TrainOutcome> {
  const { spec, data } = input;
  const progress = startOf(input);
  const unfit = badDataReason(input) ?? badWeightsReason(input.weights);
  if (unfit !== null) return { kind: 'diverged', iteration: progress.iteration + 1, reason: unfit };
  const order = dataOrder(spec.dataOrderSeed, data.trainingIndices, spec.batchSize);
  const report = reporter(hooks);
  while (yield* settle(session, input, hooks, progress)) {
    if (progress.evaluations.some((evaluation) => !Number.isFinite(evaluation.validationLoss)))
      return diverged({ loss: NaN, iteration: progress.iteration }, input);
    if (progress.iteration >= spec.iterations) return yield* finished(session, input, progress);
    if (hooks.shouldStop()) break;
    const unkept = hooks.wantsCheckpoint?.() === true ? yield* keepCheckpoint(session, hooks, progress) : null;
    const bad = unkept ?? (yield* takeStep(session, input, progress, order.batch(progress.iteration + 1)));
    if (bad) return diverged(bad, input);
    report(progress.iteration);
  }
  const bad = yield* untoldLosses(session);
  return bad ? diverged(bad, input) : { kind: 'stopped', checkpoint: yield* checkpointOf(session, progress) };
}

function* finished(session: TrainingSession, { spec }: TrainInput, { evaluations, snapshots }: Progress): Course<TrainOutcome> {
  const state = spec.returnsOptimizerState ? { optimizerState: yield* arrived(session.optimizerState()) } : {};
  return { kind: 'finished', weights: yield* arrived(session.weights()), evaluations, snapshots, ...state };
}

function diverged({ loss, iteration }: BadLoss, { spec }: TrainInput): TrainOutcome {
  return { kind: 'diverged', iteration, reason: badLossReason(loss, iteration, spec) };
}

/**
 * Runs the training to its end, to `shouldStop`, or to a loss that is not finite.
 * @throws Error where the session has to wait for a device: then `runTrainingOnDevice` drives it.
 */
export function runTraining(session: TrainingSession, input: TrainInput, hooks: TrainHooks): TrainOutcome {
  const { done, value } = course(session, input, hooks).next();
  if (done !== true) throw new Error('This training waits for a device.');
  return value;
}

/** The same course of a training whose numbers lie on a device: it waits for them, and the thread is free meanwhile. */
export async function runTrainingOnDevice(session: TrainingSession, input: TrainInput, hooks: TrainHooks): Promise<TrainOutcome> {
  const steps = course(session, input, hooks);
  let next = steps.next();
  while (next.done !== true) next = steps.next(await next.value);
  return next.value;
}
