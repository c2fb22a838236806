/** One layer on one path: its parameters in memory, and the kernel calls of forward and backward. */
import type { Geometry } from '../memory/geometry.ts';
import type { ParameterBlock } from '../memory/parameter-block.ts';

/** 'nonzeros' is the list of inputs that are not 0, of the first layer only. */
export type Layout = 'batch-first' | 'batch-last' | 'nonzeros';

/** Addresses of one level of units (0: the input) for one geometry. */
export interface Level {
  readonly units: number;
  /** Whether a ReLU made these values. */
  readonly relu: boolean;
  /** `[rows][units rounded up to 8]` */
  readonly batchFirst: number;
  /** `[units rounded up to 4][stride]` */
  readonly batchLast: number;
  readonly gradientFirst: number;
  readonly gradientLast: number;
}

/** Addresses of the lists of inputs that are not 0, see kernels/nonzeros.ts, and of what they are made from. */
export interface NonzeroLists {
  /** Addresses of the samples' bytes. */
  readonly rows: number;
  /** Bytes of the batch, `[features rounded up to 16][columnStride]`. */
  readonly columns: number;
  readonly columnStride: number;
  readonly sampleStarts: number;
  readonly samplePairs: number;
  readonly featureStarts: number;
  readonly featurePairs: number;
}

export interface LayerCall {
  readonly geometry: Geometry;
  readonly input: Level;
  readonly output: Level;
  readonly nonzeros: NonzeroLists;
}

export interface LayerProgram {
  readonly inputLayout: Layout;
  readonly outputLayout: 'batch-first' | 'batch-last';
  readonly weight: ParameterBlock;
  readonly bias: ParameterBlock;
  /** Writes index arrays, once the memory is there. */
  prepare(): void;
  /** To be called after the weights have changed and before `forward`. */
  refresh(): void;
  forward(call: LayerCall): void;
  /** From the output's gradient (activation undone, if the output is batch-first) to the gradients of parameters and, if wanted, of the input. */
  backward(call: LayerCall, wantsInputGradient: boolean): void;
}
