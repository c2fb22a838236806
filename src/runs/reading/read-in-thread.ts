/**
 * Reads files that may come from anywhere in a thread: it can be ended at any moment, also in the middle of a loop that never returns, and it
 * cannot outlive its process. The process itself stays free to notice a cancellation, or that its parent is gone.
 */
import { Worker } from 'node:worker_threads';
import { freeBytes } from '../../data/files/limits.ts';
import { WorkCancelled } from '../../lottery/work.ts';
import type { ReadAnswer, ReadRequest, ReadResults } from './messages.ts';
import { tell, tellList, tellNumber, tellSentence, type Told, ToldError } from '../../shared/text/told.ts';

/** Says what could not be read, and what to do about it: for people. The cause, if any, is for the log. */
export class ReadError extends ToldError {
  override readonly name = 'ReadError';
}

/** What differs between the kinds of files. */
interface Kind {
  /** The place in the config. */
  readonly place: string;
  readonly seconds: number;
  /** Set in the environment, it replaces `seconds`. */
  readonly variable: string;
  readonly late: Told;
}

export const limitVariables = { dataset: 'WINNING_TICKET_DATA_SECONDS', model: 'WINNING_TICKET_MODEL_SECONDS' } as const;

const kinds: Readonly<Record<ReadRequest['kind'], Kind>> = {
  dataset: {
    ...{ place: 'dataset', seconds: 1800, variable: limitVariables.dataset },
    late: tell('Copy its files to a local disk if they lie on a slow one; otherwise they are damaged or far too many'),
  },
  model: {
    ...{ place: 'network.model', seconds: 60, variable: limitVariables.model },
    late: tell('The file is damaged or far too large: convert it anew'),
  },
  tensors: {
    ...{ place: 'import', seconds: 60, variable: limitVariables.model },
    late: tell('The file is damaged or far too large'),
  },
};

export interface MemoryLimits {
  /** Of the thread's heap, beside which arrays of samples and weights lie. */
  readonly heapMegabytes: number;
  /** By which the process may grow. */
  readonly mostBytes: number;
}

const usualLimits = (): MemoryLimits => ({ heapMegabytes: 2048, mostBytes: Math.floor(freeBytes() * 0.9) });
const lookEvery = 200;

class Reading<R> {
  private readonly worker: Worker;
  private readonly kind: Kind;
  private readonly seconds: number;
  private readonly begun = process.memoryUsage.rss();
  private stopListening = (): void => undefined;

  constructor(
    code: string,
    private readonly request: ReadRequest,
    private readonly signal: AbortSignal | undefined,
    private readonly limits: MemoryLimits,
  ) {
    this.kind = kinds[request.kind];
    this.seconds = Number(process.env[this.kind.variable]) || this.kind.seconds;
    this.worker = new Worker(code, { eval: true, workerData: request, resourceLimits: { maxOldGenerationSizeMb: limits.heapMegabytes } });
  }

  async answer(): Promise<R> {
    try {
      return await new Promise<R>((resolve, reject) => this.listen(resolve, reject));
    } finally {
      this.stopListening();
      await this.worker.terminate();
    }
  }

  private listen(resolve: (result: R) => void, reject: (error: Error) => void): void {
    const { worker, signal } = this;
    worker.once('message', (answer: ReadAnswer<R>) => {
      if ('result' in answer) resolve(answer.result);
      else reject(new ReadError(answer.problem, { cause: answer.detail ?? undefined }));
    });
    worker.once('error', (error: NodeJS.ErrnoException) => reject(this.broken(error)));
    worker.once('exit', () => reject(this.problem(tell('the thread that reads it has ended without an answer. Try again'))));
    const cancel = (): void => reject(new WorkCancelled('The run was cancelled.'));
    if (signal?.aborted === true) cancel();
    signal?.addEventListener('abort', cancel);
    const clock = setTimeout(() => reject(this.late()), this.seconds * 1000);
    const memory = setInterval(() => this.checkMemory(reject), lookEvery);
    this.stopListening = () => {
      signal?.removeEventListener('abort', cancel);
      clearTimeout(clock);
      clearInterval(memory);
    };
  }

  private problem(words: Told, cause?: unknown): ReadError {
    const file = this.request.kind === 'model' ? [this.request.file] : [];
    return new ReadError(tellSentence(tellList([this.kind.place, ...file, words], ': ')), { cause });
  }

  private late(): ReadError {
    const { late, variable } = this.kind;
    return this.problem(
      tell(
        'expected to be read within {0} seconds ({1}), found that it takes longer, and was stopped. {2}',
        ...[this.seconds, variable, late],
      ),
    );
  }

  private checkMemory(reject: (error: Error) => void): void {
    if (process.memoryUsage.rss() - this.begun > this.limits.mostBytes) reject(this.tooLarge(this.limits.mostBytes));
  }

  private tooLarge(bytes: number, cause?: unknown): ReadError {
    return this.problem(
      tell(
        'expected to be read with at most {0} of memory, found that it takes more, and was stopped. The files are damaged or far too large',
        tellNumber('bytes', bytes),
      ),
      cause,
    );
  }

  private broken(error: NodeJS.ErrnoException): ReadError {
    if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') return this.tooLarge(this.limits.heapMegabytes * 1e6, error);
    return this.problem(tell('the thread that reads it broke down. The files are damaged, or the program is: install it again'), error);
  }
}

/**
 * @param code Text of the reading thread's bundle.
 * @param signal Ends the thread at once.
 * @param limits Other ones in tests.
 * @throws ReadError, or WorkCancelled where `signal` was aborted.
 */
export const readInThread = <Q extends ReadRequest>(
  code: string,
  request: Q,
  signal?: AbortSignal,
  limits: MemoryLimits = usualLimits(),
): Promise<ReadResults[Q['kind']]> => new Reading<ReadResults[Q['kind']]>(code, request, signal, limits).answer();
