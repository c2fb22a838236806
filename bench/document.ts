/** The document that `npm run bench -- --json` prints. */

export interface BenchRow {
  /** E.g. `lenet-step-100`: the work, then the percentage of weights that remain. */
  readonly work: string;
  /** Whom we are compared with; null where no peer took part. */
  readonly peer: string | null;
  readonly ours: number;
  readonly theirs: number | null;
  /** Above 1: we are faster, or need less. Median of the ratios within each round. */
  readonly ratio: number | null;
  readonly unit: 'us' | 'ms' | 's' | 'MB';
  /** Which time: CPU time of one thread, or wall time of the whole machine; null for memory. */
  readonly clock: 'cpu' | 'wall' | null;
  /** How often both sides took their turn. */
  readonly rounds: number;
  /** Says in words what was compared. */
  readonly note: string;
}

/** That both sides do the same work: their validation losses after each of the first steps. */
export interface BenchCheck {
  readonly work: string;
  readonly peer: string;
  readonly steps: number;
  readonly largestRelativeDifference: number;
  /** Within 1e-3. */
  readonly same: boolean;
}

/** One kernel's time within a step, and how near it comes to what this core can do in 128-bit SIMD. */
export interface KernelShare {
  readonly work: string;
  readonly kernel: string;
  readonly microseconds: number;
  /** Multiply-adds that the mathematics asks for; null where they do not tell the cost. */
  readonly multiplyAdds: number | null;
  /** 0..1 of the nearer limit, arithmetic or loads. */
  readonly shareOfLimit: number | null;
}

export interface CoreLimits {
  /** f32 multiplications and additions together, 1e9 a second. */
  readonly gigaflops: number;
  /** 128-bit loads from the first-level cache, 1e9 bytes a second. */
  readonly gigabytes: number;
}

export interface BenchMachine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGigabytes: number;
  readonly system: string;
  /** When the run began: a busy machine is seen. */
  readonly loadAverage: number;
}

export interface BenchVersions {
  readonly ours: string;
  readonly commit: string | null;
  readonly date: string;
  readonly node: string;
  /** Each peer with version, runtime and how it was set up. */
  readonly peers: Readonly<Record<string, string>>;
  /** Peers that took no part, with the reason and how to get them. */
  readonly absent: Readonly<Record<string, string>>;
}

export interface BenchDocument {
  readonly machine: BenchMachine;
  readonly versions: BenchVersions;
  readonly rows: readonly BenchRow[];
  readonly checks: readonly BenchCheck[];
  readonly limits: CoreLimits | null;
  readonly kernels: readonly KernelShare[];
}
