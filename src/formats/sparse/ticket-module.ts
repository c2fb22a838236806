/** A trained ticket that runs by itself: one ES module with its weights and its WebAssembly, whose size follows the weights that remain. */
import { isDenseNetwork, type Network } from '../../shared/network/network.ts';
import { productOf } from '../../shared/network/shapes.ts';
import { escaped } from '../../shared/text/plain-text.ts';
import { type ExportedTicket, type InputNormalization, trainedWeights } from '../exported-ticket.ts';
import { type BiasedRows, denseLayer, type LayerTensors, type ModuleLayer, moduleLayers, rowsOf } from './module-layers.ts';
import type { TicketFacts } from './runtime.mjs';

/** The parts that such modules share. */
export interface ModuleParts {
  /** Text of runtime.mjs. */
  readonly runtime: string;
  /** Text of image-layers.mjs, for networks that are not fully connected alone. */
  readonly imageLayers: string;
  /** The kernel, build/ticket.wasm. */
  readonly wasm: Uint8Array;
}

/** One number a channel (or input): x = value * scale + shift, as the engine has it (both rounded to float32). */
interface InputScaling {
  readonly scale: Float32Array;
  readonly shift: Float32Array;
}

function scalingOf({ values, mean, standardDeviation }: InputNormalization): InputScaling {
  const unit = values === 'bytes' ? 255 : 1;
  return {
    scale: Float32Array.from(standardDeviation, (deviation) => 1 / (unit * deviation)),
    shift: Float32Array.from(mean, (value, channel) => -value / (standardDeviation[channel] ?? 1)),
  };
}

/** Bytes stay bytes: their normalisation moves into the first layer's weights and biases, as in the engine's evaluations of such networks. */
function folded({ data, indices, indptr, bias }: BiasedRows, { scale, shift }: InputScaling, inputs: number): BiasedRows {
  const channelOf = (input: number): number => Math.floor((input * scale.length) / inputs);
  const start = bias.map((value, row) => {
    let sum = value;
    for (let at = indptr[row] ?? 0; at < (indptr[row + 1] ?? 0); at++) sum += (shift[channelOf(indices[at] ?? 0)] ?? 0) * (data[at] ?? 0);
    return sum;
  });
  const scaled = data.map((value, at) => value * (scale[channelOf(indices[at] ?? 0)] ?? 0));
  return { indices, indptr, bias: start, data: scaled };
}

interface Prepared {
  readonly layers: readonly ModuleLayer[];
  readonly input: Pick<TicketFacts, 'input' | 'scale' | 'shift'>;
}

function prepared(network: Network, tensors: LayerTensors, normalization: InputNormalization | null): Prepared {
  const layers = moduleLayers(network.layers, tensors);
  if (!normalization) return { layers, input: { input: 'normalized' } };
  const { values, mean, standardDeviation } = normalization;
  if (values === 'columns') return { layers, input: { input: 'columns', scale: standardDeviation, shift: mean } };
  const scaling = scalingOf(normalization);
  const [first] = isDenseNetwork(network) ? network.layers : [];
  if (values === 'bytes' && first) {
    const rows = folded(rowsOf(first, tensors), scaling, first.inputs);
    return { layers: [denseLayer(first, rows), ...layers.slice(1)], input: { input: 'bytes' } };
  }
  return { layers, input: { input: values, scale: [...scaling.scale], shift: [...scaling.shift] } };
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

const inputWords: Readonly<Record<TicketFacts['input'], string>> = {
  bytes: 'bytes of the data as they are, 0 to 255',
  floats: 'values of the data as they are',
  columns: 'values of the data as they are',
  normalized: 'values that are normalised already',
};

/** JSON that may stand in a page's script too: nothing in it ends the script. */
const scriptText = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');

/** @throws ExportError where the ticket is not trained, or is a layers model of TensorFlow.js. */
export function ticketModule(ticket: ExportedTicket, { runtime, imageLayers, wasm }: ModuleParts): string {
  const { network, mask, name, normalization, provenance } = ticket;
  const { layers, input } = prepared(network, { weights: trainedWeights(ticket), mask }, normalization);
  const inputs = productOf(network.inputShape);
  const facts: TicketFacts = { ...input, inputs, classes: network.classes, layers: layers.map((layer) => layer.facts) };
  const ofImages = isDenseNetwork(network) ? '' : ', imageLayers';
  return `// The trained ticket ${escaped(JSON.stringify(name))} of Winning Ticket: import { open } from './this-file.mjs'; const ticket = await open();
// ticket.classify(samples) gives the class of each sample, ticket.logits(samples) its scores. Samples: ${inputWords[facts.input]};
// ${inputs} values each (${network.inputShape.join(' x ')}), one sample after the other in one array.
${runtime}${ofImages && `\n${imageLayers}`}
/** Where it comes from. */
export const provenance = ${scriptText(provenance)};
export const facts = /** @type {TicketFacts} */ (${JSON.stringify(facts)});
const wasm = '${base64(wasm)}';
const data = '${base64(Buffer.concat(layers.flatMap((layer) => layer.data)))}';
/** The network, ready to run. */
export const open = () => openTicket(facts, wasm, data${ofImages});
`;
}
