/** Configs of seconds, and what lies in the store beside them. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { experimentFolderName } from '../../../src/shared/config/reading/experiment-name.ts';

const cli = fileURLToPath(new URL('../../../dist/cli.js', import.meta.url));

/** Ten trainings, a few seconds altogether, on the real MNIST. */
export const quick = {
  network: { layers: [{ units: 32 }, { units: 10 }] },
  training: { iterations: 400, evaluateEvery: 40, validationSize: 1000 },
  pruning: { rounds: 3 },
  controls: { randomReinit: 1, randomMask: 1 },
  trials: 1,
};

/** Six trainings one after the other, of some seconds each, to be met while they run. */
export const slow = {
  network: { layers: [{ units: 100 }, { units: 10 }] },
  training: { iterations: 6000, evaluateEvery: 600, validationSize: 1000 },
  pruning: { rounds: 5 },
  controls: { randomReinit: 0, randomMask: 0 },
  trials: 1,
};

export const writeConfig = (folder: string, name: string, config: unknown): void =>
  writeFileSync(path.join(folder, `${name}.lottery.json`), JSON.stringify(config, null, 2));

/** Carries a config out in the terminal. */
export function runInTerminal(folder: string, name: string, config: unknown): void {
  writeConfig(folder, name, config);
  execFileSync(process.execPath, [cli, 'run', `${name}.lottery.json`], { cwd: folder, stdio: 'ignore' });
}

/** The finished trainings of a folder's store, and when each was finished. */
export function finishedTrainings(folder: string): Readonly<Record<string, number>> {
  const trainings = path.join(folder, '.winning-ticket', 'trainings');
  const files = existsSync(trainings) ? readdirSync(trainings).map((hash) => path.join(trainings, hash, 'training.json')) : [];
  return Object.fromEntries(files.filter((file) => existsSync(file)).map((file) => [file, statSync(file).mtimeMs]));
}

export const countFinished = (folder: string): number => Object.keys(finishedTrainings(folder)).length;

/** What the experiment's record says of it; null where there is none. */
export function stateOf(folder: string, experiment: string): string | null {
  const file = path.join(folder, '.winning-ticket', 'experiments', experimentFolderName(experiment), 'experiment.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { state: string }).state : null;
}

export const untilFinished = (folder: string, experiment: string): Promise<void> =>
  expect.poll(() => stateOf(folder, experiment), { timeout: 240_000 }).toBe('finished');

export const untilTrainings = (folder: string, atLeast: number): Promise<void> =>
  expect.poll(() => countFinished(folder)).toBeGreaterThanOrEqual(atLeast);
