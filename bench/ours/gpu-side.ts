/** The second engine on a graphics card, as a peer within this process: processors do not do its work, so that wall time counts. */
import path from 'node:path';
import { dataOrder } from '../../src/engine/data-order.ts';
import type { TrainInput } from '../../src/engine/engine.ts';
import { BackendUnavailable } from '../../src/engine/tfjs/backends/backend-unavailable.ts';
import { TfjsSession } from '../../src/engine/tfjs/session.ts';
import { startBackend } from '../../src/engine/tfjs/backends/start-backend.ts';
import { type Gpu, startWebgpu } from '../../src/engine/tfjs/backends/webgpu.ts';
import type { Side } from '../measure/alternate.ts';
import { type Cost, per, stopwatch } from '../measure/cost.ts';
import { unitsIn } from './own-side.ts';

export const gpuPeer = 'tfjs-webgpu';

/** @throws Error where there is no card, or none that may be used. */
export async function findCard(): Promise<Gpu> {
  const folder = path.resolve('dist/tfjs');
  try {
    await startBackend('webgpu', folder);
    return await startWebgpu(folder);
  } catch (error) {
    if (error instanceof BackendUnavailable) throw new Error(`no GPU here: WebGPU ${error.message}`, { cause: error });
    throw error;
  }
}

const keepGoing = (): boolean => false;

export class GpuSide {
  readonly name = gpuPeer;
  private readonly session: TfjsSession;
  private readonly order: ReturnType<typeof dataOrder>;
  private iteration = 0;

  constructor(
    gpu: Gpu,
    { spec, ...input }: TrainInput,
    private readonly blockSeconds: number,
  ) {
    this.session = new TfjsSession(gpu.tf, { spec, ...input });
    this.order = dataOrder(spec.dataOrderSeed, input.data.trainingIndices, spec.batchSize);
  }

  side(what: 'step' | 'evaluation'): Side {
    return { name: this.name, run: () => (what === 'step' ? this.step() : this.evaluation()) };
  }

  /** Of the validation part after each of the first steps: to be asked for before anything is timed. */
  async losses(steps: number): Promise<number[]> {
    const losses: number[] = [];
    for (let done = 0; done < steps; done++) {
      this.session.step(this.order.batch(++this.iteration), this.iteration);
      losses.push((await this.session.evaluate('validation', keepGoing))?.loss ?? NaN);
    }
    return losses;
  }

  close(): void {
    this.session.dispose();
  }

  private async step(): Promise<Cost> {
    const guess = await this.steps(2);
    return this.steps(unitsIn(this.blockSeconds, guess));
  }

  /** The losses are asked for at the end: then all steps are done. */
  private async steps(count: number): Promise<Cost> {
    const read = stopwatch();
    for (let done = 0; done < count; done++) this.session.step(this.order.batch(++this.iteration), this.iteration);
    await this.session.badLoss();
    return per(read(), count);
  }

  private async evaluation(): Promise<Cost> {
    const read = stopwatch();
    await this.session.evaluate('validation', keepGoing);
    await this.session.evaluate('test', keepGoing);
    return read();
  }
}
