/**
 * Runs a pruned network: only the weights that remain are stored and multiplied. In Node and in browsers; nothing else is needed.
 * Samples lie side by side, 16 at a time, and each sum has the order of Winning Ticket's engine, so that logits have the engine's bits.
 */

/**
 * @typedef {object} DenseFacts
 * @property {'dense'} kind
 * @property {number} inputs
 * @property {number} outputs
 * @property {number} weights How many remain.
 * @property {boolean} relu
 */

/** @typedef {DenseFacts | import('./image-layers.mjs').ImageLayerFacts} LayerFacts */

/**
 * @typedef {object} TicketFacts
 * @property {number} inputs Values of a sample.
 * @property {number} classes
 * @property {readonly LayerFacts[]} layers
 * @property {'bytes' | 'floats' | 'columns' | 'normalized'} input What a sample is: its values as they are in the data, or normalised already.
 * @property {readonly number[]} [scale] Of bytes and floats: x = value * scale + shift; of columns: x = (value - shift) / scale. One number a channel, or an input.
 * @property {readonly number[]} [shift]
 */

/**
 * A layer that has its place in memory.
 * @typedef {object} Placed
 * @property {number} out Address of its outputs: a row of lanes for each value.
 * @property {(kernel: Kernel, buffer: ArrayBuffer) => () => void} ready Writes its weights and gives what runs it.
 */

/** @typedef {{ room: ReturnType<typeof arena>, read: ReturnType<typeof reader>, makers: Makers, tools: typeof tools }} Building */
/** @typedef {(facts: any, building: Building, from: number) => Placed} Maker */
/** By the kind of layer. @typedef {Readonly<Record<string, Maker>>} Makers */

/** Samples that are computed together, and the bytes of a row of them. */
const lanes = 16;
const stride = 4 * lanes;

/** @param {string} text */
const fromBase64 = (text) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));

/** Reads whole numbers of seven bits a byte, and floats. @param {Uint8Array} bytes */
function reader(bytes) {
  let at = 0;
  return {
    number() {
      let value = 0;
      for (let factor = 1; ; factor *= 128) {
        const byte = bytes[at++] ?? 0;
        value += (byte % 128) * factor;
        if (byte < 128) return value;
      }
    },
    /** @param {number} count */
    floats(count) {
      const start = at;
      at += 4 * count;
      return new Float32Array(bytes.slice(start, at).buffer);
    },
  };
}

/**
 * Rows of weights: for each output those that remain.
 * @param {ReturnType<typeof reader>} data @param {{ outputs: number, weights: number }} layer
 * @param {(column: number) => number} offsetOf Bytes from the first input to that of a column.
 */
function readRows(data, { outputs, weights }, offsetOf) {
  const starts = new Uint32Array(outputs + 1);
  const offsets = new Uint32Array(weights);
  for (let output = 0, place = 0; output < outputs; output++) {
    let column = -1;
    for (let left = data.number(); left > 0; left--) {
      column += 1 + data.number();
      offsets[place++] = offsetOf(column);
    }
    starts[output + 1] = place;
  }
  return { starts, offsets, bias: data.floats(outputs), values: data.floats(weights) };
}

/** Hands out addresses, each a multiple of 16. */
function arena() {
  let end = 64;
  return {
    /** @param {number} bytes */
    take(bytes) {
      const address = end;
      end = Math.ceil((end + bytes) / 16) * 16;
      return address;
    },
    get end() {
      return end;
    },
  };
}

/** @typedef {(starts: number, offsets: number, values: number, bias: number, x: number, out: number, stride: number, width: number, live: number, count: number, relu: number) => void} Kernel */

/** @param {string} wasm @param {WebAssembly.Memory} memory @returns {Promise<Kernel>} */
async function kernelOf(wasm, memory) {
  const abort = () => {
    throw new Error('The kernel was aborted.');
  };
  const module = await WebAssembly.compile(fromBase64(wasm));
  const instance = await WebAssembly.instantiate(module, { env: { memory, abort } });
  return /** @type {Kernel} */ (instance.exports['sparseForward']);
}

/** Lays rows of weights out in memory. @param {ReturnType<typeof arena>} room @param {ReturnType<typeof readRows>} rows */
function placeRows(room, { starts, offsets, bias, values }) {
  const count = bias.length;
  const [startsAt, offsetsAt, valuesAt] = [room.take(4 * count + 4), room.take(4 * offsets.length), room.take(4 * values.length)];
  const [biasAt, live] = [room.take(4 * count), room.take(4 * count)];
  /** @param {ArrayBuffer} buffer */
  const write = (buffer) => {
    const [floats, words] = [new Float32Array(buffer), new Uint32Array(buffer)];
    words.set(starts, startsAt / 4);
    words.set(offsets, offsetsAt / 4);
    floats.set(values, valuesAt / 4);
    floats.set(bias, biasAt / 4);
    for (let output = 0; output < count; output++) words[live / 4 + output] = output;
  };
  /** Outputs lie `plane` bytes apart; `width` bytes of each are computed. @type {(kernel: Kernel, x: number, out: number, plane: number, width: number, relu: boolean) => void} */
  const run = (kernel, x, out, plane, width, relu) =>
    kernel(startsAt, offsetsAt, valuesAt, biasAt, x, out, plane, width, live, count, relu ? 1 : 0);
  return { write, run };
}

/** @param {DenseFacts} layer @param {Building} building @param {number} from @returns {Placed} */
function dense(layer, { room, read }, from) {
  const rows = placeRows(
    room,
    readRows(read, layer, (column) => column * stride),
  );
  const out = room.take(stride * layer.outputs);
  return {
    out,
    ready(kernel, buffer) {
      rows.write(buffer);
      return () => rows.run(kernel, from, out, stride, stride, layer.relu);
    },
  };
}

/** Layers one after the other. @param {readonly LayerFacts[]} layers @param {Building} building @param {number} from @returns {Placed} */
function chain(layers, building, from) {
  /** @type {Placed[]} */
  const placed = [];
  for (const layer of layers) {
    const make = building.makers[layer.kind];
    if (!make) throw new Error(`This module has no layers of the kind "${layer.kind}".`);
    placed.push(make(layer, building, placed.at(-1)?.out ?? from));
  }
  return {
    out: placed.at(-1)?.out ?? from,
    ready(kernel, buffer) {
      const steps = placed.map((one) => one.ready(kernel, buffer));
      return () => steps.forEach((step) => step());
    },
  };
}

/**
 * Writes samples side by side into memory, as the engine normalises them: columns in float64, floats in two steps of float32.
 * @param {TicketFacts} facts @param {Float32Array} level The first layer's inputs, a row of lanes each.
 */
function inputWriter({ input, scale: scales, shift: shifts }, level) {
  const inputs = level.length / lanes;
  /** @param {number} value @param {number} k */
  const normalized = (value, k) => {
    const place = Math.floor((k * (scales?.length ?? 0)) / inputs);
    const [scale = 1, shift = 0] = [scales?.[place], shifts?.[place]];
    return input === 'columns' ? (value - shift) / scale : Math.fround(Math.fround(value) * scale) + shift;
  };
  /** @param {ArrayLike<number>} samples @param {number} first @param {number} count */
  return (samples, first, count) => {
    if (count < lanes) level.fill(0);
    for (let lane = 0; lane < count; lane++)
      for (let k = 0, from = (first + lane) * inputs; k < inputs; k++)
        level[k * lanes + lane] = scales ? normalized(samples[from + k] ?? 0, k) : (samples[from + k] ?? 0);
  };
}

/** Samples through the network, some at a time. @param {TicketFacts} facts @param {string} wasm @param {string} data @param {Makers} others */
async function laidOut(facts, wasm, data, others) {
  const { inputs, classes } = facts;
  const room = arena();
  const input = room.take(stride * inputs);
  const building = { room, read: reader(fromBase64(data)), makers: { ...others, dense }, tools };
  const network = chain(facts.layers, building, input);
  const memory = new WebAssembly.Memory({ initial: Math.ceil(room.end / 65536) });
  const run = network.ready(await kernelOf(wasm, memory), memory.buffer);
  return {
    run,
    write: inputWriter(facts, new Float32Array(memory.buffer, input, inputs * lanes)),
    scores: new Float32Array(memory.buffer, network.out, classes * lanes),
  };
}

/** The class of each sample: the first of its largest logits. @param {Float32Array} logits @param {number} classes */
function classesOf(logits, classes) {
  return Array.from({ length: logits.length / classes }, (_, sample) => {
    const own = logits.subarray(sample * classes, (sample + 1) * classes);
    return own.indexOf(Math.max(...own));
  });
}

/** What layers of other kinds are made with. */
const tools = { chain, lanes, placeRows, readRows, stride };

/**
 * @param {TicketFacts} facts @param {string} wasm The kernel, as base64. @param {string} data The weights, as base64.
 * @param {Makers} [others] Layers of other kinds.
 * @returns A network that takes samples one after the other in one array.
 */
export async function openTicket(facts, wasm, data, others = {}) {
  const { inputs, classes } = facts;
  const { write, run, scores } = await laidOut(facts, wasm, data, others);

  /** @param {ArrayLike<number>} samples @returns {Float32Array} `[samples, classes]` */
  function logits(samples) {
    const count = samples.length / inputs;
    if (!Number.isInteger(count)) throw new RangeError(`Expected samples of ${inputs} values each, found ${samples.length} values.`);
    const result = new Float32Array(count * classes);
    for (let first = 0; first < count; first += lanes) {
      const here = Math.min(lanes, count - first);
      write(samples, first, here);
      run();
      for (let lane = 0; lane < here; lane++)
        for (let c = 0; c < classes; c++) result[(first + lane) * classes + c] = scores[c * lanes + lane] ?? 0;
    }
    return result;
  }

  return { inputs, classes, logits, classify: (/** @type {ArrayLike<number>} */ samples) => classesOf(logits(samples), classes) };
}
