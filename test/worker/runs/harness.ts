/** Runs the bundled runner on a small data set and reads what it leaves behind. */
import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type RunEnd, type RunEvent, type RunHandle, startRun } from '../../../src/runs/client/start-run.ts';
import { withoutCurve } from '../../../src/runs/library/trainings/trainings-of.ts';
import type { RunRequest } from '../../../src/shared/channel/runner-protocol.ts';
import { type Config, type ConfigInput, configSchema } from '../../../src/shared/config/schema/schema.ts';
import type { ExperimentDocument } from '../../../src/shared/results/experiment.ts';
import type { RunProgress } from '../../../src/shared/results/progress.ts';
import { sharedFolder, temporaryFolder } from '../../temporary-folder.ts';

const root = path.join(import.meta.dirname, '../../..');
export const runnerFile = path.join(root, 'dist/runner.cjs');
const blocks = path.join(root, 'test/fixtures/cases/BASE');

export const newStore = (): string => path.join(temporaryFolder(), '.winning-ticket');

/** 200 images of 8 x 8, two rounds, one control of each kind: five trainings of a moment each. */
export function smallConfig(change: ConfigInput = {}): Config {
  const training = { learningRate: 0.01, batchSize: 20, iterations: 200, evaluateEvery: 20, validationSize: 20, ...change.training };
  const network = { layers: [{ units: 50 }, { units: 10 }] };
  return configSchema.parse({
    dataset: { kind: 'idx', folder: blocks },
    network,
    ...change,
    training,
    pruning: { rounds: 2, ...change.pruning },
  });
}

export function request(storeFolder: string, change: Partial<RunRequest> = {}): RunRequest {
  return {
    experiment: 'small',
    config: smallConfig(),
    configPath: null,
    baseFolder: root,
    storeFolder,
    workers: 2,
    keepControlWeights: false,
    ...change,
  };
}

export interface FollowedRun {
  readonly handle: RunHandle;
  readonly events: readonly RunEvent[];
  readonly ended: Promise<RunEnd>;
  readonly pid: Promise<number>;
}

export function begin(runRequest: RunRequest): FollowedRun {
  const events: RunEvent[] = [];
  const handle = startRun({ runnerFile, request: runRequest, onEvent: (event) => events.push(event) });
  const pid = new Promise<number>((resolve) => handle.on('ready', (ready) => resolve(ready.pid)));
  return { handle, events, ended: handle.ended, pid };
}

export interface FinishedRun extends RunEnd {
  readonly events: readonly RunEvent[];
  /** Trainings that a thread has finished. */
  readonly trained: number;
}

export async function carryOut(runRequest: RunRequest): Promise<FinishedRun> {
  const { events, ended } = begin(runRequest);
  const end = await ended;
  return { ...end, events, trained: end.counts?.trained ?? NaN };
}

let trained: Promise<TrainedStore> | undefined;

interface TrainedStore {
  readonly storeFolder: string;
  /** The run that filled the store. */
  readonly run: FinishedRun;
}

/** A store in which the small experiment is finished. It is trained once for all tests of a file, each of which gets a copy of its own. */
export async function trainedStore(): Promise<TrainedStore> {
  trained ??= trainOnce();
  const { storeFolder: original, run } = await trained;
  const storeFolder = newStore();
  cpSync(original, storeFolder, { recursive: true });
  return { storeFolder, run };
}

async function trainOnce(): Promise<TrainedStore> {
  const storeFolder = path.join(sharedFolder(), '.winning-ticket');
  return { storeFolder, run: await carryOut(request(storeFolder)) };
}

/** As the runner sends it: evaluations are read from the store. */
export const withoutCurves = ({ trainings, retrainings, ...document }: ExperimentDocument): ExperimentDocument => ({
  ...document,
  trainings: trainings.map(withoutCurve),
  retrainings: retrainings.map(withoutCurve),
});

const readJson = (...parts: string[]): Record<string, unknown> =>
  JSON.parse(readFileSync(path.join(...parts), 'utf8')) as Record<string, unknown>;

export const experimentFile = (storeFolder: string): string => path.join(storeFolder, 'experiments/small/experiment.json');

/** Every bit that a store holds: records without their times, evaluations as lines, names of tensors (which are their hashes). */
export function bitsOf(storeFolder: string): object {
  const all = trainingFolders(storeFolder).map((folder) => {
    const lines = readFileSync(path.join(folder, 'evaluations.jsonl'), 'utf8');
    return [path.basename(folder), { ...readJson(folder, 'training.json'), seconds: 0, lines }];
  });
  const { trainings: roles, tickets } = readJson(experimentFile(storeFolder));
  return {
    trainings: Object.fromEntries(all) as object,
    roles,
    tickets,
    tensors: readdirSync(path.join(storeFolder, 'tensors')).toSorted(),
  };
}

export const trainingFolders = (storeFolder: string): readonly string[] =>
  readdirSync(path.join(storeFolder, 'trainings'))
    .toSorted()
    .map((hash) => path.join(storeFolder, 'trainings', hash));

export const hasCheckpoint = (storeFolder: string): boolean =>
  existsSync(path.join(storeFolder, 'trainings')) &&
  trainingFolders(storeFolder).some((folder) => existsSync(path.join(folder, 'checkpoint.safetensors')));

/**
 * Holds the process of a run that has begun: however busy the machine is, the run is at work when it is met, and hears what it is told when it is let go.
 * Nothing is held on Windows, which has no such signal.
 */
export function hold(pid: number): () => void {
  if (process.platform === 'win32') return () => undefined;
  process.kill(pid, 'SIGSTOP');
  return () => void process.kill(pid, 'SIGCONT');
}

/** Resolves at the first progress that `fits`; progress is said a few times a second, so it must fit for long. @throws Error where the run ends before. */
export async function happens({ handle, ended }: FollowedRun, fits: (progress: RunProgress) => boolean): Promise<void> {
  const seen = new Promise<null>((resolve) => handle.on('progress', (progress) => fits(progress) && resolve(null)));
  const end = await Promise.race([seen, ended]);
  if (end) throw new Error(`The run was ${end.state} before it could be caught in the middle: ${end.failure ?? 'it is too short'}.`);
}
