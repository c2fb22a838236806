import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { groupTrainings } from '../../../../src/runs/slurm/batches.ts';
import { SlurmError, submissionTrouble } from '../../../../src/runs/slurm/commands.ts';
import { executorFile, machineExecutor } from '../../../../src/runs/slurm/executor-file.ts';
import { taskState } from '../../../../src/runs/slurm/pending.ts';
import { readExecutor } from '../../../../src/shared/config/executor/executor-options.ts';
import { temporaryFolder } from '../../../temporary-folder.ts';

describe('trainings share a task', () => {
  /** Each task as its processors and the seconds of its trainings. */
  const group = (seconds: readonly number[], cpus: number, taskSeconds: number, most = 100): (readonly [number, readonly number[]])[] =>
    groupTrainings(seconds, (one) => one, { cpus, taskSeconds, most }).map((task) => [task.cpus, task.trainings] as const);

  it('until it lasts as long as it should', () => {
    expect(group([10, 10, 10, 10, 10], 1, 30)).toEqual([
      [1, [10, 10, 10]],
      [1, [10, 10]],
    ]);
  });

  it('at least as many as it has processors, also where they are long; the last task asks for no more than it uses', () => {
    expect(group([500, 500, 500], 2, 30)).toEqual([
      [2, [500, 500]],
      [1, [500]],
    ]);
  });

  it('side by side, so that its processors share the time', () => {
    expect(group([10, 10, 10, 10, 10], 2, 20)).toEqual([
      [2, [10, 10, 10, 10]],
      [1, [10]],
    ]);
  });

  it('only while the last of them ends in time: none begins alone when the others are done', () => {
    expect(group([120, 120, 120, 120, 120], 4, 180)).toEqual([
      [4, [120, 120, 120, 120]],
      [1, [120]],
    ]);
  });

  it('of their own length, so that no processor waits idle for a longer one', () => {
    expect(group([500, 10, 10, 10, 10], 4, 30)).toEqual([
      [1, [500]],
      [4, [10, 10, 10, 10]],
    ]);
    expect(group([120, 120, 120], 4, 180)).toEqual([
      [2, [120, 120]],
      [1, [120]],
    ]);
  });

  it('and those for which there is no task wait', () => {
    expect(group([90, 90, 90], 1, 30, 2)).toEqual([
      [1, [90]],
      [1, [90]],
    ]);
    expect(group([90], 1, 30, 0)).toEqual([]);
  });
});

it.each([
  ['PENDING', 'Resources', 'queued'],
  ['PENDING', 'JobHeldUser', 'held'],
  ['REQUEUE_HOLD', 'None', 'held'],
  ['REQUEUED', 'BeginTime', 'queued'],
  ['RUNNING', 'None', 'running'],
  ['COMPLETING', 'None', 'running'],
  ['COMPLETED', 'None', 'ended'],
  ['TIMEOUT', 'None', 'ended'],
  ['NODE_FAIL', 'None', 'ended'],
  ['GONE', '', 'ended'],
] as const)('a task that Slurm calls %s (%s) is %s', (state, reason, expected) => {
  expect(taskState(state, reason)).toBe(expected);
});

it.each([
  ['sbatch: error: invalid partition specified: nowhere', 'hopeless'],
  ['sbatch: error: Batch job submission failed: Requested node configuration is not available', 'hopeless'],
  ['sbatch: error: Slurm temporarily unable to accept job, sleeping and retrying', 'limit'],
  ['sbatch: error: Batch job submission failed: Resource temporarily unavailable', 'limit'],
  ['sbatch: error: AssocMaxSubmitJobLimit', 'limit'],
  ['sbatch: error: Batch job submission failed: Unable to contact slurm controller (connect failure)', 'passing'],
] as const)('%j is %s', (said, expected) => {
  expect(submissionTrouble(new SlurmError('sbatch', said, false))).toBe(expected);
});

it('a computer without Slurm is no passing trouble', () => {
  const error = new SlurmError('sbatch', '', true);
  expect([submissionTrouble(error), error.message]).toEqual([
    'hopeless',
    'sbatch is not on this computer: is it one that Slurm jobs are submitted from?',
  ]);
});

describe('the executor of a machine', () => {
  it('has defaults, and says where it is wrong', () => {
    expect(readExecutor({ kind: 'slurm' })).toEqual({ kind: 'slurm', cpus: 1, maxJobs: 100, taskMinutes: 3 });
    expect(readExecutor({ kind: 'slurm', cpus: 0 })).toBe('executor.cpus: expected a whole number from 1 to 1,024, found 0');
    expect(readExecutor({ kind: 'slurm', partition: 'a\nb' })).toBe('executor.partition: expected a text of one line, found "a\\nb"');
    expect(readExecutor({ kind: 'slurm', cpu: 1 })).toMatch(/^executor\.cpu: there is no such key; there are kind, partition, .*setup$/);
    expect(readExecutor({ kind: 'slurm', setup: 5 })).toBe('executor.setup: expected a text of at most 10,000 characters, found 5');
    expect(readExecutor({ kind: 'slurm', taskMinutes: -1 })).toBe('executor.taskMinutes: expected a number from 0 to 1,440, found -1');
    expect(readExecutor('slurm')).toBe('executor: expected an object such as { "kind": "slurm" }, found "slurm"');
    expect(readExecutor({ kind: 'pbs' })).toBe('executor.kind: expected "slurm" or "local", found "pbs"');
  });

  it('is read from the file that is named, and missing where there is none', () => {
    const file = path.join(temporaryFolder(), 'executor.json');
    expect(executorFile({ WINNING_TICKET_EXECUTOR: file })).toBe(file);
    expect(machineExecutor(file)).toBeNull();
    writeFileSync(file, '{ "kind": "slurm", "partition": "cpu" }');
    expect(machineExecutor(file)).toMatchObject({ kind: 'slurm', partition: 'cpu' });
    writeFileSync(file, '{ "kind": "slurm" ');
    expect(() => machineExecutor(file)).toThrow(`${file}: is not JSON.`);
  });
});
