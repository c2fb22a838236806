// Scripts use modules of the program as it is written: bundled in memory, nothing is left on the disk.
import { build } from 'esbuild';

/**
 * @param {string} file Absolute path of a TypeScript module that needs neither node nor DOM.
 * @returns {Promise<any>} Its exports.
 */
export async function importTypeScript(file) {
  const { outputFiles } = await build({
    entryPoints: [file],
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    write: false,
  });
  const source = Buffer.concat(outputFiles.map(({ contents }) => contents)).toString('base64');
  return import(`data:text/javascript;base64,${source}`);
}
