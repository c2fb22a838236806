/** Kernels that move images and compute little. Images lie in groups of 4: one vector a pixel. */

/** `out[i] = a[i] + b[i]`, arrays of `bytes` bytes, a multiple of 16. */
export function addArrays(a: usize, b: usize, out: usize, bytes: usize): void {
  for (let at: usize = 0; at < bytes; at += 16) v128.store(out + at, f32x4.add(v128.load(a + at), v128.load(b + at)));
}

/** `to[i] = from[i]`, arrays of `bytes` bytes. */
export function copyArray(from: usize, to: usize, bytes: usize): void {
  for (let at: usize = 0; at < bytes; at += 16) v128.store(to + at, v128.load(from + at));
}

/** `to[i] = 0`, an array of `bytes` bytes. */
export function clearArray(to: usize, bytes: usize): void {
  for (let at: usize = 0; at < bytes; at += 16) v128.store(to + at, f32x4.splat(0));
}

/** `out[i] = max(x[i], 0)`, arrays of `bytes` bytes, a multiple of 16. */
export function relu(x: usize, out: usize, bytes: usize): void {
  for (let at: usize = 0; at < bytes; at += 16) v128.store(out + at, f32x4.pmax(f32x4.splat(0), v128.load(x + at)));
}

/**
 * Images `x[group][channel][row][column][4]` as batch-last rows `out[(channel * rows + row) * columns + column][image]`, `stride` bytes
 * each.
 */
export function flatten(
  x: usize, out: usize, groups: usize, group: usize, channels: usize, plane: usize, rows: usize, row: usize, columns: usize,
  stride: usize,
): void {
  for (let c: usize = 0; c < channels; c++) {
    for (let y: usize = 0; y < rows; y++) {
      for (let p = x + c * plane + y * row, end = p + (columns << 4); p < end; p += 16) {
        for (let g: usize = 0; g < groups; g++) v128.store(out + (g << 4), v128.load(p + g * group));
        out += stride;
      }
    }
  }
}

/** The way back of `flatten`: batch-last rows `from[feature][image]` as images `out[group][channel][row][column][4]`. */
export function unflatten(
  from: usize, out: usize, groups: usize, group: usize, channels: usize, plane: usize, rows: usize, row: usize, columns: usize,
  stride: usize,
): void {
  for (let c: usize = 0; c < channels; c++) {
    for (let y: usize = 0; y < rows; y++) {
      for (let p = out + c * plane + y * row, end = p + (columns << 4); p < end; p += 16) {
        for (let g: usize = 0; g < groups; g++) v128.store(p + g * group, v128.load(from + (g << 4)));
        from += stride;
      }
    }
  }
}

// @ts-ignore: decorator
@inline
function valueAt(sample: usize, index: usize, isBytes: i32): f32 {
  return isBytes ? <f32>load<u8>(sample + index) : load<f32>(sample + (index << 2));
}

/** One channel of one image: moved, normalised, black outside. */
function plane(
  sample: usize, isBytes: i32, height: i32, width: i32, down: i32, right: i32, flip: i32, scale: f32, shift: f32, out: usize,
  row: usize,
): void {
  for (let y: i32 = 0; y < height; y++) {
    const from = y + down;
    const inside = from >= 0 && from < height;
    for (let x: i32 = 0; x < width; x++) {
      const at = x + right;
      const pixel = <usize>(from * width + (flip ? width - 1 - at : at));
      const value: f32 = inside && at >= 0 && at < width ? valueAt(sample, pixel, isBytes) : 0;
      store<f32>(out + <usize>y * row + (<usize>x << 4), value * scale + shift);
    }
  }
}

/**
 * Samples `[channels][height][width]` into images `out[group][channel][row][column][4]`. `rows`: the samples' addresses; `moves`: down,
 * right, flip of each (i32); `scale` and `shift`: one number a feature, the same within a channel.
 */
export function gatherImages(
  rows: usize, moves: usize, images: usize, isBytes: i32, channels: usize, height: usize, width: usize, scale: usize, shift: usize,
  out: usize, group: usize, planeBytes: usize, row: usize,
): void {
  const area = height * width;
  for (let n: usize = 0; n < images; n++) {
    const sample = <usize>load<u32>(rows + (n << 2)), move = moves + n * 12;
    const to = out + (n >> 2) * group + ((n & 3) << 2);
    for (let c: usize = 0; c < channels; c++) {
      const feature = c * area;
      plane(
        sample + (isBytes ? feature : feature << 2), isBytes, <i32>height, <i32>width, load<i32>(move), load<i32>(move, 4),
        load<i32>(move, 8), load<f32>(scale + (feature << 2)), load<f32>(shift + (feature << 2)), to + c * planeBytes, row,
      );
    }
  }
}
