// Which packages the program carries: those that esbuild has put into a bundle, by its own account, and those of copied files.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { bundles, copied, root } from '../build/bundles.mjs';

/** @typedef {{ name: string, version: string, licence: string, text: string }} BundledPackage */

/** Files of node_modules that are in a bundle, from the root. @returns {Promise<readonly string[]>} */
async function bundledFiles() {
  const results = await Promise.all(
    bundles(false).map((options) => build({ ...options, write: false, metafile: true, logLevel: 'error', sourcemap: false })),
  );
  const inputs = results.flatMap(({ metafile }) =>
    Object.values(metafile?.outputs ?? {}).flatMap((output) =>
      Object.keys(output.inputs).filter((file) => (output.inputs[file]?.bytesInOutput ?? 0) > 0),
    ),
  );
  return [...inputs, ...copied.map(([from]) => `node_modules/${from}`)].filter((file) => file.includes('node_modules/'));
}

/** The folder of the package that a file belongs to: the nearest one with a name and a version. @param {string} file */
function packageFolder(file) {
  for (let folder = path.dirname(path.join(root, file)); folder.includes('node_modules'); folder = path.dirname(folder)) {
    const manifest = path.join(folder, 'package.json');
    if (!existsSync(manifest)) continue;
    const { name, version } = JSON.parse(readFileSync(manifest, 'utf8'));
    if (name && version) return folder;
  }
  throw new Error(`${file} belongs to no package`);
}

/** Some packages have no file of their licence; the name of a known one then stands for it. @param {string} folder @returns {BundledPackage} */
function described(folder) {
  const { name, version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const licence = typeof license === 'string' ? license : license?.type;
  if (!licence) throw new Error(`${name} names no licence`);
  const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
  const text = file ? readFileSync(path.join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim() : `Licensed under ${licence}.`;
  return { name, version, licence, text };
}

/** Every package once, by name and version. @returns {Promise<readonly BundledPackage[]>} */
export async function bundledPackages() {
  const folders = new Set((await bundledFiles()).map(packageFolder));
  const all = new Map([...folders].map(described).map((one) => [`${one.name} ${one.version}`, one]));
  return [...all].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}
