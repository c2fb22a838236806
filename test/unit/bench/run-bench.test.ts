/** A minimal run of the benchmark gives the document that is promised; no time is asserted. */
import { expect, it } from 'vitest';
import { defaults } from '../../../bench/options.ts';
import { runBench } from '../../../bench/run-bench.ts';

it('gives one document with machine, versions and a row for each work', async () => {
  const said: string[] = [];
  const options = { ...defaults, only: ['lenet-step-1'], peers: [], rounds: 1, blockSeconds: 0.001 };
  const document = await runBench(options, (text) => said.push(text));
  expect(said).toEqual(['peers', 'lenet-step-1']);
  expect(document.machine.cores).toBeGreaterThanOrEqual(1);
  expect(document.versions).toMatchObject({ node: process.versions.node, peers: {}, absent: {} });
  const nobody = { peer: null, theirs: null, ratio: null };
  expect(document.rows).toEqual([
    { work: 'lenet-step-1', ...nobody, ours: expect.any(Number) as number, unit: 'us', clock: 'cpu', rounds: 1, note: '1 thread each' },
  ]);
  expect(document.rows[0]?.ours).toBeGreaterThan(0);
  expect(JSON.parse(JSON.stringify(document))).toEqual(document);
}, 60_000);
