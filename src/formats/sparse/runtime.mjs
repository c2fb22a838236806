/**
 * Runs a pruned network of fully connected layers: only the weights that remain are stored and multiplied. In Node and in browsers; nothing else is needed.
 * Samples lie side by side, 16 at a time, and each sum has the order of Winning Ticket's engine, so that logits have the engine's bits.
 */

/**
 * @typedef {object} TicketLayer
 * @property {number} inputs
 * @property {number} outputs
 * @property {number} weights How many remain.
 * @property {boolean} relu
 */

/**
 * @typedef {object} TicketFacts
 * @property {readonly TicketLayer[]} layers
 * @property {'bytes' | 'floats' | 'columns' | 'normalized'} input What a sample is: its values as they are in the data, or normalised already.
 * @property {readonly number[]} [scale] Of floats: x = value * scale + shift; of columns: x = (value - shift) / scale. One number an input.
 * @property {readonly number[]} [shift]
 */

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

/** @param {ReturnType<typeof reader>} data @param {TicketLayer} layer */
function readLayer(data, { outputs, weights }) {
  const starts = new Uint32Array(outputs + 1);
  const offsets = new Uint32Array(weights);
  for (let output = 0, place = 0; output < outputs; output++) {
    let column = -1;
    for (let left = data.number(); left > 0; left--) {
      column += 1 + data.number();
      offsets[place++] = column * stride;
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

/** Lays a layer's arrays and its outputs out in memory. @param {ReturnType<typeof arena>} room @param {TicketLayer} layer @param {ReturnType<typeof readLayer>} arrays */
function placeLayer(room, { outputs, weights, relu }, arrays) {
  const [starts, offsets, values] = [room.take(4 * outputs + 4), room.take(4 * weights), room.take(4 * weights)];
  return {
    starts,
    offsets,
    values,
    bias: room.take(4 * outputs),
    live: room.take(4 * outputs),
    out: room.take(stride * outputs),
    outputs,
    relu,
    arrays,
  };
}

/** @param {ArrayBuffer} buffer @param {ReturnType<typeof placeLayer>} layer */
function writeLayer(buffer, { starts, offsets, values, bias, live, outputs, arrays }) {
  const [floats, words] = [new Float32Array(buffer), new Uint32Array(buffer)];
  words.set(arrays.starts, starts / 4);
  words.set(arrays.offsets, offsets / 4);
  floats.set(arrays.values, values / 4);
  floats.set(arrays.bias, bias / 4);
  for (let output = 0; output < outputs; output++) words[live / 4 + output] = output;
}

/**
 * Writes samples side by side into memory, as the engine normalises them: columns in float64, floats in two steps of float32.
 * @param {TicketFacts} facts @param {Float32Array} level The first layer's inputs, a row of lanes each.
 */
function inputWriter({ input, scale: scales, shift: shifts }, level) {
  const inputs = level.length / lanes;
  /** @param {number} value @param {number} k */
  const normalized = (value, k) => {
    const [scale = 1, shift = 0] = [scales?.[k], shifts?.[k]];
    if (input === 'columns') return (value - shift) / scale;
    return input === 'floats' ? Math.fround(value * scale) + shift : value;
  };
  /** @param {ArrayLike<number>} samples @param {number} first @param {number} count */
  return (samples, first, count) => {
    if (count < lanes) level.fill(0);
    for (let lane = 0; lane < count; lane++)
      for (let k = 0, from = (first + lane) * inputs; k < inputs; k++)
        level[k * lanes + lane] = scales ? normalized(samples[from + k] ?? 0, k) : (samples[from + k] ?? 0);
  };
}

/** From the inputs at `input` to the logits. @param {Kernel} kernel @param {ReturnType<typeof placeLayer>[]} layers @param {number} input */
function forward(kernel, layers, input) {
  let from = input;
  for (const { starts, offsets, values, bias, live, out, outputs, relu } of layers) {
    kernel(starts, offsets, values, bias, from, out, stride, stride, live, outputs, relu ? 1 : 0);
    from = out;
  }
}

/** Samples through the network, some at a time. @param {TicketFacts} facts @param {string} wasm @param {string} data */
async function laidOut(facts, wasm, data) {
  const inputs = facts.layers[0]?.inputs ?? 0;
  const room = arena();
  const input = room.take(stride * inputs);
  const read = reader(fromBase64(data));
  const layers = facts.layers.map((layer) => placeLayer(room, layer, readLayer(read, layer)));
  const memory = new WebAssembly.Memory({ initial: Math.ceil(room.end / 65536) });
  const kernel = await kernelOf(wasm, memory);
  for (const layer of layers) writeLayer(memory.buffer, layer);
  const { out = 0, outputs: classes = 0 } = layers.at(-1) ?? {};
  const write = inputWriter(facts, new Float32Array(memory.buffer, input, inputs * lanes));
  return {
    inputs,
    classes,
    write,
    run: () => forward(kernel, layers, input),
    scores: new Float32Array(memory.buffer, out, classes * lanes),
  };
}

/** The class of each sample: the first of its largest logits. @param {Float32Array} logits @param {number} classes */
function classesOf(logits, classes) {
  return Array.from({ length: logits.length / classes }, (_, sample) => {
    const own = logits.subarray(sample * classes, (sample + 1) * classes);
    return own.indexOf(Math.max(...own));
  });
}

/**
 * @param {TicketFacts} facts @param {string} wasm The kernel, as base64. @param {string} data The weights, as base64.
 * @returns A network that takes samples one after the other in one array.
 */
export async function openTicket(facts, wasm, data) {
  const { inputs, classes, write, run, scores } = await laidOut(facts, wasm, data);

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
