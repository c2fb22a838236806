/** A checkpoint as one safetensors file: with two files, one could be newer than the other. */
import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { EngineCheckpoint } from '../../../engine/engine.ts';
import { hashOf } from '../../../shared/specs/hash.ts';
import type { Evaluation, Hash } from '../../../shared/specs/training.ts';
import { type DecodedFile, decodeTensors, type EncodableTensor, encodeTensors } from '../../../shared/tensors/safetensors.ts';
import type { Tensor, Weights } from '../../../shared/tensors/tensors.ts';

/** A checkpoint without its evaluations, which stand in evaluations.jsonl: how many of them it knows, and their hash. */
export interface SavedCheckpoint extends Omit<EngineCheckpoint, 'evaluations'> {
  readonly spec: Hash;
  readonly evaluationCount: number;
  readonly evaluationHash: Hash;
  /** Time spent so far. */
  readonly seconds: number;
}

const metadataSchema = z.object({
  /** '1' hashes the numbers of the tensors alone; still read, so that a run of before goes on. */
  schemaVersion: z.enum(['1', '2']),
  spec: z.string(),
  iteration: z.coerce.number().int(),
  betaProduct1: z.coerce.number(),
  betaProduct2: z.coerce.number(),
  evaluationCount: z.coerce.number().int(),
  evaluationHash: z.string(),
  seconds: z.coerce.number(),
  content: z.string(),
});

const separator = '/';
type Named = Map<string, EncodableTensor>;

function add(all: Named, prefix: string, weights: Weights): void {
  for (const [name, { shape, data }] of weights) all.set(`${prefix}${separator}${name}`, { dtype: 'F32', shape, data });
}

function tensorsOf({ weights, slots, snapshots }: EngineCheckpoint): Named {
  const all: Named = new Map();
  add(all, 'weights', weights);
  for (const [slot, values] of slots) add(all, `slots${separator}${slot}`, values);
  for (const [iteration, values] of snapshots) add(all, `snapshots${separator}${String(iteration)}`, values);
  return all;
}

/** A tensor before it is encoded, or after. */
interface HashedTensor {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data: { readonly buffer: ArrayBufferLike; readonly byteOffset: number; readonly byteLength: number };
}

type Head = Readonly<Record<string, string>>;

/**
 * safetensors have no checksum of their own, and an iteration or a name that is not the one that was written would give other bits.
 * @param head All metadata but the hash itself; null in files of version 1.
 */
function contentHash(tensors: ReadonlyMap<string, HashedTensor>, head: Head | null): Hash {
  const hash = createHash('sha256');
  const shapes = [...tensors].map(([name, { dtype, shape }]) => [name, dtype, shape]);
  if (head) hash.update(JSON.stringify([Object.entries(head).toSorted(([a], [b]) => (a < b ? -1 : 1)), shapes]));
  for (const { data } of tensors.values()) hash.update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  return hash.digest('hex');
}

/** Numbers are written as JavaScript does: the shortest decimal that reads back as the same bits. */
export function encodeCheckpoint(spec: Hash, checkpoint: EngineCheckpoint, seconds: number): Uint8Array {
  const tensors = tensorsOf(checkpoint);
  const { iteration, betaProducts, evaluations } = checkpoint;
  const head = {
    schemaVersion: '2',
    spec,
    iteration: String(iteration),
    betaProduct1: String(betaProducts[0]),
    betaProduct2: String(betaProducts[1]),
    evaluationCount: String(evaluations.length),
    evaluationHash: hashOf(evaluations),
    seconds: String(seconds),
  };
  return encodeTensors(tensors, { ...head, content: contentHash(tensors, head) });
}

/** @throws Error where the file is not what it says of itself. */
function checkContent({ tensors, metadata }: DecodedFile): void {
  const { content, ...head } = Object.fromEntries(metadata) as Record<string, string>;
  if (contentHash(tensors, head['schemaVersion'] === '1' ? null : head) !== content)
    throw new Error('The content is not what the file says of it.');
}

/** The tensors below a prefix, by the rest of their names: `slots/adam.m/fc1.weight` -> `adam.m` -> `fc1.weight`. */
function group(tensors: ReadonlyMap<string, Tensor>, prefix: string): Map<string, Map<string, Tensor>> {
  const groups = new Map<string, Map<string, Tensor>>();
  for (const [path, tensor] of tensors) {
    const [first, key = '', ...rest] = path.split(separator);
    if (first === prefix) groups.set(key, (groups.get(key) ?? new Map<string, Tensor>()).set(rest.join(separator), tensor));
  }
  return groups;
}

function ungrouped(tensors: ReadonlyMap<string, Tensor>, prefix: string): Weights {
  const own = [...tensors].filter(([path]) => path.startsWith(`${prefix}${separator}`));
  return new Map(own.map(([path, tensor]) => [path.slice(prefix.length + 1), tensor]));
}

/** @throws Error where the bytes are not a whole checkpoint. */
export function decodeCheckpoint(bytes: Uint8Array): SavedCheckpoint {
  const file = decodeTensors(bytes);
  checkContent(file);
  const { betaProduct1, betaProduct2, iteration, spec, evaluationCount, evaluationHash, seconds } = metadataSchema.parse(
    Object.fromEntries(file.metadata),
  );
  const tensors = new Map([...file.tensors].map(([name, { shape, data }]) => [name, { shape, data } as Tensor]));
  const snapshots = [...group(tensors, 'snapshots')].map(([at, weights]) => [Number(at), weights] as const);
  const state = { weights: ungrouped(tensors, 'weights'), slots: group(tensors, 'slots'), snapshots: new Map(snapshots) };
  return { iteration, betaProducts: [betaProduct1, betaProduct2], ...state, spec, evaluationCount, evaluationHash, seconds };
}

/** Whether these are the evaluations that the checkpoint was made with. */
export const knowsEvaluations = (checkpoint: SavedCheckpoint, evaluations: readonly Evaluation[]): boolean =>
  evaluations.length === checkpoint.evaluationCount && hashOf(evaluations) === checkpoint.evaluationHash;
