/** A request with its tensors as bytes and its spec complete. */
import { parseRole, type TrainingId } from '../../lottery/places/role.ts';
import type { TrainRequest } from '../../lottery/work.ts';
import { hashOf } from '../../shared/specs/hash.ts';
import type { Hash, TrainSpec } from '../../shared/specs/training.ts';
import { maskToBytes, weightsToBytes } from '../../shared/tensors/safetensors.ts';
import { hashOfBytes, optimizerStateToBytes, type TensorStore } from '../store/work/tensor-store.ts';

export interface StoredRequest extends Pick<TrainRequest, 'role' | 'weights' | 'mask' | 'optimizerState'> {
  readonly place: TrainingId;
  readonly spec: TrainSpec;
  readonly hash: Hash;
}

/** @throws Error for a text that is no role. */
export function placeOf(role: string): TrainingId {
  const place = parseRole(role);
  if (!place) throw new Error(`"${role}" is no training's role.`);
  return place;
}

/** @param tensors Where weights and mask are kept too; null where they can be drawn again. */
export async function storedRequest(request: TrainRequest, tensors: TensorStore | null): Promise<StoredRequest> {
  const { role, spec: draft, weights, mask, optimizerState } = request;
  const weightBytes = weightsToBytes(weights);
  const maskBytes = mask && maskToBytes(mask);
  await tensors?.put(weightBytes);
  if (maskBytes) await tensors?.put(maskBytes);
  const stateBytes = optimizerState && optimizerStateToBytes(optimizerState);
  if (stateBytes) await tensors?.put(stateBytes);
  const spec: TrainSpec = {
    ...draft,
    weights: hashOfBytes(weightBytes),
    mask: maskBytes && hashOfBytes(maskBytes),
    ...(stateBytes && { optimizerState: hashOfBytes(stateBytes) }),
  };
  return { role, place: placeOf(role), weights, mask, ...(optimizerState && { optimizerState }), spec, hash: hashOf(spec) };
}
