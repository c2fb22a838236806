/** Hashes that name work and tensors: SHA-256 over bytes, or over JSON in one canonical form. */
import { sha256 as digest } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Hash } from './training.ts';

function canonicalNumber(value: number): string {
  // JSON would write null: two specs that differ would then share a hash.
  if (!Number.isFinite(value)) throw new TypeError(`${value} cannot be part of a hash.`);
  return JSON.stringify(value);
}

function canonicalObject(value: object): string {
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  // By code units, not by locale: the same on every machine.
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`;
}

/** JSON without blanks, keys sorted, keys whose value is undefined left out. */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') return canonicalNumber(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object') return canonicalObject(value);
  throw new TypeError(`A ${typeof value} cannot be part of a hash.`);
}

/** SHA-256 in hexadecimal; of a string, its UTF-8 bytes. */
export function sha256(content: Uint8Array | string): Hash {
  return bytesToHex(digest(typeof content === 'string' ? new TextEncoder().encode(content) : content));
}

/** The hash of a value is the hash of its canonical JSON: the order of keys does not matter. */
export function hashOf(value: unknown): Hash {
  return sha256(canonicalJson(value));
}
