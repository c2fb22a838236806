/** The gradient of the weights on Winograd's path: the way back through out = A' [(G g G') * (B' d B)] A, see winograd.ts. */
import { keep } from '../lanes';
import { listPlaces } from './winograd';

// @ts-ignore: decorator
@inline
function spreadRow(a: v128, b: v128, to: usize, step: usize): void {
  v128.store(to, a);
  v128.store(to + step, f32x4.add(a, b));
  v128.store(to + 2 * step, f32x4.sub(a, b));
  v128.store(to + 3 * step, f32x4.neg(b));
}

/** A dy A' of tiles first .. first + count: `dm[place][o][tile]`; arguments as of `winogradInput`. */
export function winogradOutputGradient(
  dy: usize, first: usize, count: usize, perGroup: usize, perRow: usize, group: usize, row: usize, plane: usize, outputs: usize,
  dm: usize, stride: usize, matrix: usize, scratch: usize,
): void {
  const table = scratch + 256, end = table + (count << 2);
  listPlaces(first, count, perGroup, perRow, group, row, table);
  for (let o: usize = 0; o < outputs; o++) {
    for (let at = table, to = dm + o * stride; at < end; at += 4, to += 16) {
      const p = dy + o * plane + <usize>load<u32>(at);
      const a = v128.load(p), b = v128.load(p, 16), c = v128.load(p + row), d = v128.load(p + row, 16);
      spreadRow(a, b, to, matrix);
      spreadRow(f32x4.add(a, c), f32x4.add(b, d), to + 4 * matrix, matrix);
      spreadRow(f32x4.sub(a, c), f32x4.sub(b, d), to + 8 * matrix, matrix);
      spreadRow(f32x4.neg(c), f32x4.neg(d), to + 12 * matrix, matrix);
    }
  }
}

/** 4 outputs x 2 inputs: adds products of tiles, in order, to sums by lane. */
function block(m: usize, v: usize, stride: usize, count: usize, sums: usize, row: usize): void {
  let c00 = v128.load(sums), c01 = v128.load(sums, 16);
  let c10 = v128.load(sums + row), c11 = v128.load(sums + row, 16);
  let c20 = v128.load(sums + 2 * row), c21 = v128.load(sums + 2 * row, 16);
  let c30 = v128.load(sums + 3 * row), c31 = v128.load(sums + 3 * row, 16);
  const m2 = 2 * stride, m3 = 3 * stride;
  for (const end = m + (count << 4); m < end; m += 16) {
    const a = v128.load(v), b = v128.load(v, 16);
    let s = v128.load(m);
    c00 = f32x4.add(c00, f32x4.mul(s, a));
    c01 = f32x4.add(c01, f32x4.mul(s, b));
    s = v128.load(m + stride);
    c10 = f32x4.add(c10, f32x4.mul(s, a));
    c11 = f32x4.add(c11, f32x4.mul(s, b));
    s = v128.load(m + m2);
    c20 = f32x4.add(c20, f32x4.mul(s, a));
    c21 = f32x4.add(c21, f32x4.mul(s, b));
    s = v128.load(m + m3);
    c30 = f32x4.add(c30, f32x4.mul(s, a));
    c31 = f32x4.add(c31, f32x4.mul(s, b));
    v += 64;
  }
  v128.store(sums, c00);
  v128.store(sums, c01, 16);
  v128.store(sums + row, c10);
  v128.store(sums + row, c11, 16);
  v128.store(sums + 2 * row, c20);
  v128.store(sums + 2 * row, c21, 16);
  v128.store(sums + 3 * row, c30);
  v128.store(sums + 3 * row, c31, 16);
}

/** As `winogradProducts`, from input `first` on. */
export function productsFrom(
  first: usize, dm: usize, v: usize, stride: usize, count: usize, outputs: usize, inputs: usize, sums: usize,
): void {
  const row = inputs << 4;
  for (let c = first; c < inputs; c += 2) {
    const from = v + (c & ~3) * stride + ((c & 3) << 4);
    for (let o: usize = 0; o < outputs; o += 4) block(dm + o * stride, from, stride, count, sums + o * row + (c << 4), row);
  }
}

/** `sums[o][c]` (vectors) += sum over tiles of dm[o][tile] * v[c / 4][tile][c % 4]; outputs a multiple of 4, inputs of 2. */
export function winogradProducts(dm: usize, v: usize, stride: usize, count: usize, outputs: usize, inputs: usize, sums: usize): void {
  productsFrom(0, dm, v, stride, count, outputs, inputs, sums);
}

/** Adds the sums of one quad of lanes to `totals`, in the order of lanes.ts. */
export function winogradTotals(sums: usize, totals: usize, count: usize, isFirst: i32): void {
  for (const end = totals + (count << 2); totals < end; totals += 4) {
    keep(totals, v128.load(sums), isFirst != 0);
    sums += 16;
  }
}

// @ts-ignore: decorator
@inline
function gather(p: usize, step: usize, to: usize, toStep: usize): void {
  const half: f32 = 0.5;
  const a = load<f32>(p), b = half * load<f32>(p + step), c = half * load<f32>(p + 2 * step), d = load<f32>(p + 3 * step);
  store<f32>(to, a + (b + c));
  store<f32>(to + toStep, b - c);
  store<f32>(to + 2 * toStep, (b + c) + d);
}

/** `gradient[o][c]` = G' u G from `u[place][o][c]`; `matrix`: bytes of one place's matrix; `scratch`: 48 bytes. */
export function winogradFilterGradient(u: usize, matrix: usize, filters: usize, channels: usize, gradient: usize, scratch: usize): void {
  for (let o: usize = 0; o < filters; o++) {
    for (let c: usize = 0; c < channels; c++) {
      const from = u + ((o * channels + c) << 2), to = gradient + (o * channels + c) * 36;
      for (let x: usize = 0; x < 4; x++) gather(from + x * matrix, 4 * matrix, scratch + (x << 2), 16);
      for (let y: usize = 0; y < 3; y++) gather(scratch + (y << 4), 4, to + y * 12, 4);
    }
  }
}
