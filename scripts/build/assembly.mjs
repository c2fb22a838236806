// Compiles AssemblyScript. No relaxed SIMD: its results differ between machines.
import path from 'node:path';
import asc from 'assemblyscript/asc';

const root = path.resolve(import.meta.dirname, '../..');
const options = ['--baseDir', root, '-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd'];

/** Paths from the root. @param {string} from @param {string} to @param {string[]} more */
export async function compileAssembly(from, to, ...more) {
  const { error, stderr } = await asc.main([from, '--outFile', to, ...options, ...more], {});
  if (!error) return;
  process.stderr.write(stderr.toString());
  throw error;
}
