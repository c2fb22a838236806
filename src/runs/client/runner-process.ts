/** The runner as an operating-system process: started, listened to, ended. */
import { type ChildProcess, fork, type ForkOptions } from 'node:child_process';
import { ownWords } from '../../shared/text/own-words.ts';

/** Enough for a stack trace; a runner that writes without end must not fill this process's memory. */
const keptCharacters = 8000;

/** How a process ended; `error` where it could not even be started. */
export interface ProcessEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly error: string | null;
}

export class RunnerProcess {
  readonly exited: Promise<ProcessEnd>;
  readonly child: ChildProcess;
  private text = '';

  /** @param outlives It goes on when this process is gone. */
  constructor(runnerFile: string, outlives: boolean) {
    this.child = fork(runnerFile, [], {
      execArgv: [],
      // stdout belongs to the caller, who may be writing JSON to it.
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      // A group of its own: Ctrl-C in a terminal must reach the caller only, which then asks for checkpoints.
      // On Windows it would otherwise belong to the caller's job, which ends with the caller.
      detached: outlives || process.platform !== 'win32',
      windowsHide: true,
    } as ForkOptions);
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.setEncoding('utf8').on('data', (chunk: string) => (this.text = (this.text + chunk).slice(-keptCharacters)));
    }
    this.exited = this.exit();
  }

  /** The end of what the process has written to stderr and stdout. */
  get output(): string {
    return this.text.trim();
  }

  get alive(): boolean {
    return this.child.pid !== undefined && this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Lets go of the process: it is neither listened to nor waited for any more. */
  release(): void {
    for (const stream of [this.child.stdout, this.child.stderr]) stream?.destroy();
    if (this.child.connected) this.child.disconnect();
    this.child.unref();
  }

  kill(signal: NodeJS.Signals): void {
    if (this.alive) this.child.kill(signal);
  }

  /** True if the process has ended within so many milliseconds. */
  async endsWithin(milliseconds: number): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<false>((resolve) => (timer = setTimeout(() => resolve(false), milliseconds)));
    const ended = await Promise.race([this.exited.then(() => true), late]);
    clearTimeout(timer);
    return ended;
  }

  private exit(): Promise<ProcessEnd> {
    return new Promise((resolve) => {
      // 'close' comes after all output has been read; after a failed start it never comes.
      this.child.once('close', (code, signal) => resolve({ code, signal, error: null }));
      this.child.once('error', (error) => {
        if (this.child.pid === undefined) resolve({ code: null, signal: null, error: ownWords(error) });
      });
    });
  }
}
