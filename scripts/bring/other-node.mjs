// Brings another version of Node from npm, without its install script.
import path from 'node:path';
import { npmInstall, once } from './npm-folder.mjs';

/** npm has one package for each platform. */
function packageName() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const prefix = platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node';
  return `${prefix}-${platform}-${process.arch}`;
}

/**
 * @param {string} version
 * @returns {Promise<string>} the program
 */
export async function otherNode(version) {
  const name = packageName();
  const folder = await once(`node-${version}`, (where) => npmInstall(where, `${name}@${version}`));
  return path.join(folder, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}
