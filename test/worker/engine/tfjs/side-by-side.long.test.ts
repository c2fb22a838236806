/** Several trainings on one graphics card, which a processor poses as: how many is measured at the start of a run, and changes no bit. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { skipLoudly } from '../../../../scripts/bring/skip-or-fail.mjs';
import { bringWebgpu } from '../../../../scripts/bring/webgpu-node.mjs';
import { begin, bitsOf, carryOut, newStore, request, smallConfig } from '../../runs/harness.ts';

const brought = await bringWebgpu().catch((error: unknown) => {
  skipLoudly('WebGPU', error);
  return null;
});
Object.assign(process.env, brought);

const cli = (...args: readonly string[]): string => execFileSync(process.execPath, ['dist/cli.js', ...args], { encoding: 'utf8' });

/** Terminal and report name backend, card and driver of a finished run. */
function expectItsName(storeFolder: string): void {
  expect(cli('show', 'small', '--store', storeFolder)).toMatch(/Trained by TensorFlow\.js, backend webgpu, on swiftshader.*driver/i);
  const report = path.join(storeFolder, 'report.html');
  cli('report', 'small', '--store', storeFolder, '--out', report);
  expect(readFileSync(report, 'utf8')).toMatch(/numerics 2, backend webgpu \(.*\), on swiftshader.*driver/i);
}

const onCard = { engine: 'tfjs', backend: 'webgpu', pruning: { rounds: 1 }, controls: { randomReinit: 0, randomMask: 1 } } as const;

describe.skipIf(!brought)('a graphics card', () => {
  it('is measured where the run is long, beside the processors, and the user is told what is faster', async () => {
    const config = smallConfig({ ...onCard, training: { iterations: 200_000, evaluateEvery: 100_000 } });
    const run = begin(request(newStore(), { config, workers: null }));
    const said = (): string => run.events.flatMap((event) => (event.method === 'log' ? [event.payload.text] : [])).join('\n');
    await expect.poll(said, { interval: 200 }).toMatch(/would be up to [\d.]+ times as fast on this computer's processors/);
    await expect.poll(() => run.events.some(({ method }) => method === 'size')).toBe(true);
    await run.handle.cancel();
    expect(await run.ended).toMatchObject({ state: 'cancelled', failure: null });
    expect(said()).toMatch(
      /^On .*swiftshader.* one training takes [\d.]+ steps a second, 2 side by side [\d.]+ together.*: \d at a time\.$/im,
    );
    const told = run.events.filter(({ method }) => method === 'measuring' || method === 'size');
    expect(told.map(({ method }) => method)).toEqual(['measuring', 'size']);
    expect(told[0]?.payload).toEqual({ device: expect.stringMatching(/swiftshader.*driver/i) as string });
    const at = Number(/: (\d) at a time/.exec(said())?.[1]);
    expect(run.events.find(({ method }) => method === 'size')?.payload).toMatchObject({ workers: at, measured: true });
  });

  it('gives the same bits with one training at a time and with two; a short run is not measured; terminal and report name the card', async () => {
    const config = smallConfig({ ...onCard, training: { iterations: 4, evaluateEvery: 4 } });
    const [one, two] = [newStore(), newStore()];
    const short = await carryOut(request(one, { config, workers: null }));
    expect(short).toMatchObject({ state: 'finished', failure: null, trained: 3 });
    expect(JSON.stringify(short.events)).not.toContain('at a time');
    await carryOut(request(two, { config, workers: 2 }));
    expect(bitsOf(two)).toEqual(bitsOf(one));
    expectItsName(one);
  });
});
