/**
 * Winograd's F(2x2, 3x3) (Lavin & Gray 2016): a tile of 2x2 outputs from 4x4 inputs with 16 products instead of 36,
 * out = A' [(G g G') * (B' d B)] A. Each of the 16 places of a tile is a matrix product of filters and tiles of its own.
 */
import { activated } from '../dense/relu';

/** One row of G g, in the four places it gives. */
// @ts-ignore: decorator
@inline
function spread(a: f32, b: f32, c: f32, to: usize, step: usize): void {
  const half: f32 = 0.5;
  store<f32>(to, a);
  store<f32>(to + step, half * ((a + c) + b));
  store<f32>(to + 2 * step, half * ((a + c) - b));
  store<f32>(to + 3 * step, c);
}

/**
 * `u[place][o][c]` = G g G'; rows of outputs filled up to a multiple of 4 stay 0. `scratch`: 48 bytes.
 * With `turned`, filters for the gradient of the input: `u[place][c][o]`, kernels turned by 180 degrees.
 */
export function winogradFilters(
  values: usize, filters: usize, channels: usize, turned: i32, u: usize, matrix: usize, scratch: usize,
): void {
  for (let o: usize = 0; o < filters; o++) {
    for (let c: usize = 0; c < channels; c++) {
      const g = values + (o * channels + c) * 36;
      const to = u + ((turned ? c * filters + o : o * channels + c) << 2);
      for (let x: usize = 0; x < 3; x++) {
        const p = turned ? g + ((8 - x) << 2) : g + (x << 2);
        if (turned) spread(load<f32>(p), load<f32>(p - 12), load<f32>(p - 24), scratch + (x << 2), 12);
        else spread(load<f32>(p), load<f32>(p, 12), load<f32>(p, 24), scratch + (x << 2), 12);
      }
      for (let y: usize = 0; y < 4; y++) {
        const row = scratch + y * 12;
        spread(load<f32>(row), load<f32>(row, 4), load<f32>(row, 8), to + y * 4 * matrix, matrix);
      }
    }
  }
}

/** Byte offsets of the first pixels of tiles first .. first + count, 4 bytes each; tiles are counted over all groups. */
// @ts-ignore: decorator
@inline
export function listPlaces(first: usize, count: usize, perGroup: usize, perRow: usize, group: usize, row: usize, table: usize): void {
  for (let tile = first, end = first + count; tile < end; tile++) {
    const g = tile / perGroup, within = tile - g * perGroup;
    const y = within / perRow;
    store<u32>(table, <u32>(g * group + 2 * y * row + ((within - y * perRow) << 5)));
    table += 4;
  }
}

/** One tile of one channel: B' d B, by columns into `scratch` (256 bytes), then by rows. */
// @ts-ignore: decorator
@inline
function transformInput(d: usize, row: usize, to: usize, step: usize, scratch: usize): void {
  for (let at: usize = 0; at < 64; at += 16) {
    const p = d + at;
    const d0 = v128.load(p), d1 = v128.load(p + row), d2 = v128.load(p + 2 * row), d3 = v128.load(p + 3 * row);
    v128.store(scratch + at, f32x4.sub(d0, d2));
    v128.store(scratch + at, f32x4.add(d1, d2), 64);
    v128.store(scratch + at, f32x4.sub(d2, d1), 128);
    v128.store(scratch + at, f32x4.sub(d1, d3), 192);
  }
  for (let at: usize = 0; at < 256; at += 64) {
    const p = scratch + at;
    const d0 = v128.load(p), d1 = v128.load(p, 16), d2 = v128.load(p, 32), d3 = v128.load(p, 48);
    v128.store(to, f32x4.sub(d0, d2));
    v128.store(to + step, f32x4.add(d1, d2));
    v128.store(to + 2 * step, f32x4.sub(d2, d1));
    v128.store(to + 3 * step, f32x4.sub(d1, d3));
    to += 4 * step;
  }
}

/**
 * Transformed tiles first .. first + count: `v[place][c][tile]` or, with `inFours`, `v[place][c / 4][tile][4]`. `x`: the first pixel of the
 * first group; `stride`: bytes of a row of tiles; `matrix`: of one place's matrix; `scratch`: 256 bytes, then 4 a tile. Channel by channel,
 * so that what is written side by side is written together.
 */
export function winogradInput(
  x: usize, first: usize, count: usize, perGroup: usize, perRow: usize, group: usize, row: usize, plane: usize, channels: usize,
  v: usize, stride: usize, matrix: usize, inFours: i32, scratch: usize,
): void {
  const table = scratch + 256, end = table + (count << 2), step: usize = inFours ? 64 : 16;
  listPlaces(first, count, perGroup, perRow, group, row, table);
  for (let c: usize = 0; c < channels; c++) {
    const d = x + c * plane - row - 16;
    let to = v + (inFours ? (c & ~3) * stride + ((c & 3) << 4) : c * stride);
    for (let at = table; at < end; at += 4, to += step) transformInput(d + <usize>load<u32>(at), row, to, matrix, scratch);
  }
}

/** One tile of one output: A' m A, plus bias. */
// @ts-ignore: decorator
@inline
function transformOutput(m: usize, step: usize, bias: v128, out: usize, row: usize, relu: i32): void {
  let even = f32x4.splat(0), odd = even, low = even, high = even;
  // Column by column of the tile: sums over its rows, then into the two columns of the output.
  let a = v128.load(m), b = v128.load(m + 4 * step), c = v128.load(m + 8 * step), d = v128.load(m + 12 * step);
  even = f32x4.add(f32x4.add(a, b), c);
  odd = f32x4.sub(f32x4.sub(b, c), d);
  m += step;
  a = v128.load(m); b = v128.load(m + 4 * step); c = v128.load(m + 8 * step); d = v128.load(m + 12 * step);
  let top = f32x4.add(f32x4.add(a, b), c), bottom = f32x4.sub(f32x4.sub(b, c), d);
  even = f32x4.add(even, top);
  odd = f32x4.add(odd, bottom);
  low = top;
  high = bottom;
  m += step;
  a = v128.load(m); b = v128.load(m + 4 * step); c = v128.load(m + 8 * step); d = v128.load(m + 12 * step);
  top = f32x4.add(f32x4.add(a, b), c); bottom = f32x4.sub(f32x4.sub(b, c), d);
  even = f32x4.add(even, top);
  odd = f32x4.add(odd, bottom);
  low = f32x4.sub(low, top);
  high = f32x4.sub(high, bottom);
  m += step;
  a = v128.load(m); b = v128.load(m + 4 * step); c = v128.load(m + 8 * step); d = v128.load(m + 12 * step);
  low = f32x4.sub(low, f32x4.add(f32x4.add(a, b), c));
  high = f32x4.sub(high, f32x4.sub(f32x4.sub(b, c), d));
  v128.store(out, activated(f32x4.add(even, bias), relu));
  v128.store(out, activated(f32x4.add(low, bias), relu), 16);
  v128.store(out + row, activated(f32x4.add(odd, bias), relu));
  v128.store(out + row, activated(f32x4.add(high, bias), relu), 16);
}

/** Outputs from `m[place][o][tile]`; arguments as of `winogradInput`. */
export function winogradOutput(
  m: usize, first: usize, count: usize, perGroup: usize, perRow: usize, group: usize, row: usize, plane: usize, outputs: usize,
  bias: usize, out: usize, stride: usize, matrix: usize, relu: i32, scratch: usize,
): void {
  const table = scratch + 256, end = table + (count << 2);
  listPlaces(first, count, perGroup, perRow, group, row, table);
  for (let o: usize = 0; o < outputs; o++) {
    const b = v128.load32_splat(bias + (o << 2)), to = out + o * plane;
    for (let at = table, from = m + o * stride; at < end; at += 4, from += 16)
      transformOutput(from, matrix, b, to + <usize>load<u32>(at), row, relu);
  }
}
