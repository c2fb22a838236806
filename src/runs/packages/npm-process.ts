/**
 * A process between the editor, or the terminal, and npm, a bundle of its own: it ends npm, and whatever npm has started, when the editor sends a message or is gone.
 * Both show in the channel on every system; a signal would reach npm alone, and on Windows only the shell that found it.
 */
import { spawn, spawnSync } from 'node:child_process';

const onWindows = process.platform === 'win32';
const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
// A shell finds npm.cmd on Windows; elsewhere npm leads a group of processes, which can be ended as one.
const npm = spawn('npm', process.argv.slice(2), { env, shell: onWindows, detached: !onWindows, stdio: ['ignore', 'inherit', 'inherit'] });

function endAll(): void {
  const { pid } = npm;
  if (pid === undefined) process.exit(1);
  if (onWindows) spawnSync('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore' });
  else process.kill(-pid, 'SIGKILL');
  process.exit(1);
}

process.once('message', endAll);
process.once('disconnect', endAll);
npm.once('error', ({ code = '' }: NodeJS.ErrnoException) => process.send?.({ code }, () => process.exit(1)));
npm.once('close', (code) => process.exit(code ?? 1));
