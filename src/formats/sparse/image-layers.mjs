/**
 * Layers of images, for runtime.mjs: a value is a row of lanes, images are [channels][rows][columns] of them. Convolutions multiply only the weights that
 * remain, by the kernel of the fully connected layers: the columns of a row are outputs side by side. All else is arithmetic in float32, as the engine has it.
 */

/** @typedef {readonly [channels: number, rows: number, columns: number]} Shape */

/**
 * @typedef {object} ConvolutionFacts
 * @property {'convolution'} kind
 * @property {Shape} from @property {Shape} to
 * @property {readonly [number, number]} kernel @property {number} step The stride.
 * @property {readonly [number, number]} before Rows and columns of zeros before the image.
 * @property {number} outputs @property {number} weights How many remain.
 * @property {boolean} relu
 */

/**
 * @typedef {object} PoolFacts
 * @property {'max-pool' | 'average-pool'} kind
 * @property {Shape} from @property {Shape} to
 * @property {readonly [number, number]} kernel @property {number} step
 */

/** @typedef {{ kind: 'relu', values: number }} ReluFacts */
/** Its data are the mean, the factor and the shift of each channel. @typedef {{ kind: 'batch-normalization', values: number, channels: number }} NormalizationFacts */
/** @typedef {{ kind: 'residual', values: number, layers: readonly import('./runtime.mjs').LayerFacts[], shortcut: readonly import('./runtime.mjs').LayerFacts[] }} ResidualFacts */
/** @typedef {ConvolutionFacts | PoolFacts | ReluFacts | NormalizationFacts | ResidualFacts} ImageLayerFacts */

/** @typedef {import('./runtime.mjs').Building} Building */
/** @typedef {import('./runtime.mjs').Placed} Placed */

/** Of each value a row of lanes. @param {Building} building @param {ArrayBuffer} buffer @param {number} at @param {number} values */
const view = ({ tools: { lanes } }, buffer, at, values) => new Float32Array(buffer, at, values * lanes);

/** @param {Shape} shape */
const valuesOf = ([channels, rows, columns]) => channels * rows * columns;

/** The image in a frame of zeros, which is never written. @param {ConvolutionFacts} layer @param {number} lanes */
function framed({ from: [channels, rows, columns], to: [, toRows, toColumns], kernel, step, before }, lanes) {
  const height = Math.max((toRows - 1) * step + kernel[0], before[0] + rows);
  const width = Math.max((toColumns - 1) * step + kernel[1], before[1] + columns);
  /** @param {Float32Array} image @param {Float32Array} frame */
  const copy = (image, frame) => {
    for (let c = 0; c < channels; c++)
      for (let y = 0; y < rows; y++) {
        const row = (c * rows + y) * columns * lanes;
        frame.set(image.subarray(row, row + columns * lanes), ((c * height + y + before[0]) * width + before[1]) * lanes);
      }
  };
  return { height, width, isNeeded: height !== rows || width !== columns, values: channels * height * width, copy };
}

/** @param {ConvolutionFacts} layer @param {Building} building @param {number} from @returns {Placed} */
function convolution(layer, building, from) {
  const { room, read, tools } = building;
  const { from: shape, to, kernel: size, step, relu } = layer;
  const { lanes, stride } = tools;
  const frame = framed(layer, lanes);
  const area = size[0] * size[1];
  /** @param {number} column */
  const offsetOf = (column) => {
    const [channel, place] = [Math.floor(column / area), column % area];
    return ((channel * frame.height + Math.floor(place / size[1])) * frame.width + (place % size[1])) * stride;
  };
  const rows = tools.placeRows(room, tools.readRows(read, layer, offsetOf));
  const image = frame.isNeeded ? room.take(frame.values * stride) : from;
  const out = room.take(valuesOf(to) * stride);
  const plane = to[1] * to[2] * stride;
  // Outputs at a step of 1 read inputs side by side, a whole row at a time.
  const atOnce = step === 1 ? to[2] : 1;
  /** @param {import('./runtime.mjs').Kernel} kernel @param {number} y */
  const runRow = (kernel, y) => {
    for (let x = 0; x < to[2]; x += atOnce) {
      const place = (y * step * frame.width + x * step) * stride;
      rows.run(kernel, image + place, out + (y * to[2] + x) * stride, plane, atOnce * stride, relu);
    }
  };
  return {
    out,
    ready(kernel, buffer) {
      rows.write(buffer);
      const [given, padded] = [view(building, buffer, from, valuesOf(shape)), view(building, buffer, image, frame.values)];
      return () => {
        if (frame.isNeeded) frame.copy(given, padded);
        for (let y = 0; y < to[1]; y++) runRow(kernel, y);
      };
    },
  };
}

/**
 * A layer without a kernel. @param {Building} building @param {number} values Of its output.
 * @param {(buffer: ArrayBuffer, out: Float32Array) => () => void} ready @returns {Placed}
 */
function plain(building, values, ready) {
  const out = building.room.take(values * building.tools.stride);
  return { out, ready: (_, buffer) => ready(buffer, view(building, buffer, out, values)) };
}

/** @param {PoolFacts} layer @param {Building} building @param {number} from @returns {Placed} */
function pool({ kind, from: shape, to, kernel: [height, width], step }, building, from) {
  const [isMax, { lanes }] = [kind === 'max-pool', building.tools];
  return plain(building, valuesOf(to), (buffer, out) => {
    const image = view(building, buffer, from, valuesOf(shape));
    /** @param {number} first Of the window, in a lane. */
    const windowed = (first) => {
      let result = isMax ? (image[first] ?? 0) : 0;
      for (let y = 0; y < height; y++)
        for (let x = 0; x < width; x++) {
          const value = image[first + (y * shape[2] + x) * lanes] ?? 0;
          result = isMax ? (value > result ? value : result) : Math.fround(result + value);
        }
      return isMax ? result : result / (height * width);
    };
    return () => {
      for (let pixel = 0; pixel < valuesOf(to); pixel++) {
        const [line, x] = [Math.floor(pixel / to[2]), pixel % to[2]];
        const [channel, y] = [Math.floor(line / to[1]), line % to[1]];
        const first = ((channel * shape[1] + y * step) * shape[2] + x * step) * lanes;
        for (let lane = 0; lane < lanes; lane++) out[pixel * lanes + lane] = windowed(first + lane);
      }
    };
  });
}

/** @param {ReluFacts} layer @param {Building} building @param {number} from @returns {Placed} */
const relu = ({ values }, building, from) =>
  plain(building, values, (buffer, out) => {
    const given = view(building, buffer, from, values);
    return () => {
      for (let at = 0; at < out.length; at++) out[at] = (given[at] ?? 0) > 0 ? (given[at] ?? 0) : 0;
    };
  });

/** @param {NormalizationFacts} layer @param {Building} building @param {number} from @returns {Placed} */
function normalization({ values, channels }, building, from) {
  const { read, tools } = building;
  const [means, factors, shifts] = [read.floats(channels), read.floats(channels), read.floats(channels)];
  const plane = (values / channels) * tools.lanes;
  return plain(building, values, (buffer, out) => {
    const given = view(building, buffer, from, values);
    return () => {
      for (let c = 0; c < channels; c++) {
        const [mean = 0, factor = 0, shift = 0] = [means[c], factors[c], shifts[c]];
        for (let at = c * plane; at < (c + 1) * plane; at++) out[at] = Math.fround(Math.fround((given[at] ?? 0) - mean) * factor) + shift;
      }
    };
  });
}

/** @param {ResidualFacts} layer @param {Building} building @param {number} from @returns {Placed} */
function residual({ values, layers, shortcut }, building, from) {
  const { chain } = building.tools;
  const [way, direct] = [chain(layers, building, from), chain(shortcut, building, from)];
  const out = building.room.take(values * building.tools.stride);
  return {
    out,
    ready(kernel, buffer) {
      const [runWay, runDirect] = [way.ready(kernel, buffer), direct.ready(kernel, buffer)];
      const [a, b, sum] = [way.out, direct.out, out].map((at) => view(building, buffer, at, values));
      return () => {
        runWay();
        runDirect();
        for (let at = 0; sum && at < sum.length; at++) sum[at] = (a?.[at] ?? 0) + (b?.[at] ?? 0);
      };
    },
  };
}

/** By the kind of layer. @type {import('./runtime.mjs').Makers} */
export const imageLayers = {
  convolution,
  'max-pool': pool,
  'average-pool': pool,
  relu,
  'batch-normalization': normalization,
  residual,
};
