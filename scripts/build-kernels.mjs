// Compiles the AssemblyScript kernels into build/kernels.wasm. No relaxed SIMD: its results differ between machines.
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
await mkdir(join(root, 'build'), { recursive: true });
const { error, stderr } = await asc.main(
  [
    'src/engine/wasm/kernels/index.ts',
    '--outFile',
    'build/kernels.wasm',
    '--baseDir',
    root,
    '-O3',
    '--noAssert',
    '--runtime',
    'stub',
    '--enable',
    'simd',
    '--importMemory',
  ],
  {},
);
if (error) {
  process.stderr.write(stderr.toString());
  throw error;
}
