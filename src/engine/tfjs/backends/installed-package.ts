/** Finds packages that are too large, or too special, to be packed with this program: in the user's own folder, or beside the program. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import path from 'node:path';

/** A folder with a node_modules of its own that holds tfjs-node. */
export const folderVariable = 'WINNING_TICKET_TENSORFLOW';

/** Where the terminal installs what is too large, or too special, for the package; a folder of the user's own. */
export function userFolder(env: NodeJS.ProcessEnv = process.env): string {
  const data = process.platform === 'win32' ? env['LOCALAPPDATA'] : env['XDG_DATA_HOME'];
  // A relative path would lead into whatever folder somebody works in, and what lies there is run.
  const own = data !== undefined && path.isAbsolute(data) ? data : path.join(homedir(), '.local', 'share');
  return path.join(own, 'winning-ticket', 'packages');
}

/** The main file of a package that is installed; null where it is not. */
export function packageFile(name: string, programFolder: string): string | null {
  const own = process.env[folderVariable];
  try {
    const paths = [...(own ? [own] : []), userFolder(), programFolder];
    return createRequire(path.join(programFolder, 'engine.cjs')).resolve(name, { paths });
  } catch {
    return null;
  }
}

/** What a package's own file says of it; null where that is none, or another's. */
function versionIn(folder: string, name: string): string | null {
  try {
    const found = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as { name?: unknown; version?: unknown } | null;
    return found?.name === name && typeof found.version === 'string' ? found.version : null;
  } catch {
    return null;
  }
}

/** @param file Of the package; it may lie anywhere, since links lead to it. Null where no package around it has this name. */
export function versionOf(file: string, name: string): string | null {
  for (let folder = path.dirname(file); folder !== path.dirname(folder); folder = path.dirname(folder)) {
    const version = versionIn(folder, name);
    if (version !== null) return version;
  }
  return null;
}
