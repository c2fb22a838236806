/** One run: the channel to its runner, and how it came to its end. */
import { createEndpoint, type Endpoint } from '../../shared/channel/channel-endpoint.ts';
import type { Port } from '../../shared/channel/channel.ts';
import type { RunnerCalls, RunnerEvents, RunRequest } from '../../shared/channel/runner-protocol.ts';
import { toldOf } from '../../shared/text/own-words.ts';
import { endWithoutWord, type RunEnd } from './run-end.ts';
import { type RunBounds, type RunEvent, type RunHandle, type RunListener, RunListeners, type RunOptions } from './run-handle.ts';
import { RunnerProcess } from './runner-process.ts';
import { isWords, type Words } from '../../shared/text/told.ts';

interface HostSide {
  calls: RunnerCalls;
  events: object;
}
interface RunnerSide {
  calls: object;
  events: RunnerEvents;
}

/** A start may wait a minute for the heartbeat of another computer. */
const usualBounds: RunBounds = { start: 150_000, cancel: 20_000, kill: 5_000 };
function portOf({ child }: RunnerProcess): Port {
  return {
    // A channel that breaks shows as the end of the process.
    post: (message) => void child.send(message, () => undefined),
    onMessage: (listener) => void child.on('message', listener),
  };
}

export class Run implements RunHandle {
  readonly ended: Promise<RunEnd>;
  readonly begun: Promise<boolean>;
  private readonly listeners = new RunListeners();
  private readonly process: RunnerProcess;
  private readonly endpoint: Endpoint<HostSide>;
  private readonly bounds: RunBounds;
  private accepted = false;
  private cancelAsked = false;
  private killed = false;
  private refusal: Words | null = null;
  private busy: Words | null = null;
  private lastWord: RunEnd | null = null;

  constructor({ runnerFile, request, onEvent, bounds }: RunOptions) {
    this.bounds = { ...usualBounds, ...bounds };
    this.process = new RunnerProcess(runnerFile, request.detached === true);
    const problem = (text: string): void => this.listeners.tell('log', { level: 'warn', text });
    this.endpoint = createEndpoint<HostSide, RunnerSide>(portOf(this.process), {
      handlers: {},
      onEvent: (event) => this.receive(event, onEvent),
      onProblem: problem,
    });
    this.ended = this.follow();
    this.begun = this.begin(request).then(() => this.accepted);
  }

  on<E extends keyof RunnerEvents>(event: E, listener: RunListener<E>): void {
    this.listeners.add(event, listener);
  }

  async cancel(): Promise<void> {
    if (!this.cancelAsked) {
      this.cancelAsked = true;
      // The reply is not waited for alone: a runner that ends has saved as much as it could.
      this.endpoint.call('cancel', null, { timeout: null }).catch(() => undefined);
      await this.insistAfter(this.bounds.cancel);
    }
    await this.ended;
  }

  kill(): void {
    this.killed = true;
    this.process.kill('SIGKILL');
  }

  release(): void {
    this.process.release();
    this.endpoint.dispose('The run was left to itself.');
  }

  private async insistAfter(milliseconds: number): Promise<void> {
    if (await this.process.endsWithin(milliseconds)) return;
    this.process.kill('SIGTERM');
    if (!(await this.process.endsWithin(this.bounds.kill))) this.process.kill('SIGKILL');
  }

  private async begin(request: RunRequest): Promise<void> {
    try {
      const reply = await this.endpoint.call('start', request, { timeout: this.bounds.start });
      if (reply.accepted) this.accepted = true;
      else await this.refuse(isWords(reply.reason) ? reply.reason : '');
    } catch (error) {
      this.refusal = this.process.alive ? toldOf(error) : null;
      // A runner that refuses a request cleans up and ends by itself.
      await this.insistAfter(this.bounds.kill);
    }
  }

  /** A runner that refuses a request ends by itself. */
  private async refuse(reason: Words): Promise<void> {
    this.busy = reason;
    await this.insistAfter(this.bounds.kill);
  }

  private receive(event: RunEvent, onEvent: RunOptions['onEvent']): void {
    if (event.method === 'end') {
      this.lastWord = event.payload;
      void this.process.endsWithin(this.bounds.kill).then(() => this.process.kill('SIGKILL'));
    }
    this.listeners.tell(event.method, event.payload);
    onEvent?.(event);
  }

  private async follow(): Promise<RunEnd> {
    const end = await this.process.exited;
    this.endpoint.dispose('The runner has ended.');
    const { accepted, cancelAsked, killed, refusal, busy, lastWord } = this;
    const { output } = this.process;
    if (lastWord) return lastWord;
    if (output !== '') this.listeners.tell('log', { level: 'info', text: `The runner's last words:\n${output}` });
    return endWithoutWord(end, { accepted, cancelAsked, killed, refusal, busy, wrote: output !== '' });
  }
}
