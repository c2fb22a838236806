/** The embedded engine in a worker thread: faster where this V8 can pair 128-bit operations, and with the same bits or not at all. */
import { setFlagsFromString } from 'node:v8';
import type { Engine } from '../../engine/engine.ts';
import { createWasmEngine } from '../../engine/wasm/engine.ts';
import { expectedBits, selfTestBits } from '../../engine/wasm/self-test.ts';
import { tell, ToldError } from '../../shared/text/told.ts';

/** The flag is experimental: in V8 of Node 24, for x64 only. Without Liftoff, the self-test runs the code that trainings run. */
const flags = ['experimental-wasm-revectorize', 'liftoff'] as const;
const [revectorize, liftoff] = flags;

export function canRevectorize(architecture: string, v8: string): boolean {
  const [major = 0, minor = 0] = v8.split('.').map(Number);
  return architecture === 'x64' && major * 100 + minor >= 1306;
}

/** Appends a custom section (id 0) with an empty name: V8 takes the kernels for another module and compiles them anew. */
const renamed = (kernels: Uint8Array): Uint8Array => Uint8Array.from([...kernels, 0, 1, 0]);

/** @throws Error where the process flushes tiny numbers to zero, so that no result would be the same as elsewhere. */
export function refuseFlushToZero(tiny: Float32Array = Float32Array.of(1e-40)): void {
  if ((tiny[0] ?? 0) * 1 === 0)
    throw new ToldError(
      tell(
        'This process takes numbers below 1e-38 for 0, so results would differ from those of other machines. A native library has switched that on (flush-to-zero, -ffast-math): start without it.',
      ),
    );
}

function isTrusted(engine: Engine): boolean {
  return selfTestBits(engine) === expectedBits;
}

function fast(kernels: Uint8Array): Engine {
  setFlagsFromString(`--${revectorize}`);
  setFlagsFromString(`--no-${liftoff}`);
  return createWasmEngine(kernels, true);
}

function plain(kernels: Uint8Array): Engine {
  setFlagsFromString(`--no-${revectorize}`);
  setFlagsFromString(`--${liftoff}`);
  return createWasmEngine(renamed(kernels));
}

/** `say` gets one line if the fast kernels were dropped. */
export function startEngine(
  kernels: Uint8Array,
  say: (line: string) => void,
  can = canRevectorize(process.arch, process.versions.v8),
): Engine {
  refuseFlushToZero();
  const engine = can ? fast(kernels) : createWasmEngine(kernels);
  if (isTrusted(engine)) return engine;
  if (!can)
    throw new ToldError(tell('The embedded engine does not give the bits it should on this machine (self-test): nothing was trained.'));
  say(`V8 ${process.versions.v8} changes results when it pairs vector operations: going on without, the same results, slower.`);
  const slower = plain(kernels);
  if (isTrusted(slower)) return slower;
  throw new ToldError(tell('The embedded engine does not give the bits it should on this machine (self-test): nothing was trained.'));
}
