import { expect, it } from 'vitest';
import { createWasmEngine } from '../../../../src/engine/wasm/engine.ts';
import { expectedBits, selfTestBits } from '../../../../src/engine/wasm/self-test.ts';
import { canRevectorize, refuseFlushToZero, startEngine } from '../../../../src/runs/threads/start-engine.ts';
import { kernelBytes } from '../support/kernel-bytes.ts';

it('the self-test expects the bits of these kernels: after a change that is meant, npm run write-bits sets expectedBits', () => {
  expect(selfTestBits(createWasmEngine(kernelBytes))).toBe(expectedBits);
});

it('pairs vector operations in V8 of Node 24 on x64 only', () => {
  expect(canRevectorize('x64', '13.6.233.17-node.53')).toBe(true);
  expect(canRevectorize('x64', '11.3.244.8-node.38')).toBe(false);
  expect(canRevectorize('arm64', '13.6.233.17-node.53')).toBe(false);
});

it('gives an engine that has passed, without a word', () => {
  const lines: string[] = [];
  expect(selfTestBits(startEngine(kernelBytes, (line) => lines.push(line)))).toBe(expectedBits);
  expect(lines).toEqual([]);
});

it('refuses to work where tiny numbers become 0', () => {
  refuseFlushToZero();
  // What a process with flush-to-zero reads.
  expect(() => refuseFlushToZero(Float32Array.of(0))).toThrow('flush-to-zero');
});
