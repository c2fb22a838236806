/** Starts our experiment in a process of its own. */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type { ExperimentResult } from '../peers/jobs.ts';
import type { ExperimentRequest } from './experiment-request.ts';

const start = promisify(execFile);

export async function ownExperiment(request: ExperimentRequest): Promise<ExperimentResult> {
  const { stdout } = await start(process.execPath, [path.resolve('build/bench/experiment.cjs'), JSON.stringify(request)]);
  return JSON.parse(stdout) as ExperimentResult;
}
