/** The messages of an ONNX file (onnx.proto) that a network of ours needs; numbers are those of the fields there. */
import { productOf } from '../../shared/network/shapes.ts';
import type { Tensor } from '../../shared/tensors/tensors.ts';
import { bytes, float, message, signed, text, whole } from '../bytes/protobuf.ts';

type Bytes = Uint8Array;

const elementTypes = { float: 1, int64: 7 } as const;
const attributeTypes = { float: 1, int: 2, ints: 7 } as const;

export type Attribute = number | readonly number[] | { readonly float: number };

function attribute(name: string, value: Attribute): Bytes {
  if (typeof value === 'number') return message(5, [text(1, name), signed(3, value), whole(20, attributeTypes.int)]);
  if ('float' in value) return message(5, [text(1, name), float(2, value.float), whole(20, attributeTypes.float)]);
  return message(5, [text(1, name), ...value.map((one) => signed(8, one)), whole(20, attributeTypes.ints)]);
}

export interface OnnxNode {
  readonly operation: string;
  readonly inputs: readonly string[];
  readonly output: string;
  readonly attributes?: Readonly<Record<string, Attribute>>;
}

const node = ({ operation, inputs, output, attributes = {} }: OnnxNode): Bytes =>
  message(1, [
    ...inputs.map((one) => text(1, one)),
    text(2, output),
    text(3, output),
    text(4, operation),
    ...Object.entries(attributes).map(([name, value]) => attribute(name, value)),
  ]);

const rawBytes = (data: Float32Array | BigInt64Array): Bytes => new Uint8Array(data.buffer, data.byteOffset, data.byteLength);

function tensorFields(name: string, shape: readonly number[], data: Float32Array | BigInt64Array): Bytes[] {
  const type = data instanceof Float32Array ? elementTypes.float : elementTypes.int64;
  return [...shape.map((size) => whole(1, size)), whole(2, type), text(8, name), bytes(9, rawBytes(data))];
}

const initialiser = ([name, { shape, data }]: readonly [string, Tensor]): Bytes => message(5, tensorFields(name, shape, data));

/** A sparse initialiser: the values that are not 0, and where they lie in the flat tensor. */
function sparseInitialiser([name, { shape, data }]: readonly [string, Tensor]): Bytes {
  const places = [...data.keys()].filter((at) => data[at] !== 0);
  const values = Float32Array.from(places, (at) => data[at] ?? 0);
  const indices = BigInt64Array.from(places, (at) => BigInt(at));
  const count = [places.length];
  return message(15, [
    message(1, tensorFields(name, count, values)),
    message(2, tensorFields('', count, indices)),
    ...shape.map((size) => whole(3, size)),
  ]);
}

/** A batch of any size. */
function valueInfo(field: number, name: string, shape: readonly number[]): Bytes {
  const dimensions = [message(1, [text(2, 'batch')]), ...shape.map((size) => message(1, [whole(1, size)]))];
  return message(field, [text(1, name), message(2, [message(1, [whole(1, elementTypes.float), message(2, dimensions)])])]);
}

export interface OnnxGraph {
  readonly name: string;
  readonly nodes: readonly OnnxNode[];
  readonly tensors: ReadonlyMap<string, Tensor>;
  /** Names of the tensors to be written sparsely. */
  readonly sparse: ReadonlySet<string>;
  readonly input: { readonly name: string; readonly shape: readonly number[] };
  readonly output: { readonly name: string; readonly shape: readonly number[] };
  readonly metadata: Readonly<Record<string, string>>;
  readonly producerVersion: string;
}

/** IR version 8 and operator set 13: what every runtime of the last years reads. */
const versions = { intermediate: 8, operators: 13 } as const;

function graphFields({ name, nodes, tensors, sparse, input, output }: OnnxGraph): Bytes[] {
  const entries = [...tensors].filter(([, { shape }]) => productOf(shape) > 0);
  return [
    ...nodes.map(node),
    text(2, name),
    ...entries.filter(([key]) => !sparse.has(key)).map(initialiser),
    valueInfo(11, input.name, input.shape),
    valueInfo(12, output.name, output.shape),
    ...entries.filter(([key]) => sparse.has(key)).map(sparseInitialiser),
  ];
}

/** The bytes of a .onnx file. */
export function onnxBytes(graph: OnnxGraph): Uint8Array {
  return Buffer.concat([
    whole(1, versions.intermediate),
    text(2, 'winning-ticket'),
    text(3, graph.producerVersion),
    message(7, graphFields(graph)),
    message(8, [text(1, ''), whole(2, versions.operators)]),
    ...Object.entries(graph.metadata).map(([key, value]) => message(14, [text(1, key), text(2, value)])),
  ]);
}
