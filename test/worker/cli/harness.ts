/** Runs the bundled program as people do: a process with arguments, stdout, stderr and an exit code. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import path from 'node:path';

export const program = path.join(import.meta.dirname, '../../../dist/cli.js');

/** 200 images of 8 x 8: commands are tested in a second each, where MNIST's 60,000 take four to load and to evaluate. */
export const smallImages = { kind: 'idx', folder: path.join(import.meta.dirname, '../../fixtures/cases/BASE') } as const;

export interface Finished {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Running {
  readonly process: ChildProcessWithoutNullStreams;
  readonly finished: Promise<Finished>;
  /** Resolves when stdout or stderr has shown the text; rejects where the program ends without it. */
  shows(text: string): Promise<void>;
  /** The process that a run with --json trains in, once it has said so. */
  runner(): number;
}

/** On any Node. */
export function startWith(node: string, folder: string, ...args: string[]): Running {
  const child = spawn(node, [program, ...args], { cwd: folder });
  const text = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (text.out += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (text.err += chunk));
  const finished = new Promise<Finished>((resolve) => child.on('close', (code) => resolve({ code, ...text })));
  const shows = (wanted: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (text.out.includes(wanted) || text.err.includes(wanted)) resolve();
      };
      child.stdout.on('data', look);
      child.stderr.on('data', look);
      void finished.then(({ code, err }) => reject(new Error(`It ended (${String(code)}) without "${wanted}": ${err}`)));
    });
  const runner = (): number => Number(/"event":"ready","data":\{"pid":(\d+)/.exec(text.out)?.[1]);
  return { process: child, finished, shows, runner };
}

export const start = (folder: string, ...args: string[]): Running => startWith(process.execPath, folder, ...args);
/** With so much on stdin. */
export function runWith(folder: string, input: string, ...args: string[]): Promise<Finished> {
  const running = start(folder, ...args);
  running.process.stdin.end(input);
  return running.finished;
}

export const run = (folder: string, ...args: string[]): Promise<Finished> => start(folder, ...args).finished;
