// Reads the command line that `runTests` of @vscode/test-electron builds for VS Code.
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';

const valued = ['extensionTestsPath', 'extensionDevelopmentPath', 'extensions-dir', 'user-data-dir', 'locale'];

/** @param {string[]} argv @param {string} name */
function values(argv, name) {
  const start = `--${name}=`;
  return argv.flatMap((arg, i) => (arg.startsWith(start) ? [arg.slice(start.length)] : arg === `--${name}` ? [argv[i + 1]] : []));
}

/** The positional arguments: folders and workspace files. @param {string[]} argv */
function positional(argv) {
  return argv.filter((arg, i) => !arg.startsWith('-') && !valued.some((name) => argv[i - 1] === `--${name}`));
}

/** @param {string} file */
const isFolder = (file) => existsSync(file) && statSync(file).isDirectory();

/**
 * @param {string[]} argv
 * @returns {{ tests: string, extension: string, extensionsDir: string | undefined, userDataDir: string | undefined, trust: boolean, locale: string | undefined, query: string }}
 */
export function readArguments(argv) {
  const [tests] = values(argv, 'extensionTestsPath');
  const [extension] = values(argv, 'extensionDevelopmentPath');
  if (!tests || !extension) throw new Error('Both --extensionTestsPath and --extensionDevelopmentPath are needed');
  const [opened] = positional(argv).map((arg) => path.resolve(arg));
  const query = opened ? `${isFolder(opened) ? 'folder' : 'workspace'}=${encodeURIComponent(opened)}` : 'ew=true';
  return {
    tests: path.resolve(tests),
    extension: path.resolve(extension),
    extensionsDir: values(argv, 'extensions-dir')[0],
    userDataDir: values(argv, 'user-data-dir')[0],
    // `runTests` always passes --disable-workspace-trust, so asking for trust wins.
    trust: argv.includes('--enable-workspace-trust'),
    locale: values(argv, 'locale')[0],
    query,
  };
}
