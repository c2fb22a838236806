// Brings real VS Code servers from npm: those inside `code-server`.
import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import { npmInstall, once } from './npm-folder.mjs';
import { otherNode } from './other-node.mjs';

/** The versions that the extension is tested in, by VS Code's own number: the oldest that it supports, and a recent one. */
const versions = /** @type {const} */ ({
  '1.100.3': { codeServer: '4.100.3', node: null },
  '1.139.1': { codeServer: '4.139.1', node: '24' },
});

/** @typedef {keyof typeof versions} VSCodeVersion */

export const oldest = '1.100.3';
export const newest = '1.139.1';

/** The one that WT_VSCODE names, else the oldest. @returns {VSCodeVersion} @throws {Error} where it names another one */
export function wantedVersion() {
  const wanted = process.env['WT_VSCODE'] || oldest;
  if (!Object.hasOwn(versions, wanted)) throw new Error(`WT_VSCODE is ${wanted}; there are ${Object.keys(versions).join(' and ')}`);
  return /** @type {VSCodeVersion} */ (wanted);
}

const ripgrep = `@vscode/ripgrep-${process.platform}-${process.arch}`;

/** VS Code looks for ripgrep here; without it, finding files fails. Newer versions carry their own. @param {string} folder @param {string} vscode */
function linkRipgrep(folder, vscode) {
  const name = process.platform === 'win32' ? 'rg.exe' : 'rg';
  const target = path.join(vscode, 'node_modules/@vscode/ripgrep/bin', name);
  const binary = path.join(folder, 'node_modules', ripgrep, 'bin', name);
  if (!existsSync(binary)) throw new Error(`${ripgrep} carries no ${name}`);
  mkdirSync(path.dirname(target), { recursive: true });
  rmSync(target, { force: true });
  // Relative, so that the folder may be moved or copied.
  symlinkSync(path.relative(path.dirname(target), binary), target);
}

/** @param {string} folder */
const inside = (folder) => path.join(folder, 'node_modules/code-server/lib/vscode');

/** @param {VSCodeVersion} version @returns {(folder: string) => Promise<void>} */
const install = (version) => async (folder) => {
  const { codeServer } = versions[version];
  console.log(`Installing VS Code ${version} (npm's code-server@${codeServer}) ...`);
  await npmInstall(folder, `code-server@${codeServer}`, `${ripgrep}@1.18.0`);
  await npmInstall(inside(folder), '--omit=dev');
  if (version === oldest) linkRipgrep(folder, inside(folder));
};

/**
 * A VS Code server and the Node that runs it; both are installed on first use.
 * @param {VSCodeVersion} [version]
 * @returns {Promise<{ main: string, node: string }>} its program, `out/server-main.js`, and the Node for it
 */
export async function ensureVSCodeServer(version = wantedVersion()) {
  const { codeServer, node } = versions[version];
  const folder = inside(await once(`code-server-${codeServer}`, install(version)));
  const isOwn = node === null || process.versions.node.split('.')[0] === node;
  return { main: path.join(folder, 'out/server-main.js'), node: isOwn ? process.execPath : await otherNode(node) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log((await ensureVSCodeServer()).main);
