/** Prints `expectedBits` of src/engine/wasm/self-test.ts anew; see write-repeatability.ts. */
import { readFileSync } from 'node:fs';
import { createWasmEngine } from '../../../../src/engine/wasm/engine.ts';
import { selfTestBits } from '../../../../src/engine/wasm/self-test.ts';

process.stdout.write(`${String(selfTestBits(createWasmEngine(readFileSync('build/kernels.wasm'))))}\n`);
