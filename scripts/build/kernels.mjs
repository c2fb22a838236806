// Compiles the AssemblyScript kernels into build/kernels.wasm.
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { compileAssembly } from './assembly.mjs';

await mkdir(path.join(import.meta.dirname, '../../build'), { recursive: true });
await compileAssembly('src/engine/wasm/kernels/index.ts', 'build/kernels.wasm', '--importMemory');
await compileAssembly('src/engine/wasm/kernels/ticket.ts', 'build/ticket.wasm', '--importMemory');
