import type { DenseLayer } from '../../../shared/network/network.ts';
import type { MaskTensor } from '../../../shared/tensors/tensors.ts';
import { ActiveInputProgram } from './active-input-program.ts';
import { DenseProgram } from './dense-program.ts';
import type { Geometry } from '../memory/geometry.ts';
import { InputSparseProgram } from './input-sparse-program.ts';
import type { LayerProgram } from '../layers/layer-program.ts';
import type { LayerPath } from '../layers/path-rule.ts';
import type { ProgramContext } from '../layers/program-context.ts';
import { SparseProgram } from './sparse-program.ts';
import type { LiveUnits } from './sparse-program.ts';

/** A fully connected layer on its path. */
export function denseLayerProgram(
  context: ProgramContext,
  path: LayerPath,
  layer: DenseLayer,
  mask: MaskTensor | undefined,
  geometries: readonly Geometry[],
  live: LiveUnits,
): LayerProgram {
  if (path === 'sparse') return new SparseProgram(context, layer, mask, geometries, live);
  if (path === 'input-sparse') return new InputSparseProgram(context, layer, mask);
  if (path === 'active-input') return new ActiveInputProgram(context, layer, mask, geometries);
  return new DenseProgram(context, layer, mask);
}
