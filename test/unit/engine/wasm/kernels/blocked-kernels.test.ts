/** Kernels that work in blocks: whatever the shape, the bits of the plain sum; and those for paired vectors, the bits of the others. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listsInBlocks, listsInOne } from '../../../../../src/engine/wasm/layers/input-lists.ts';
import { panelBytes, panelPlace, panelRow, panelsBytes, roundUp, rowBytes } from '../../../../../src/engine/wasm/memory/geometry.ts';
import { Arena } from '../../../../../src/engine/wasm/memory/wasm-memory.ts';
import { bitsAt, firstDifference, memory, numbers, put, putLists, putRows, rowsAt } from './kernel-arrays.ts';

const { kernels } = memory;
const plainAndPaired = ['', 'Paired'] as const;
const shapes = { numRuns: 60 };

interface Product {
  readonly samples: number;
  readonly inputs: number;
  readonly outputs: number;
  readonly relu: boolean;
  readonly seed: number;
}

/** Shapes on both sides of every block: 4, 8, 16, 24, 32 and 48 outputs, 192 and 256 inputs, 64 rows. */
const product = fc.record({
  samples: fc.integer({ min: 1, max: 70 }),
  inputs: fc.oneof(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 185, max: 600 })),
  outputs: fc.integer({ min: 1, max: 110 }),
  relu: fc.boolean(),
  seed: fc.nat(),
});

interface Factors {
  /** `[samples][inputs]` */
  readonly x: Float32Array;
  /** `[inputs][outputs]` */
  readonly w: Float32Array;
  readonly start: Float32Array;
}

function factorsOf({ samples, inputs, outputs, seed }: Product, zeros: number): Factors {
  return {
    x: numbers(seed, samples * inputs, zeros),
    w: numbers(seed + 1, inputs * outputs),
    start: numbers(seed + 2, roundUp(outputs, 64)),
  };
}

/** Product first, then add, in f32; inputs that are 0 are left out where `skips` is set, which can change the sign of a 0 only. */
function plainSums({ samples, inputs, outputs, relu }: Product, { x, w, start }: Factors, skips: boolean): Float32Array {
  const sums = new Float32Array(samples * outputs);
  for (let s = 0; s < samples; s++)
    for (let j = 0; j < outputs; j++) {
      let sum = start[j] ?? 0;
      for (let k = 0; k < inputs; k++) {
        const value = x[s * inputs + k] ?? 0;
        if (!skips || value !== 0) sum = Math.fround(sum + Math.fround(value * (w[k * outputs + j] ?? 0)));
      }
      sums[s * outputs + j] = relu && !(sum > 0) ? 0 : sum;
    }
  return sums;
}

function panelsOf(arena: Arena, w: Float32Array, { inputs, outputs }: Product): number {
  const panels = new Float32Array(panelsBytes(inputs, outputs) / 4);
  for (let k = 0; k < inputs; k++) for (let j = 0; j < outputs; j++) panels[panelPlace(inputs, k, j)] = w[k * outputs + j] ?? 0;
  return put(arena, panels);
}

describe('matrix products', () => {
  it.each(plainAndPaired)('gemm%s is the plain sum', (suffix) => {
    fc.assert(
      fc.property(product, (one) => {
        const { samples, inputs, outputs, relu } = one;
        const factors = factorsOf(one, 0);
        const arena = new Arena();
        const [row, inputRow] = [rowBytes(outputs), rowBytes(inputs)];
        const x = putRows(arena, factors.x, inputs, inputRow);
        const w = putRows(arena, factors.w, outputs, row);
        const start = put(arena, factors.start);
        const out = arena.take(samples * row);
        kernels[`gemm${suffix}`](x, inputRow, 4, w, row, out, row, start, samples, roundUp(outputs, 8), inputs, relu ? 1 : 0);
        expect(firstDifference(rowsAt(out, samples, outputs, row), plainSums(one, factors, false))).toBe(-1);
      }),
      shapes,
    );
  });
});

describe('products of lists of inputs', () => {
  const cases = plainAndPaired.flatMap((suffix) => [true, false].map((inBlocks) => ({ suffix, inBlocks })));

  it.each(cases)('inputListProduct$suffix is the plain sum, in blocks: $inBlocks', ({ suffix, inBlocks }) => {
    fc.assert(
      fc.property(product, (one) => {
        const { samples, inputs, outputs, relu } = one;
        const factors = factorsOf(one, 0.7);
        const arena = new Arena();
        const shape = inBlocks ? listsInBlocks(inputs, samples) : listsInOne;
        const lists = putLists(arena, factors.x, inputs, panelRow, shape);
        const panels = panelsOf(arena, factors.w, one);
        const start = put(arena, factors.start);
        const row = roundUp(outputs, 24) * 4;
        const out = arena.take(samples * row);
        const list = [lists, shape.toEnd, shape.blocks, samples] as const;
        kernels[`inputListProduct${suffix}`](...list, panels, panelBytes(inputs), start, out, row, roundUp(outputs, 4), relu ? 1 : 0);
        expect(firstDifference(rowsAt(out, samples, outputs, row), plainSums(one, factors, true))).toBe(-1);
      }),
      shapes,
    );
  });

  it.each(plainAndPaired)('inputSparseForward%s is the plain sum', (suffix) => {
    fc.assert(
      fc.property(product, (one) => {
        const { samples, inputs, outputs, relu } = one;
        const factors = factorsOf(one, 0.5);
        const arena = new Arena();
        const row = rowBytes(outputs);
        const lists = putLists(arena, factors.x, inputs, row, listsInOne);
        const w = putRows(arena, factors.w, outputs, row);
        const start = put(arena, factors.start);
        const out = arena.take(samples * row);
        kernels[`inputSparseForward${suffix}`](lists, samples, w, start, out, row, roundUp(outputs, 16) * 4, relu ? 1 : 0);
        expect(firstDifference(rowsAt(out, samples, outputs, row), plainSums(one, factors, true))).toBe(-1);
      }),
      shapes,
    );
  });
});

describe("weights' gradients of lists of inputs", () => {
  /** `[inputs][samples]` with zeros, a shift for each input, and `[samples][outputs]`. */
  function gradientFactors({ samples, inputs, outputs, seed }: Product): Record<'byInput' | 'shift' | 'biasGradient' | 'dy', Float32Array> {
    return {
      byInput: numbers(seed, inputs * samples, 0.7),
      shift: numbers(seed + 1, inputs),
      biasGradient: numbers(seed + 2, roundUp(outputs, 64)),
      dy: numbers(seed + 3, samples * outputs),
    };
  }

  it('panelGradientPaired and inputSparseGradientPaired have the bits of the others, which agree with each other', () => {
    fc.assert(
      fc.property(product, (one) => {
        const { samples, inputs, outputs } = one;
        const { byInput, shift, biasGradient, dy } = gradientFactors(one);
        const arena = new Arena();
        const row = rowBytes(outputs);
        const lists = putLists(arena, byInput, samples, row, listsInOne);
        const [shifts, biases] = [put(arena, shift), put(arena, biasGradient)];
        const from = putRows(arena, dy, outputs, row);
        const size = panelsBytes(inputs, outputs);
        const panels = plainAndPaired.map((suffix) => {
          const out = arena.take(size);
          memory.floats(out, size / 4).fill(0);
          kernels[`panelGradient${suffix}`](lists, inputs, shifts, biases, from, out, panelBytes(inputs), roundUp(outputs, 4));
          return bitsAt(out, size / 4);
        });
        const rows = plainAndPaired.map((suffix) => {
          const out = arena.take(inputs * row);
          kernels[`inputSparseGradient${suffix}`](lists, inputs, shifts, biases, from, out, row, roundUp(outputs, 16) * 4);
          return new Uint32Array(rowsAt(out, inputs, outputs, row).buffer);
        });
        expect(firstDifference(panels[1] ?? [], panels[0] ?? [])).toBe(-1);
        expect(firstDifference(rows[1] ?? [], rows[0] ?? [])).toBe(-1);
        const [inPanels, inRows] = [panels[0], rows[0]];
        for (let k = 0; k < inputs; k++)
          for (let j = 0; j < outputs; j++)
            if (inPanels?.[panelPlace(inputs, k, j)] !== inRows?.[k * outputs + j]) expect.fail(`input ${String(k)}, output ${String(j)}`);
      }),
      shapes,
    );
  });
});

describe('sparse convolutions', () => {
  const image = fc.record({
    height: fc.integer({ min: 1, max: 6 }),
    width: fc.integer({ min: 1, max: 37 }),
    channels: fc.integer({ min: 1, max: 5 }),
    filters: fc.integer({ min: 1, max: 6 }),
    stride: fc.constantFrom(1, 2),
    relu: fc.boolean(),
    seed: fc.nat(),
  });

  it('sparseConvolvePaired has the bits of sparseConvolve', () => {
    fc.assert(
      fc.property(image, ({ height, width, channels, filters, stride, relu, seed }) => {
        const arena = new Arena();
        const [xRow, outRow] = [(width * stride + 2) * 16, width * 16];
        const [xPlane, plane] = [(height * stride + 2) * xRow, height * outRow];
        const x = put(arena, numbers(seed, (channels * xPlane) / 4));
        const weights = numbers(seed + 1, filters * channels * 9, 0.5);
        // Two channels a block.
        const blocks = Math.ceil(channels / 2);
        const starts = new Array<number>((blocks + 1) * filters).fill(0);
        const [taps, values] = [[] as number[], [] as number[]];
        for (let o = 0, n = 0; o < filters; o++) {
          for (let c = 0; c < channels; c++) {
            if (c % 2 === 0) starts[(c / 2) * filters + o] = values.length;
            for (let place = 0; place < 9; place++, n++) {
              if (weights[n] === 0) continue;
              taps.push(c * xPlane + Math.floor(place / 3) * xRow + (place % 3) * 16);
              values.push(weights[n] ?? 0);
            }
          }
          starts[blocks * filters + o] = values.length;
        }
        const words = (list: readonly number[]): number => {
          const address = arena.take(list.length * 4 + 4);
          memory.words(address, list.length).set(list);
          return address;
        };
        const lists = [words(starts), filters * 4, blocks, words(taps), put(arena, Float32Array.from(values))] as const;
        const bias = put(arena, numbers(seed + 2, filters));
        const [plain, paired] = plainAndPaired.map((suffix) => {
          const out = arena.take(filters * plane);
          const from = [x, out, filters, plane, height, width, xRow * stride, 16 * stride, outRow, 16, relu ? 1 : 0] as const;
          kernels[`sparseConvolve${suffix}`](...lists, bias, ...from);
          return bitsAt(out, (filters * plane) / 4);
        });
        expect(firstDifference(paired ?? [], plain ?? [])).toBe(-1);
      }),
      shapes,
    );
  });
});
