import { expect, it } from 'vitest';
import { compareMasks } from '../../../src/runs/library/tickets/compare-tickets.ts';
import { packBits } from '../../../src/shared/results/ticket/layer-mask.ts';
import { isKept, type LayerBits, layerBits, overlapOf, survivorsOf } from '../../../webview/masks/layer/layer-bits.ts';
import { fitPicture } from '../../../webview/masks/layer/mask-fit.ts';
import { kernelSize, matrixLayout, type MaskLayout, tileLayout } from '../../../webview/masks/layer/mask-layout.ts';
import { similarOrder, sortedOrder, storedOrder } from '../../../webview/masks/layer/mask-order.ts';
import { keptRange, pixelsOf, rasterOf } from '../../../webview/masks/layer/mask-raster.ts';
import { placeWords, survivorWords } from '../../../webview/masks/layer/mask-words.ts';
import { overlapWords, trialPairs } from '../../../webview/masks/overlap-words.ts';

const maskOf = (shape: readonly number[], data: readonly number[]): LayerBits =>
  layerBits({ shape, bits: Buffer.from(packBits(Uint8Array.from(data))).toString('base64') });
const random = (length: number, share: number, seed: number): number[] =>
  Array.from({ length }, (_, index) => (Math.abs(Math.sin((index + 1) * 12.9898 * seed) * 43758.5453) % 1 < share ? 1 : 0));

it('a mask comes back from its bits, whatever its size', () => {
  for (const [rows, columns] of [
    [3, 5],
    [4, 8],
    [7, 9],
  ] as const) {
    const data = random(rows * columns, 0.4, rows);
    const mask = maskOf([rows, columns], data);
    expect(mask.bytes).toHaveLength(Math.ceil((rows * columns) / 8));
    expect(data.map((_, index) => Number(isKept(mask, index)))).toEqual(data);
    const { rows: byRow, columns: byColumn, total } = survivorsOf(mask);
    const at = (row: number, column: number): number => data[row * columns + column] ?? 0;
    const sum = (count: number, of: (index: number) => number): number =>
      Array.from({ length: count }, (_, index) => of(index)).reduce((a, b) => a + b);
    expect([...byRow]).toEqual(Array.from({ length: rows }, (_, row) => sum(columns, (column) => at(row, column))));
    expect([...byColumn]).toEqual(Array.from({ length: columns }, (_, column) => sum(rows, (row) => at(row, column))));
    expect(total).toBe(sum(rows * columns, (index) => data[index] ?? 0));
  }
});

it('the overlap of bits is that of the masks', () => {
  const [a, b] = [random(45, 0.5, 1), random(45, 0.3, 2)];
  const asMask = (data: readonly number[]) => new Map([['fc1.weight', { shape: [5, 9], data: Uint8Array.from(data) }]]);
  const { overlap, byChance } = overlapOf(maskOf([5, 9], a), maskOf([5, 9], b));
  expect(compareMasks(asMask(a), asMask(b))).toMatchObject([{ layer: 'fc1', overlap, byChance }]);
});

it('the most connected rows and columns come first', () => {
  const mask = maskOf([3, 4], [0, 0, 1, 0, 1, 1, 1, 0, 0, 1, 1, 0]);
  expect(sortedOrder(mask)).toEqual({ rows: [1, 2, 0], columns: [2, 1, 0, 3] });
});

it('rows and columns of one block come together, those without survivors last', () => {
  // Two blocks, shuffled: even rows see even columns. Row 5 and column 7 see nothing.
  const [rows, columns] = [6, 8];
  const data = Array.from({ length: rows * columns }, (_, index) => {
    const [row, column] = [Math.floor(index / columns), index % columns];
    return row !== 5 && column !== 7 && row % 2 === column % 2 ? 1 : 0;
  });
  const order = similarOrder(maskOf([rows, columns], data));
  const changes = (places: readonly number[]): number =>
    places.filter((place, at) => at > 0 && place % 2 !== (places[at - 1] ?? 0) % 2).length;
  expect(order.rows.at(-1)).toBe(5);
  expect(order.columns.at(-1)).toBe(7);
  expect(changes(order.rows.slice(0, -1))).toBe(1);
  expect(changes(order.columns.slice(0, -1))).toBe(1);
});

const layouts: readonly (readonly [string, LayerBits, (mask: LayerBits) => MaskLayout])[] = [
  ['a matrix', maskOf([3, 5], random(15, 0.5, 3)), (mask) => matrixLayout(mask, sortedOrder(mask))],
  ['kernels of one channel', maskOf([7, 1, 2, 3], random(42, 0.5, 3)), (mask) => tileLayout(mask, { channels: 1, height: 2, width: 3 })],
  ['kernels of many channels', maskOf([5, 4, 3, 3], random(180, 0.5, 3)), (mask) => tileLayout(mask, { channels: 4, height: 3, width: 3 })],
  ['inputs as images', maskOf([6, 12], random(72, 0.5, 3)), (mask) => tileLayout(mask, { channels: 1, height: 3, width: 4 })],
];

it.each(layouts)('every weight has a place of its own in %s, and the place leads back to it', (_, mask, make) => {
  const layout = make(mask);
  const seen = new Set<string>();
  for (let row = 0; row < mask.rows; row++)
    for (let column = 0; column < mask.columns; column++) {
      const [x, y] = [layout.rowX[row]! + layout.columnX[column]!, layout.rowY[row]! + layout.columnY[column]!];
      expect(x >= 0 && x < layout.width && y >= 0 && y < layout.height).toBe(true);
      expect(layout.at(x, y)).toEqual({ row, column });
      seen.add(`${x},${y}`);
    }
  expect(seen.size).toBe(mask.rows * mask.columns);
  const free = Array.from({ length: layout.width * layout.height }, (__, at) =>
    layout.at(at % layout.width, Math.floor(at / layout.width)),
  );
  expect(free.filter((place) => place !== null)).toHaveLength(seen.size);
});

it('at full size a pixel is a weight: kept, pruned in this round, or pruned before', () => {
  const [mask, before] = [maskOf([2, 3], [1, 0, 0, 0, 1, 0]), maskOf([2, 3], [1, 1, 0, 0, 1, 1])];
  const layout = matrixLayout(mask, storedOrder(mask));
  const raster = rasterOf(layout, mask, before, layout);
  expect([...raster.kept]).toEqual([1, 0, 0, 0, 1, 0]);
  expect([...raster.gone]).toEqual([0, 1, 0, 0, 0, 1]);
  const colors = { ground: [9, 9, 9], pruned: [1, 1, 1], kept: [0, 0, 255], gone: [255, 128, 0] } as const;
  const bytes = pixelsOf(raster, colors);
  expect(Array.from({ length: 3 }, (_, pixel) => [...bytes.slice(4 * pixel, 4 * pixel + 4)])).toEqual([
    [0, 0, 255, 255],
    [255, 128, 0, 255],
    [1, 1, 1, 255],
  ]);
});

it('a smaller picture shows fractions, and no weight is lost', () => {
  const mask = maskOf([10, 30], random(300, 0.3, 5));
  const layout = matrixLayout(mask, storedOrder(mask));
  const raster = rasterOf(layout, mask, null, { width: 7, height: 4 });
  const kept = raster.kept.reduce((sum, share, pixel) => sum + share * (raster.weights[pixel] ?? 0), 0);
  expect(kept).toBeCloseTo(survivorsOf(mask).total, 3);
  expect(raster.weights.reduce((sum, count) => sum + count, 0)).toBe(300);
  expect(keptRange(raster).most).toBe(Math.max(...raster.kept));
});

it('pictures fit their room: weights of whole pixels, images in their own shape', () => {
  expect(fitPicture({ width: 100, height: 10 }, { width: 730, height: 600 }, true)).toEqual({
    width: 100,
    height: 10,
    scaleX: 7,
    scaleY: 16,
  });
  expect(fitPicture({ width: 784, height: 300 }, { width: 800, height: 600 }, true)).toEqual({
    width: 784,
    height: 300,
    scaleX: 1,
    scaleY: 1,
  });
  expect(fitPicture({ width: 16_384, height: 256 }, { width: 800, height: 600 }, true)).toEqual({
    width: 800,
    height: 256,
    scaleX: 1,
    scaleY: 1,
  });
  expect(fitPicture({ width: 1000, height: 2000 }, { width: 500, height: 500 }, false)).toEqual({
    width: 250,
    height: 500,
    scaleX: 1,
    scaleY: 1,
  });
  expect(fitPicture({ width: 784, height: 300 }, { width: 800, height: 700 }, true, true)).toEqual({
    width: 784,
    height: 300,
    scaleX: 1,
    scaleY: 2,
  });
  expect(fitPicture({ width: 3, height: 3 }, { width: 800, height: 600 }, false)).toEqual({ width: 3, height: 3, scaleX: 28, scaleY: 28 });
});

it('masks are told in words', () => {
  const mask = maskOf([3, 4], [0, 0, 0, 0, 1, 1, 1, 0, 0, 1, 1, 0]);
  expect(survivorWords(survivorsOf(mask), mask.shape)).toBe(
    '5 of 12 weights remain (41.7 %). A unit keeps 0 to 3 of its 4; the median is 2. 1 of 3 units have none left. 1 of 4 inputs have none left.',
  );
  const full = maskOf([2, 1, 1, 2], [1, 1, 1, 1]);
  expect(survivorWords(survivorsOf(full), full.shape)).toBe('4 of 4 weights remain (100.0 %). A filter keeps 2 of its 2.');
  expect(placeWords({ row: 16, column: 301 }, [300, 784], null)).toBe('unit 17, input 302');
  expect(placeWords({ row: 16, column: 301 }, [300, 784], { channels: 1, height: 28, width: 28 })).toBe('unit 17, pixel row 11, column 22');
  expect(placeWords({ row: 2, column: 11 }, [64, 3, 3, 3], null)).toBe('filter 3, channel 2, row 1, column 3');
  expect(kernelSize([300, 784])).toBe(null);
});

it('trials are compared two by two, beside chance', () => {
  const masks = [1, 2, 3].map((trial) => ({ trial, mask: maskOf([2, 4], random(8, 0.5, trial)) }));
  const pairs = trialPairs(masks);
  expect(pairs.map(({ trials }) => trials)).toEqual([
    [1, 2],
    [1, 3],
    [2, 3],
  ]);
  expect(overlapWords([{ trials: [1, 2], overlap: 0.25, byChance: 0.1 }], 2)).toBe(
    'Two trials share 25.0 % of the weights that either keeps; random masks of these sizes would share 10.0 %.',
  );
  expect(overlapWords([], 1)).toContain('This experiment has one trial');
  expect(overlapWords([], 3)).toBe('No other trial has a mask of this round yet.');
});
