/** A network and its data laid out in one memory: what training, evaluation and gradients start from. */
import { isDenseNetwork } from '../../shared/network/network.ts';
import { productOf } from '../../shared/network/shapes.ts';
import { NetworkProgram } from './dense/network-program.ts';
import { makeLayeredWorkspace } from './layered/layered-workspace.ts';
import { zeroInputsOf } from './layers/input-lists.ts';
import { takePassBuffers } from './layers/pass-buffers.ts';
import { inputScaling } from './layers/program-context.ts';
import { geometryOf } from './memory/geometry.ts';
import { checkLabels, holdBytes, SamplesInMemory } from './memory/samples-in-memory.ts';
import { Arena, type WasmMemory } from './memory/wasm-memory.ts';
import type { Workspace, WorkspaceOptions } from './passes/network-pass.ts';
import { Pass } from './passes/pass.ts';

export function makeWorkspace(memory: WasmMemory, options: WorkspaceOptions): Workspace {
  const { network, samples, batches, mean, standardDeviation } = options;
  for (const part of samples) checkLabels(part, network.classes);
  const scaling = inputScaling(productOf(network.inputShape), holdBytes(samples), mean, standardDeviation);
  if (!isDenseNetwork(network) || options.augmentation) return makeLayeredWorkspace(memory, options, scaling);
  const geometries = batches.map(geometryOf);
  const arena = options.arena ?? new Arena();
  const [first] = samples;
  const program = new NetworkProgram(arena, memory, {
    network,
    mask: options.mask,
    geometries,
    scaling,
    zeroInputs: first ? zeroInputsOf(first) : 0,
  });
  const buffers = geometries.map((geometry) => takePassBuffers(arena, network, geometry, program.paths[0] === 'input-sparse'));
  const data = samples.map((part) => new SamplesInMemory(arena, memory, part, Math.max(...batches)));
  memory.reserve(arena.size);
  program.prepare();
  for (const part of data) part.prepare();
  return { program, data, passes: buffers.map((each) => new Pass(program, each, network.classes)) };
}
