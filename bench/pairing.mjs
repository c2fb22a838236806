// Which stores of each kernel V8 pairs into 256 bits. V8 says nothing where it does not, and the kernel is then merely slow. Needs Node 24:
//   npx -y node@24 bench/pairing.mjs
// A kernel without pairs has none to make, or hides them: by a vector as a parameter of a function, or by an address of its own for a vector.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import path from 'node:path';

const kernels = path.join(import.meta.dirname, '../build/kernels.wasm');
const flags = ['--experimental-wasm-revectorize', '--trace-wasm-revectorize', '--no-liftoff', '--no-wasm-lazy-compilation'];
// One function after the other, or their traces would run into each other.
const inTurn = ['--single-threaded', '--wasm-num-compilation-tasks=0'];

/** @returns {Map<string, string>} Names of exported functions by their numbers. */
function compile() {
  const imports = { env: { memory: new WebAssembly.Memory({ initial: 1 }), abort: () => undefined } };
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(kernels)), imports);
  const functions = Object.entries(exports).filter(([, value]) => typeof value === 'function');
  // An exported function is called by its number.
  return new Map(functions.map(([name, value]) => [/** @type {Function} */ (value).name, name]));
}

/** @param {string} text @param {Map<string, string>} names */
function report(text, names) {
  for (const [, number, said] of text.matchAll(/Begin revec function wasm-function#(\d+)\n(.*?)Finished revec/gs)) {
    const seeds = said?.split('reduce seeds')[0]?.match(/^\{/gm)?.length ?? 0;
    const failed = said?.match(/Build tree failed/g)?.length ?? 0;
    if (seeds > 0)
      console.log(`${(names.get(number ?? '') ?? `(inner function ${number})`).padEnd(28)} ${seeds - failed} of ${seeds} pairs`);
  }
}

/** @returns {string} */
function trace() {
  const command = [...flags, ...inTurn, fileURLToPath(import.meta.url), 'compile'];
  return execFileSync(process.execPath, command, { encoding: 'utf8', maxBuffer: 1e9 });
}

if (process.argv[2] === 'compile') compile();
else report(trace(), compile());
