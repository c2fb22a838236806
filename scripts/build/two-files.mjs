// Puts a bundle into two files: the code that runs when it is loaded, and all that stands behind a dynamic import, which is read when the first of it is needed.
// An engine scans a whole file before it runs a line of it, so what a window seldom needs must not lie in the file that every window loads.
import { transform } from 'esbuild';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** @typedef {import('esbuild').BuildResult<{ write: false, metafile: true }>} Result */
/** @typedef {(exports: object, require: (name: string) => unknown, module: { exports: unknown }) => void} Part */

const entry = './part-entry.js';

/** The file beside `outfile` that holds what is loaded later. @param {string} outfile */
export const laterFile = (outfile) => outfile.replace(/\.js$/, '-later.cjs');

/** Stands in the bundle as it is written here, so it uses nothing from outside: loads a part by its name, and what is no part by Node's `require`.
 * @param {Record<string, Part>} parts @param {(name: string) => unknown} outer @param {string} later */
function loader(parts, outer, later) {
  /** @type {Record<string, { exports: unknown }>} */
  const loaded = {};
  /** @param {string} name @returns {unknown} */
  return function load(name) {
    // What esbuild puts around an import copies every name that the module itself has, of `vscode` 400 into each part: an object that inherits them has none.
    if (name === 'vscode') return Object.create(/** @type {object} */ (outer(name)));
    if (!name.startsWith('./part-')) return outer(name);
    if (!(name in parts)) Object.assign(parts, outer(later));
    const known = loaded[name];
    if (known) return known.exports;
    const made = (loaded[name] = { exports: {} });
    parts[name]?.(made.exports, load, made);
    return made.exports;
  };
}

/** Names of the parts that run when the bundle is loaded. @param {Result['metafile']} metafile @param {string} folder */
function neededAtOnce({ outputs }, folder) {
  const needed = [entry];
  for (const name of needed) {
    const imports = outputs[path.posix.join(folder, name)]?.imports ?? [];
    const here = imports
      .filter(({ kind, external }) => kind === 'import-statement' && !external)
      .map((one) => `./${path.basename(one.path)}`);
    needed.push(...here.filter((one) => !needed.includes(one)));
  }
  return new Set(needed);
}

/** A chunk of esbuild's as a function of CommonJS, and its map. @param {Result} result @param {import('esbuild').OutputFile} file @param {boolean} minify */
async function partOf({ outputFiles }, { path: place, text }, minify) {
  const map = outputFiles.find((one) => one.path === `${place}.map`);
  const inline = map ? `\n//# sourceMappingURL=data:application/json;base64,${Buffer.from(map.contents).toString('base64')}\n` : '';
  const made = await transform(text.replace(/\n\/\/# sourceMappingURL=.*\n?$/, '') + inline, {
    ...{ format: 'cjs', platform: 'node', target: 'node20', minify, sourcemap: map ? 'external' : false },
    // Node's own `import()` would not find a part.
    supported: { 'dynamic-import': false },
  });
  return { name: `./${path.basename(place)}`, code: made.code, map: made.map };
}

/** A script and its map, whose sections are the maps of the parts: each begins at the line of its part.
 * @param {string} before @param {readonly { name: string, code: string, map: string }[]} parts @param {string} after */
function joined(before, parts, after) {
  let code = before;
  const sections = [];
  for (const one of parts) {
    code += `${JSON.stringify(one.name)}: function (exports, require, module) {\n`;
    if (one.map) sections.push({ offset: { line: code.split('\n').length - 1, column: 0 }, map: JSON.parse(one.map) });
    code += `${one.code}},\n`;
  }
  return { code: code + after, map: sections.length > 0 ? { version: 3, sections } : undefined };
}

/** @param {string} file @param {ReturnType<typeof joined>} script */
async function write(file, { code, map }) {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, map ? `${code}//# sourceMappingURL=${path.basename(file)}.map\n` : code);
  if (map) await writeFile(`${file}.map`, JSON.stringify(map));
}

/** @param {Result} result @param {string} root @param {string} outfile @param {boolean} minify */
async function writeBoth(result, root, outfile, minify) {
  const scripts = result.outputFiles.filter((one) => one.path.endsWith('.js'));
  const parts = await Promise.all(scripts.map((file) => partOf(result, file, minify)));
  const atOnce = neededAtOnce(result.metafile, path.posix.dirname(outfile));
  const later = `./${path.basename(laterFile(outfile))}`;
  const first = parts.filter(({ name }) => atOnce.has(name));
  const rest = parts.filter(({ name }) => !atOnce.has(name));
  const end = `}, require, ${JSON.stringify(later)});\nmodule.exports = load(${JSON.stringify(entry)});\n`;
  await write(path.join(root, outfile), joined(`"use strict";\nconst load = (${loader})({\n`, first, end));
  await write(path.join(root, laterFile(outfile)), joined('"use strict";\nmodule.exports = {\n', rest, '};\n'));
}

/** Options that build the bundle of `options` in two files. Every module still exists once: both share the parts that are loaded.
 * @param {import('esbuild').BuildOptions} options @returns {import('esbuild').BuildOptions} */
export function inTwoFiles({ outfile = '', plugins = [], absWorkingDir = '', ...rest }) {
  /** @type {import('esbuild').Plugin} */
  const twoFiles = {
    name: 'two-files',
    setup({ onEnd }) {
      onEnd(async (result) => {
        if (result.errors.length === 0) await writeBoth(/** @type {Result} */ (result), absWorkingDir, outfile, rest.minify === true);
      });
    },
  };
  const { outdir, entryNames, chunkNames } = { outdir: path.posix.dirname(outfile), entryNames: 'part-entry', chunkNames: 'part-[hash]' };
  const split = { outdir, entryNames, chunkNames, format: /** @type {const} */ ('esm'), splitting: true, write: false, metafile: true };
  return { ...rest, ...split, absWorkingDir, plugins: [...plugins, twoFiles] };
}
