/** Reads the tensors of a file of another program; its first bytes, not its name, say what it is. */
import { bytesAt, readSmall, withFile } from '../../data/files/byte-source.ts';
import { ByteReader } from '../../data/files/byte-reader.ts';
import { checkRoom } from '../../data/files/limits.ts';
import { foundIn } from '../../data/files/recognise.ts';
import { npyArray } from '../../data/numpy/array.ts';
import { memberChunks, zipMembers, type ZipMember } from '../../data/numpy/zip.ts';
import { decodeTensors, SafetensorsError } from '../../shared/tensors/safetensors.ts';
import { type ForeignTensor, type ForeignTensors, ImportError, mostTensors, shown } from './foreign-tensors.ts';
import { stateDict } from './state-dict.ts';
import { tfjsWeights } from './tfjs-weights.ts';
import { tell } from '../../shared/text/told.ts';

async function safetensors(file: string, size: number): Promise<ForeignTensors> {
  checkRoom(2 * size, file);
  try {
    const { tensors } = decodeTensors(await readSmall(file, size));
    return new Map(
      [...tensors].map(([name, { dtype, shape, data }]): [string, ForeignTensor] => [
        name,
        { shape, dtype, data: data instanceof Uint8Array || data instanceof Float32Array ? data : Float32Array.from(data, Number) },
      ]),
    );
  } catch (error) {
    throw error instanceof SafetensorsError ? new ImportError(file, error.told, { cause: error }) : error;
  }
}

async function npz(file: string, members: readonly ZipMember[]): Promise<ForeignTensors> {
  const arrays = members.filter(({ name }) => name.endsWith('.npy'));
  if (arrays.length > mostTensors) throw new ImportError(file, tell('it holds {0} arrays, more than any network of ours.', arrays.length));
  const all = new Map<string, ForeignTensor>();
  for (const member of arrays) {
    const name = member.name.slice(0, -'.npy'.length);
    // Our own exports keep their provenance beside the tensors.
    if (name === 'metadata') continue;
    const place = `${file}: ${shown(name)}`;
    const { shape, values } = await npyArray(new ByteReader(memberChunks(file, member, place)), place, member.bytes);
    all.set(name, { shape, data: values, dtype: values instanceof Uint8Array ? 'uint8' : 'float32' });
  }
  return all;
}

async function zipFile(file: string): Promise<ForeignTensors> {
  const members = await zipMembers(file);
  const pickle = members.find(({ name }) => name === 'data.pkl' || name.endsWith('/data.pkl'));
  if (pickle) return stateDict(file, members, pickle.name.slice(0, -'data.pkl'.length));
  if (members.some(({ name }) => name.endsWith('.npy'))) return npz(file, members);
  throw new ImportError(file, tell('it is a zip archive that holds neither NumPy arrays nor a state dict of PyTorch.'));
}

const mostDescriptionBytes = 64e6;
/** The length of a safetensors header comes first, then its JSON. */
const isSafetensors = (head: Buffer): boolean => head.length > 8 && head[8] === 0x7b && head.readBigUInt64LE(0) < 100_000_000n;

const formats = tell('safetensors, .npz, a state dict of PyTorch (.pt, .pth) or a model.json of TensorFlow.js');

/** @throws ImportError or DataError with the file, what was expected and what was found. */
export async function readTensors(file: string): Promise<ForeignTensors> {
  const { head, size } = await withFile(file, async (handle, bytes) => ({ size: bytes, head: await bytesAt(handle, 0, 256) }));
  if (head[0] === 0x50 && head[1] === 0x4b) return zipFile(file);
  if (isSafetensors(head)) return safetensors(file, size);
  if (/^\s*\{/.test(head.toString('latin1'))) return tfjsWeights(file, (await readSmall(file, mostDescriptionBytes)).toString('utf8'));
  if (head[0] === 0x80)
    throw new ImportError(
      file,
      tell('it is a pickle of PyTorch before 1.6, which is not read. Load it there and save it again with torch.save.'),
    );
  throw new ImportError(file, tell('expected {0}, found {1}.', formats, foundIn(head)));
}
