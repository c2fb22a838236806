/** What is said of graphics cards, and of WebGPU that cannot be had; that it computes rightly: test/worker/engine/tfjs. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { chooseBackend } from '../../../../../src/engine/tfjs/choose-backend.ts';
import { findGpu } from '../../../../../src/engine/tfjs/index.ts';
import { folderVariable } from '../../../../../src/engine/tfjs/backends/installed-package.ts';
import { deviceWords, isSoftware } from '../../../../../src/engine/tfjs/backends/webgpu.ts';
import { temporaryFolder } from '../../../../temporary-folder.ts';
import { networkOf } from '../../support/synthetic.ts';
import { wasmFolder } from './backends.ts';
import { say } from '../../../../../src/shared/text/told.ts';

const before = process.env[folderVariable];
afterEach(() => (before === undefined ? Reflect.deleteProperty(process.env, folderVariable) : (process.env[folderVariable] = before)));

/** As Dawn names them. */
const cards = {
  nvidia: { vendor: 'nvidia', architecture: 'ampere', device: 'NVIDIA GeForce RTX 3060', description: '535.129.03' },
  apple: { vendor: 'apple', architecture: 'common-3', device: '', description: 'Metal driver on macOS' },
  swiftshader: {
    vendor: 'google',
    architecture: 'swiftshader',
    device: 'swiftshader-device-subzero-',
    description: 'SwiftShader driver 5.0.0',
  },
  mesa: { vendor: 'mesa', architecture: '', device: 'llvmpipe (LLVM 15.0.6, 256 bits)', description: 'Mesa 22.3.6' },
  windows: { vendor: 'microsoft', architecture: 'warp', device: 'Microsoft Basic Render Driver', description: '' },
};

it('names card and driver', () => {
  expect(deviceWords(cards.nvidia)).toBe('NVIDIA GeForce RTX 3060 (nvidia, ampere), driver 535.129.03');
  expect(deviceWords(cards.windows)).toBe('Microsoft Basic Render Driver (microsoft, warp)');
  expect(deviceWords(cards.swiftshader)).toBe('swiftshader-device-subzero (google, swiftshader), SwiftShader driver 5.0.0');
  expect(deviceWords(cards.apple)).toBe('graphics card (apple, common-3), Metal driver on macOS');
});

it('tells processors that pose as graphics cards', () => {
  expect(Object.values(cards).map((card) => isSoftware(card))).toEqual([false, false, true, true, true]);
  expect(isSoftware({ ...cards.nvidia, isFallbackAdapter: true })).toBe(true);
});

/** A folder with a package "webgpu" of this version that does this when it is loaded. */
function installed(version: string, code: string): void {
  const folder = temporaryFolder();
  const inner = path.join(folder, 'node_modules/webgpu');
  mkdirSync(inner, { recursive: true });
  writeFileSync(path.join(inner, 'package.json'), JSON.stringify({ name: 'webgpu', version, type: 'module', main: 'index.js' }));
  writeFileSync(path.join(inner, 'index.js'), code);
  process.env[folderVariable] = folder;
}

const reasonWith = async (version: string, code: string): Promise<unknown> => {
  installed(version, code);
  return say((await chooseBackend(networkOf([20, 8, 4]), ['webgpu', 'wasm'], wasmFolder)).reason);
};

const dawn = (adapter: string): string =>
  `export const globals = {}; export const create = () => ({ requestAdapter: async () => ${adapter} });`;
const passedOn = '; "wasm" has all that this network needs';

it.each([
  ['0.1.0', '', 'cannot be loaded (it is version 0.1.0; install webgpu@0.6.2)'],
  ['0.6.2', "throw new Error('no dawn.node')", 'is installed but cannot be loaded; install it again, on this computer'],
  ['0.6.2', dawn('null'), 'finds no graphics card'],
  [
    '0.6.2',
    dawn(`({ info: ${JSON.stringify(cards.swiftshader)} })`),
    `finds no graphics card, only a processor that poses as one: ${deviceWords(cards.swiftshader)}`,
  ],
])('version %s that does %j is passed over, with the reason', async (version, code, why) => {
  expect(await reasonWith(version, code)).toBe(`"webgpu" ${why}${passedOn}`);
  expect(await findGpu(wasmFolder)).toEqual({ device: null, why });
});
