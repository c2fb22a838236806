/** A network and its data laid out in one memory: what training, evaluation and gradients start from. */
import { isDenseNetwork } from '../../shared/network/dense-network.ts';
import { productOf } from '../../shared/network/shapes.ts';
import { Arena } from './memory/arena.ts';
import { checkLabels, holdBytes } from './memory/check-samples.ts';
import { geometryOf } from './memory/geometry.ts';
import { makeImageWorkspace } from './layered/image-workspace.ts';
import { inputScaling } from './layers/input-scaling.ts';
import { NetworkProgram } from './dense/network-program.ts';
import { Pass } from './passes/pass.ts';
import { takePassBuffers } from './layers/pass-buffers.ts';
import { SamplesInMemory } from './memory/samples-in-memory.ts';
import type { WasmMemory } from './memory/wasm-memory.ts';
import type { Workspace, WorkspaceOrder } from './passes/workspace-order.ts';
import { zeroInputsOf } from './layers/zero-inputs.ts';

export function makeWorkspace(memory: WasmMemory, order: WorkspaceOrder): Workspace {
  const { network, samples, batches, mean, standardDeviation } = order;
  for (const part of samples) checkLabels(part, network.classes);
  const scaling = inputScaling(productOf(network.inputShape), holdBytes(samples), mean, standardDeviation);
  if (!isDenseNetwork(network) || order.augmentation) return makeImageWorkspace(memory, order, scaling);
  const geometries = batches.map(geometryOf);
  const arena = order.arena ?? new Arena();
  const [first] = samples;
  const program = new NetworkProgram(arena, memory, {
    network,
    mask: order.mask,
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
