/** Programs of Slurm's names that lose an answer at the moment that matters; what they do with real jobs is tried by test/worker/runs/slurm. */
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { SlurmExecutor } from '../../../../src/runs/slurm/executor.ts';
import { Store } from '../../../../src/runs/library/store.ts';
import { storedRequest } from '../../../../src/runs/work/stored-request.ts';
import type { TrainRequest } from '../../../../src/lottery/work.ts';
import { temporaryFolder } from '../../../temporary-folder.ts';

function program(folder: string, name: string, script: string): void {
  const file = path.join(folder, name);
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
}

const weights = new Map([['fc1.weight', { shape: [1, 2], data: Float32Array.of(1, 2) }]]);
const network = { inputShape: [1], classes: 2, layers: [{ kind: 'dense', name: 'fc1', inputs: 1, outputs: 2, activation: 'none' }] };
const spec = { network, iterations: 1, batchSize: 1, evaluateEvery: 1, validationSize: 1, dataset: { fingerprint: '' } };
const draft = { role: 'trial-1/round-00/ticket', spec, weights, mask: null } as unknown as TrainRequest;

it.skipIf(process.platform === 'win32')('a job whose answer was lost, and that the controller takes later, ends with its run', async () => {
  const folder = temporaryFolder();
  const calls = path.join(folder, 'calls');
  program(folder, 'sbatch', `echo "sbatch $*" >> ${calls}; echo "Unable to contact slurm controller" >&2; exit 1`);
  program(folder, 'scancel', `echo "scancel $*" >> ${calls}`);
  for (const name of ['squeue', 'sacct']) program(folder, name, 'exit 0');
  process.env['PATH'] = `${folder}${path.delimiter}${process.env['PATH'] ?? ''}`;
  const store = new Store(path.join(folder, 'store'), () => false);
  const options = { kind: 'slurm', cpus: 1, maxJobs: 1, taskMinutes: 1 } as const;
  const context = { store, experiment: 'small', program: '', datasets: [], loaded: [], say: () => undefined, options };
  const executor = new SlurmExecutor(context);
  await executor.prepare();
  const nothing = (): void => undefined;
  const request = await storedRequest(draft, store.tensors);
  const order = { request, keepWeights: () => false, find: () => Promise.resolve(null), onProgress: nothing, onJob: nothing };
  const trained = expect(executor.train(order)).rejects.toThrow('cancelled');
  await expect.poll(() => existsSync(calls)).toBe(true);
  await executor.close();
  await trained;
  const name = /--job-name=(\S+)/.exec(readFileSync(calls, 'utf8'))?.[1] ?? '';
  expect(name).toMatch(/^winning-ticket-/);
  expect(readFileSync(calls, 'utf8')).toContain(`scancel --name=${name}\n`);
});
