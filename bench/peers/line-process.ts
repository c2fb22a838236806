/** A long-living process that answers each line of JSON with one line of JSON, so that sides can take turns. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

interface Waiting {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

export class LineProcess {
  private readonly child: ChildProcessWithoutNullStreams;
  private waiting: Waiting | null = null;
  private errors = '';

  constructor(
    private readonly command: string,
    args: readonly string[],
    env: NodeJS.ProcessEnv,
  ) {
    this.child = spawn(command, args, { env });
    this.child.stderr.setEncoding('utf8').on('data', (text: string) => (this.errors = (this.errors + text).slice(-2000)));
    createInterface(this.child.stdout).on('line', (line) => this.receive(line));
    this.child.on('error', (error) => this.fail(error.message));
    this.child.on('close', (code) => this.fail(`it ended with exit code ${String(code)}. ${this.errors}`));
    this.child.stdin.on('error', () => undefined);
  }

  /** One question at a time. @throws Error with what the process wrote to stderr where it ended. */
  ask<T>(operation: string, job: object = {}): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (this.child.exitCode !== null) return reject(new Error(`${this.command}: it has ended. ${this.errors}`));
      this.waiting = { resolve: (answer) => resolve(answer as T), reject };
      this.child.stdin.write(`${JSON.stringify({ operation, ...job })}\n`);
    });
  }

  close(): void {
    this.child.stdin.end();
  }

  private receive(line: string): void {
    // Libraries greet on stdout.
    if (!line.startsWith('{')) return;
    const { waiting } = this;
    const answer = JSON.parse(line) as { readonly result?: unknown; readonly error?: string };
    this.waiting = null;
    if (answer.error === undefined) waiting?.resolve(answer.result);
    else waiting?.reject(new Error(answer.error));
  }

  private fail(reason: string): void {
    this.waiting?.reject(new Error(`${this.command}: ${reason}`));
    this.waiting = null;
  }
}
