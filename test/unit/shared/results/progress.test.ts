import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { Throttle } from '../../../../src/shared/channel/throttle.ts';
import {
  activeWords,
  type ActiveTraining,
  jobsWords,
  percentWords,
  progressWords,
  roundWords,
  type RunProgress,
  shareWords,
  timeLeftWords,
} from '../../../../src/shared/results/progress.ts';
import { formatBytes, formatDuration } from '../../../../src/shared/text/format.ts';

const training: ActiveTraining = {
  ...{ experiment: 'lenet', rounds: 10, iterations: 15_000, iteration: 9400 },
  ...{ trial: 2, round: 8, series: 'randomReinit', replicate: 1 },
};
const progress: RunProgress = {
  ...{ trainingsDone: 12, trainingsPlanned: 40, iterationsDone: 3299, iterationsPlanned: 10_000, fraction: 0.3299 },
  ...{ secondsLeft: 300, active: [training] },
};

describe('progress in words', () => {
  it('says what is done, and how long the rest may take', () => {
    expect(percentWords(progress)).toBe('32 %');
    expect(shareWords(progress)).toBe('32 % · about 5 min left');
    expect(shareWords({ ...progress, secondsLeft: null })).toBe('32 %');
    expect(progressWords(progress)).toBe('12 of 40 trainings, about 5 min left');
    expect(progressWords({ ...progress, secondsLeft: null })).toBe('12 of 40 trainings');
    expect(progressWords({ ...progress, trainingsDone: 40, secondsLeft: 0 })).toBe('40 of 40 trainings');
    expect(timeLeftWords({ ...progress, secondsLeft: null })).toBeNull();
  });

  it('says what is trained', () => {
    expect(activeWords(training)).toBe('Round 8 of 10, trial 2: random reinitialisation, iteration 9,400 of 15,000');
    expect(activeWords({ ...training, replicate: 2 })).toContain('random reinitialisation 2,');
    expect(activeWords({ ...training, round: 0, series: 'ticket', replicate: 0 })).toContain('Round 0 of 10, trial 2: dense network,');
    expect(activeWords({ ...training, experiment: 'lenet@seed=1' })).toMatch(/^seed=1: Round 8 of 10/);
  });

  it('names the jobs of a cluster, each once', () => {
    const inJob = (id: string, state: 'queued' | 'held' | 'running'): ActiveTraining => ({ ...training, job: { id, state } });
    const words = (...active: ActiveTraining[]): string | null => jobsWords({ ...progress, active });
    expect(words(training)).toBeNull();
    expect(words(inJob('12_0', 'running'), inJob('12_0', 'running'))).toBe('job 12_0');
    expect(words(inJob('12_0', 'held'), inJob('12_1', 'queued'), inJob('13_0', 'queued'))).toBe('held as job 12_0 and 2 more');
    expect(activeWords(inJob('12_0', 'running'))).toMatch(/ 15,000, job 12_0$/);
    expect(activeWords(inJob('12_0', 'queued'))).toMatch(/: random reinitialisation, queued as job 12_0$/);
  });

  it.each(['round 3 of 4', 'x@seed=round 3 of 4', 'Round 1 of 2, trial 1: ticket'])(
    'takes the round from the training, whatever the experiment is called: %s',
    (experiment) => {
      expect(roundWords({ ...progress, active: [{ ...training, experiment }] })).toBe('round 8 of 10');
      expect(roundWords({ ...progress, active: [] })).toBeNull();
    },
  );
});

it.each([
  [0.2, '1 s'],
  [40, '40 s'],
  [180, '3 min'],
  [9000, '2.5 h'],
])('%d seconds are %s', (seconds, words) => {
  expect(formatDuration(seconds)).toBe(words);
});

it.each([
  [1_234_567, '1.2 MB'],
  [2_500_000_000, '2.5 GB'],
  [0, '0 kB'],
  [51_234, '51 kB'],
  [100_000, '0.1 MB'],
])('%d bytes are %s', (bytes, words) => {
  expect(formatBytes(bytes)).toBe(words);
});

it('does seldom what is often asked for, never twice at once, and the last request always', async () => {
  let asked = 0;
  let seen = 0;
  let atOnce = 0;
  const throttle = new Throttle(20, async () => {
    expect(++atOnce).toBe(1);
    await sleep(30);
    seen = asked;
    atOnce--;
  });
  for (asked = 1; asked < 50; asked++) {
    throttle.request();
    await sleep(1);
  }
  throttle.request();
  await expect.poll(() => seen).toBe(50);
  await throttle.stop();
});
