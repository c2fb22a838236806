/** Inputs that no surviving weight reads are left out. */
import { type DenseLayer, weightName } from '../../../../shared/network/network.ts';
import { firstIndices } from '../../../../shared/numbers/counting.ts';
import type { Mask } from '../../../../shared/tensors/tensors.ts';
import { survivorsOf } from '../../dense/dense-weights.ts';

/** 1 for each input that one of these weights (ascending) reads. A division for each weight would take longer than all the rest. */
function readBy(weights: Uint32Array, inputs: number): Uint8Array {
  const isRead = new Uint8Array(inputs);
  let row = 0;
  for (const index of weights) {
    while (index >= row + inputs) row += inputs;
    isRead[index - row] = 1;
  }
  return isRead;
}

/** Inputs that a weight reads, ascending. */
export function inputsRead(inputs: number, useful: Uint32Array | undefined): Uint32Array {
  const isRead = readBy(useful ?? new Uint32Array(0), inputs);
  return firstIndices(inputs).filter((k) => isRead[k] !== 0);
}

/** Place of each input among those that are read. */
export function rowsOf(read: Uint32Array, inputs: number): Uint32Array {
  const rows = new Uint32Array(inputs);
  read.forEach((input, row) => {
    rows[input] = row;
  });
  return rows;
}

// The weights that can change a logit: survivors whose unit is read, through survivors, by a logit. Leaving out the others is exact.

/** Keeps the `weights` (ascending) whose unit is read. A division for each weight would take longer than all the rest. */
function readOf(weights: Uint32Array, inputs: number, isRead: Uint8Array): Uint32Array {
  const kept = new Uint32Array(weights.length);
  let count = 0;
  let unit = 0;
  for (const index of weights) {
    while (index >= (unit + 1) * inputs) unit++;
    if (isRead[unit] !== 0) kept[count++] = index;
  }
  return kept.slice(0, count);
}

/** Per layer, indices into PyTorch's `[outputs, inputs]`, ascending. */
export function usefulWeights(layers: readonly DenseLayer[], mask: Mask | null): readonly Uint32Array[] {
  let isRead: Uint8Array | null = null;
  return layers
    .toReversed()
    .map((layer) => {
      const { inputs, outputs } = layer;
      const survivors = survivorsOf(inputs * outputs, mask?.get(weightName(layer)));
      const useful = isRead ? readOf(survivors, inputs, isRead) : survivors;
      isRead = readBy(useful, inputs);
      return useful;
    })
    .toReversed();
}
