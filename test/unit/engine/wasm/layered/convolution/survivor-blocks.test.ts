/** Where the survivors of a sparse convolution begin, block of channels by block. */
import { expect, it } from 'vitest';
import { channelsAtOnce, survivorBlocks } from '../../../../../../src/engine/wasm/layered/convolution/survivor-blocks.ts';

it('counts 28 channels of a 3 x 3 kernel, and one of a huge one', () => {
  // 16 + 2 pixels of 3 rows, 16 bytes each: 864 bytes a channel of 24 kB.
  expect(channelsAtOnce([3, 3])).toBe(28);
  expect(channelsAtOnce([101, 101])).toBe(1);
});

it('lists beginnings by output, block after block, and ends at last', () => {
  // Output 0 reads inputs 0, 1, 4; output 1 none; output 2 reads 2, 3, 3.
  const places = { outputs: 3, inputs: 5, outputOf: Uint32Array.of(0, 0, 0, 2, 2, 2), inputOf: Uint32Array.of(0, 1, 4, 2, 3, 3) };
  const { blocks, starts } = survivorBlocks(places, 2);
  expect(blocks).toBe(3);
  // Inputs 0-1, 2-3, 4, and where each output ends.
  expect([...starts]).toEqual([0, 3, 3, 2, 3, 3, 2, 3, 6, 3, 3, 6]);
});
