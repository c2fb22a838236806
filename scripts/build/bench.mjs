// Bundles the benchmark into build/bench, and compiles the kernels that find the core's limits.
import { build } from 'esbuild';
import path from 'node:path';
import { compileAssembly } from './assembly.mjs';

const root = path.resolve(import.meta.dirname, '../..');

await build({
  absWorkingDir: root,
  entryPoints: {
    main: 'bench/main.ts',
    experiment: 'bench/ours/experiment-process.ts',
    tfjs: 'bench/peers/tfjs-process.ts',
    engines: 'bench/engines.ts',
    'pruned-steps': 'bench/pruned-steps.ts',
    'store-scale': 'bench/store-scale.ts',
    scale: 'bench/scale/main.ts',
  },
  outdir: 'build/bench',
  outExtension: { '.js': '.cjs' },
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  mainFields: ['module', 'main'],
  sourcemap: 'linked',
  logLevel: 'warning',
});
await compileAssembly('bench/kernels/assembly/limits.ts', 'build/bench/limits.wasm');
