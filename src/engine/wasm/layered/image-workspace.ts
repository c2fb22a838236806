/** The workspace of a network of any layers. */
import { imageMoves } from '../../augmentation.ts';
import type { Network } from '../../../shared/network/network.ts';
import { productOf } from '../../../shared/network/shapes.ts';
import type { Samples } from '../../engine.ts';
import { Arena } from '../memory/arena.ts';
import { geometryOf } from '../memory/geometry.ts';
import type { InputScaling } from '../layers/input-scaling.ts';
import { SamplesInMemory } from '../memory/samples-in-memory.ts';
import type { WasmMemory } from '../memory/wasm-memory.ts';
import type { Workspace, WorkspaceOrder } from '../passes/workspace-order.ts';
import { buildSteps } from './build-steps.ts';
import { ImagePass, takeImagePassBuffers } from './image-pass.ts';
import { NodeStore } from './node-store.ts';
import { Programs } from './programs.ts';

export function makeImageWorkspace(memory: WasmMemory, order: WorkspaceOrder, scaling: InputScaling): Workspace {
  const { mask, samples, batches, augmentation, dropoutSeed = '' } = order;
  const network = { ...order.network, inputShape: shapeForSamples(order.network, samples[0]) };
  const geometries = batches.map(geometryOf);
  const arena = order.arena ?? new Arena();
  const program = new Programs(arena, memory, { network, mask, geometries, scaling });
  const nodes = new NodeStore(arena, program.halo, Math.max(...geometries.map(({ rows }) => rows / 4)));
  const moveOf = imageMoves(augmentation);
  const passes = geometries.map((geometry) => {
    const built = buildSteps(network, program, nodes, geometry, dropoutSeed);
    return new ImagePass(program, built, geometry, takeImagePassBuffers(arena, geometry, network.classes), network.classes, moveOf);
  });
  const data = samples.map((part) => new SamplesInMemory(arena, memory, part, Math.max(...batches)));
  memory.reserve(arena.size);
  program.prepare();
  for (const part of data) part.prepare();
  return { program, data, passes };
}

/** Fully connected networks may be given images flattened; to move an image, its shape must be known. */
export function shapeForSamples({ inputShape }: Network, samples: Samples | undefined): readonly number[] {
  const shape = samples?.sampleShape ?? inputShape;
  return shape.length === 3 && productOf(shape) === productOf(inputShape) ? shape : inputShape;
}
