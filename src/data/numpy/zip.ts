/** The members of a zip archive (APPNOTE.TXT of PKWARE), read one at a time where they lie; zip64 sizes are understood. */
import { createReadStream } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { DataError } from '../data-error.ts';
import { asDataError, bytesAt, withFile } from '../files/byte-source.ts';
import { unpackedAtMost, unpacksTooFar } from '../files/limits.ts';
import { foundIn } from '../files/recognise.ts';
import { tell, type Words } from '../../shared/text/told.ts';

export interface ZipMember {
  readonly name: string;
  /** 0: stored, 8: deflated. */
  readonly method: number;
  readonly encrypted: boolean;
  readonly crc: number;
  readonly packedBytes: number;
  readonly bytes: number;
  /** Of its own head, in the archive. */
  readonly headAt: number;
}

const damaged = (file: string, why: Words): DataError =>
  new DataError(file, tell('expected a sound zip archive, found a damaged one: {0}', why));

const endBytes = 22;
/** The comment behind the end record has at most 65,535 bytes. */
const mostEndBytes = endBytes + 65_535;
const mostDirectoryBytes = 1 << 24;
const all32 = 0xffff_ffff;

interface Directory {
  readonly start: number;
  readonly bytes: number;
}

/** Where sizes do not fit into 32 bits a second end record holds them, found through a locator before the first one. */
async function zip64Directory(handle: FileHandle, locator: Buffer, file: string): Promise<Directory> {
  if (locator.length < 20 || locator.readUInt32LE(0) !== 0x07064b50)
    throw damaged(file, tell('its list of members is not where it should be'));
  const end = await bytesAt(handle, Number(locator.readBigUInt64LE(8)), 56);
  if (end.length < 56 || end.readUInt32LE(0) !== 0x06064b50) throw damaged(file, tell('its list of members is not where it should be'));
  return { bytes: Number(end.readBigUInt64LE(40)), start: Number(end.readBigUInt64LE(48)) };
}

async function directoryOf(handle: FileHandle, size: number, file: string): Promise<Directory> {
  const tail = await bytesAt(handle, Math.max(0, size - mostEndBytes), Math.min(size, mostEndBytes));
  const at = tail.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (at < 0 || at + endBytes > tail.length) {
    const head = await bytesAt(handle, 0, 256);
    if (head.subarray(0, 2).toString('latin1') === 'PK') throw damaged(file, tell('it is cut short'));
    throw new DataError(file, tell('expected a zip archive, as .npz files are, found {0}', foundIn(head)));
  }
  const directory = { bytes: tail.readUInt32LE(at + 12), start: tail.readUInt32LE(at + 16) };
  const is64 = directory.start === all32 || directory.bytes === all32;
  return is64 ? zip64Directory(handle, tail.subarray(Math.max(0, at - 20), at), file) : directory;
}

/** The fields of an entry that were too large for 32 bits, in the order of the format. */
function zip64Sizes(extra: Buffer): readonly number[] {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    const field = extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2));
    if (extra.readUInt16LE(at) === 1)
      return Array.from({ length: Math.floor(field.length / 8) }, (_, index) => Number(field.readBigUInt64LE(8 * index)));
  }
  return [];
}

function memberAt(list: Buffer, at: number): { member: ZipMember; next: number } {
  const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((field) => list.readUInt16LE(at + field)) as [number, number, number];
  const nameEnd = at + 46 + nameBytes;
  const large = [...zip64Sizes(list.subarray(nameEnd, nameEnd + extraBytes))];
  const sized = (value: number): number => (value === all32 ? (large.shift() ?? value) : value);
  const [bytes, packedBytes, headAt] = [
    sized(list.readUInt32LE(at + 24)),
    sized(list.readUInt32LE(at + 20)),
    sized(list.readUInt32LE(at + 42)),
  ];
  const [encrypted, method] = [(list.readUInt16LE(at + 8) & 1) === 1, list.readUInt16LE(at + 10)];
  const name = list.toString('utf8', at + 46, nameEnd);
  return {
    member: { name, method, encrypted, crc: list.readUInt32LE(at + 16), packedBytes, bytes, headAt },
    next: nameEnd + extraBytes + commentBytes,
  };
}

/** @throws DataError where the list of members is damaged. */
export function zipMembers(file: string): Promise<readonly ZipMember[]> {
  return withFile(file, async (handle, size) => {
    const { start, bytes } = await directoryOf(handle, size, file);
    if (start + bytes > size || bytes > mostDirectoryBytes) throw damaged(file, tell('its list of members is not where it should be'));
    const list = await bytesAt(handle, start, bytes);
    const members: ZipMember[] = [];
    for (let at = 0; at + 46 <= list.length && list.readUInt32LE(at) === 0x02014b50;) {
      const { member, next } = memberAt(list, at);
      members.push(member);
      at = next;
    }
    return members;
  });
}

/** Of a member's packed bytes; its own head may be longer than the list's. */
const dataAt = (file: string, { headAt }: ZipMember): Promise<number> =>
  withFile(file, async (handle) => {
    const head = Number.isSafeInteger(headAt) ? await bytesAt(handle, headAt, 30) : Buffer.alloc(0);
    if (head.length < 30 || head.readUInt32LE(0) !== 0x04034b50) throw damaged(file, tell('a member is not where its list says'));
    return headAt + 30 + head.readUInt16LE(26) + head.readUInt16LE(28);
  });

function packedChunks(file: string, start: number, { method, packedBytes, bytes: unpackedBytes }: ZipMember): AsyncIterable<Uint8Array> {
  const bytes = createReadStream(file, { start, end: start + packedBytes - 1, highWaterMark: 1 << 20 });
  if (method === 0) return bytes as AsyncIterable<Uint8Array>;
  // An unpacker asks for a whole chunk of memory at once, however little comes out.
  const chunkSize = Math.max(1 << 10, Math.min(unpackedBytes, 1 << 20));
  return pipeline(bytes, createInflateRaw({ chunkSize }), () => undefined) as AsyncIterable<Uint8Array>;
}

function checkReadable(file: string, member: ZipMember, place: string): void {
  const { encrypted, method, bytes, packedBytes } = member;
  if (encrypted) throw new DataError(place, tell('is encrypted: save it without a password'));
  if (method !== 0 && method !== 8)
    throw new DataError(place, tell('is packed in a way that NumPy does not use: save it with numpy.savez'));
  if (method === 0 ? bytes !== packedBytes : bytes > unpackedAtMost(packedBytes)) {
    if (method === 8) throw unpacksTooFar(place, packedBytes);
    throw damaged(file, tell('two sizes of a member differ'));
  }
}

/**
 * The bytes of a member, unpacked; its size and checksum are checked at the end.
 * @param place The archive and the member, for messages.
 * @throws DataError
 */
export async function* memberChunks(file: string, member: ZipMember, place: string): AsyncIterable<Uint8Array> {
  checkReadable(file, member, place);
  if (member.packedBytes === 0) return;
  let [bytes, crc] = [0, 0];
  try {
    for await (const chunk of packedChunks(file, await dataAt(file, member), member)) {
      bytes += chunk.length;
      crc = crc32(chunk, crc);
      if (bytes > member.bytes) break;
      yield chunk;
    }
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    throw code.startsWith('Z_') ? damaged(place, tell('it cannot be unpacked')) : asDataError(place, error);
  }
  if (bytes !== member.bytes) throw damaged(place, tell('its size is not the {0} bytes that its list says', member.bytes));
  if (crc !== member.crc) throw damaged(place, tell('its checksum (CRC-32) is wrong'));
}
