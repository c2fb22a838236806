/** A run on a graphics card that is lost in the middle of it: one training fails, the others go on, and running again goes on from there. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { skipLoudly } from '../../../../scripts/bring/skip-or-fail.mjs';
import { bringWebgpu, webgpuVersion } from '../../../../scripts/bring/webgpu-node.mjs';
import { openStore } from '../../../../src/runs/library/store.ts';
import { temporaryFolder } from '../../../temporary-folder.ts';
import { carryOut, newStore, request, smallConfig } from '../../runs/harness.ts';

const brought = await bringWebgpu().catch((error: unknown) => {
  skipLoudly('WebGPU', error);
  return null;
});

/** Dawn itself, but that the first device which has been given so many orders is destroyed, once. */
const faulty = (dawn: string, marker: string): string => `
import { existsSync, writeFileSync } from 'node:fs';
import * as dawn from ${JSON.stringify(dawn)};
export const globals = dawn.globals;
export function create(options) {
  const gpu = dawn.create(options);
  return {
    gpu,
    async requestAdapter(wanted) {
      const adapter = await gpu.requestAdapter(wanted);
      const { info, features, limits } = adapter;
      return { info, features, limits, requestDevice: async (settings) => spoilt(await adapter.requestDevice(settings)) };
    },
  };
}
function spoilt(device) {
  const createCommandEncoder = device.createCommandEncoder.bind(device);
  let orders = 0;
  device.createCommandEncoder = (...how) => {
    if (++orders === 200 && !existsSync(${JSON.stringify(marker)})) {
      writeFileSync(${JSON.stringify(marker)}, '');
      device.destroy();
    }
    return createCommandEncoder(...how);
  };
  return device;
}
`;

/** @returns The file that says that the card was lost. */
function installFaulty(folder: string): string {
  const [real, marker] = [path.join(folder, 'node_modules/webgpu/index.js'), path.join(temporaryFolder(), 'lost')];
  const inner = path.join(path.dirname(marker), 'node_modules/webgpu');
  mkdirSync(inner, { recursive: true });
  writeFileSync(
    path.join(inner, 'package.json'),
    JSON.stringify({ name: 'webgpu', version: webgpuVersion, type: 'module', main: 'index.js' }),
  );
  writeFileSync(path.join(inner, 'index.js'), faulty(pathToFileURL(real).href, marker));
  Object.assign(process.env, brought, { WINNING_TICKET_TENSORFLOW: path.dirname(marker) });
  return marker;
}

describe.skipIf(!brought)('a run on a graphics card', () => {
  it('loses one training with its card, not the others, which train side by side on it; running again finishes', async () => {
    const marker = installFaulty(brought?.['WINNING_TICKET_TENSORFLOW'] ?? '');
    const storeFolder = newStore();
    const config = smallConfig({
      ...{ engine: 'tfjs', backend: 'webgpu', trials: 2 },
      training: { iterations: 20, evaluateEvery: 10 },
      pruning: { rounds: 1 },
      controls: { randomReinit: 0, randomMask: 0 },
    });
    const first = await carryOut(request(storeFolder, { config }));
    expect(existsSync(marker)).toBe(true);
    expect([first.state, first.failure]).toEqual(['failed', expect.stringMatching(/The graphics card .*SwiftShader.* has failed/)]);
    expect(first.failure?.match(/graphics card/g)).toHaveLength(1);
    expect(first.counts?.trained).toBeGreaterThanOrEqual(2);
    expect(await carryOut(request(storeFolder, { config }))).toMatchObject({ state: 'finished', failure: null });
    const record = await openStore(storeFolder).experiment('small').record();
    expect(record?.engine).toMatchObject({ backend: 'webgpu', device: expect.stringMatching(/SwiftShader/) as unknown });
  });
});
