/**
 * The weights that remain, layer by layer, as compressed sparse rows (scipy.sparse.csr_matrix) in one .npz: `fc1.data`, `fc1.indices`,
 * `fc1.indptr`, `fc1.shape`; other tensors dense under their own names. A convolution is the matrix `[out, in * height * width]`.
 */
import { layerOfWeight } from '../../shared/network/network.ts';
import { productOf } from '../../shared/network/shapes.ts';
import type { MaskTensor, Tensor, Weights } from '../../shared/tensors/tensors.ts';
import { type NpyArray, textArray } from '../bytes/npy.ts';
import { npzBytes } from '../bytes/npz.ts';
import type { ExportedTicket } from '../exported-ticket.ts';

export interface SparseRows {
  readonly data: Float32Array;
  /** Column of each value. */
  readonly indices: Int32Array;
  /** Row r has the values indptr[r] .. indptr[r + 1]. */
  readonly indptr: Int32Array;
}

/** Values that the mask keeps, row by row, columns ascending; a kept value of 0 stays. */
export function sparseRows({ shape, data }: Tensor, mask: MaskTensor): SparseRows {
  const rows = shape[0] ?? 0;
  const columns = productOf(shape.slice(1));
  const kept = mask.data.reduce((sum, one) => sum + one, 0);
  const sparse = { data: new Float32Array(kept), indices: new Int32Array(kept), indptr: new Int32Array(rows + 1) };
  let count = 0;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const at = row * columns + column;
      if (mask.data[at] !== 1) continue;
      sparse.data[count] = data[at] ?? 0;
      sparse.indices[count++] = column;
    }
    sparse.indptr[row + 1] = count;
  }
  return sparse;
}

function arraysOf([name, tensor]: readonly [string, Tensor], mask: MaskTensor | undefined): [string, NpyArray][] {
  if (!mask) return [[name, tensor]];
  const layer = layerOfWeight(name);
  const { data, indices, indptr } = sparseRows(tensor, mask);
  const shape = Int32Array.from([tensor.shape[0] ?? 0, productOf(tensor.shape.slice(1))]);
  const parts = { data, indices, indptr, shape };
  return Object.entries(parts).map(([part, values]) => [`${layer}.${part}`, { shape: [values.length], data: values }]);
}

/** @param weights The trained ones, or those that the training starts from. */
export function csrFile({ mask, provenance }: ExportedTicket, weights: Weights): Uint8Array {
  const arrays = [...weights].flatMap((tensor) => arraysOf(tensor, mask.get(tensor[0])));
  return npzBytes(new Map([...arrays, ['metadata', textArray(JSON.stringify(provenance))]]));
}
