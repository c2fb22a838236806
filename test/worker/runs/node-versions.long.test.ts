/** The same bits from Node 20 and Node 24, with one worker and with four, and of runs that were interrupted with one and went on with four, or the other way round: all weights of a small experiment. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildSync } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { otherNode } from '../../../scripts/bring/other-node.mjs';
import { requireOrSkip } from '../../../scripts/bring/skip-or-fail.mjs';
import { exitCodes } from '../../../src/cli/output.ts';
import { sharedFolder } from '../../temporary-folder.ts';
import { startWith } from '../cli/harness.ts';

const root = path.join(import.meta.dirname, '../../..');
const fixtures = path.join(root, 'test/fixtures/engine');
const config = {
  network: { layers: [{ units: 77 }, { units: 53 }, { units: 10 }] },
  // Long enough that a kill finds it at work: progress is said four times a second.
  // Weights alone are compared: no more is evaluated than must be.
  training: {
    ...{ iterations: 1200, evaluateEvery: 1200, validationSize: 500, batchSize: 60 },
    ...{ testEvaluation: 'at-new-minimum', trainingEvaluation: 'never' },
  },
  pruning: { schedule: 'iterative', rounds: 3, rates: { dense: 0.6, output: 0.4 } },
  controls: { randomReinit: 1, randomMask: 0 },
  trials: 2,
};
let folder = '';
const nodes: Record<string, string | null> = { 'this Node': process.execPath, 'Node 24': null };

/** SHA-256 over the names of all tensors: each is named by its own hash. */
function tensorsOf(store: string): string {
  const names = readdirSync(path.join(store, 'tensors'), { recursive: true, encoding: 'utf8' })
    .map((name) => path.basename(name))
    .filter((name) => name.endsWith('.safetensors'));
  expect(names.length).toBeGreaterThan(8);
  return createHash('sha256').update(names.sort().join('\n')).digest('hex');
}

/** @param begun Workers of a run that is killed in the middle; null where nothing is interrupted. */
async function experiment(node: string, workers: number, begun: number | null): Promise<string> {
  const store = mkdtempSync(path.join(folder, 'store-'));
  const commandWith = (count: number): string[] => ['run', 'bits.lottery.json', '--json', '--workers', String(count), '--store', store];
  const command = commandWith(workers);
  if (begun !== null) {
    const first = startWith(node, folder, ...commandWith(begun));
    await first.shows('"trainingsDone":1');
    first.process.kill('SIGKILL');
    await first.finished;
  }
  let { code, err } = await startWith(node, folder, ...command).finished;
  // The killed program's runner notices within seconds that nobody is left, saves its work and frees the lock.
  while (begun !== null && code === exitCodes.busy) ({ code, err } = await startWith(node, folder, ...command).finished);
  expect({ code, err: code === 0 ? '' : err }).toEqual({ code: 0, err: '' });
  return tensorsOf(store);
}

beforeAll(async () => {
  folder = sharedFolder();
  writeFileSync(path.join(folder, 'bits.lottery.json'), JSON.stringify(config));
  try {
    nodes['Node 24'] = await otherNode('24');
  } catch (error) {
    requireOrSkip('Node 24', error);
  }
});

const file = path.join(fixtures, 'experiment.json');
/** Read when it is needed: `npm run write-bits` has the first case write it, and the others compare. */
const expectedTensors = (): string => (JSON.parse(readFileSync(file, 'utf8')) as { readonly tensors: string }).tensors;
const writesBits = Boolean(process.env['WT_WRITE_BITS']);

/** One Node goes on with four workers where one was killed, the other the other way round. */
const cases = [
  { name: 'this Node', workers: 4, begun: 1 },
  { name: 'Node 24', workers: 1, begun: 4 },
];

describe.each(cases)('$name', ({ name, ...interrupted }) => {
  const how = `where one of ${String(interrupted.begun)} was killed`;
  it.for([
    { workers: 1, begun: null, how: 'in one go' },
    { workers: 4, begun: null, how: 'in one go' },
    { ...interrupted, how },
  ])('gives the committed weights with $workers workers, $how', async ({ workers, begun }, { skip }) => {
    const node = nodes[name];
    if (!node) return skip();
    const tensors = await experiment(node, workers, begun);
    const isFirst = node === process.execPath && workers === 1 && begun === null;
    if (writesBits && isFirst) writeFileSync(file, `${JSON.stringify({ tensors }, null, 2)}\n`);
    expect(tensors).toBe(expectedTensors());
  });

  it('gives the committed bits of the trainings of the unit tests', ({ skip }) => {
    const node = nodes[name];
    if (!node) return skip();
    const bundle = path.join(folder, 'write-repeatability.mjs');
    const entry = path.join(root, 'test/unit/engine/write-repeatability.ts');
    buildSync({ entryPoints: [entry], bundle: true, platform: 'node', format: 'esm', outfile: bundle, logLevel: 'warning' });
    const written = execFileSync(node, [bundle], { cwd: root, encoding: 'utf8' });
    expect(JSON.parse(written)).toEqual(JSON.parse(readFileSync(path.join(fixtures, 'repeatability.json'), 'utf8')));
  });
});
