/** The chunks of a PNG file: what it is, its palette, and its packed pixels. */
import { crc32 } from 'node:zlib';
import { DataError } from '../data-error.ts';
import { foundIn } from '../files/recognise.ts';
import { tell, type Words } from '../../shared/text/told.ts';

export interface PngParts {
  readonly width: number;
  readonly height: number;
  /** Bits a sample. */
  readonly depth: number;
  /** 0 grey, 2 colours, 3 palette, 4 grey with alpha, 6 colours with alpha. */
  readonly colour: number;
  readonly interlaced: boolean;
  /** Red, green and blue of each colour; null where pixels hold their colours themselves. */
  readonly palette: Uint8Array | null;
  /** All IDAT chunks together. */
  readonly data: Buffer;
}

interface Chunk {
  readonly type: string;
  readonly data: Buffer;
}

const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
const damaged = (file: string, why: Words): DataError => new DataError(file, tell('expected a PNG image, found a damaged one: {0}', why));

function checkSignature(bytes: Buffer, file: string): void {
  if (bytes.subarray(0, 8).equals(signature)) return;
  throw new DataError(file, tell('expected a PNG image, found {0}', foundIn(bytes.subarray(0, 256))));
}

/** Four letters, that is, no control character that a message would carry on. */
const isType = (type: string): boolean => /^[A-Za-z]{4}$/.test(type);

/** Up to IEND; each with a checksum that is right. */
function chunksOf(bytes: Buffer, file: string): readonly Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = 8; at + 12 <= bytes.length;) {
    const [length, type] = [bytes.readUInt32BE(at), bytes.toString('latin1', at + 4, at + 8)];
    const end = at + 8 + length;
    if (!isType(type)) throw damaged(file, tell('byte {0} begins no chunk', at + 4));
    if (end + 4 > bytes.length) break;
    if (crc32(bytes.subarray(at + 4, end)) !== bytes.readUInt32BE(end))
      throw damaged(file, tell('the checksum of its part {0} is wrong', type));
    chunks.push({ type, data: bytes.subarray(at + 8, end) });
    if (type === 'IEND') return chunks;
    at = end + 4;
  }
  throw damaged(file, tell('it is cut short'));
}

const known = ['IHDR', 'PLTE', 'IDAT', 'IEND'];

/** A capital first letter marks a chunk without which the image cannot be understood. */
function checkKnown(chunks: readonly Chunk[], file: string): void {
  const strange = chunks.find(({ type }) => /^[A-Z]/.test(type) && !known.includes(type));
  if (strange !== undefined) throw new DataError(file, tell('expected an ordinary PNG image, found one with a part {0}', strange.type));
}

type Head = Omit<PngParts, 'palette' | 'data'>;

function headOf([first]: readonly Chunk[], file: string): Head {
  if (first?.type !== 'IHDR' || first.data.length !== 13) throw damaged(file, tell('it does not begin with its size'));
  const { data } = first;
  const [width, height, depth, colour] = [data.readUInt32BE(0), data.readUInt32BE(4), data.readUInt8(8), data.readUInt8(9)];
  if (width === 0 || height === 0) throw damaged(file, tell('{0} x {1} pixels', width, height));
  if (![0, 2, 3, 4, 6].includes(colour) || ![1, 2, 4, 8, 16].includes(depth))
    throw damaged(file, tell('its colours are of an unknown kind'));
  if (data[10] !== 0 || data[11] !== 0 || (data[12] ?? 0) > 1) throw damaged(file, tell('it is packed in an unknown way'));
  return { width, height, depth, colour, interlaced: data[12] === 1 };
}

function paletteOf(chunks: readonly Chunk[], colour: number, file: string): Uint8Array | null {
  if (colour !== 3) return null;
  const palette = chunks.find(({ type }) => type === 'PLTE')?.data;
  if (palette === undefined || palette.length === 0 || palette.length % 3 !== 0) throw damaged(file, tell('its palette is missing or cut'));
  return palette;
}

/** @throws DataError where the file is no PNG, is cut short, or where a checksum is wrong. */
export function pngParts(bytes: Buffer, file: string): PngParts {
  checkSignature(bytes, file);
  const chunks = chunksOf(bytes, file);
  checkKnown(chunks, file);
  const head = headOf(chunks, file);
  const pixels = chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data);
  if (pixels.length === 0) throw damaged(file, tell('it holds no pixels'));
  return { ...head, palette: paletteOf(chunks, head.colour, file), data: Buffer.concat(pixels) };
}
