/** tensors/<hash>.safetensors: each mask and each set of weights once, named by the hash of its bytes. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { lstat } from 'node:fs/promises';
import path from 'node:path';
import type { OptimizerState } from '../../../engine/training-session.ts';
import type { Hash } from '../../../shared/specs/training.ts';
import { bytesToMask, bytesToWeights, decodeTensors, type EncodableTensor, encodeTensors } from '../../../shared/tensors/safetensors.ts';
import type { Mask, Tensor, Weights } from '../../../shared/tensors/tensors.ts';
import { isMissing, makeAnew, StoreError } from '../files/store-error.ts';
import { readStoreFile } from '../files/store-files.ts';
import { writeAtomically } from '../files/write-atomically.ts';
import { inEnglishWords, tell } from '../../../shared/text/told.ts';

const separator = '/';
const products = 'beta-products';

/** An optimiser's state as one safetensors file: `adam.m/fc1.weight` and so on, and the two products of betas in full. */
export function optimizerStateToBytes({ slots, betaProducts }: OptimizerState): Uint8Array {
  const all = new Map<string, EncodableTensor>([[products, { dtype: 'F64', shape: [2], data: Float64Array.from(betaProducts) }]]);
  for (const [slot, values] of slots)
    for (const [name, { shape, data }] of values) all.set(`${slot}${separator}${name}`, { dtype: 'F32', shape, data });
  return encodeTensors(all);
}

function bytesToOptimizerState(bytes: Uint8Array): OptimizerState {
  const { tensors } = decodeTensors(bytes);
  const [first = 1, second = 1] = Array.from(tensors.get(products)?.data ?? [], Number);
  const slots = new Map<string, Map<string, Tensor>>();
  for (const [path, { shape, data }] of tensors) {
    const at = path.indexOf(separator);
    if (at < 0 || !(data instanceof Float32Array)) continue;
    const [slot, name] = [path.slice(0, at), path.slice(at + 1)];
    slots.set(slot, (slots.get(slot) ?? new Map<string, Tensor>()).set(name, { shape, data }));
  }
  return { slots, betaProducts: [first, second] };
}

/** SHA-256 in hexadecimal, equal to `sha256` of src/shared/specs/hash.ts, but computed by native code: tensors are large. */
export const hashOfBytes = (bytes: Uint8Array): Hash => createHash('sha256').update(bytes).digest('hex');

/** Of tensors whose file is not there. */
const unvouchedBytes = 4e8;

export class TensorStore {
  /** Hashes of the files that this process has read or written whole. */
  private readonly whole = new Set<Hash>();
  /** Is told of each damaged file that is made anew. */
  onRepair: ((text: string) => void) | null = null;

  constructor(readonly folder: string) {}

  file(hash: Hash): string {
    return path.join(this.folder, `${hash}.safetensors`);
  }

  /** Whether it is there and whole: a file of that name alone says nothing. What was found whole is believed afterwards. */
  async has(hash: Hash): Promise<boolean> {
    if (this.whole.has(hash)) return existsSync(this.file(hash));
    await this.read(hash).catch((error: unknown) => this.passIfUnusable(error));
    return this.whole.has(hash);
  }

  /** Writes what is not there yet, and what is there but damaged. */
  async put(bytes: Uint8Array): Promise<Hash> {
    const hash = hashOfBytes(bytes);
    if (!(await this.has(hash))) await writeAtomically(this.file(hash), bytes);
    this.whole.add(hash);
    return hash;
  }

  /** For what is made in memory by a size that a stranger may have written. @throws StoreError where a file holds fewer bytes; one that is missing vouches for some. */
  async requireBytes(hash: Hash, least: number): Promise<void> {
    const held = await lstat(this.file(hash)).then(
      ({ size }) => size,
      () => unvouchedBytes,
    );
    if (held < least)
      throw new StoreError(this.file(hash), 'damaged', tell('holds fewer numbers than the network has weights.'), { remedy: makeAnew });
  }

  async weights(hash: Hash): Promise<Weights> {
    return bytesToWeights(await this.read(hash));
  }

  async optimizerState(hash: Hash): Promise<OptimizerState> {
    return bytesToOptimizerState(await this.read(hash));
  }

  async mask(hash: Hash): Promise<Mask> {
    return bytesToMask(await this.read(hash));
  }

  /** The bytes, whose hash is what the name says. @throws StoreError where they are missing or damaged. */
  private async read(hash: Hash): Promise<Uint8Array> {
    const file = this.file(hash);
    this.whole.delete(hash);
    const bytes = await readStoreFile(file).catch((error: unknown) => {
      if (!isMissing(error)) throw error;
      throw new StoreError(file, 'missing', tell('is missing.'), { cause: error, remedy: makeAnew });
    });
    if (hashOfBytes(bytes) !== hash)
      throw new StoreError(file, 'damaged', tell('is damaged: its content is not what its name says.'), { remedy: makeAnew });
    this.whole.add(hash);
    return bytes;
  }

  /** A tensor that is missing or damaged is made anew; one that cannot be read just now must not be. */
  private passIfUnusable(error: unknown): void {
    if (!(error instanceof StoreError) || (error.trouble !== 'missing' && error.trouble !== 'damaged')) throw error;
    if (error.trouble === 'damaged') this.onRepair?.(`${inEnglishWords(error.finding)} It is made anew.`);
  }
}
