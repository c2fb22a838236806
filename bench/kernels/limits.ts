/** Measures what this core can do: the best of many short runs, since a limit is no average. */
import { readFileSync } from 'node:fs';
import type { CoreLimits } from '../document.ts';

interface LimitKernels {
  multiplyAdd(turns: number): number;
  loads(turns: number): number;
}

const operationsPerTurn = 12 * 2 * 4;
const bytesPerTurn = 16384;

/** Seconds of the fastest of many calls. */
function fastest(action: () => void): number {
  for (let n = 0; n < 30; n++) action();
  const seconds = Array.from({ length: 60 }, () => {
    const before = performance.now();
    action();
    return (performance.now() - before) / 1000;
  });
  return Math.min(...seconds);
}

export function coreLimits(): CoreLimits {
  const module = new WebAssembly.Module(readFileSync('build/bench/limits.wasm'));
  const imports = { env: { abort: () => undefined } };
  const { multiplyAdd, loads } = new WebAssembly.Instance(module, imports).exports as unknown as LimitKernels;
  return {
    gigaflops: (operationsPerTurn * 1e6) / fastest(() => multiplyAdd(1e6)) / 1e9,
    gigabytes: (bytesPerTurn * 1e4) / fastest(() => loads(1e4)) / 1e9,
  };
}
