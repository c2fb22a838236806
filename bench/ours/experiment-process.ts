/** Runs one whole experiment the way a run does, store and all, in a process of its own, so that its memory is its own too. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beginOpening, openRun } from '../../src/runs/runner/opening/open-run.ts';
import { StopSwitch } from '../../src/runs/runner/opening/run-context.ts';
import { run } from '../../src/runs/runner/run.ts';
import type { RunnerEvents, RunRequest } from '../../src/shared/channel/runner-protocol.ts';
import { stopwatch } from '../measure/cost.ts';
import type { ExperimentResult } from '../peers/jobs.ts';
import { experimentConfig, type ExperimentRequest } from './experiment-request.ts';

const voice = { emit: () => undefined, delivered: () => Promise.resolve() };

function runOrder(request: ExperimentRequest, folder: string): RunRequest {
  return {
    experiment: 'bench',
    config: experimentConfig(request),
    configPath: null,
    baseFolder: folder,
    storeFolder: path.join(folder, '.winning-ticket'),
    workers: request.workers,
    keepControlWeights: false,
  };
}

function roundsOf({ document, failure }: RunnerEvents['end']): ExperimentResult['rounds'] {
  if (!document || failure !== null) throw new Error(`The experiment failed: ${String(failure)}`);
  return document.rounds.map(({ remaining, series }) => ({ remaining, testAccuracy: series.ticket?.testAccuracyAtEnd?.mean ?? NaN }));
}

async function carryOut(request: ExperimentRequest, folder: string): Promise<ExperimentResult> {
  const read = stopwatch();
  const stop = new StopSwitch();
  const end = await run(await openRun(runOrder(request, folder), await beginOpening(path.resolve('dist'), voice, stop)), stop);
  const cost = read();
  return { ...cost, memory: process.resourceUsage().maxRSS * 1024, rounds: roundsOf(end) };
}

async function main(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'winning-ticket-bench-'));
  try {
    const result = await carryOut(JSON.parse(process.argv[2] ?? '') as ExperimentRequest, folder);
    process.stdout.write(`${JSON.stringify(result)}\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

void main();
