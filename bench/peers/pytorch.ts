/** Starts PyTorch the way it is fastest here: every environment and every form of Adam is tried on the dense step. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { median } from '../measure/median.ts';
import type { Calibration } from './calibration.ts';
import type { PeerVersions } from './jobs.ts';
import { LineProcess } from './line-process.ts';
import { Peer, type PeerSetup } from './peer.ts';
import { type PytorchEnvironment, pytorchEnvironments } from './pytorch-environment.ts';

const script = path.join(process.cwd(), 'bench/peers/pytorch.py');
const adamKinds = ['default', 'foreach', 'fused'];

export const startPython = (python: string, threads: number, env: NodeJS.ProcessEnv): LineProcess =>
  new LineProcess(python, [script, String(threads)], env);

export function hasAvx512(): boolean {
  try {
    return readFileSync('/proc/cpuinfo', 'utf8').includes('avx512f');
  } catch {
    return false;
  }
}

/** An interpreter at its best: what a whole experiment is started with, too. */
export interface PytorchChoice {
  readonly python: string;
  readonly environment: PytorchEnvironment;
  readonly adam: string;
  /** Whether the network, forward and backward, goes through torch.compile. */
  readonly compiled: boolean;
  readonly seconds: number;
}

/** This choice through torch.compile. Adam stays the form that was fastest: compiled, it took half as long again. */
export const compiled = (choice: PytorchChoice): PytorchChoice => ({ ...choice, compiled: true });

/** Seconds of 100 steps and an evaluation, as in an experiment; Infinity where this form of Adam does not exist. */
async function cost(peer: Peer, { data, training }: Calibration): Promise<number> {
  try {
    await peer.load(data, training);
    await peer.step(0.2);
    const steps = [await peer.step(0.3), await peer.step(0.3), await peer.step(0.3)];
    const evaluations = [await peer.evaluation(), await peer.evaluation(), await peer.evaluation()];
    return 100 * median(steps.map(({ cpu }) => cpu)) + median(evaluations.map(({ cpu }) => cpu));
  } catch {
    return Infinity;
  }
}

const noVersions: PeerVersions = { name: '', version: '', runtime: '', details: '' };

async function tryOut(python: string, environment: PytorchEnvironment, calibration: Calibration): Promise<PytorchChoice[]> {
  const line = startPython(python, 1, environment.env);
  const choices: PytorchChoice[] = [];
  for (const adam of adamKinds) {
    const facts: PeerSetup = { name: python, setup: '', trainingExtras: { adam } };
    choices.push({ python, environment, adam, compiled: false, seconds: await cost(new Peer(facts, noVersions, line), calibration) });
  }
  line.close();
  return choices;
}

/** @throws Error where none of them works. */
export async function choosePytorch(python: string, calibration: Calibration): Promise<PytorchChoice> {
  const choices: PytorchChoice[] = [];
  for (const environment of pytorchEnvironments(1, hasAvx512())) choices.push(...(await tryOut(python, environment, calibration)));
  const [best] = choices.toSorted((a, b) => a.seconds - b.seconds);
  if (!best || best.seconds === Infinity) throw new Error(`${python} cannot run bench/peers/pytorch.py.`);
  return best;
}

export async function startPytorch(name: string, { python, environment, adam, compiled: isCompiled }: PytorchChoice): Promise<Peer> {
  const line = startPython(python, 1, environment.env);
  const setup = `1 thread, ${environment.words}, Adam ${adam}${isCompiled ? ', torch.compile' : ''}`;
  return new Peer({ name, setup, trainingExtras: { adam, compiled: isCompiled } }, await line.ask<PeerVersions>('versions'), line);
}
