/** Configs of seconds, and what lies in the store beside them. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { experimentFolderName } from '../../../src/shared/config/facts/experiment-name.ts';

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
  training: { iterations: 4000, evaluateEvery: 500, validationSize: 1000 },
  pruning: { rounds: 5 },
  controls: { randomReinit: 0, randomMask: 0 },
  trials: 1,
};

export const writeConfig = (folder: string, name: string, config: unknown): void =>
  writeFileSync(path.join(folder, `${name}.lottery.json`), JSON.stringify(config, null, 2));

/** A network that soon learns the noise of a small table: its validation loss has a minimum, so that there are winning tickets, with controls that are as good or not. */
export const noisy = {
  dataset: { kind: 'csv', train: 'train.csv', test: 'test.csv' },
  network: { layers: [{ units: 40 }, { units: 20 }, { units: 2 }] },
  training: { learningRate: 0.01, batchSize: 20, iterations: 300, evaluateEvery: 5, validationSize: 40 },
  pruning: { rounds: 2, rates: { dense: 0.5, output: 0.25 } },
  controls: { randomReinit: 1, randomMask: 1 },
  trials: 1,
};

/** Eight columns, of which two say the label in four of five rows. */
export function writeNoisyTable(folder: string): void {
  let state = 1;
  const draw = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  const row = (): string => {
    const values = Array.from({ length: 8 }, () => Math.round(100 * draw()) / 100);
    return [Number((values[0] ?? 0) + (values[1] ?? 0) > 1) ^ Number(draw() < 0.2), ...values].join(',');
  };
  for (const [name, count] of [
    ['train', 120],
    ['test', 300],
  ] as const)
    writeFileSync(path.join(folder, `${name}.csv`), ['label,a,b,c,d,e,f,g,h', ...Array.from({ length: count }, row)].join('\n'));
}

/** Carries a config out in the terminal. */
export function runInTerminal(folder: string, name: string, config: unknown): void {
  writeConfig(folder, name, config);
  execFileSync(process.execPath, [cli, 'run', `${name}.lottery.json`], { cwd: folder, stdio: 'ignore' });
}

/** An experiment with an earlier run: what other settings gave is kept when they are changed. */
export function runQuickTwice(folder: string): void {
  runInTerminal(folder, 'quick', { ...quick, seed: 2, pruning: { rounds: 1 } });
  runInTerminal(folder, 'quick', quick);
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

/** A run beside other suites may take ten minutes. */
export const patience = { timeout: 600_000 };

export const untilFinished = (folder: string, experiment: string): Promise<void> =>
  expect.poll(() => stateOf(folder, experiment), patience).toBe('finished');

export const untilTrainings = (folder: string, atLeast: number): Promise<void> =>
  expect.poll(() => countFinished(folder), patience).toBeGreaterThanOrEqual(atLeast);
