import { setImmediate as turn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { WorkCancelled } from '../../../../src/lottery/work.ts';
import { poolSize, quota } from '../../../../src/runs/threads/pool-size.ts';
import type { TrainingThread } from '../../../../src/runs/threads/thread-handle.ts';
import { ThreadPool } from '../../../../src/runs/threads/thread-pool.ts';
import { placeOf } from '../../../../src/runs/work/stored-request.ts';
import type { Dataset } from '../../../../src/shared/specs/samples.ts';

/** A pool whose trainings end when told to. */
class Stage {
  readonly begun: string[] = [];
  private readonly endings = new Map<string, () => void>();
  started = 0;
  toldToEnd = 0;
  readonly pool: ThreadPool;

  constructor(size: number) {
    this.pool = new ThreadPool(size, () => {
      this.started++;
      const terminateUnlessTraining = (): Promise<void> => Promise.resolve(void this.toldToEnd++);
      return { broken: false, terminate: () => Promise.resolve(), terminateUnlessTraining } as TrainingThread;
    });
  }

  order(role: string): Promise<void> {
    return this.pool.use(placeOf(role), () => {
      this.begun.push(role);
      return new Promise((resolve) => this.endings.set(role, () => resolve()));
    });
  }

  orderBriefly(role: string, name: string): Promise<void> {
    return this.pool.useBriefly(placeOf(role), () => {
      this.begun.push(name);
      return new Promise((resolve) => this.endings.set(name, () => resolve()));
    });
  }

  async end(role: string): Promise<void> {
    this.endings.get(role)?.();
    await turn();
  }
}

const [dense, ticket, reinit, early] = [
  'trial-1/round-00/ticket',
  'trial-1/round-02/ticket',
  'trial-1/round-02/random-reinit-1',
  'trial-1/round-01/random-mask-1',
] as const;

it('begins tickets before controls, and early rounds before late ones', async () => {
  const stage = new Stage(1);
  for (const role of [dense, reinit, early, ticket]) void stage.order(role);
  await turn();
  for (const role of [dense, ticket, early]) await stage.end(role);
  expect(stage.begun).toEqual([dense, ticket, early, reinit]);
  expect(stage.started).toBe(1);
});

it('tells busy threads to end what saves nothing, once it closes', async () => {
  const stage = new Stage(2);
  for (const role of [dense, early]) void stage.order(role);
  await turn();
  await stage.end(early);
  stage.pool.close();
  expect(stage.toldToEnd).toBe(1);
});

it('still keeps the thread when a moment of work has used it', async () => {
  const stage = new Stage(1);
  for (const role of [dense, reinit]) void stage.order(role);
  void stage.orderBriefly(dense, 'evaluation');
  await turn();
  stage.pool.expectTicket(1);
  await stage.end(dense);
  expect(stage.begun).toEqual([dense, 'evaluation']);
  await stage.end('evaluation');
  expect(stage.begun).toEqual([dense, 'evaluation']);
  void stage.order(ticket);
  await turn();
  expect(stage.begun).toEqual([dense, 'evaluation', ticket]);
});

it('keeps a thread for a ticket that is about to come', async () => {
  const stage = new Stage(1);
  for (const role of [dense, reinit]) void stage.order(role);
  stage.pool.expectTicket(1);
  await turn();
  await stage.end(dense);
  expect(stage.begun).toEqual([dense]);
  void stage.order(ticket);
  await turn();
  expect(stage.begun).toEqual([dense, ticket]);
  await stage.end(ticket);
  expect(stage.begun).toEqual([dense, ticket, reinit]);
});

it('rejects what waits when it closes; what runs goes on', async () => {
  const stage = new Stage(1);
  const running = stage.order(dense);
  const waiting = stage.order(ticket);
  stage.pool.close();
  await expect(waiting).rejects.toBeInstanceOf(WorkCancelled);
  await expect(stage.order(reinit)).rejects.toBeInstanceOf(WorkCancelled);
  await stage.end(dense);
  await running;
});

it('replaces a thread that broke down', async () => {
  let started = 0;
  const pool = new ThreadPool(
    1,
    () =>
      ({
        broken: false,
        number: ++started,
        terminate: () => Promise.resolve(),
        terminateUnlessTraining: () => Promise.resolve(),
      }) as unknown as TrainingThread,
  );
  const breaking = pool.use(placeOf(dense), (thread) => {
    thread.broken = true;
    return Promise.reject(new Error('broke down'));
  });
  await expect(breaking).rejects.toThrow('broke down');
  await pool.use(placeOf(dense), () => Promise.resolve());
  expect(started).toBe(2);
});

it('has as many threads as asked for, as fit into half of the memory, and as there is work for', () => {
  const samples = { count: 100, sampleShape: [1, 8, 8], values: new Uint8Array(6400), labels: new Uint8Array(100) };
  const dataset: Dataset = { name: 'small', train: samples, test: samples, classes: 10, fingerprint: '' };
  const network = {
    inputShape: [1, 8, 8],
    classes: 10,
    layers: [{ kind: 'dense', name: 'fc1', inputs: 64, outputs: 10, activation: 'none' } as const],
  };
  const training = { batchSize: 20, validationSize: 10, augmentation: { flip: false, crop: 0 } };
  const size = (workers: number, trainings: number, freeMemory: number): number =>
    poolSize({ workers, network, datasets: [dataset], training, trainings, engine: 'wasm' }, freeMemory);
  expect([size(3, 100, 1e12), size(3, 2, 1e12), size(100, 100, 1e9), size(3, 100, 0)]).toEqual([3, 2, expect.any(Number), 1]);
  expect(size(100, 100, 1e9)).toBeLessThan(15);
  const onCard = (workers: number | null): number =>
    poolSize({ workers, network, datasets: [dataset], training, trainings: 9, engine: 'tfjs', backend: 'webgpu' }, 1e12);
  expect([onCard(null), onCard(2)]).toEqual([1, 2]);
});

it('reads the quota of a container, of either kind', () => {
  const files = (all: Record<string, string>) => (file: string) => all[file] ?? null;
  expect(quota(files({ '/sys/fs/cgroup/cpu.max': '150000 100000' }))).toBe(1.5);
  expect(quota(files({ '/sys/fs/cgroup/cpu.max': 'max 100000' }))).toBe(Infinity);
  expect(quota(files({ '/sys/fs/cgroup/cpu/cpu.cfs_quota_us': '300000', '/sys/fs/cgroup/cpu/cpu.cfs_period_us': '100000' }))).toBe(3);
  expect(quota(files({ '/sys/fs/cgroup/cpu/cpu.cfs_quota_us': '-1', '/sys/fs/cgroup/cpu/cpu.cfs_period_us': '100000' }))).toBe(Infinity);
  expect(quota(() => null)).toBe(Infinity);
});
