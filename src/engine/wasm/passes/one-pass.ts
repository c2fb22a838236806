/** A workspace for one pass over one data set, its weights written: what evaluations and gradients share. */
import type { GradientsInput } from '../../engine.ts';
import type { NetworkParameters } from '../layers/program-context.ts';
import { evaluationGroup } from '../memory/geometry.ts';
import type { SamplesInMemory } from '../memory/samples-in-memory.ts';
import type { WasmMemory } from '../memory/wasm-memory.ts';
import { makeWorkspace } from '../workspace.ts';
import type { NetworkPass } from './network-pass.ts';

interface OnePass {
  readonly program: NetworkParameters;
  readonly pass: NetworkPass;
  readonly data: SamplesInMemory;
}

export function onePass(memory: WasmMemory, { network, weights, mask, samples, mean, standardDeviation }: GradientsInput): OnePass {
  const {
    program,
    passes: [pass],
    data: [data],
  } = makeWorkspace(memory, { network, mask, samples: [samples], mean, standardDeviation, batches: [evaluationGroup] });
  if (!pass || !data) throw new Error('The workspace is incomplete.');
  program.write('values', weights);
  return { program, pass, data };
}
