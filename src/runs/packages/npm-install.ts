/** Installs one package by npm into a folder of its own. */
import { type ChildProcess, fork } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { makeFolder } from '../../data/files/make-folder.ts';
import { alone } from '../../data/known/download-lock.ts';
import { t } from '../../shared/text/language.ts';
import { ownWords } from '../../shared/text/own-words.ts';

interface Installation {
  /** The bundle of npm-process.ts. */
  readonly processFile: string;
  readonly folder: string;
  /** `@tensorflow/tfjs-node@4.22.0` */
  readonly packageName: string;
  /** Its install scripts are run. */
  readonly runsScripts: boolean;
  readonly signal: AbortSignal;
  onLine(line: string): void;
  /** Of the process; by default this one's. */
  readonly env?: NodeJS.ProcessEnv;
}

const keptLines = 200;

/** What npm itself calls the reason, without its log file and the like. */
function reasonIn(lines: readonly string[]): string {
  const errors = lines.filter((line) => /^npm (error|ERR!)/.test(line)).map((line) => line.replace(/^npm (error|ERR!)\s*/, ''));
  const telling = errors.filter((line) => /\S/.test(line) && !/^(code|path|dest|command|errno|syscall|A complete log)\b/.test(line));
  // An install script that fails has said why before npm speaks.
  const thrown = lines.find(
    (line) => /^\s*(\w*Error|Error): /.test(line) || /\b(ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ENOSPC|NODE_OPTIONS)\b/.test(line),
  );
  return telling[0] ?? thrown?.trim() ?? t('its log has no reason; see "Show Log"');
}

function notStarted(code: string): Error {
  if (code === 'ENOENT')
    return new Error(t('npm was not found. Install Node.js, which brings it, start the editor again, and then this command.'));
  return new Error(t('npm could not be started ({0}). Install Node.js anew, start the editor again, and then this command.', code));
}

/** Settings of a user, or variables of the environment, by which npm would install elsewhere, or say that it has installed and would not. */
const here = [
  '--location=project',
  '--global=false',
  '--dry-run=false',
  '--package-lock-only=false',
  '--workspaces=false',
  '--no-audit',
  '--no-fund',
];

function begin({ folder, env, processFile, packageName, runsScripts }: Installation): ChildProcess {
  const scripts = runsScripts ? ['--ignore-scripts=false', '--foreground-scripts'] : ['--ignore-scripts'];
  return fork(processFile, ['install', packageName, ...here, ...scripts], {
    ...{ cwd: folder, execArgv: [], stdio: ['ignore', 'pipe', 'pipe', 'ipc'] },
    env: { ...(env ?? process.env), ELECTRON_RUN_AS_NODE: '1' },
  });
}

/** Exit code of npm. @throws Error where it could not be started. */
function exitCode(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once('message', ({ code }: { readonly code: string }) => reject(notStarted(code)));
    child.once('error', (error: NodeJS.ErrnoException) => reject(notStarted(error.code ?? '')));
    child.once('close', resolve);
  });
}

/** @throws Error where there can be none. */
async function makeProject(folder: string): Promise<void> {
  const manifest = path.join(folder, 'package.json');
  try {
    await makeFolder(folder);
    // Without one, npm would install into a project around the folder.
    if (!existsSync(manifest)) writeFileSync(manifest, '{ "private": true }\n');
  } catch (error) {
    throw new Error(t('Nothing can be installed in {0}: {1}.', folder, ownWords(error)), { cause: error });
  }
}

/**
 * Two in one folder would take each other's files: the second waits for the first.
 * @throws Error with npm's reason; an AbortError where it was cancelled.
 */
export async function npmInstall(installation: Installation): Promise<void> {
  const { folder, signal } = installation;
  await makeProject(folder);
  await alone(path.join(folder, 'installing.lock'), signal, () => installNow(installation));
}

async function installNow(installation: Installation): Promise<void> {
  const { packageName, signal, onLine } = installation;
  const lines: string[] = [];
  const child = begin(installation);
  const stop = (): void => {
    // Any message means the end. Node emits no 'close' for a channel that this side has closed.
    if (child.connected) child.send('end');
  };
  signal.addEventListener('abort', stop);
  const heard = (chunk: Buffer): void => {
    for (const line of chunk.toString('utf8').split(/\r?\n/).filter(Boolean)) onLine(line);
    lines.push(...chunk.toString('utf8').split(/\r?\n/).filter(Boolean));
    lines.splice(0, lines.length - keptLines);
  };
  child.stdout?.on('data', heard);
  child.stderr?.on('data', heard);
  try {
    const code = await exitCode(child);
    signal.throwIfAborted();
    if (code !== 0) throw new Error(t('npm could not install {0}: {1}', packageName, reasonIn(lines)));
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** Whether npm has left a package with its library: it may succeed where the library could not be fetched. */
export function hasLibrary(folder: string, packageName: string): boolean {
  const library =
    process.platform === 'win32' ? 'tensorflow.dll' : process.platform === 'darwin' ? 'libtensorflow.dylib' : 'libtensorflow.so';
  const installed = path.join(folder, 'node_modules', packageName);
  const binding = ['napi-v8', 'napi-v9', 'napi-v10'].some((napi) => existsSync(path.join(installed, 'lib', napi, 'tfjs_binding.node')));
  return binding && existsSync(path.join(installed, 'deps', 'lib', library));
}
