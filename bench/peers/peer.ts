/** Whom we are compared with: a process that does the same work, one training at a time. */
import { type Cost, per } from '../measure/cost.ts';
import { unitsIn } from '../ours/own-side.ts';
import type { DataJob, PeerVersions, TrainingJob } from './jobs.ts';
import type { LineProcess } from './line-process.ts';

export interface PeerSetup {
  /** As in a row's `peer`. */
  readonly name: string;
  /** How it runs best here, in words. */
  readonly setup: string;
  /** Further fields of each training's job. */
  readonly trainingExtras: object;
}

export class Peer {
  constructor(
    readonly facts: PeerSetup,
    readonly versions: PeerVersions,
    private readonly process: LineProcess,
  ) {}

  get name(): string {
    return this.facts.name;
  }

  get description(): string {
    const { name, version, runtime, details } = this.versions;
    return `${name} ${version}, ${runtime}, ${[details, this.facts.setup].filter(Boolean).join(', ')}`;
  }

  async load(data: DataJob, training: TrainingJob): Promise<void> {
    await this.process.ask('data', data);
    await this.process.ask('training', { ...training, ...this.facts.trainingExtras });
  }

  /** Validation loss after each of the first steps of the training just loaded. */
  losses(count: number): Promise<number[]> {
    return this.process.ask('losses', { count });
  }

  /** The cost of one step; the block's length follows from a first step. */
  async step(blockSeconds: number): Promise<Cost> {
    const guess = await this.steps(2);
    return this.steps(unitsIn(blockSeconds, guess));
  }

  evaluation(): Promise<Cost> {
    return this.process.ask<Cost>('evaluation');
  }

  close(): void {
    this.process.close();
  }

  private async steps(count: number): Promise<Cost> {
    return per(await this.process.ask<Cost>('steps', { count }), count);
  }
}
