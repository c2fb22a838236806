/** One PNG file as planes of bytes. */
import { readFile } from 'node:fs/promises';
import { decode, type DecodedPng } from 'fast-png';
import { DataError } from '../data-error.ts';

export interface Picture {
  readonly channels: number;
  readonly height: number;
  readonly width: number;
  /** `[channels, height, width]` */
  readonly bytes: Uint8Array;
}

async function decoded(file: string): Promise<DecodedPng> {
  try {
    return decode(await readFile(file));
  } catch (error) {
    throw new DataError(file, `expected a PNG image (${(error as Error).message})`, { cause: error });
  }
}

/** A palette's indices become colours. */
function byteAt(png: DecodedPng, pixel: number, channel: number): number {
  if (png.palette) return png.palette[png.data[pixel] ?? 0]?.[channel] ?? 0;
  return png.data[pixel * png.channels + channel] ?? 0;
}

/** Transparency is no part of what a network sees: 2 channels count as 1, 4 as 3. */
const colours = ({ channels, palette }: DecodedPng): number => ((palette ?? channels >= 3) ? 3 : 1);

/** @throws DataError for anything but a PNG of 8 bits a channel. */
export async function readPng(file: string): Promise<Picture> {
  const png = await decoded(file);
  if (png.depth !== 8) throw new DataError(file, `expected 8 bits a channel, found ${png.depth}`);
  const { width, height } = png;
  const [channels, area] = [colours(png), width * height];
  const bytes = new Uint8Array(channels * area);
  for (let channel = 0; channel < channels; channel++)
    for (let pixel = 0; pixel < area; pixel++) bytes[channel * area + pixel] = byteAt(png, pixel, channel);
  return { channels, height, width, bytes };
}
