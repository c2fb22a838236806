/** One PNG file (www.w3.org/TR/png) as planes of bytes; every checksum in it is checked. */
import { inflateSync } from 'node:zlib';
import { DataError } from '../data-error.ts';
import { readSmall } from '../files/byte-source.ts';
import { type PngParts, pngParts } from './png-chunks.ts';
import { tell, tellNumber } from '../../shared/text/told.ts';

export interface Picture {
  readonly channels: number;
  readonly height: number;
  readonly width: number;
  /** `[channels, height, width]` */
  readonly bytes: Uint8Array;
}

/** Of one image, unpacked: 8192 x 8192 grey pixels. */
const mostBytes = 1 << 26;

/** Samples a pixel by colour type: grey, colours, palette, grey with alpha, colours with alpha. */
const samplesOf: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** Where a pass of an interlaced image begins, and its steps: x, y, x step, y step. */
type Pass = readonly [number, number, number, number];
const wholeImage: readonly Pass[] = [[0, 0, 1, 1]];
const interlaced: readonly Pass[] = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
];

const stepsTo = (end: number, start: number, step: number): number => Math.max(0, Math.ceil((end - start) / step));

const rowBytes = (columns: number, samples: number, depth: number): number => Math.ceil((columns * samples * depth) / 8);

/** Bytes of one pass: a filter byte before each row. */
function passBytes([x, y, stepX, stepY]: Pass, { width, height, depth }: PngParts, samples: number): number {
  const columns = stepsTo(width, x, stepX);
  return columns === 0 ? 0 : stepsTo(height, y, stepY) * (1 + rowBytes(columns, samples, depth));
}

/** The nearest of left, above and above left to left + above - above left. */
function paeth(left: number, above: number, corner: number): number {
  const [toLeft, toAbove, toCorner] = [Math.abs(above - corner), Math.abs(left - corner), Math.abs(left + above - 2 * corner)];
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}

type Filter = (left: number, above: number, corner: number) => number;
const filters: readonly Filter[] = [() => 0, (left) => left, (_, above) => above, (left, above) => (left + above) >> 1, paeth];

/** Undoes a row's filter in place; `above` is the row before, undone already. */
function undoFilter(row: Uint8Array, above: Uint8Array, samples: number, filter: Filter): void {
  for (let at = 0; at < row.length; at++) {
    const left = at < samples ? 0 : (row[at - samples] ?? 0);
    const corner = at < samples ? 0 : (above[at - samples] ?? 0);
    row[at] = (row[at] ?? 0) + filter(left, above[at] ?? 0, corner);
  }
}

function filterOf(kind: number, y: number, file: string): Filter {
  const filter = filters[kind];
  if (filter !== undefined) return filter;
  throw new DataError(file, tell('expected a PNG image, found a damaged one: row {0} has the unknown filter {1}', y, kind));
}

/** One sample of a row; several share a byte where they have fewer than 8 bits, the first in its highest bits. */
function sampleAt(row: Uint8Array, index: number, depth: number): number {
  if (depth === 8) return row[index] ?? 0;
  const bit = index * depth;
  return ((row[bit >> 3] ?? 0) >> (8 - depth - (bit & 7))) & ((1 << depth) - 1);
}

/** The samples of all passes, pixel by pixel, in the order of the image. */
function unfiltered(packed: Uint8Array, png: PngParts, samples: number, passes: readonly Pass[], file: string): Uint8Array {
  const { width, height, depth } = png;
  const image = new Uint8Array(width * height * samples);
  let at = 0;
  for (const [startX, startY, stepX, stepY] of passes) {
    const columns = stepsTo(width, startX, stepX);
    const bytes = rowBytes(columns, samples, depth);
    let above: Uint8Array = new Uint8Array(bytes);
    for (let y = startY; columns > 0 && y < height; y += stepY, at += 1 + bytes) {
      const row = packed.subarray(at + 1, at + 1 + bytes);
      undoFilter(row, above, samples, filterOf(packed[at] ?? 0, y, file));
      const to = y * width + startX;
      for (let index = 0; index < columns * samples; index++) {
        const column = Math.floor(index / samples);
        image[(to + stepX * column - column) * samples + index] = sampleAt(row, index, depth);
      }
      above = row;
    }
  }
  return image;
}

/** Adler-32 is checked by zlib; what is shorter or longer than the image is refused. */
function inflated(data: Uint8Array, bytes: number, file: string): Uint8Array {
  try {
    const found = inflateSync(data, { maxOutputLength: bytes + 1 });
    if (found.length === bytes) return found;
  } catch (error) {
    throw new DataError(file, tell('expected a PNG image, found a damaged one: its pixels cannot be unpacked'), { cause: error });
  }
  throw new DataError(file, tell('expected a PNG image of {0} bytes as its head says, found another number', tellNumber('count', bytes)));
}

/** Transparency is no part of what a network sees: 2 channels count as 1, 4 as 3. A palette's indices become colours. */
function planes(image: Uint8Array, samples: number, { palette }: PngParts, area: number, file: string): Uint8Array {
  const channels = palette !== null || samples >= 3 ? 3 : 1;
  const bytes = new Uint8Array(channels * area);
  for (let pixel = 0; pixel < area; pixel++) {
    const index = image[pixel * samples] ?? 0;
    if (palette !== null && 3 * index >= palette.length)
      throw new DataError(file, tell('expected colours below {0} as in its palette, found {1}', palette.length / 3, index));
    for (let channel = 0; channel < channels; channel++)
      bytes[channel * area + pixel] = (palette === null ? image[pixel * samples + channel] : palette[3 * index + channel]) ?? 0;
  }
  return bytes;
}

function picture(png: PngParts, file: string): Picture {
  const { width, height, depth, colour, data } = png;
  if (depth > 8 || (depth < 8 && png.palette === null))
    throw new DataError(file, tell('expected 8 bits a channel, found {0}: save it with 8', depth));
  const samples = samplesOf[colour] ?? 1;
  const passes = png.interlaced ? interlaced : wholeImage;
  if (width * height * samples > mostBytes)
    throw new DataError(
      file,
      tell('expected an image of at most {0} bytes, found {1} x {2} pixels', tellNumber('count', mostBytes), width, height),
    );
  const size = passes.reduce((sum, pass) => sum + passBytes(pass, png, samples), 0);
  const image = unfiltered(inflated(data, size, file), png, samples, passes, file);
  const bytes = planes(image, samples, png, width * height, file);
  return { channels: bytes.length / (width * height), height, width, bytes };
}

/** @throws DataError for anything but a sound PNG of 8 bits a channel. */
export async function readPng(file: string): Promise<Picture> {
  return picture(pngParts(await readSmall(file, 2 * mostBytes), file), file);
}
