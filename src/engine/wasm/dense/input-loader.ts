/** Brings a batch into the layout that the first layer wants, normalised. */
import type { Layout } from '../layers/layer-program.ts';
import type { PassBuffers } from '../layers/pass-buffers.ts';
import type { ProgramContext } from '../layers/program-context.ts';
import { panelRow, rowBytes } from '../memory/geometry.ts';
import type { SamplesInMemory } from '../memory/samples-in-memory.ts';

export interface InputBlocks {
  /** First feature of each block of 4 features that a surviving weight reads. */
  readonly address: number;
  readonly count: number;
}

export function loadInput(
  context: ProgramContext,
  buffers: PassBuffers,
  samples: SamplesInMemory,
  layout: Layout,
  blocks: InputBlocks,
): void {
  const {
    memory: { kernels },
    scale,
    shift,
  } = context;
  const {
    geometry,
    levels: [input],
    rows,
    nonzeros,
  } = buffers;
  if (!input) return;
  kernels.touchRows(rows, geometry.batch, input.units * (samples.isBytes ? 1 : 4));
  if (layout === 'nonzeros') {
    kernels.listNonzeros(rows, geometry.batch, input.units, scale, panelRow, nonzeros.sampleStarts, nonzeros.samplePairs);
  } else if (layout === 'batch-first') {
    const gather = samples.isBytes ? kernels.gatherBytesBatchFirst : kernels.gatherFloatsBatchFirst;
    gather(rows, geometry.rows, input.units, scale, shift, input.batchFirst, rowBytes(input.units));
  } else {
    const gather = samples.isBytes ? kernels.gatherBytesBatchLast : kernels.gatherFloatsBatchLast;
    gather(rows, geometry.rows, blocks.address, blocks.count, scale, shift, input.batchLast, geometry.stride);
  }
}
