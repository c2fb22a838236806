/** The benchmark's peer on a graphics card really runs, on a processor that poses as one; where there is none, the list of absent peers says so. */
import { describe, expect, it } from 'vitest';
import type { BenchContext } from '../../../../bench/context.ts';
import { defaults } from '../../../../bench/options.ts';
import { gatherPeers } from '../../../../bench/peers/gather-peers.ts';
import { JobFiles } from '../../../../bench/peers/job-files.ts';
import { versionsOf } from '../../../../bench/report/versions.ts';
import { trainingRows } from '../../../../bench/works/training-work.ts';
import { skipLoudly } from '../../../../scripts/bring/skip-or-fail.mjs';
import { bringWebgpu } from '../../../../scripts/bring/webgpu-node.mjs';
import { createWasmEngine } from '../../../../src/engine/wasm/engine.ts';
import { kernelBytes } from '../../../unit/engine/support/kernel-bytes.ts';
import { trainInputFor } from '../../../unit/engine/support/synthetic.ts';

const brought = await bringWebgpu().catch((error: unknown) => {
  skipLoudly('WebGPU', error);
  return null;
});

const options = { ...defaults, peers: ['tfjs-webgpu'] as const, rounds: 1, blockSeconds: 0.001 };
const gather = () => gatherPeers(options, new JobFiles());

/** A network that a processor which poses as a card trains in moments. */
const work = (what: 'step' | 'evaluation') => ({
  ...{ name: `tiny-${what}`, byDefault: false, what, density: 0.5, peers: () => true },
  input: () =>
    trainInputFor({
      sizes: [20, 11, 4],
      density: 0.5,
      seed: 'bench',
      data: { count: 60, kind: 'floats', zeros: 0.5 },
      spec: { optimizer: { name: 'adam', learningRate: 0.01, momentum: 0, weightDecay: 0 }, iterations: 1000, evaluateEvery: 1000 },
    }),
});

describe.skipIf(!brought)('the peer tfjs-webgpu', () => {
  it('takes no part where a processor only poses as a card', async () => {
    Object.assign(process.env, brought);
    Reflect.deleteProperty(process.env, 'WT_SOFTWARE_GPU');
    const { gpu, absent } = await gather();
    expect(gpu).toBeNull();
    expect(absent['tfjs-webgpu']).toMatch(
      /^no GPU here: WebGPU finds no graphics card, only a processor that poses as one: .*swiftshader/i,
    );
  });

  it('does the work that we do, in a row of its own, where that processor is asked for', async () => {
    Object.assign(process.env, brought);
    const gathered = await gather();
    expect(versionsOf(gathered).peers['tfjs-webgpu']).toMatch(/^TensorFlow\.js 4\.22\.0 by Dawn [\d.]+ on .*swiftshader/i);
    const context: BenchContext = {
      ...{ options, kernelBytes, engine: createWasmEngine(kernelBytes), files: new JobFiles(), peers: [], pytorch: [] },
      ...{ gpu: gathered.gpu, cores: 1, checks: [], kernels: [], limits: null },
    };
    const rows = [...(await trainingRows(work('step'), context, [])), ...(await trainingRows(work('evaluation'), context, []))];
    const row = { peer: 'tfjs-webgpu', clock: 'wall', note: expect.stringContaining('TensorFlow.js on') as string };
    expect(rows).toMatchObject([
      { work: 'tiny-step', ...row },
      { work: 'tiny-evaluation', ...row },
    ]);
    // An evaluation is a difference of two blocks, and blocks this short differ by chance: by more than an evaluation, and either way.
    for (const { ours, theirs } of rows) expect([Number.isFinite(ours), Number.isFinite(theirs)]).toEqual([true, true]);
    expect(context.checks).toMatchObject([{ work: 'tiny-step', peer: 'tfjs-webgpu', steps: 3, same: true }]);
  });
});
