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
  const group = (seconds: readonly number[], cpus: number, taskSeconds: number, most = 100): number[][] =>
    groupTrainings(seconds, (one) => one, { cpus, taskSeconds, most });

  it('until it lasts as long as it should', () => {
    expect(group([10, 10, 10, 10, 10], 1, 30)).toEqual([
      [10, 10, 10],
      [10, 10],
    ]);
  });

  it('at least as many as it has processors, also where they are long', () => {
    expect(group([500, 500, 500], 2, 30)).toEqual([[500, 500], [500]]);
  });

  it('side by side, so that its processors share the time', () => {
    expect(group([10, 10, 10, 10, 10], 2, 20)).toEqual([[10, 10, 10, 10], [10]]);
  });

  it('and those for which there is no task wait', () => {
    expect(group([90, 90, 90], 1, 30, 2)).toEqual([[90], [90]]);
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
  ['sbatch: error: Slurm temporarily unable to accept job, sleeping and retrying', 'passing'],
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
    expect(readExecutor({ kind: 'slurm', cpus: 0 })).toContain('executor.cpus: ');
    expect(readExecutor({ kind: 'slurm', partition: 'a\nb' })).toBe('executor.partition: must be one line');
    expect(readExecutor({ kind: 'pbs' })).toContain('executor.kind: ');
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
