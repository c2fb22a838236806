// Makes the data of examples/data, all of it drawn here: small images of four shapes as idx files, and a table of three kinds of beans as CSV.
//   node scripts/tools/example-data.mjs [FOLDER]
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

const folder = path.resolve(process.argv[2] ?? path.join(import.meta.dirname, '../../examples/data'));

/** Draws between 0 and 1 that are the same on every machine (mulberry32). @param {number} seed */
function drawsFrom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let word = Math.imul(state ^ (state >>> 15), state | 1);
    word ^= word + Math.imul(word ^ (word >>> 7), word | 61);
    return ((word ^ (word >>> 14)) >>> 0) / 4294967296;
  };
}

const side = 12;

/** Whether the pixel at (x, y) from the middle belongs to the shape of radius r. @type {((x: number, y: number, r: number) => boolean)[]} */
const shapes = [
  (x, y, r) => x * x + y * y <= r * r,
  (x, y, r) => Math.max(Math.abs(x), Math.abs(y)) <= r && Math.max(Math.abs(x), Math.abs(y)) > r - 1.5,
  (x, y, r) => Math.min(Math.abs(x), Math.abs(y)) < 1 && Math.max(Math.abs(x), Math.abs(y)) <= r,
  (x, y, r) => Math.abs(Math.abs(x) - Math.abs(y)) < 1 && Math.abs(x) <= r,
];

/** Pixels of one image, row by row. @param {number} label @param {() => number} draw */
function image(label, draw) {
  const [middleX, middleY, radius, brightness] = [4 + 3 * draw(), 4 + 3 * draw(), 2.5 + 2 * draw(), 120 + 100 * draw()];
  return Array.from({ length: side * side }, (_, place) => {
    const inside = shapes[label]?.((place % side) - middleX, Math.floor(place / side) - middleY, radius) ?? false;
    const noise = draw() < 0.05 ? 90 * draw() : 0;
    return Math.min(255, Math.floor((inside ? brightness : 0) + noise));
  });
}

/** An idx file of bytes. @param {readonly number[]} shape @param {readonly number[]} bytes */
function idx(shape, bytes) {
  const sizes = shape.flatMap((size) => [0, 0, size >>> 8, size & 255]);
  return gzipSync(Uint8Array.from([0, 0, 8, shape.length, ...sizes, ...bytes]), { level: 9 });
}

/** @param {string} part @param {number} count @param {() => number} draw */
function writeShapes(part, count, draw) {
  const labels = Array.from({ length: count }, () => Math.floor(4 * draw()));
  const images = labels.flatMap((label) => image(label, draw));
  writeFileSync(path.join(folder, 'shapes', `${part}-images-idx3-ubyte.gz`), idx([count, side, side], images));
  writeFileSync(path.join(folder, 'shapes', `${part}-labels-idx1-ubyte.gz`), idx([count], labels));
}

/** Means by kind of bean. Length and area tell little, roundness and colour much: columns of small numbers. */
const beans = [
  { length: 11, area: 41_000, roundness: 0.72, colour: 0.3 },
  { length: 12, area: 44_000, roundness: 0.79, colour: 0.36 },
  { length: 11.5, area: 42_500, roundness: 0.86, colour: 0.29 },
];

/** A line of the table. @param {() => number} draw */
function bean(draw) {
  const kind = Math.floor(3 * draw());
  const { length = 0, area = 0, roundness = 0, colour = 0 } = beans[kind] ?? {};
  // A sum of twelve draws is nearly normal, with deviation 1.
  const near = (/** @type {number} */ mean, /** @type {number} */ deviation) =>
    mean + deviation * (Array.from({ length: 12 }, draw).reduce((sum, one) => sum + one, 0) - 6);
  const cells = [near(length, 1).toFixed(2), near(area, 6000).toFixed(0), near(roundness, 0.03).toFixed(3), near(colour, 0.03).toFixed(3)];
  return [kind, ...cells].join(',');
}

/** @param {string} part @param {number} count @param {() => number} draw */
function writeBeans(part, count, draw) {
  const lines = Array.from({ length: count }, () => bean(draw));
  writeFileSync(path.join(folder, `beans-${part}.csv`), ['label,length_mm,area_px,roundness,colour', ...lines, ''].join('\n'));
}

mkdirSync(path.join(folder, 'shapes'), { recursive: true });
const draw = drawsFrom(1);
writeShapes('train', 900, draw);
writeShapes('t10k', 300, draw);
writeBeans('train', 600, draw);
writeBeans('test', 300, draw);
