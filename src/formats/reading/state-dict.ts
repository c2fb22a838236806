/**
 * State dicts as torch.save writes them since PyTorch 1.6: a zip with data.pkl, which names storages, and a member for each storage. Only the names that
 * a dict of tensors needs are understood.
 */
import { memberChunks, type ZipMember } from '../../data/numpy/zip.ts';
import { checkRoom } from '../../data/files/limits.ts';
import { productOf } from '../../shared/network/shapes.ts';
import { bfloat16ToFloat32, float16ToFloat32 } from '../../shared/tensors/small-floats.ts';
import { type ForeignTensor, type ForeignTensors, ImportError, mostTensors, shown } from './foreign-tensors.ts';
import { PickleError, PickleGlobal, PickleObject, type PickleValue, type PickleWorld, readPickle } from './pickle.ts';
import { tell, tellSentence } from '../../shared/text/told.ts';

interface StorageType {
  readonly bytes: number;
  read(view: DataView, at: number): number;
}

const storageTypes: Readonly<Record<string, StorageType>> = {
  FloatStorage: { bytes: 4, read: (view, at) => view.getFloat32(at, true) },
  DoubleStorage: { bytes: 8, read: (view, at) => view.getFloat64(at, true) },
  HalfStorage: { bytes: 2, read: (view, at) => float16ToFloat32(view.getUint16(at, true)) },
  BFloat16Storage: { bytes: 2, read: (view, at) => bfloat16ToFloat32(view.getUint16(at, true)) },
  LongStorage: { bytes: 8, read: (view, at) => Number(view.getBigInt64(at, true)) },
  IntStorage: { bytes: 4, read: (view, at) => view.getInt32(at, true) },
  ShortStorage: { bytes: 2, read: (view, at) => view.getInt16(at, true) },
  CharStorage: { bytes: 1, read: (view, at) => view.getInt8(at) },
  ByteStorage: { bytes: 1, read: (view, at) => view.getUint8(at) },
  BoolStorage: { bytes: 1, read: (view, at) => view.getUint8(at) },
};

interface Storage {
  readonly type: string;
  readonly key: string;
}

/** A tensor whose values nobody has read yet. */
interface StoredTensor {
  readonly storage: Storage;
  readonly offset: number;
  readonly shape: readonly number[];
  readonly stride: readonly number[];
}

const isStorageType = ({ module, name }: PickleGlobal): boolean => module === 'torch' && Object.hasOwn(storageTypes, name);
const calls = new Set(['collections.OrderedDict', 'torch._utils._rebuild_tensor_v2', 'torch._utils._rebuild_parameter']);

const isSize = (value: PickleValue): value is number => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
const isSizes = (value: PickleValue | undefined): value is readonly number[] =>
  Array.isArray(value) && (value as PickleValue[]).every(isSize);

function storageOf(id: PickleValue): PickleObject {
  const [word, type, key] = Array.isArray(id) ? (id as readonly PickleValue[]) : [];
  if (word !== 'storage' || !(type instanceof PickleGlobal) || typeof key !== 'string')
    throw new PickleError(tell('the pickle refers to something that is no storage of numbers'));
  if (!isStorageType(type))
    throw new PickleError(tell('the pickle holds a storage of the type {0}, which is not read', JSON.stringify(String(type))));
  return new PickleObject('storage', { type: type.name, key } satisfies Storage);
}

function tensorOf([storage, offset, shape, stride]: readonly PickleValue[]): PickleObject {
  if (
    !(storage instanceof PickleObject) ||
    storage.kind !== 'storage' ||
    offset === undefined ||
    !isSize(offset) ||
    !isSizes(shape) ||
    !isSizes(stride)
  )
    throw new PickleError(tell('the pickle holds a tensor that is damaged'));
  if (shape.length !== stride.length) throw new PickleError(tell('the pickle holds a tensor whose shape and strides differ'));
  return new PickleObject('tensor', { storage: storage.value as Storage, offset, shape, stride } satisfies StoredTensor);
}

const world: PickleWorld = {
  allows: (global) => isStorageType(global) || calls.has(String(global)),
  persistent: storageOf,
  call(global, args) {
    if (global.name === 'OrderedDict') return new Map();
    if (global.name === '_rebuild_tensor_v2') return tensorOf(args);
    // A parameter is a tensor that is trained.
    if (global.name === '_rebuild_parameter') return args[0] ?? null;
    throw new PickleError(tell('the pickle calls {0}', JSON.stringify(String(global))));
  },
};

const isTensor = (value: PickleValue): value is PickleObject => value instanceof PickleObject && value.kind === 'tensor';

/** Under which a checkpoint keeps its state dict. */
const wrappers = ['state_dict', 'model_state_dict', 'model', 'net'];

/** The dict of tensors, or the one that a checkpoint has among other things. */
function tensorDict(value: PickleValue, depth = 0): ReadonlyMap<string, StoredTensor> | null {
  if (!(value instanceof Map) || depth > 3) return null;
  const own = [...value].flatMap(([name, one]) =>
    typeof name === 'string' && isTensor(one) ? [[name, one.value as StoredTensor] as const] : [],
  );
  if (own.length > 0) return new Map(own);
  for (const name of wrappers) {
    const inner = tensorDict(value.get(name) ?? null, depth + 1);
    if (inner) return inner;
  }
  return null;
}

async function memberBytes(file: string, member: ZipMember): Promise<Buffer> {
  checkRoom(member.bytes, file);
  const chunks: Uint8Array[] = [];
  for await (const chunk of memberChunks(file, member, `${file}: ${member.name}`)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Pickles of state dicts have some hundred bytes a tensor. */
const mostPickleBytes = 64e6;

/** Values in C order, wherever the tensor's strides put them. */
function valuesOf({ storage, offset, shape, stride }: StoredTensor, bytes: Buffer, place: string): Float32Array | Uint8Array {
  const type = storageTypes[storage.type];
  const count = productOf(shape);
  const last = shape.reduce((sum, size, axis) => sum + Math.max(0, size - 1) * (stride[axis] ?? 0), offset);
  if (!type || (count > 0 && (last + 1) * type.bytes > bytes.length)) throw new PickleError(tell('{0} reaches beyond its storage', place));
  checkRoom(count * 4, place);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const values = storage.type === 'ByteStorage' || storage.type === 'BoolStorage' ? new Uint8Array(count) : new Float32Array(count);
  const index = shape.map(() => 0);
  for (let at = 0, from = offset; at < count; at++) {
    values[at] = type.read(view, from * type.bytes);
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const [size = 1, step = 0, here = 0] = [shape[axis], stride[axis], index[axis]];
      from += step;
      if ((index[axis] = here + 1) < size) break;
      from -= step * size;
      index[axis] = 0;
    }
  }
  return values;
}

async function readTensors(file: string, members: readonly ZipMember[], root: string): Promise<ForeignTensors> {
  const memberAt = (name: string): ZipMember => {
    const found = members.find((one) => one.name === `${root}${name}`);
    if (!found) throw new PickleError(tell('it has no member {0}, so that it is damaged', shown(name)));
    return found;
  };
  const pickle = memberAt('data.pkl');
  if (pickle.bytes > mostPickleBytes) throw new PickleError(tell('its data.pkl is larger than that of any state dict'));
  const order = members.find((one) => one.name === `${root}byteorder`);
  if (order && (await memberBytes(file, order)).toString('latin1').trim() !== 'little')
    throw new PickleError(tell('its numbers are big-endian; save it on another machine'));
  const dict = tensorDict(readPickle(await memberBytes(file, pickle), world));
  if (!dict) throw new PickleError(tell('it holds no dict of tensors. Save one with torch.save(model.state_dict(), file)'));
  if (dict.size > mostTensors) throw new PickleError(tell('it holds {0} tensors, more than any network of ours', dict.size));
  const storages = new Map<string, Buffer>();
  const all = new Map<string, ForeignTensor>();
  for (const [name, tensor] of dict) {
    const { key, type } = tensor.storage;
    const bytes = storages.get(key) ?? (await memberBytes(file, memberAt(`data/${key}`)));
    storages.set(key, bytes);
    all.set(name, { shape: tensor.shape, data: valuesOf(tensor, bytes, shown(name)), dtype: type.replace('Storage', '').toLowerCase() });
  }
  return all;
}

/** @param members Of the zip archive. @param root Folder in it, such as `archive/`. @throws ImportError, DataError */
export async function stateDict(file: string, members: readonly ZipMember[], root: string): Promise<ForeignTensors> {
  try {
    return await readTensors(file, members, root);
  } catch (error) {
    throw error instanceof PickleError ? new ImportError(file, tellSentence(error.told), { cause: error }) : error;
  }
}
