/** Engine, peers and options that every work is measured with. */
import type { Engine } from '../src/engine/engine.ts';
import type { Gpu } from '../src/engine/tfjs/backends/webgpu.ts';
import type { BenchCheck, CoreLimits, KernelShare } from './document.ts';
import type { BenchOptions } from './options.ts';
import type { JobFiles } from './peers/job-files.ts';
import type { Peer } from './peers/peer.ts';
import type { PytorchChoice } from './peers/pytorch.ts';

export interface NamedChoice {
  /** The peer's name. */
  readonly name: string;
  readonly choice: PytorchChoice;
}

export interface BenchContext {
  readonly options: BenchOptions;
  readonly kernelBytes: Uint8Array;
  readonly engine: Engine;
  readonly files: JobFiles;
  readonly peers: readonly Peer[];
  readonly pytorch: readonly NamedChoice[];
  /** null where none is asked for, or none is there. */
  readonly gpu: Gpu | null;
  readonly cores: number;
  /** Filled on the way, beside the rows. */
  readonly checks: BenchCheck[];
  readonly kernels: KernelShare[];
  limits: CoreLimits | null;
}
