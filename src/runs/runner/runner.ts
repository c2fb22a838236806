/** The runner process: takes one request, carries it out, says how it goes, and ends. A bundle of its own. */
import { setPriority } from 'node:os';
import { createEndpoint } from '../../shared/channel/channel-endpoint.ts';
import type { Envelope, Port } from '../../shared/channel/channel.ts';
import type { RunnerCalls, RunnerEvents, RunRequest } from '../../shared/channel/runner-protocol.ts';
import { RefusedError } from '../lock/refused-error.ts';
import { checkRequest } from './check-request.ts';
import { beginOpening, openRun } from './opening/open-run.ts';
import { type RunVoice, StopSwitch } from './opening/run-context.ts';
import { openSweep, runSweep } from './run-sweep.ts';
import { run } from './run.ts';

/** Notices that the parent is gone: by the channel's end, or because somebody else has adopted this process. */
const lookEvery = 1_000;

/** Returns how to stop watching. */
function watchParent(onGone: () => void): () => void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid !== parent) onGone();
  }, lookEvery).unref();
  process.once('disconnect', onGone);
  return () => {
    clearInterval(timer);
    process.off('disconnect', onGone);
  };
}

/** This process's end of the channel to the one that forked it. */
class ProcessPort implements Port {
  private readonly open = new Set<Promise<void>>();
  /** Messages that are on their way when the other end goes are never answered for. */
  private readonly gone = new Promise<void>((resolve) => void process.once('disconnect', resolve));

  post(message: Envelope): void {
    if (!process.connected) return;
    const sent = new Promise<void>((resolve) => process.send?.(message, undefined, undefined, () => resolve()));
    this.open.add(sent);
    void sent.then(() => this.open.delete(sent));
  }

  onMessage(listener: (message: unknown) => void): void {
    process.on('message', listener);
  }

  /** Resolves when everything posted so far has left this process, or the channel is gone. */
  async flushed(): Promise<void> {
    if (process.connected) await Promise.race([Promise.all(this.open), this.gone]);
  }
}

interface RunnerSide {
  calls: object;
  events: RunnerEvents;
}
interface HostSide {
  calls: RunnerCalls;
  events: object;
}

/** Longer than saving takes: a runner that nobody listens to must not stay. */
const savingTakes = 15_000;

const port = new ProcessPort();
const stop = new StopSwitch();
const unwatch = watchParent(leave);
let running: Promise<void> | null = null;
let ended: Promise<void> | null = null;

const endpoint = createEndpoint<RunnerSide, HostSide>(port, { handlers: { start, cancel } });
const voice: RunVoice = { emit: (event, payload) => endpoint.emit(event, payload), delivered: () => port.flushed() };

/** Accepted when nothing is in the way any more; the rest is told by events. */
async function start(request: RunRequest): Promise<RunnerCalls['start']['reply']> {
  if (running) throw new Error('This runner has its request already.');
  let begin = (): void => undefined;
  running = new Promise<void>((resolve) => (begin = resolve));
  try {
    checkRequest(request);
    // It is the store that tells how a detached run goes, and that takes a cancellation.
    if (request.detached) unwatch();
    ended = (await open(request)).end.then((end) => endProcess(end));
    return { accepted: true };
  } catch (error) {
    const cancelled = { state: 'cancelled', failure: null, document: null } as const;
    setTimeout(() => void endProcess(stop.reason === 'cancelled' ? cancelled : null), 0);
    if (error instanceof RefusedError) return { accepted: false, reason: error.told };
    throw error;
  } finally {
    begin();
  }
}

/** Resolves when nothing is in the way; what it resolves to, when it has ended: boxed, so that it is not waited for. */
async function open(request: RunRequest): Promise<{ readonly end: Promise<RunnerEvents['end']> }> {
  const opening = await beginOpening(__dirname, voice, stop);
  if (!request.members) return { end: run(await openRun(request, opening), stop) };
  return { end: runSweep(await openSweep(request, opening), stop) };
}

/** Replies when the checkpoints are written. */
async function cancel(): Promise<{ readonly cancelled: true }> {
  stop.stop('cancelled');
  await running;
  await ended;
  return { cancelled: true };
}

/** The end event has left this process before the channel closes: nothing is lost on the way. */
async function endProcess(end: RunnerEvents['end'] | null): Promise<void> {
  unwatch();
  if (end) voice.emit('end', end);
  setTimeout(() => void close(), 0);
}

async function close(): Promise<void> {
  await port.flushed();
  if (process.connected) process.disconnect();
  // Only timers of libraries can be left.
  process.exit(0);
}

/** Nobody listens any more: save and go. */
function leave(): void {
  stop.stop('interrupted');
  if (!ended) process.exit(0);
  setTimeout(() => process.exit(1), savingTakes).unref();
}

/** As the system counts it: 0 is normal, 19 the lowest. */
const priority = Number(process.env['WINNING_TICKET_PRIORITY'] || 10);

function lowerPriority(): void {
  try {
    setPriority(priority);
  } catch {
    // Then the editor shares the machine evenly.
  }
}

lowerPriority();
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
// It leads a session of its own: a hangup is not meant for it.
process.on('SIGHUP', () => undefined);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.stop('cancelled'));
voice.emit('ready', { pid: process.pid });
