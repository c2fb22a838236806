/**
 * A trained ticket that runs by itself: one ES module with its weights and its WebAssembly, whose size follows the weights that remain.
 * A layer's data are, row by row, how many weights remain and the gaps between their columns (seven bits a byte), then biases and values as float32.
 */
import { biasName, type DenseLayer, isDenseNetwork, type Network, weightName } from '../../shared/network/network.ts';
import type { Mask, Weights } from '../../shared/tensors/tensors.ts';
import { varint } from '../bytes/protobuf.ts';
import { type ExportedTicket, ExportError, type InputNormalization, trainedWeights } from '../exported-ticket.ts';
import { type SparseRows, sparseRows } from '../tensors/csr-file.ts';
import type { TicketFacts } from './runtime.mjs';

/** The parts that every such module shares. */
export interface ModuleParts {
  /** Text of runtime.mjs. */
  readonly runtime: string;
  /** The kernel, build/ticket.wasm. */
  readonly wasm: Uint8Array;
}

interface SparseLayer extends SparseRows {
  readonly layer: DenseLayer;
  readonly bias: Float32Array;
}

/** One number an input: x = value * scale + shift, as the engine has it (both rounded to float32). */
interface InputScaling {
  readonly scale: Float32Array;
  readonly shift: Float32Array;
}

function scalingOf({ values, mean, standardDeviation }: InputNormalization, inputs: number): InputScaling {
  const unit = values === 'bytes' ? 255 : 1;
  const channelOf = (input: number): number => Math.floor((input * mean.length) / inputs);
  return {
    scale: Float32Array.from({ length: inputs }, (_, k) => 1 / (unit * (standardDeviation[channelOf(k)] ?? 1))),
    shift: Float32Array.from({ length: inputs }, (_, k) => -(mean[channelOf(k)] ?? 0) / (standardDeviation[channelOf(k)] ?? 1)),
  };
}

/** Bytes stay bytes: their normalisation moves into the first layer's weights and biases, as in the engine's evaluations. */
function folded({ data, indices, indptr, bias, layer }: SparseLayer, { scale, shift }: InputScaling): SparseLayer {
  const start = bias.map((value, row) => {
    let sum = value;
    for (let at = indptr[row] ?? 0; at < (indptr[row + 1] ?? 0); at++) sum += (shift[indices[at] ?? 0] ?? 0) * (data[at] ?? 0);
    return sum;
  });
  return { layer, indices, indptr, bias: start, data: data.map((value, at) => value * (scale[indices[at] ?? 0] ?? 0)) };
}

function sparseLayer(layer: DenseLayer, weights: Weights, mask: Mask): SparseLayer {
  const [weight, bias, kept] = [weights.get(weightName(layer)), weights.get(biasName(layer)), mask.get(weightName(layer))];
  if (!weight || !bias || !kept) throw new ExportError(`The tensors of "${layer.name}" are not complete.`);
  return { layer, bias: bias.data, ...sparseRows(weight, kept) };
}

function layerBytes({ data, indices, indptr, bias }: SparseLayer): Uint8Array {
  const numbers: Uint8Array[] = [];
  for (let row = 0; row + 1 < indptr.length; row++) {
    const [from = 0, to = 0] = [indptr[row], indptr[row + 1]];
    numbers.push(varint(to - from));
    for (let at = from, before = -1; at < to; before = indices[at++] ?? 0) numbers.push(varint((indices[at] ?? 0) - before - 1));
  }
  const floats = [bias, data].map((values) => new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  return Buffer.concat([...numbers, ...floats]);
}

function refuse({ layers }: Network): never {
  const other = layers.find(({ kind }) => kind !== 'dense');
  throw new ExportError(
    `module: "${other?.name ?? ''}" is a layer of the kind "${other?.kind ?? ''}"; a module runs fully connected layers only. Export it as onnx or tfjs.`,
  );
}

interface Prepared {
  readonly layers: readonly SparseLayer[];
  readonly input: Pick<TicketFacts, 'input' | 'scale' | 'shift'>;
}

function prepared(layers: readonly SparseLayer[], normalization: InputNormalization | null): Prepared {
  const [first, ...others] = layers;
  if (!normalization || !first) return { layers, input: { input: 'normalized' } };
  if (normalization.values === 'columns')
    return { layers, input: { input: 'columns', scale: normalization.standardDeviation, shift: normalization.mean } };
  const scaling = scalingOf(normalization, first.layer.inputs);
  if (normalization.values === 'bytes') return { layers: [folded(first, scaling), ...others], input: { input: 'bytes' } };
  return { layers, input: { input: 'floats', scale: [...scaling.scale], shift: [...scaling.shift] } };
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

const inputWords: Readonly<Record<TicketFacts['input'], string>> = {
  bytes: 'bytes of the data as they are, 0 to 255',
  floats: 'values of the data as they are',
  columns: 'values of the data as they are',
  normalized: 'values that are normalised already',
};

/** @throws ExportError where the ticket is not trained, or has layers that are not fully connected. */
export function ticketModule(ticket: ExportedTicket, { runtime, wasm }: ModuleParts): string {
  const { network, mask, name, normalization, provenance } = ticket;
  const weights = trainedWeights(ticket);
  const { layers, input } = prepared(
    isDenseNetwork(network) ? network.layers.map((layer) => sparseLayer(layer, weights, mask)) : refuse(network),
    normalization,
  );
  const facts: TicketFacts = {
    ...input,
    layers: layers.map(({ layer, data }) => ({
      ...{ inputs: layer.inputs, outputs: layer.outputs, weights: data.length, relu: layer.activation === 'relu' },
    })),
  };
  return `// The trained ticket ${JSON.stringify(name)} of Winning Ticket: import { open } from './this-file.mjs'; const ticket = await open();
// ticket.classify(samples) gives the class of each sample, ticket.logits(samples) its scores. Samples: ${inputWords[facts.input]};
// ${layers[0]?.layer.inputs ?? 0} values each (${network.inputShape.join(' x ')}), one sample after the other in one array.
${runtime}
/** Where it comes from. */
export const provenance = ${JSON.stringify(provenance)};
export const facts = /** @type {TicketFacts} */ (${JSON.stringify(facts)});
const wasm = '${base64(wasm)}';
const data = '${base64(Buffer.concat(layers.map(layerBytes)))}';
/** The network, ready to run. */
export const open = () => openTicket(facts, wasm, data);
`;
}
