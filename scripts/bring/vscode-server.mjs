// Brings a real VS Code server from npm: the one inside `code-server`.
import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import { npmInstall, once } from './npm-folder.mjs';

const version = '4.100.3'; // VS Code 1.100.3, the oldest that the extension supports
const ripgrep = `@vscode/ripgrep-${process.platform}-${process.arch}`;

/** VS Code looks for ripgrep here; without it, finding files fails. @param {string} folder @param {string} vscode */
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

/** @param {string} folder */
async function install(folder) {
  console.log(`Installing VS Code 1.100.3 (npm's code-server@${version}) ...`);
  await npmInstall(folder, `code-server@${version}`, `${ripgrep}@1.18.0`);
  await npmInstall(inside(folder), '--omit=dev');
  linkRipgrep(folder, inside(folder));
}

/**
 * The folder of a VS Code server that can be started with `out/server-main.js`; installs it on first use.
 * @returns {Promise<string>}
 */
export async function ensureVSCodeServer() {
  return inside(await once(`code-server-${version}`, install));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(await ensureVSCodeServer());
