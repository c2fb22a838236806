/** Gives the surviving weights of each layer new values. */
import type { Mask, MaskTensor, Tensor, Weights } from '../../shared/tensors/tensors.ts';

/** New values of a layer's survivors, from those in index order. */
export type NewValues = (values: Float32Array, name: string) => Float32Array;

function replaced(tensor: Tensor, mask: MaskTensor, values: Float32Array): Tensor {
  let next = 0;
  return { shape: tensor.shape, data: tensor.data.map((_, index) => (mask.data[index] === 1 ? (values[next++] ?? 0) : 0)) };
}

/** 0 where the mask prunes; biases as they are. The arguments are left alone. */
export function mapSurvivors(weights: Weights, mask: Mask, newValues: NewValues): Weights {
  return new Map(
    [...weights].map(([name, tensor]): [string, Tensor] => {
      const tensorMask = mask.get(name);
      if (tensorMask === undefined) return [name, tensor];
      const survivors = tensor.data.filter((_, index) => tensorMask.data[index] === 1);
      return [name, replaced(tensor, tensorMask, newValues(survivors, name))];
    }),
  );
}
