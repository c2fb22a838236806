/** Reads a model file in a process of its own: TensorFlow.js loops for ever on some files, and that process can be killed. */
import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import type { ModelAnswer } from '../../engine/tfjs/model-reader.ts';
import type { ModelRequest } from '../../engine/tfjs/model/read-model.ts';
import type { GivenModel } from '../../lottery/plan/plan.ts';
import { PlanError } from '../../lottery/plan/resolve-network.ts';
import { isModel, type NetworkConfig } from '../../shared/config/schema/network-schema.ts';
import type { Dataset } from '../../shared/specs/samples.ts';

/** Seconds that a model may take to be read; far more than any that can be trained takes. */
export const limitVariable = 'WINNING_TICKET_MODEL_SECONDS';
const secondsAllowed = (): number => Number(process.env[limitVariable]) || 60;

const begin = (tfjsFolder: string): ChildProcess =>
  fork(path.join(tfjsFolder, 'model-reader.cjs'), [], {
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  });

/** Resolves to the answer of the process, or to a problem where it gives none. */
function answerOf(child: ChildProcess, { file }: ModelRequest): Promise<ModelAnswer> {
  const limit = secondsAllowed();
  return new Promise((resolve) => {
    const problem = (what: string): void => resolve({ problem: `network.model: ${file}: ${what}` });
    const late = `TensorFlow.js had not read it after ${limit} seconds and was stopped. The file is damaged or far too large: convert it anew.`;
    const timer = setTimeout(() => problem(late), limit * 1000);
    child.once('message', (answer: ModelAnswer) => resolve(answer));
    child.once('error', (error) => problem(`the process that reads it could not be started (${error.message}).`));
    child.once('exit', (code, signal) => {
      clearTimeout(timer);
      problem(`the process that read it broke down (${String(signal ?? code)}); it may be too large for the memory.`);
    });
  });
}

async function read(request: ModelRequest, tfjsFolder: string): Promise<GivenModel> {
  const child = begin(tfjsFolder);
  child.send(request);
  const answer = await answerOf(child, request);
  child.kill('SIGKILL');
  if ('problem' in answer) throw new PlanError(answer.problem);
  return answer;
}

/**
 * @returns null for a network of layers.
 * @throws PlanError that names the file and what to do.
 */
export async function modelFor(
  network: NetworkConfig,
  baseFolder: string,
  tfjsFolder: string,
  { train, classes }: Dataset,
): Promise<GivenModel | null> {
  if (!isModel(network)) return null;
  const { model, prune } = network;
  return read({ file: path.resolve(baseFolder, model), sampleShape: train.sampleShape, classes, prune }, tfjsFolder);
}
